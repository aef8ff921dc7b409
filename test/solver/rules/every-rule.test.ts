import { expect, test } from 'vitest';
import type { Policy, Problem, ProblemInput } from '../../../solver/problem.ts';
import { type Draw, draw } from '../../support/draw.ts';
import { hillfoot, lakeside, teacher } from '../../support/small-county.ts';
import { given, planned } from './every-plan.ts';

/** Tiny counties under a few rules each, drawn by seed: as many as every plan of them can be tried. */
const COUNTIES = Number(process.env['TINY_COUNTIES'] ?? 80);

const seen = { moves: 0, infeasible: 0, broken: 0, returns: 0, cadres: 0, chains: 0 };

test.each(Array.from({ length: COUNTIES }, (_, seed) => seed))(
  'county %i has the best plan of all that its rules allow',
  async (seed) => {
    const { status, moves, findings } = await planned(tiny(draw(seed)));
    const left = new Set(moves.map(({ from }) => from));
    if (moves.length > 0) seen.moves += 1;
    if (status === 'infeasible') seen.infeasible += 1;
    if (findings.length > 0) seen.broken += 1;
    if (moves.some(({ form }) => form === 'return')) seen.returns += 1;
    if (moves.some(({ form }) => form === 'cadre')) seen.cadres += 1;
    if (moves.some(({ to }) => left.has(to))) seen.chains += 1;
  },
);

test('the counties drawn are of every kind', () =>
  expect(Object.entries(seen).filter(([, count]) => count === 0)).toEqual([]));

const decision = 'Decision 7';

/** A rule's figures, now and then as a policy rule that a decision relaxes. */
const figuresOf: Readonly<Record<string, (chance: Draw) => object>> = {
  openings: (chance) => ({ backfill: chance.chance(0.7) }),
  tenure: (chance) => ({ afterReturn: chance.pick(['resets', 'continues']) }),
  age: (chance) => ({ female: chance.pick([40, 45]), femaleCadre: chance.pick([40, 50]) }),
  'hold-back': () => ({}),
  certificate: () => ({}),
  'whole-post': (chance) => ({ leastFte: chance.pick([0.5, 1]) }),
  direction: (chance) => ({
    allowed: chance.shuffled(['outward', 'level', 'inward', 'strong-to-weak']).slice(0, chance.int(1, 3)),
    within: chance.chance(0.4) ? ['pool'] : [],
  }),
  cluster: () => ({}),
  swap: (chance) => ({ maxAge: chance.pick([40, 45]) }),
  couples: (chance) => ({ withinKm: chance.pick([0, 5, 25]), clusters: chance.pick([[], ['pool']]) }),
  'longest-stay': (chance) => ({ years: chance.pick([12, 20]) }),
  'sender-floor': (chance) => ({ madeUpBy: chance.pick(['arrivals', 'replacements']) }),
  'sole-teacher': () => ({}),
  'indicator-floor': (chance) => ({
    floors: (['teachers', 'education', 'backbone'] as const).map((indicator) => ({
      indicator,
      stage: 'primary',
      least: chance.pick([0.5, 1, 1.67, 3]),
    })),
    below: chance.pick(['keeps', 'may-fall']),
    view: chance.pick(['serving', 'registered']),
  }),
  cadre: () => ({ rotation: true }),
  'cadre-seats': () => ({}),
  'cadre-quota': (chance) => ({ percent: chance.pick([0, 50]) }),
  'outflow-cap': (chance) => ({ percent: chance.pick([34, 50]) }),
  establishment: (chance) => ({ forms: chance.shuffled(['order-based', 'swap', 'pool']).slice(0, 2) }),
  budget: () => ({}),
  'exchange-quota': (chance) => ({
    percent: chance.pick([10, 25, 50]),
    ...chance.pick([{}, {}, { places: ['village'], schools: ['lakeside'] }]),
  }),
  'backbone-quota': (chance) => ({ percent: chance.pick([20, 50]) }),
  'graduating-quota': (chance) => ({ percent: chance.pick([30, 50]) }),
};
const goals = [
  'critical-subjects',
  'gap',
  'level-wanted',
  'balance-limit',
  'balance',
  'overdue',
  'willing',
  'compulsory',
  'points',
  'burden',
  'cost',
  'fewest-changes',
  'fewest-moves',
] as const;

function tiny(chance: Draw): Problem {
  const drawn = chance.shuffled(Object.keys(figuresOf)).slice(0, chance.int(3, 10));
  const kind = chance.pick([[], [], ['swap', 'direction'], ['cadre', 'cadre-seats']]);
  const rules = [...new Set([...drawn, ...kind])].map((name) => {
    // How far a swap may be broken is bounded by no rule, so no decision relaxes one here.
    const level = name !== 'swap' && chance.chance(0.3) ? { level: 'policy', relaxed: decision } : {};
    return [name, { ...level, ...figuresOf[name]?.(chance) }] as const;
  });
  const aims = chance.shuffled([...goals]).slice(0, chance.int(2, 5));
  const first = kind.includes('cadre') ? 'overdue' : 'willing';
  const wanted = [...new Set(kind.length > 0 ? [first, ...aims] : aims)].map(
    (name): Policy['goals'][number] => ({
      name,
      weight: chance.int(0, 4),
      ...(name.startsWith('balance') && { view: chance.pick(['serving', 'serving', 'registered']) }),
    }),
  );
  return given(
    facts(chance),
    Object.fromEntries(rules),
    wanted,
    chance.chance(0.25) ? 'weights' : 'in-order',
  );
}

const at = ['L', 'H', 'M'] as const;
const schools = ['lakeside', 'hillfoot', 'mill'] as const;

function facts(chance: Draw): Partial<ProblemInput> {
  const ids = ['A', 'B', 'C', 'D', 'E'];
  const place = () => chance.int(0, 2);
  const teachers = ids.map((id, index) => {
    const home = place();
    const subject = chance.chance(0.75) ? 'maths' : 'music';
    const couple = index < 2 && { partner: index === 0 ? 'B' : 'A' };
    return teacher(id, {
      ...couple,
      born: chance.pick(['1979-05-04', '1984-05-04', '1995-05-04']),
      subject,
      ...(chance.chance(0.3) && { secondSubject: subject === 'maths' ? 'music' : 'maths' }),
      certificates: [
        { subject, stage: 'primary', rank: 'main' },
        ...(chance.chance(0.4)
          ? [{ subject: subject === 'maths' ? 'music' : 'maths', stage: 'primary', rank: 'second' } as const]
          : []),
      ],
      fte: chance.pick([1, 1, 1, 0.5]),
      classTeacher: chance.chance(0.2),
      graduatingGrade: chance.chance(0.4),
      backbone: chance.pick(['none', 'school', 'county', 'city']),
      education: chance.pick(['below-college', 'college', 'bachelor']),
      registered: { school: schools[home] ?? 'lakeside', since: '2008-09-01' },
      serving: { section: at[home] ?? 'L', since: chance.pick(['2005-09-01', '2014-09-01', '2023-09-01']) },
      ...(chance.chance(0.2) && { lastPosting: { ended: '2023-08-31' } }),
      ...(chance.chance(0.45) && {
        cadre: { role: 'principal' as const, since: '2014-09-01', terms: 3 },
      }),
      ...(chance.chance(0.15) && {
        posting: {
          home: at[(home + 1) % 3] ?? 'H',
          since: '2023-09-01',
          until: chance.pick(['2026-08-31', '2026-09-01']),
        },
      }),
    });
  });
  return {
    curriculum: {
      version: 'tiny',
      subjects: [
        { code: 'maths', name: { zh: '数学', en: 'Mathematics' }, periods: { 1: 10 } },
        { code: 'music', name: { zh: '音乐', en: 'Music' }, periods: { 1: chance.pick([0, 3, 5]) } },
        {
          code: 'labour',
          name: { zh: '劳动', en: 'Labour' },
          specialist: false,
          periods: { 1: chance.pick([0, 1]) },
        },
      ],
    },
    clusters: [{ id: 'pool', kind: 'pool' }],
    schools: [
      { ...lakeside, clusters: chance.chance(0.5) ? ['pool'] : [], zone: 'near' },
      { ...hillfoot, clusters: chance.chance(0.5) ? ['pool'] : [], zone: 'far' },
      {
        ...hillfoot,
        id: 'mill',
        name: 'Mill',
        place: chance.pick(['urban', 'village']),
        weak: chance.chance(0.5),
        clusters: chance.chance(0.5) ? ['pool'] : [],
      },
    ],
    sections: at.map((id, index) => ({
      id,
      school: schools[index] ?? 'lakeside',
      stage: 'primary',
      classes: { 1: chance.int(0, 2) },
      pupils: { 1: chance.pick([40, 60, 120]) },
      ...(chance.chance(0.7) && { establishment: chance.int(0, 3) }),
    })),
    teachers,
    requests: chance.chance(0.5)
      ? [
          {
            id: 'R',
            section: chance.pick(at),
            subject: 'maths',
            count: chance.int(1, 2),
            priority: chance.int(1, 5),
            level: chance.pick(['none', 'county']),
          },
        ]
      : [],
    wishes: ids
      .filter(() => chance.chance(0.6))
      .map((id) => ({ teacher: id, volunteer: chance.chance(0.4), schools: [chance.pick(schools)] })),
    points: ids.map((id) => ({ teacher: id, section: chance.pick(at), points: chance.int(-20, 60) })),
    holdBacks: chance.chance(0.3) ? [{ teacher: chance.pick(ids) }] : [],
    seats: chance.chance(0.3)
      ? [{ section: chance.pick(at), role: 'principal', count: chance.int(1, 2) }]
      : [],
    allowance: {
      version: 'tiny',
      area: [{ zone: 'far', monthly: 45 }],
      transport: [{ fromYears: 10, monthly: 100 }],
    },
    budget: chance.int(0, 6000),
    base: chance.chance(0.5) ? [{ teacher: chance.pick(ids), section: chance.pick(at) }] : [],
  };
}
