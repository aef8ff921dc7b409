import { fromTo, plural } from './amounts.ts';
import { type Backend, untilDone } from './backends/backend.ts';
import { highs } from './backends/highs.ts';
import type { Candidate, Case } from './case.ts';
import { diagnose } from './diagnose.ts';
import { joined, midSentence } from './joined.ts';
import type { Opening } from './opening.ts';
import type { Figures, Words } from './plan.ts';
import type { Problem, Teacher } from './problem.ts';
import { certificatesOf } from './reasons/nowhere.ts';
import { certificate } from './rules/certificate.ts';
import { pins } from './rules/pins.ts';
import { nothingHelps, Waiver } from './waiver.ts';
import { type GoalChange, type Option, WhatIf } from './what-if.ts';
import type { Barred } from './who-may-go.ts';

/** The answer to “why not me”, “why not there”: what stands against it, and what would change that. */
export interface Why {
  /** A rule's name; or `chosen`, `costs-more`, `equal`, `clash`, `no-opening`, `no-plan`; asked of no place, a reason's code. */
  code: string;
  figures: Figures;
  text: Words;
  /** What would change it, the least first, each found by solving with it; or that nothing would. Empty: not asked. */
  remedies: readonly Words[];
}

/** Where a teacher might go: a section, and there a subject's code or the role of a seat; `post` left out: any. */
export interface Place {
  section: string;
  post?: string | undefined;
}

/**
 * Why a teacher does not go, or does not go there; each answer by a rule's own figures or by solving again with the
 * move made. `place` left out: what the plan tells the teacher, and what would change that. Throws an Error on keys the problem does not have.
 */
export async function whyNot(problem: Problem, teacher: string, place?: Place): Promise<Why> {
  const whatIf = await WhatIf.open(problem);
  try {
    return await whyNotIn(problem, whatIf, teacher, place);
  } finally {
    whatIf.close();
  }
}

/** As `whyNot`, of a problem that is open for what-ifs already, and stays so. */
export async function whyNotIn(
  problem: Problem,
  whatIf: WhatIf,
  teacher: string,
  place?: Place,
): Promise<Why> {
  const backend = await highs();
  try {
    const found = answer(problem, whatIf, backend, teacher, place);
    return place === undefined ? asPlanned(whatIf, teacher, found) : found;
  } finally {
    backend.close();
  }
}

/**
 * Of a teacher asked about without a place: the plan's own reason, with what would change it. A rule that bars keeps
 * its name as the code, though the teacher goes out on circuits all the same.
 */
function asPlanned(whatIf: WhatIf, teacher: string, found: Why): Why {
  const reason = whatIf.reasonOf(teacher);
  if (!reason) return found;
  const { code, figures, text } = reason;
  if (found.code === 'chosen') return { ...found, text: joined([found.text, text]) };
  if (whatIf.county.barred(whatIf.county.teacher(teacher))) return { ...found, text };
  const opens = aPostOpens(whatIf, teacher, code);
  return { ...found, code, figures, text, remedies: opens.length > 0 ? opens : found.remedies };
}

/** Who could teach what nobody lacks waits for a post, where no decision lets others teach it; no more is promised. */
function aPostOpens({ county }: WhatIf, teacher: string, code: string): Words[] {
  const law = county.rules.some(({ name, level }) => name === certificate.name && level === 'law');
  const asked = county.teacher(teacher);
  const teaches = law && code === certificate.name && county.rotates(asked) === null;
  const mine = teaches ? certificatesOf(county, asked) : null;
  return mine
    ? [
        {
          zh: `其他学部有${mine.zh}的空缺时，可重新求解。`,
          en: `When a post of ${mine.en} is open elsewhere, the plan can be solved anew.`,
        },
      ]
    : [];
}

function answer(
  problem: Problem,
  whatIf: WhatIf,
  backend: Backend,
  id: string,
  place: Place | undefined,
): Why {
  const { county } = whatIf;
  const teacher = county.teacher(id);
  const barred = county.barred(teacher);
  if (!whatIf.hasPlan) {
    const bar = barred ? barInWords(barred) : { zh: '', en: '' };
    const text = { zh: `${noPlanAtAll.zh}${bar.zh}`, en: `${noPlanAtAll.en} ${bar.en}`.trimEnd() };
    return { code: 'no-plan', figures: {}, text, remedies: [] };
  }
  const waiver = new Waiver(problem, county, backend);
  if (barred) {
    const { rule, bar } = barred;
    const from = bar.figures['from'];
    const later =
      typeof from === 'string'
        ? [{ zh: `${from}起该条不再限制。`, en: `From ${from} this rule stands in the way no more.` }]
        : [];
    const remedies = [...later, ...waiver.remedies(teacher, openingsElsewhere(county, teacher, place))];
    return { code: rule.name, figures: bar.figures, text: bar.text, remedies };
  }
  const options = whatIf.forTeacher(id).filter(({ candidate }) => isThere(candidate?.opening, place));
  const [best] = options;
  if (!best?.candidate) return keptFrom(county, waiver, teacher, place);
  if (options.some(({ chosen }) => chosen)) {
    return {
      code: 'chosen',
      figures: {},
      text: { zh: '方案已安排。', en: 'The plan makes this move.' },
      remedies: [],
    };
  }
  if (!best.goals) {
    const clash = clashes(problem, backend, best.candidate);
    return place === undefined
      ? { ...clash, remedies: clash.remedies.map(there(county, best.candidate)) }
      : clash;
  }
  return costs(whatIf, best, best.goals);
}

/** Why a teacher may not go at all, with the rule's name. */
export const barInWords = ({ rule, bar }: Barred): Words => ({
  zh: `不符合“${rule.title.zh}”：${bar.text.zh}`,
  en: `Barred by '${rule.title.en}': ${midSentence(bar.text.en)}`,
});

export const noPlanAtAll: Words = {
  zh: '各项规则不能同时满足，本题没有可行方案，无从比较；请先看求解给出的诊断。',
  en: 'No plan exists for this problem, as its rules cannot all hold together: see the diagnosis of its plan first.',
};

/** Why there is nobody to fill a post, or a seat. */
export function nobodyFor(county: Case, section: string, post: string): Words {
  const opening = county.openings.find((one) => one.section.id === section && one.post === post);
  const place = county.nameOf(county.section(section));
  return opening
    ? {
        zh: `${place.zh}${county.postOf(opening).zh}有空缺${opening.count}个，没有可派的人选。`,
        en: `${place.en}, ${county.postOf(opening).en}: ${plural(opening.count, 'post')} open, and nobody who may be sent.`,
      }
    : { zh: `${place.zh}没有该项空缺岗位。`, en: `No such post is open at ${place.en}.` };
}

const isThere = (opening: Opening | undefined, place: Place | undefined): boolean =>
  opening !== undefined &&
  (place === undefined ||
    (opening.section.id === place.section && (place.post === undefined || opening.post === place.post)));

const openingsElsewhere = (county: Case, teacher: Teacher, place: Place | undefined): Opening[] =>
  county.openings.filter(
    (opening) =>
      opening.section.id !== teacher.serving.section &&
      opening.role === county.rotates(teacher) &&
      isThere(opening, place),
  );

/** No posting there may be made at all: what keeps the teacher from each opening. */
function keptFrom(county: Case, waiver: Waiver, teacher: Teacher, place: Place | undefined): Why {
  const openings = openingsElsewhere(county, teacher, place);
  const kept = openings.flatMap((opening) => {
    const rules = waiver.against(teacher, opening);
    return rules.length > 0 ? [{ opening, rules }] : [];
  });
  // The certificate says least: what else keeps the teacher away is the better answer.
  const told = kept.find(({ rules }) => rules.every(({ name }) => name !== 'certificate')) ?? kept[0];
  const [first] = told?.rules ?? [];
  if (!told || !first) {
    return {
      code: 'no-opening',
      figures: { openings: openings.length },
      text: { zh: '该处没有空缺岗位。', en: 'No post is open there.' },
      remedies: [],
    };
  }
  const posting = county.posting(teacher, told.opening);
  const texts = told.rules.map((rule) => [...rule.audit(county, [posting])][0]?.text ?? rule.states(county));
  return {
    code: first.name,
    figures: {
      section: told.opening.section.id,
      post: told.opening.post,
      openings: openings.length,
      rules: told.rules.map(({ name }) => name).join(),
    },
    text: joined(texts),
    remedies: waiver.remedies(
      teacher,
      kept.map(({ opening }) => opening),
    ),
  };
}

/** A posting that single rules allow, and all together do not. Other pins count where the policy has them hold. */
function clashes(problem: Problem, backend: Backend, { teacher, opening }: Candidate): Why {
  const held = pins.stand(problem.policy.rules[pins.name]);
  const others = held === null || held.relaxed !== null ? [] : problem.pins;
  const pinned: Problem = {
    ...problem,
    policy: { ...problem.policy, rules: { ...problem.policy.rules, pins: { level: 'law' } } },
    pins: [
      ...others.filter((pin) => pin.teacher !== teacher.id),
      { kind: 'move', teacher: teacher.id, section: opening.section.id, ...subjectOf(opening) },
    ],
  };
  const found = diagnose(pinned, backend, untilDone);
  const against = (found?.clash ?? []).filter(({ rule }) => rule !== 'pins');
  return {
    code: 'clash',
    figures: { rules: against.map(({ rule }) => rule).join() },
    text: {
      zh: `作出这项安排后，其余规则不能同时满足：${against.map(({ text }) => text.zh).join('')}`,
      en: `With this move the other rules cannot all hold: ${against.map(({ text }) => text.en).join(' ')}`,
    },
    remedies:
      found && found.relaxations.length > 0 ? found.relaxations.map(({ text }) => text) : [nothingHelps],
  };
}

/** A remedy with the move it is for. */
const there =
  (county: Case, { opening }: Candidate) =>
  (remedy: Words): Words => ({
    zh: `要${moveTo(county, opening).zh}：${remedy.zh}`,
    en: `For a move to ${moveTo(county, opening).en}: ${midSentence(remedy.en)}`,
  });

const moveTo = (county: Case, opening: Opening): Words => {
  const [place, post] = [county.nameOf(opening.section), county.postOf(opening)];
  return {
    zh: `到${place.zh}${opening.role ? '任' : '任教'}${post.zh}`,
    en: `${place.en} for ${post.en}`,
  };
};

const subjectOf = ({ subject }: Opening) => (subject === null ? {} : { subject });

/** A posting that could be made: by how much the goals would be worse, the first of them deciding. */
function costs({ county }: WhatIf, { candidate }: Option, goals: readonly GoalChange[]): Why {
  const first = goals.find(({ worse }) => worse !== 0);
  const move = candidate ? moveTo(county, candidate.opening) : { zh: '', en: '' };
  const figures = Object.fromEntries(goals.map(({ goal, worse }) => [goal, worse]));
  if (!first) {
    return {
      code: 'equal',
      figures,
      text: {
        zh: `${move.zh}各项目标相同，按固定抽签未选中。`,
        en: `Going to ${move.en} is as good in every goal; the fixed draw decided otherwise.`,
      },
      remedies: [
        {
          zh: `由经办人指定${move.zh}，各项目标不变。`,
          en: `An officer may pin the move to ${move.en}: no goal is worse for it.`,
        },
      ],
    };
  }
  const change = fromTo(first, first.before, first.after);
  return {
    code: 'costs-more',
    figures,
    text: {
      zh: `${move.zh}，“${first.title.zh}”将${change.zh}。`,
      en: `With a move to ${move.en}, '${first.title.en}' would go ${change.en}.`,
    },
    remedies: [
      {
        zh: `由经办人指定${move.zh}（其他安排随之调整，已重新求解），并接受“${first.title.zh}”${change.zh}。`,
        en: `An officer may pin the move to ${move.en}, the others arranged anew (solved again), and accept that '${first.title.en}' goes ${change.en}.`,
      },
    ],
  };
}
