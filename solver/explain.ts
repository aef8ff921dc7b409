import { type Alternative, alternatives, type Weighed } from './alternatives.ts';
import { plural, worsened } from './amounts.ts';
import type { Candidate, Case } from './case.ts';
import type { MadeCircuit } from './circuits.ts';
import { Crowd } from './crowd.ts';
import type { StandingGoal } from './goals/goal.ts';
import { grouped } from './grouped.ts';
import type { Ledger } from './ledger.ts';
import type { Opening } from './opening.ts';
import type { Figures, Plan, Reason, Status, Words } from './plan.ts';
import type { Teacher } from './problem.ts';
import type { Return } from './returns.ts';
import { certificate } from './rules/certificate.ts';
import { filled, flowOf } from './staffing.ts';
import type { Barred } from './who-may-go.ts';

/**
 * Exactly one reason for every teacher, and one for every post left unfilled. Nothing is claimed that a recount
 * does not show: who stays is told what the least harmful single change would have cost, or which rules stop every one
 * of those tried. Changes of several people at once are not looked at, and no reason says they are.
 */
export function explain(
  county: Case,
  ledger: Ledger,
  made: readonly Candidate[],
  status: Ending,
  circuits: readonly MadeCircuit[] = [],
): Pick<Plan, 'reasons' | 'unfilled'> {
  const weighed = alternatives(county, ledger, made, circuits);
  const away = grouped(circuits, ({ teacher }) => teacher);
  const moves = new Map(made.map((candidate) => [candidate.teacher, candidate]));
  const candidates = grouped(county.candidates, ({ teacher }) => teacher);
  const hasPlan = status === 'optimal' || status === 'feasible';
  const values = new Map<StandingGoal, number>();
  const harm: Harm = ({ goal, worse }) =>
    worsened(goal, worse, () => {
      const now = values.get(goal) ?? goal.value(county, made);
      values.set(goal, now);
      return now;
    });

  const reasonOf = (teacher: Teacher): Told & Pick<Reason, 'outcome'> => {
    const back = county.returns.get(teacher);
    if (back && hasPlan) return { outcome: 'moves', ...comesHome(county, back) };
    const barred = county.barred(teacher);
    const own = away.get(teacher);
    if (own) return { outcome: 'stays', ...teachesElsewhere(county, own, barred) };
    if (barred) {
      const { rule, bar } = barred;
      return { outcome: 'not-eligible', code: rule.name, figures: bar.figures, text: bar.text };
    }
    const move = moves.get(teacher);
    if (move) return { outcome: 'moves', ...goes(county, move, weighed.instead.get(teacher) ?? null, harm) };
    if (!hasPlan) return { outcome: 'stays', ...noPlan(status) };
    if (!candidates.has(teacher)) return { outcome: 'stays', ...nowhere(county, crowd, teacher) };
    return { outcome: 'stays', ...staysBehind(county, teacher, status, weighed.of(teacher), ledger, harm) };
  };

  const plan = flowOf(made, circuits);
  const serving = grouped(circuits, ({ opening }) => opening);
  const crowd = new Crowd(county);
  return {
    reasons: county.teachers.map((teacher) => ({ teacher: teacher.id, ...reasonOf(teacher) })),
    unfilled: county.openings
      .map((opening) => ({ opening, came: filled(county, opening, plan) }))
      .filter(({ opening, came }) => came < opening.count)
      .map(({ opening, came }) => ({
        section: opening.section.id,
        subject: opening.subject,
        role: opening.role,
        openings: opening.count,
        filled: came,
        left: opening.count - came,
        ...(hasPlan
          ? withDays(open(county, opening, moves, crowd, weighed.block), serving.get(opening) ?? [])
          : noPlan(status)),
      })),
  };
}

/** A plan's status; `said-impossible`: cut short, and the engine says without proof that no plan exists. */
type Ending = Status | 'said-impossible';

type Told = Pick<Reason, 'code' | 'figures' | 'text'>;

/** How much a change worsens a goal, as it is told after the goal's name. */
type Harm = (change: NonNullable<Alternative['change']>) => Words;

const noPlan = (status: Ending): Told => {
  if (status === 'said-impossible') {
    return {
      code: 'not-proven',
      figures: {},
      text: {
        zh: '求解引擎称没有可行方案，但未能证明。',
        en: 'The engine says that there is no plan; no proof of it was found.',
      },
    };
  }
  return status === 'infeasible'
    ? {
        code: 'no-plan',
        figures: {},
        text: {
          zh: '各项规则不能同时满足，没有可行方案，见诊断。',
          en: 'The rules cannot all hold: there is no plan. See the diagnosis.',
        },
      }
    : {
        code: 'cut-short',
        figures: {},
        text: {
          zh: '求解中途停止，尚无方案。',
          en: 'The search was stopped before a plan was found.',
        },
      };
};

/** Who comes home from a posting that is over. */
function comesHome(county: Case, { teacher, from, home }: Return): Told {
  const [left, back] = [from, home].map((section) => county.nameOf(section));
  const { since } = teacher.serving;
  return {
    code: 'return',
    figures: { from: from.id, home: home.id, since },
    text: {
      zh: `交流期满，自${since}起由${left?.zh}返回${back?.zh}。`,
      en: `The posting is over: returns from ${left?.en} to ${back?.en} on ${since}.`,
    },
  };
}

/** A teacher who keeps the own post and teaches elsewhere on some days: where, on how many, and what lacks there. */
function teachesElsewhere(county: Case, own: readonly MadeCircuit[], barred: Barred | null): Told {
  const days = daysOf(own);
  const [first] = own;
  const there = own.map(({ opening, days: each, km }): Words => {
    const place = county.nameOf(opening.section);
    const subject = county.postOf(opening);
    const why = lackAt(county, opening);
    return {
      zh: `每周${each}天到${place.zh}走教${subject.zh}（单程${km}公里）：${why.zh}。`,
      en: `Teaches ${subject.en} at ${place.en} on ${each} ${each === 1 ? 'day' : 'days'} a week (${km} km away): ${why.en}.`,
    };
  });
  return {
    code: 'circuit',
    figures: {
      days,
      schools: new Set(own.map(({ opening }) => opening.school)).size,
      section: first?.opening.section.id ?? null,
      subject: first?.opening.subject ?? null,
      barred: barred?.rule.name ?? null,
    },
    text: joined([
      { zh: '保留原岗位。', en: 'Keeps the own post.' },
      ...there,
      ...(barred
        ? [{ zh: `不参加调动：${barred.bar.text.zh}`, en: `May not be moved: ${barred.bar.text.en}` }]
        : []),
    ]),
  };
}

const daysOf = (circuits: readonly MadeCircuit[]): number =>
  circuits.reduce((sum, { days }) => sum + days, 0);

/** What lacks at an opening today. */
function lackAt(county: Case, opening: Opening): Words {
  const { cell } = opening;
  const subject = county.postOf(opening);
  return cell.critical
    ? { zh: `该学部无人能教${subject.zh}`, en: `nobody in that section can teach ${subject.en}` }
    : {
        zh: `${subject.zh}需${fte(cell.need)}个专任教师，现有${fte(cell.supply)}个，缺${fte(cell.gap)}个`,
        en: `${subject.en} needs ${fte(cell.need)} FTE, has ${fte(cell.supply)} and lacks ${fte(cell.gap)}`,
      };
}

/** Why a post stays open, and on how many days circuits serve it all the same. */
function withDays(told: Told, circuits: readonly MadeCircuit[]): Told {
  const days = daysOf(circuits);
  if (days === 0) return told;
  const teachers = new Set(circuits.map(({ teacher }) => teacher)).size;
  return {
    ...told,
    figures: { ...told.figures, circuitDays: days, circuitTeachers: teachers },
    text: joined([
      {
        zh: `${teachers}名教师每周走教${days}天。`,
        en: `Circuit teachers come on ${days} ${days === 1 ? 'day' : 'days'} a week (${teachers} of them).`,
      },
      told.text,
    ]),
  };
}

/** A teacher who goes: which gap, which wish, and what the best direct replacement would have cost. */
function goes(county: Case, move: Candidate, instead: Alternative | null, harm: Harm): Told {
  const { teacher, opening, wish, km, bed } = move;
  const { cell, count } = opening;
  const pinned =
    county.holds('pins') && county.pins.some((pin) => pin.kind === 'move' && pin.teacher === teacher.id);
  const code = pinned ? 'pins' : whyOpen(opening);
  return {
    code,
    figures: {
      need: cell.need,
      supply: cell.supply,
      gap: cell.gap,
      openings: count,
      requested: cell.requested,
      wish,
      km,
      bed,
      instead: instead?.candidate.teacher.id ?? null,
      ...changeFigures(instead),
    },
    text: joined([
      openingInWords(county, opening),
      ...decisionsFor(county, move),
      wish === null
        ? { zh: '本人志愿未填该校。', en: 'The school is not among the wishes.' }
        : { zh: `该校为本人第${wish}志愿。`, en: `The school is wish number ${wish}.` },
      pinned ? { zh: '由经办人指定。', en: 'Pinned by the officer.' } : replacement(instead, harm),
    ]),
  };
}

/** Why an opening is one: `seat`, `missing-subject`, `gap`, `request`, or `backfill` where only those who go make room. */
function whyOpen({ role, cell }: Opening): string {
  if (role) return 'seat';
  if (cell.critical) return 'missing-subject';
  return cell.gap > 0 ? 'gap' : cell.requested > 0 ? 'request' : 'backfill';
}

/** Where somebody goes, and why there is a post. */
function openingInWords(county: Case, opening: Opening): Words {
  const { cell, count, role } = opening;
  const place = county.nameOf(opening.section);
  const post = county.postOf(opening);
  const room =
    count > 0
      ? { zh: `空缺岗位${count}个`, en: `${plural(count, 'post')} open` }
      : { zh: '接替本次调出的教师', en: 'in place of one who leaves' };
  if (role) {
    const seat =
      count > 0
        ? { zh: `该职务空缺${count}个`, en: `${plural(count, 'seat')} vacant` }
        : { zh: '接任本次离任的干部', en: 'in succession to one who leaves' };
    return {
      zh: `到${place.zh}任${post.zh}：${seat.zh}。`,
      en: `Goes to ${place.en} as ${post.en}: ${seat.en}.`,
    };
  }
  const need = {
    zh: cell.critical
      ? `该学部无人能教${post.zh}`
      : `${post.zh}需${fte(cell.need)}个专任教师，现有${fte(cell.supply)}个${cell.gap > 0 ? `，缺${fte(cell.gap)}个` : ''}`,
    en: cell.critical
      ? `nobody in that section can teach ${post.en}`
      : `${post.en} needs ${fte(cell.need)} FTE and has ${fte(cell.supply)}${cell.gap > 0 ? `, so it lacks ${fte(cell.gap)}` : ''}`,
  };
  const asked =
    cell.requested > 0
      ? {
          zh: `，校长申请补充${cell.requested}人并获批准`,
          en: `; the principal asked for ${cell.requested} and it was approved`,
        }
      : { zh: '', en: '' };
  return {
    zh: `到${place.zh}任教${post.zh}：${need.zh}${asked.zh}，${room.zh}。`,
    en: `Goes to ${place.en} for ${post.en}: ${need.en}${asked.en}; ${room.en}.`,
  };
}

/** The decisions by which somebody is sent whom, or where, a rule would not let go. */
function decisionsFor(county: Case, move: Candidate): Words[] {
  if (move.waives === 0) return [];
  return county.rules
    .filter(
      (rule) =>
        rule.relaxed !== null &&
        (rule.bars(county, move.teacher) !== null || rule.keepsFrom(county, move) > 0),
    )
    .map(({ relaxed, title }) => ({
      zh: `本不符合“${title.zh}”，依据决定“${relaxed}”例外派出。`,
      en: `Does not meet '${title.en}' and is sent by the decision '${relaxed}'.`,
    }));
}

function replacement(instead: Alternative | null, harm: Harm): Words {
  if (!instead) {
    return {
      zh: '没有其他留任教师可在不违反规则的情况下直接替换。',
      en: 'No teacher who stays could take the place directly without breaking a rule.',
    };
  }
  const { change } = instead;
  if (!change) {
    return {
      zh: '有留任教师可以替换且各项目标相同，按固定抽签确定。',
      en: 'A teacher who stays would do as well in every goal; the fixed draw decided.',
    };
  }
  if (change.worse < 0) {
    return {
      zh: '求解提前停止；改由留任教师替换可能更好，未及比较。',
      en: 'The search was stopped early; one of those who stay in this place might be better and was not settled.',
    };
  }
  return {
    zh: `改由最合适的一名留任教师直接替换，“${change.goal.title.zh}”将${harm(change).zh}。`,
    en: `The best of those who stay, put in this place directly, would worsen '${change.goal.title.en}' ${harm(change).en}.`,
  };
}

/** A teacher who may go and whom no opening fits: how many openings each rule keeps away. */
function nowhere(county: Case, crowd: Crowd, teacher: Teacher): Told {
  const tally = new Tally();
  const { fitting, others } = crowd.openingsFor(teacher);
  for (const opening of fitting) {
    const rule = county.kept(county.posting(teacher, opening));
    if (rule) tally.add(rule.name, rule.title);
  }
  tally.add(certificate.name, certificate.title, others);
  if (tally.total === 0) {
    return {
      code: 'no-opening',
      figures: { openings: 0 },
      text: {
        zh: '符合交流条件；其他学部没有空缺岗位。',
        en: 'May go; no other section has a post open.',
      },
    };
  }
  // A post for which the teacher is not certified says less than one that fails a later rule.
  const code = tally.most(tally.size > 1 ? [certificate.name] : []);
  const own = tally.total - tally.count(certificate.name);
  const figures = { openings: tally.total, ...tally.figures() };
  if (own === 0) {
    return {
      code,
      figures,
      text: {
        zh: `符合交流条件；没有本人学科学段的岗位空缺（其他学科学段的空缺${tally.total}处）。`,
        en: `May go; no post of your subject and stage is open (${plural(tally.total, 'opening')} of others).`,
      },
    };
  }
  const barriers = tally.parts([certificate.name]);
  return {
    code,
    figures,
    text: {
      zh: `符合交流条件，但本人学科学段的${own}处空缺均不合适：${barriers.map(({ title, count }) => `不符合“${title.zh}”的${count}处`).join('，')}。`,
      en:
        own === 1
          ? `May go, but the one opening of your subject and stage does not fit: ${barriers.map(({ title }) => `'${title.en}' keeps you from it`).join(', ')}.`
          : `May go, but of the ${own} openings of your subject and stage none fits: ${barriers.map(({ title, count }) => `'${title.en}' keeps you from ${count}`).join(', ')}.`,
    },
  };
}

/** A teacher who may go and has openings that fit, and stays all the same. */
function staysBehind(
  county: Case,
  { id }: Teacher,
  status: Ending,
  weighed: Weighed,
  ledger: Ledger,
  harm: Harm,
): Told {
  const fits = { fitting: weighed.fitting };
  if (county.holds('pins') && county.pins.some((pin) => pin.kind === 'stay' && pin.teacher === id)) {
    return {
      code: 'pins',
      figures: fits,
      text: { zh: '由经办人指定留任。', en: 'Pinned by the officer to stay.' },
    };
  }
  const { best } = weighed;
  if (!best) return blocked(county, weighed, ledger);

  const place = county.nameOf(best.candidate.opening.section);
  const subject = county.postOf(best.candidate.opening);
  const figures = {
    ...fits,
    section: best.candidate.opening.section.id,
    subject: best.candidate.opening.subject,
    insteadOf: best.dropped?.teacher.id ?? null,
    ...changeFigures(best),
  };
  const instead = best.dropped && {
    zh: `，由${best.dropped.teacher.name}改为留任`,
    en: `, ${best.dropped.teacher.name} staying instead`,
  };
  const post = {
    zh: `到${place.zh}${best.candidate.opening.role ? '任' : '任教'}${subject.zh}${instead?.zh ?? ''}`,
    en: `going to ${place.en} for ${subject.en}${instead ? `${instead.en},` : ''}`,
  };
  const { change } = best;
  if (!change) {
    return {
      code: 'draw',
      figures,
      text: {
        zh: `符合条件；若${post.zh}，各项目标相同，按固定抽签未选中。`,
        en: `May go; ${post.en} would be as good in every goal, and the fixed draw decided otherwise.`,
      },
    };
  }
  if (change.worse < 0) {
    if (status === 'optimal') throw new Error(`A proven plan is bettered by moving ${id}.`);
    return {
      code: 'not-proven',
      figures,
      text: {
        zh: `求解提前停止；若${post.zh}，可能更好，未及比较。`,
        en: `The search was stopped early; ${post.en} might be better and was not settled.`,
      },
    };
  }
  return {
    code: 'costs-more',
    figures,
    text: {
      zh: `符合条件而留任：在试过的单项变动（直接增派，或替换派往该岗、同校派出的一人）中，影响最小的是${post.zh}，“${change.goal.title.zh}”将${harm(change).zh}。`,
      en: `May go and stays: of the single changes tried (going as well, or in place of one who goes to that post or from the same section) the least harmful, ${post.en}${best.dropped ? '' : ','} would worsen '${change.goal.title.en}' ${harm(change).en}.`,
    },
  };
}

/** Nobody can go alone, or in place of another, without a breach: every rule that stops one of these, and how many. */
function blocked(county: Case, { fitting, blocks }: Weighed, ledger: Ledger): Told {
  const tally = new Tally();
  for (const { candidate, dropped } of blocks) {
    const rules = ledger.everyBroken([candidate.column], dropped ? [dropped.column] : []);
    for (const rule of rules) tally.add(rule, titleOf(county, rule));
  }
  const code = tally.most(['openings', 'one-posting']);
  const stopped = tally.parts([]);
  return {
    code,
    figures: { fitting, tried: blocks.length, ...tally.figures() },
    text: {
      zh: `符合条件，有${fitting}处合适的空缺。试过${blocks.length}种单项变动（直接增派，或替换派往该岗、同校派出的一人），每种都有规则不允许：${stopped.map(({ title, count }) => `“${title.zh}”${count}种`).join('、')}。`,
      en: `May go; ${plural(fitting, 'opening fits', 'openings fit')}. None of ${plural(blocks.length, 'single change')} tried (going as well, or in place of one who goes to that post or from the same section) keeps every rule: ${stopped.map(({ title, count }) => `'${title.en}' stops ${count}`).join(', ')}.`,
    },
  };
}

/** Why posts of an opening stay open: what became of every teacher who could teach there and does not come. */
function open(
  county: Case,
  opening: Opening,
  moves: ReadonlyMap<Teacher, Candidate>,
  crowd: Crowd,
  blockOf: (candidate: Candidate) => string | null,
): Told {
  const barriers = crowd.barredFrom(opening);
  const inside = new Tally();
  let came = 0;
  let certified = [...barriers.values()].reduce((sum, count) => sum + count, 0);
  for (const teacher of crowd.certifiedFor(opening)) {
    if (teacher.serving.section === opening.section.id) continue;
    if (moves.get(teacher)?.opening === opening) {
      came += 1;
      continue;
    }
    certified += 1;
    const own = crowd.candidate(teacher, opening);
    const kept = own ? null : county.kept(county.posting(teacher, opening));
    if (kept) barriers.set(kept, (barriers.get(kept) ?? 0) + 1);
    else if (moves.has(teacher)) inside.add('needed-elsewhere', { zh: '已派往别处', en: 'needed elsewhere' });
    else {
      const rule = own ? blockOf(own) : null;
      if (rule) inside.add(rule, titleOf(county, rule));
      else inside.add('goals', { zh: '可以增派而对目标不利', en: 'free to come, at a cost to the goals' });
    }
  }
  const outside = new Tally();
  for (const rule of county.rules) outside.add(rule.name, rule.title, barriers.get(rule) ?? 0);
  const fit = fitFor(county, opening);
  const besides = came > 0 ? `除已派来的${came}人外，` : '';
  const figures = { came, certified, ...outside.figures(), ...inside.figures() };
  if (certified === 0) {
    return {
      code: 'no-certified-teacher',
      figures,
      text: {
        zh: `${besides}全县其他学部没有${fit.zh}教师，需招聘补充。`,
        en: `${came > 0 ? `Besides the ${came} coming, no further` : 'No'} teacher${fit.en} elsewhere in the county: a case for recruitment.`,
      },
    };
  }
  const kept = outside.parts([]);
  const weighed = inside.parts([]);
  const told = {
    zh: [
      ...kept.map(({ title, count }) => `因“${title.zh}”不能派来的${count}人`),
      ...weighed.map(({ code, title, count }) =>
        inWordsOfOwn.has(code) ? `${title.zh}的${count}人` : `增派会违反“${title.zh}”的${count}人`,
      ),
    ],
    en: [
      ...kept.map(({ title, count }) => `'${title.en}' keeps ${count} away`),
      ...weighed.map(({ code, title, count }) =>
        inWordsOfOwn.has(code)
          ? `${count} ${count === 1 ? 'is' : 'are'} ${title.en}`
          : `sending ${count} would break '${title.en}'`,
      ),
    ],
  };
  return {
    code: inside.total === 0 ? 'all-barred' : inside.most([]),
    figures,
    text: {
      zh: `${besides}其他学部${fit.zh}教师有${certified}人：${told.zh.join('，')}。`,
      en: `${came > 0 ? `Besides the ${came} coming, ` : ''}${plural(certified, 'teacher')}${fit.en} ${certified === 1 ? 'serves' : 'serve'} elsewhere: ${told.en.join(', ')}.`,
    },
  };
}

/** Tallies that are no rule's. */
const inWordsOfOwn: ReadonlySet<string> = new Set(['needed-elsewhere', 'goals']);

/** Who could teach at an opening, in the words of the certificate rule as the policy sets it; without it anybody. */
function fitFor(county: Case, { subject }: Opening): Words {
  if (subject === null || !county.holds(certificate.name)) return { zh: '', en: '' };
  const { zh, en } = county.subject(subject);
  return certificate.read(county.problem.policy.rules[certificate.name]).ranks === 'main'
    ? { zh: `在该学段主教${zh}的`, en: ` with ${en} as main subject at this stage` }
    : { zh: `具备${zh}该学段资格的`, en: ` certified for ${en} at this stage` };
}

/** Full-time posts as people read them, to two decimals. */
const fte = (posts: number): number => Math.round(posts * 100) / 100;

const titleOf = (county: Case, rule: string): Words =>
  county.rules.find(({ name }) => name === rule)?.title ?? { zh: rule, en: rule };

const changeFigures = (alternative: Alternative | null): Figures => ({
  goal: alternative?.change?.goal.name ?? null,
  worse: alternative?.change?.worse ?? null,
});

const joined = (parts: readonly Words[]): Words => ({
  zh: parts.map(({ zh }) => zh).join(''),
  en: parts.map(({ en }) => en).join(' '),
});

/** How often each code came up, in the order they first came. */
class Tally {
  readonly #counts = new Map<string, { title: Words; count: number }>();

  add(code: string, title: Words, times = 1): void {
    if (times > 0) this.#counts.set(code, { title, count: (this.#counts.get(code)?.count ?? 0) + times });
  }

  get size(): number {
    return this.#counts.size;
  }

  get total(): number {
    return [...this.#counts.values()].reduce((sum, { count }) => sum + count, 0);
  }

  /** The commonest code, the earliest among equals; one of `last` only where there is no other. */
  most(last: readonly string[]): string {
    const codes = [...this.#counts].sort(([, a], [, b]) => b.count - a.count).map(([code]) => code);
    return codes.find((code) => !last.includes(code)) ?? codes[0] ?? 'none';
  }

  figures(): Figures {
    return Object.fromEntries([...this.#counts].map(([code, { count }]) => [code, count]));
  }

  count(code: string): number {
    return this.#counts.get(code)?.count ?? 0;
  }

  /** Each code with its count, but for some codes. */
  parts(but: readonly string[]): { code: string; title: Words; count: number }[] {
    return [...this.#counts]
      .filter(([code]) => !but.includes(code))
      .map(([code, { title, count }]) => ({ code, title, count }));
  }
}
