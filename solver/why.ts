import { type Backend, untilDone } from './backends/backend.ts';
import { highs } from './backends/highs.ts';
import type { Candidate, Opening } from './case.ts';
import { diagnose } from './diagnose.ts';
import type { Figures, Words } from './plan.ts';
import type { Problem } from './problem.ts';
import { type GoalChange, type Option, WhatIf } from './what-if.ts';

/** The answer to “why not me”, “why not there”: what stands against it, and what would change that. */
export interface Why {
  /** A rule's name; or `chosen`, `costs-more`, `equal`, `clash`, `no-opening`, `no-plan`. */
  code: string;
  figures: Figures;
  text: Words;
  /** What would change it, the least first; empty: nothing an officer could decide. */
  remedies: readonly Words[];
}

/**
 * Why a teacher does not go, or does not go there; each answer by a rule's own figures or by solving again with the
 * move made. `section` left out: anywhere. Throws an Error on keys the problem does not have.
 */
export async function whyNot(problem: Problem, teacher: string, section?: string): Promise<Why> {
  const whatIf = await WhatIf.open(problem);
  const backend = await highs();
  try {
    return answer(problem, whatIf, backend, teacher, section);
  } finally {
    whatIf.close();
    backend.close();
  }
}

function answer(
  problem: Problem,
  whatIf: WhatIf,
  backend: Backend,
  id: string,
  section: string | undefined,
): Why {
  const { county } = whatIf;
  const teacher = county.teacher(id);
  const barred = county.barred(teacher);
  if (barred) {
    const { rule, bar } = barred;
    const from = bar.figures['from'];
    return {
      code: rule.name,
      figures: bar.figures,
      text: bar.text,
      remedies:
        typeof from === 'string'
          ? [{ zh: `${from}起该条不再限制。`, en: `From ${from} this rule stands in the way no more.` }]
          : [],
    };
  }
  const options = whatIf.forTeacher(id).filter(({ candidate }) => isThere(candidate, section));
  const [best] = options;
  if (!best?.candidate) return keptFrom(whatIf, id, section);
  if (options.some(({ chosen }) => chosen)) {
    return {
      code: 'chosen',
      figures: {},
      text: { zh: '方案已安排。', en: 'The plan makes this move.' },
      remedies: [],
    };
  }
  if (!best.goals) return clashes(problem, backend, best.candidate);
  return costs(whatIf, best, best.goals);
}

const isThere = (candidate: Candidate | null, section: string | undefined): boolean =>
  candidate !== null && (section === undefined || candidate.opening.section.id === section);

/** No posting there may be made at all: what keeps the teacher from each opening. */
function keptFrom({ county }: WhatIf, id: string, section: string | undefined): Why {
  const teacher = county.teacher(id);
  const openings = county.openings.filter(
    (opening) =>
      opening.section.id !== teacher.serving.section &&
      (section === undefined || opening.section.id === section),
  );
  const kept = openings.flatMap((opening) => {
    const posting = county.posting(teacher, opening);
    const rule = county.kept(posting);
    return rule ? [{ opening, rule, findings: [...rule.audit(county, [posting])] }] : [];
  });
  // The certificate says least: what else keeps the teacher away is the better answer.
  const told = kept.find(({ rule }) => rule.name !== 'certificate') ?? kept[0];
  if (!told) {
    return {
      code: 'no-opening',
      figures: { openings: openings.length },
      text: { zh: '该处没有空缺岗位。', en: 'No post is open there.' },
      remedies: [],
    };
  }
  const text = told.findings[0]?.text ?? told.rule.states(county);
  const { zh, en } = told.rule.states(county);
  return {
    code: told.rule.name,
    figures: { section: told.opening.section.id, post: told.opening.post, openings: openings.length },
    text,
    remedies:
      told.rule.level === 'policy'
        ? [
            {
              zh: `经决定放宽“${told.rule.title.zh}”（${zh}）`,
              en: `A named decision to relax '${told.rule.title.en}' (${en})`,
            },
          ]
        : [],
  };
}

/** A posting that single rules allow, and all together do not. */
function clashes(problem: Problem, backend: Backend, { teacher, opening }: Candidate): Why {
  const pinned: Problem = {
    ...problem,
    policy: { ...problem.policy, rules: { ...problem.policy.rules, pins: { level: 'law' } } },
    pins: [
      ...problem.pins.filter((pin) => pin.teacher !== teacher.id),
      { kind: 'move', teacher: teacher.id, section: opening.section.id, ...subjectOf(opening) },
    ],
  };
  const found = diagnose(pinned, backend, untilDone);
  const others = (found?.clash ?? []).filter(({ rule }) => rule !== 'pins');
  return {
    code: 'clash',
    figures: { rules: others.map(({ rule }) => rule).join() },
    text: {
      zh: `作出这项安排后，其余规则不能同时满足：${others.map(({ text }) => text.zh).join('')}`,
      en: `With this move the other rules cannot all hold: ${others.map(({ text }) => text.en).join(' ')}`,
    },
    remedies: (found?.relaxations ?? []).map(({ text }) => text),
  };
}

const subjectOf = ({ subject }: Opening) => (subject === null ? {} : { subject });

/** A posting that could be made: by how much the goals would be worse, the first of them deciding. */
function costs({ county }: WhatIf, { candidate }: Option, goals: readonly GoalChange[]): Why {
  const first = goals.find(({ worse }) => worse !== 0);
  const place = candidate ? county.nameOf(candidate.opening.section) : { zh: '', en: '' };
  const post = candidate ? county.postOf(candidate.opening) : { zh: '', en: '' };
  const figures = Object.fromEntries(goals.map(({ goal, worse }) => [goal, worse]));
  if (!first) {
    return {
      code: 'equal',
      figures,
      text: {
        zh: `到${place.zh}任教${post.zh}各项目标相同，按固定抽签未选中。`,
        en: `Going to ${place.en} for ${post.en} is as good in every goal; the fixed draw decided otherwise.`,
      },
      remedies: [
        {
          zh: '由经办人指定该项调动，各项目标不变。',
          en: 'An officer may pin the move: no goal is worse for it.',
        },
      ],
    };
  }
  return {
    code: 'costs-more',
    figures,
    text: {
      zh: `到${place.zh}任教${post.zh}，“${first.title.zh}”将由${first.before}变为${first.after}。`,
      en: `With a move to ${place.en} for ${post.en}, '${first.title.en}' would go from ${first.before} to ${first.after}.`,
    },
    remedies: [
      {
        zh: `由经办人指定该项调动，并接受“${first.title.zh}”变差${first.worse}。`,
        en: `An officer may pin the move, and accept that '${first.title.en}' is worse by ${first.worse}.`,
      },
    ],
  };
}
