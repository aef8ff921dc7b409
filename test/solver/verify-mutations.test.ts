import { describe, expect, test } from 'vitest';
import { type Plan, plan as planFormat } from '../../solver/plan.ts';
import type { Problem } from '../../solver/problem.ts';
import { solve } from '../../solver/solve.ts';
import { verify } from '../../solver/verify.ts';
import { enriched } from '../support/enriched-county.ts';
import { randomCounty } from '../support/random-county.ts';
import { county, hillfoot, lakeside, only, teacher, teachers } from '../support/small-county.ts';
import { twoSchools, twoSchoolsInput } from '../support/two-schools.ts';

/**
 * Every leaf of a plan is changed to another plausible value, every row dropped and doubled, and verify must refuse each.
 * What it cannot know is listed here, and nothing else is let through.
 */
const unchecked: readonly (readonly [pattern: RegExp, why: string])[] = [
  [/\.text\.(zh|en)$/, 'wording: the code, the figures and the keys beside it are what is checked'],
  [
    /^reasons\.\d+\.figures\.(instead|insteadOf|section|subject|goal|worse)$/,
    'the best single change: a search over all of them, done again only by a solver',
  ],
  [/^reasons\.\d+\.figures\.[a-z-]+#blocks$/, 'how often each rule stops a single change: likewise'],
  [
    /^unfilled\.\d+\.figures\.[a-z-]+#blocks$/,
    'which rule stops the next one who could come: likewise; their sum is checked',
  ],
  [
    /^diagnosis\.relaxations\.\d+\.(waives\.\d+\.(teachers|sections)(\.\d+)?|accepts(\.\d+(\.reached)?)?)$/,
    'a plan that was found and is not in the file',
  ],
  [
    /^diagnosis\.(clash\.\d+(\.pins\.\d+)?|relaxations(\.\d+)?)#dropped$/,
    'whether a rule or a pin less would do takes a solver',
  ],
];

const wish = { teacher: 'near', volunteer: true, schools: ['village'] };

/** A posting that is over, a rule relaxed and broken, a wish, a post left open. */
const relaxed = twoSchools({
  teachers: twoSchoolsInput.teachers.map((one) =>
    one.id === 'far'
      ? {
          ...one,
          posting: { home: 'village-primary', since: '2023-09-01', until: '2026-08-31' },
          registered: { school: 'village', since: '2012-09-01' },
        }
      : one,
  ),
  wishes: [wish],
  pins: [{ kind: 'move', teacher: 'new', section: 'village-primary' }],
  policy: {
    ...twoSchoolsInput.policy,
    rules: {
      ...twoSchoolsInput.policy.rules,
      tenure: { level: 'policy', relaxed: '局务会纪要' },
      'exchange-quota': { level: 'off' },
      'backbone-quota': { level: 'off' },
    },
  },
});

const principal = (id: string, section: string, school: string) =>
  teacher(id, {
    cadre: { role: 'principal', since: '2015-09-01', terms: 3 },
    serving: { section, since: '2012-09-01' },
    registered: { school, since: '2012-09-01' },
  });

/** Two principals who change seats, and a budget that limits nothing. */
const seats = county({
  schools: [lakeside, hillfoot],
  teachers: [principal('p1', 'L', 'lakeside'), principal('p2', 'H', 'hillfoot'), ...teachers(4)],
  budget: 1000,
  policy: {
    version: 'x',
    rules: only({
      cadre: { rotation: true },
      'cadre-seats': {},
      'cadre-quota': { percent: 100 },
      certificate: {},
    }),
    goals: [{ name: 'overdue' }, { name: 'gap' }, { name: 'fewest-moves' }],
  },
});

/** Nobody may go, and one in ten must. */
const impossible = twoSchools({
  policy: {
    ...twoSchoolsInput.policy,
    rules: { ...twoSchoolsInput.policy.rules, 'exchange-quota': { level: 'policy', percent: 100 } },
  },
});

/** Three who are to go where two posts are open. */
const pinned = twoSchools({
  pins: ['near', 'far', 'star'].map((id) => ({ kind: 'move', teacher: id, section: 'village-primary' })),
});

const cases: readonly (readonly [string, Problem])[] = [
  ['a return and a relaxed rule', relaxed],
  ['seats of cadres', seats],
  ['no plan', impossible],
  ['no plan for want of posts', pinned],
  ...[49, 65].map((seed) => [`county ${seed}, enriched`, enriched(randomCounty(seed), seed)] as const),
];

/** A change, by the path of what it changes. */
interface Mutation {
  readonly at: string;
  readonly what: string;
  readonly plan: Plan;
}

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** Every leaf changed in every way, every row dropped and doubled. */
function* mutations(plan: Plan, problem: Problem): Generator<Mutation> {
  const tree = JSON.parse(JSON.stringify(plan)) as Json;
  for (const { path, value } of placesOf(tree, [])) {
    for (const [what, changed] of changesOf(path, value, problem)) {
      const read = planFormat.safeParse(put(tree, path, changed));
      const at = pathOf(tree, path);
      if (read.success) yield { at, what, plan: read.data };
    }
  }
}

function* placesOf(
  value: Json,
  path: readonly string[],
): Generator<{ path: readonly string[]; value: Json }> {
  if (path.length > 0) yield { path, value };
  if (typeof value !== 'object' || value === null) return;
  // Any change to a certificate shows in its digest; fuzz/ changes the proofs and signs them anew.
  if (path[0] === 'certificate' && path.length > 3) return;
  for (const [key, part] of Object.entries(value)) yield* placesOf(part, [...path, key]);
}

const others: Readonly<Record<string, (problem: Problem) => readonly Json[]>> = {
  teacher: ({ teachers: rows }) => rows.map(({ id }) => id),
  section: ({ sections }) => sections.map(({ id }) => id),
  from: ({ sections }) => sections.map(({ id }) => id),
  to: ({ sections }) => sections.map(({ id }) => id),
  subject: ({ curriculum }) => [null, ...curriculum.subjects.map(({ code }) => code)],
  role: () => [null, 'principal', 'deputy'],
  form: () => ['order-based', 'swap', 'pair', 'cadre', 'return'],
  status: () => ['optimal', 'feasible', 'infeasible', 'cut-short'],
  engine: () => ['highs', 'javascript-lp-solver'],
  outcome: () => ['moves', 'stays', 'not-eligible'],
  code: () => ['draw', 'costs-more', 'tenure', 'gap', 'bribe'],
  rule: () => ['tenure', 'age', 'beds', 'no-openings', 'bribe'],
  level: () => ['law', 'policy', 'note'],
  sense: () => ['minimise', 'maximise'],
  certificate: () => [null],
  diagnosis: () => [null],
  km: () => [null, 3],
  wish: () => [null, 1, 2],
  bound: () => [null, 0],
  instead: () => [null],
};

function* changesOf(
  path: readonly string[],
  value: Json,
  problem: Problem,
): Generator<readonly [string, Json | undefined]> {
  const name = path.at(-1) ?? '';
  const inList = /^\d+$/.test(name);
  if (inList) {
    yield ['dropped', undefined];
    yield ['doubled', [value, value]];
  }
  const known = others[inList ? (path.at(-2) ?? '').replace(/s$/, '') : name]?.(problem) ?? [];
  for (const other of known.filter((one) => one !== value).slice(0, 6)) yield [`now ${other}`, other];
  if (typeof value === 'boolean') yield [`now ${!value}`, !value];
  if (typeof value === 'number') for (const other of [value + 1, value - 1]) yield [`now ${other}`, other];
  if (typeof value === 'string') yield [`now ${value}0`, `${value}0`];
  if (Array.isArray(value) && value.length > 0) yield ['emptied', []];
  if (name === 'figures') yield ['one more figure', { ...(value as object), invented: 1 }];
}

/** The tree with another value at a path; undefined: without it; a doubled row: twice. */
function put(tree: Json, [step, ...rest]: readonly string[], changed: Json | undefined): Json {
  if (step === undefined || typeof tree !== 'object' || tree === null) return tree;
  const inner = (part: Json): readonly Json[] => {
    if (rest.length > 0) return [put(part, rest, changed)];
    if (changed === undefined) return [];
    return Array.isArray(tree) && Array.isArray(changed) ? changed : [changed];
  };
  if (Array.isArray(tree)) return tree.flatMap((part, index) => (`${index}` === step ? inner(part) : [part]));
  return Object.fromEntries(
    Object.entries(tree).flatMap(([key, part]) =>
      key === step ? inner(part).map((one) => [key, one] as const) : [[key, part] as const],
    ),
  );
}

/** The path as text; a count of single changes that a rule stops is marked as one. */
function pathOf(tree: Json, path: readonly string[]): string {
  const text = path.join('.');
  const [list, index = '', kind, name = ''] = path;
  if (kind !== 'figures' || typeof tree !== 'object' || tree === null) return text;
  const row = ((tree as Record<string, Json>)[list ?? ''] as readonly Record<string, Json>[])[Number(index)];
  const figures = (row?.['figures'] ?? {}) as Record<string, Json>;
  const counted =
    list === 'reasons' ? Object.hasOwn(figures, 'fitting') : Object.hasOwn(figures, 'certified');
  const own = [
    'fitting',
    'came',
    'certified',
    'needed-elsewhere',
    'section',
    'subject',
    'insteadOf',
    'goal',
    'worse',
  ];
  return counted && !own.includes(name) ? `${text}#blocks` : text;
}

const isUnchecked = (at: string, what: string): boolean => {
  const dropped = what === 'dropped' || what === 'emptied';
  return unchecked.some(([pattern]) => pattern.test(at) || (dropped && pattern.test(`${at}#dropped`)));
};

describe.each(cases)('%s', async (_name, problem) => {
  const plan = await solve(problem);

  test('is confirmed as it is', () =>
    expect(verify(problem, plan)).toEqual({ confirmed: true, faults: [], unproven: [] }));

  test('and refused with anything changed that can be checked', { timeout: 300_000 }, () => {
    const let_through: string[] = [];
    let tried = 0;
    for (const { at, what, plan: changed } of mutations(plan, problem)) {
      if (JSON.stringify(changed) === JSON.stringify(plan)) continue;
      tried += 1;
      const { confirmed, unproven } = verify(problem, changed);
      if (confirmed && unproven.length === 0 && !isUnchecked(at, what)) {
        let_through.push(`${at}: ${what}`);
      }
    }
    process.stdout.write(`${tried} changes\n`);
    expect(let_through).toEqual([]);
    expect(tried).toBeGreaterThan(150);
  });
});
