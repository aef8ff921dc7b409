import { type Alternative, alternatives, type Weighed } from './alternatives.ts';
import type { Barred, Candidate, Case, Opening, Return } from './case.ts';
import type { MadeCircuit } from './circuits.ts';
import { Crowd } from './crowd.ts';
import { grouped } from './grouped.ts';
import type { Ledger } from './ledger.ts';
import type { Figures, Plan, Reason, Status, Words } from './plan.ts';
import type { Teacher } from './problem.ts';
import { certificate } from './rules/certificate.ts';
import { filled, flowOf } from './staffing.ts';

/**
 * Exactly one reason for every teacher, and one for every post left unfilled. Nothing is claimed that a recount
 * does not show: who stays is told what the best single change would have cost, or which rule stops every one.
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
    if (move) return { outcome: 'moves', ...goes(county, move, weighed.instead.get(teacher) ?? null) };
    if (!hasPlan) return { outcome: 'stays', ...noPlan(status) };
    if (!candidates.has(teacher)) return { outcome: 'stays', ...nowhere(county, crowd, teacher) };
    return { outcome: 'stays', ...staysBehind(county, teacher, status, weighed.of(teacher)) };
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
function goes(
  county: Case,
  { teacher, opening, wish, km, bed }: Candidate,
  instead: Alternative | null,
): Told {
  const { cell, count } = opening;
  const place = county.nameOf(opening.section);
  const subject = county.postOf(opening);
  const pinned =
    county.holds('pins') && county.pins.some((pin) => pin.kind === 'move' && pin.teacher === teacher.id);
  const code = pinned ? 'pins' : cell.critical ? 'missing-subject' : cell.gap > 0 ? 'gap' : 'request';
  const why = lackAt(county, opening);
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
      {
        zh: `到${place.zh}任教${subject.zh}：${why.zh}，空缺岗位${count}个。`,
        en: `Goes to ${place.en} for ${subject.en}: ${why.en}; posts open: ${count}.`,
      },
      wish === null
        ? { zh: '本人志愿未填该校。', en: 'The school is not among the wishes.' }
        : { zh: `该校为本人第${wish}志愿。`, en: `The school is wish number ${wish}.` },
      pinned ? { zh: '由经办人指定。', en: 'Pinned by the officer.' } : replacement(instead),
    ]),
  };
}

function replacement(instead: Alternative | null): Words {
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
    zh: `改由最合适的留任教师替换，“${change.goal.title.zh}”将变差${change.worse}。`,
    en: `The best of those who stay in this place would worsen '${change.goal.title.en}' by ${change.worse}.`,
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
  return {
    code,
    figures: { openings: tally.total, ...tally.figures() },
    text: {
      zh: `符合交流条件，但${tally.total}处空缺均不合适：${tally.words().zh}。`,
      en: `May go, but none of ${tally.total} openings fits: ${tally.words().en}.`,
    },
  };
}

/** A teacher who may go and has openings that fit, and stays all the same. */
function staysBehind(county: Case, { id }: Teacher, status: Ending, weighed: Weighed): Told {
  const fits = { fitting: weighed.fitting };
  if (county.holds('pins') && county.pins.some((pin) => pin.kind === 'stay' && pin.teacher === id)) {
    return {
      code: 'pins',
      figures: fits,
      text: { zh: '由经办人指定留任。', en: 'Pinned by the officer to stay.' },
    };
  }
  const { best } = weighed;
  if (!best) return blocked(county, weighed);

  const place = county.nameOf(best.candidate.opening.section);
  const subject = county.postOf(best.candidate.opening);
  const figures = {
    ...fits,
    section: best.candidate.opening.section.id,
    subject: best.candidate.opening.subject,
    insteadOf: best.dropped?.teacher.id ?? null,
    ...changeFigures(best),
  };
  const post = {
    zh: `到${place.zh}任教${subject.zh}${best.dropped ? '（替换已安排的一人）' : ''}`,
    en: `going to ${place.en} for ${subject.en}${best.dropped ? ' in place of one who goes' : ''}`,
  };
  const { change } = best;
  if (!change) {
    return {
      code: 'draw',
      figures,
      text: {
        zh: `符合条件；${post.zh}各项目标相同，按固定抽签未选中。`,
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
        zh: `求解提前停止；${post.zh}可能更好，未及比较。`,
        en: `The search was stopped early; ${post.en} might be better and was not settled.`,
      },
    };
  }
  return {
    code: 'costs-more',
    figures,
    text: {
      zh: `符合条件而留任：最有利的一处变动是${post.zh}，将使“${change.goal.title.zh}”变差${change.worse}。`,
      en: `May go and stays: the best single change, ${post.en}, would worsen '${change.goal.title.en}' by ${change.worse}.`,
    },
  };
}

function blocked(county: Case, { fitting, blocks }: Weighed): Told {
  const tally = new Tally();
  for (const { rule } of blocks) tally.add(rule, titleOf(county, rule));
  const code = tally.most(['openings', 'one-posting']);
  const title = titleOf(county, code);
  return {
    code,
    figures: { fitting, ...tally.figures() },
    text: {
      zh: `符合条件，有${fitting}处合适的空缺；无论增派还是替换一人都会违反规则，主要是“${title.zh}”。`,
      en: `May go; fitting openings: ${fitting}. Going, alone or in place of another, would break a rule every time, mostly '${title.en}'.`,
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
      else inside.add('goals', { zh: '目标取舍', en: 'the goals weigh against it' });
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
  const counts = {
    zh: [outside, inside].map((tally) => tally.words().zh),
    en: [outside, inside].map((t) => t.words().en),
  };
  return {
    code: inside.total === 0 ? 'all-barred' : inside.most([]),
    figures,
    text: {
      zh: `${besides}其他学部${fit.zh}教师${certified}人：${counts.zh.filter((part) => part !== '').join('、')}。`,
      en: `${came > 0 ? `Besides the ${came} coming, teachers` : 'Teachers'}${fit.en} elsewhere: ${certified}; ${counts.en.filter((part) => part !== '').join(', ')}.`,
    },
  };
}

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

  words(): Words {
    const parts = [...this.#counts.values()];
    return {
      zh: parts.map(({ title, count }) => `${title.zh}${count}`).join('、'),
      en: parts.map(({ title, count }) => `${title.en} ${count}`).join(', '),
    };
  }
}
