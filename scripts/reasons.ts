import { readFile } from 'node:fs/promises';
import { caseOf } from '../solver/case.ts';
import { grouped } from '../solver/grouped.ts';
import type { Plan, Words } from '../solver/plan.ts';
import type { Problem } from '../solver/problem.ts';
import { readProblem } from '../solver/read.ts';
import { solve } from '../solver/solve.ts';

/**
 * Ten reasons of each kind, as a teacher or a principal reads them: of the plan of the demo county, and where that has
 * fewer, of the plans that the same county has under other settings.
 */
export async function printReasons(problemFile: string): Promise<string> {
  const read = readProblem(JSON.parse(await readFile(problemFile, 'utf8')));
  if (!read.ok) throw new Error(`${problemFile} is no sound problem.`);
  const { problem } = read;
  const plan = await solve(problem, { engine: 'highs' });
  const shown = new Map<string, Set<string>>();
  const own = [...chapters(shown, 'Teachers', teachersOf(problem, plan))];
  own.push(...chapters(shown, 'Posts left open', postsOf(problem, plan)));
  for (const { title, change } of variants) {
    const other = change(problem, plan);
    const again = await solve(other, { engine: 'highs', diagnosis: false });
    own.push(...chapters(shown, title, [...teachersOf(other, again), ...postsOf(other, again)]));
  }
  const few = [...shown].filter(([, who]) => who.size < TEN).map(([kind, who]) => `${kind} (${who.size})`);
  return `${[
    '# Reasons',
    '',
    'What the plan of `data/demo-problem.json` tells people, ten of each kind, different ones first; in brackets how many there',
    'are. Kinds of which it has fewer than ten are filled up from plans of the same county under other settings, in the later',
    'chapters. Where no plan exists, or a search was cut short, everybody is told the same sentence',
    '(`solver/reasons/no-plan.ts`). Written by `npm run print`. Everybody in the demo county is invented.',
    '',
    ...own,
    ...(few.length > 0
      ? ['## Fewer than ten', '', `All there were, here and there: ${few.join(', ')}.`]
      : []),
  ]
    .join('\n')
    .trimEnd()}\n`;
}

/** The demo county under other settings, for the kinds of reasons that its own plan has few of. */
const variants: readonly { title: string; change(problem: Problem, plan: Plan): Problem }[] = [
  {
    title: 'Where posts that are left are filled again',
    change: (problem) => withRules(problem, { openings: { backfill: true }, circuit: { level: 'off' } }),
  },
  {
    title: 'Where schools hold ten back, and the officer pins ten moves and ten stays',
    change(problem, { reasons, moves }) {
      const staying = reasons.filter(({ outcome, figures }) => outcome === 'stays' && 'fitting' in figures);
      const every = (from: number) =>
        staying
          .filter((_one, place) => place % 4 === from)
          .slice(0, TEN)
          .map(({ teacher }) => teacher);
      return {
        ...withRules(problem, { 'hold-back': { percent: 50 } }),
        holdBacks: every(0).map((teacher) => ({ teacher, reason: '毕业班' })),
        pins: [
          ...every(2).map((teacher) => ({ kind: 'stay' as const, teacher })),
          ...moves.slice(0, TEN).map(({ teacher, to }) => ({ kind: 'move' as const, teacher, section: to })),
        ],
      };
    },
  },
  {
    title: 'A year later, on 2027-09-01',
    change: (problem) => ({ ...problem, schoolYear: 2027, effective: '2027-09-01' }),
  },
  {
    title: 'Where nobody is sent beyond 25 km, for 20,000 yuan a year in all, and no share has to go',
    change: (problem) => ({
      ...withRules(problem, {
        travel: { withBed: 25 },
        'exchange-quota': { level: 'off' },
        circuit: { level: 'off' },
      }),
      budget: 20_000,
    }),
  },
  {
    title: 'Where every pool keeps to itself, and no share has to go',
    change: (problem) =>
      withRules(problem, { cluster: { level: 'policy' }, 'exchange-quota': { level: 'off' } }),
  },
  {
    title: 'Where a section sends two in a hundred, one at least, and no share has to go',
    change: (problem) =>
      withRules(problem, {
        'outflow-cap': { percent: 2 },
        'exchange-quota': { level: 'off' },
        'backbone-quota': { level: 'off' },
      }),
  },
  {
    title: 'Where cadres alone rotate, after their terms',
    change: (problem) =>
      withRules(problem, {
        cadre: { rotation: true },
        tenure: { years: 60 },
        'exchange-quota': { level: 'off' },
        circuit: { level: 'off' },
      }),
  },
];

function withRules(problem: Problem, changed: Readonly<Record<string, object>>): Problem {
  const { policy } = problem;
  const rules = { ...policy.rules };
  for (const [name, figures] of Object.entries(changed)) {
    rules[name] = { ...(rules[name] ?? { level: 'policy' }), ...figures };
  }
  return { ...problem, policy: { ...policy, rules } };
}

interface Told {
  kind: string;
  who: string;
  text: Words;
}

function teachersOf({ teachers }: Problem, { reasons }: Plan): Told[] {
  const names = new Map(teachers.map(({ id, name }) => [id, name]));
  return reasons.map(({ teacher, outcome, code, text }) => ({
    kind: `${outcome} · ${code}`,
    who: `${names.get(teacher)} (${teacher})`,
    text,
  }));
}

function postsOf(problem: Problem, { unfilled }: Plan): Told[] {
  const county = caseOf(problem);
  return unfilled.map(({ section, subject, role, left, code, text }) => {
    const place = county.nameOf(county.section(section));
    const post = county.postOf({ subject, role });
    return { kind: `post · ${code}`, who: `${place.zh}，${post.zh}，尚缺${left}人`, text };
  });
}

const TEN = 10;

/** One chapter, of the kinds that `shown` has fewer than ten people or posts of; puts down whom it shows. Empty: there are none. */
function chapters(shown: Map<string, Set<string>>, title: string, all: readonly Told[]): string[] {
  const kinds = [...grouped(all, ({ kind }) => kind)].sort(([, a], [, b]) => b.length - a.length);
  const sections = kinds.flatMap(([kind, told]) => {
    const before = shown.get(kind) ?? new Set();
    shown.set(kind, before);
    const chosen = differentFirst(told.filter(({ who }) => !before.has(who))).slice(0, TEN - before.size);
    for (const { who } of chosen) before.add(who);
    if (chosen.length === 0) return [];
    return [
      `### ${kind} (${told.length})`,
      '',
      ...chosen.flatMap(({ who, text }) => [`- **${who}** ${text.zh}`, `  <br>${text.en}`]),
      '',
    ];
  });
  return sections.length === 0 ? [] : [`## ${title}`, '', ...sections];
}

/** Those that say something new first, in their order. */
function differentFirst(told: readonly Told[]): Told[] {
  const seen = new Set<string>();
  const fresh = new Set(told.filter(({ text }) => !seen.has(text.zh) && seen.add(text.zh)));
  return [...fresh, ...told.filter((one) => !fresh.has(one))];
}
