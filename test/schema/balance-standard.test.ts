import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../../prisma/client.ts';
import { idOf } from '../../schema/ids.ts';
import { keepsNothing } from '../../server/counties/kept.ts';
import { drawUp } from '../../server/inspection/draw-up.ts';
import { packOf } from '../../server/inspection/pack.ts';
import { createRectification } from '../../server/inspection/rectification.ts';
import type { Task } from '../../server/jobs/answerer.ts';
import { outcomesFrom } from '../../server/jobs/figures.ts';
import { pageOf } from '../../server/public-figures/page.ts';
import { prepare } from '../../server/public-figures/prepare.ts';
import { ask as askPlan } from '../../server/rounds/ask.ts';
import { planBalance } from '../../server/rounds/balance.ts';
import { outcomes } from '../../server/scenarios/outcomes.ts';
import { type BalanceStandard, nationalBalance } from '../../solver/balance/standard.ts';
import { ask, contextWith, inPlace } from '../support/ask.ts';
import { viewerAs } from '../support/counties.ts';
import { testDatabase } from '../support/database.ts';
import { randomCounty } from '../support/random-county.ts';
import { asRegistered, type Kept, keepRegistry } from '../support/registry.ts';

const problem = asRegistered(randomCounty(5));
const { effective } = problem;
/** The day before its moves take effect. */
const before = new Date(new Date(`${effective}T00:00:00Z`).getTime() - 86_400_000).toISOString().slice(0, 10);

/** Nothing but teachers for pupils, and nobody is ever within its limit; of the second kind, everybody is. */
const own = {
  version: 'own/1',
  kind: 'quality',
  title: { zh: '本县优质均衡', en: 'Own quality' },
  leastPupilsOfPoint: 0,
  limit: { of: 'each', primary: 0, junior: 0 },
  artsAndPe: ['pe'],
  without: [],
  split: nationalBalance.quality.split,
  indicators: [
    {
      code: 'L1',
      name: { zh: '师生比', en: 'Teachers for pupils' },
      unit: { zh: '人', en: 'teachers' },
      amount: 'teachers',
      per: 100,
    },
  ],
} satisfies BalanceStandard;

let database: Database;
let kept: Kept;
let planId: string;

const put = (body: BalanceStandard, effectiveFrom: string) =>
  database.db.balanceStandard.create({
    data: {
      countyId: kept.countyId,
      version: body.version,
      kind: body.kind,
      effectiveFrom: new Date(effectiveFrom),
      body: JSON.parse(JSON.stringify(body)),
    },
  });

beforeAll(async () => {
  database = await testDatabase();
  kept = await keepRegistry(database, problem);
  const { countyId, roundId } = kept;
  const frozen = await database.db.problem.create({
    data: { countyId, roundId, hash: 'frozen', body: JSON.parse(JSON.stringify(problem)) },
  });
  const plan = await database.db.plan.create({
    data: {
      countyId,
      roundId,
      problemId: frozen.id,
      name: 'stays',
      status: 'feasible',
      engine: 'highs',
      engineReason: {},
      goals: [],
      moved: 0,
    },
  });
  planId = plan.id;
  await put(own, effective);
  // Another county's is nobody else's.
  const other = await database.db.county.create({
    data: { code: 'other', name: 'other', provinceId: kept.provinceId },
  });
  await database.db.balanceStandard.create({
    data: {
      countyId: other.id,
      version: 'theirs',
      kind: 'quality',
      effectiveFrom: new Date('2000-01-01'),
      body: JSON.parse(JSON.stringify({ ...own, version: 'theirs' })),
    },
  });
});
afterAll(() => database.close());

const read = (fields: string, viewer = kept.officer) =>
  ask(contextWith(database, viewer), `{ county(code: "${problem.county.code}") { ${fields} } }`);

describe('the county', () => {
  test('is reckoned by its own from its day on, and by the national one before', async () => {
    const { at, errors } = await read(
      `on: balance(on: "${effective}") { standard version title stages { limit indicators { code per } } }
       before: balance(on: "${before}") { standard version }
       basic: balance(on: "${effective}", standard: BASIC_2012) { standard version }`,
    );
    expect(errors).toEqual([]);
    const stage = { limit: 0, indicators: [{ code: 'L1', per: 100 }] };
    expect(at('county.on')).toEqual({
      standard: 'QUALITY_2017',
      version: 'own/1',
      title: 'Own quality',
      stages: [stage, stage],
    });
    expect(at('county.before')).toEqual({ standard: 'QUALITY_2017', version: 'quality-2017' });
    expect(at('county.basic')).toEqual({ standard: 'BASIC_2012', version: 'basic-2012' });
  });

  test('tells which holds on a day, and those of its own', async () => {
    const figures =
      'figures { title limitsMean limit { primary junior } levels { needed } artsAndPe leastPupilsOfPoint visitors { most } weights { senior } indicators { code name amount per level { primary } } }';
    const { at, errors } = await read(
      `on: balanceStandardInForce(on: "${effective}") { version kind effectiveFrom ${figures} }
       before: balanceStandardInForce(on: "${before}") { version effectiveFrom figures { levels { needed otherwise } } }
       balanceStandards { version kind effectiveFrom ${figures} }`,
    );
    expect(errors).toEqual([]);
    const told = {
      version: 'own/1',
      kind: 'QUALITY_2017',
      effectiveFrom: effective,
      figures: {
        title: 'Own quality',
        limitsMean: false,
        limit: { primary: 0, junior: 0 },
        levels: null,
        artsAndPe: ['pe'],
        leastPupilsOfPoint: 0,
        visitors: null,
        weights: { senior: 1.32 },
        indicators: [{ code: 'L1', name: 'Teachers for pupils', amount: 'teachers', per: 100, level: null }],
      },
    };
    expect(at('county.on')).toEqual(told);
    expect(at('county.balanceStandards')).toEqual([told]);
    expect(at('county.before')).toEqual({
      version: 'quality-2017',
      effectiveFrom: null,
      figures: { levels: { needed: 6, otherwise: 0.85 } },
    });
  });

  test('shows its own to whoever reads of the county, and nobody else', async () => {
    const { id } = await database.db.balanceStandard.findFirstOrThrow({ where: { version: 'own/1' } });
    const node = (viewer: Kept['officer']) =>
      ask(
        contextWith(database, viewer),
        'query ($id: ID!) { node(id: $id) { ... on CountyBalanceStandard { version } } }',
        { id: idOf('CountyBalanceStandard', id) },
      );
    const [teacher = ''] = [...kept.teachers.values()];
    expect((await node(viewerAs('teacher', { teacherId: teacher }))).at('node.version')).toBe('own/1');
    const theirs = await database.db.county.findUniqueOrThrow({ where: { code: 'other' } });
    expect((await node(viewerAs('inspector', { countyId: theirs.id }))).at('node')).toBe(null);
  });
});

test('of two from one day the one written down last holds', async () => {
  const second = { ...own, version: 'own/2' };
  const row = await put(second, effective);
  const { at } = await read(`balanceStandardInForce(on: "${effective}") { version }`);
  expect(at('county.balanceStandardInForce.version')).toBe('own/2');
  expect(
    (await planBalance({ database, reckoner: inPlace }, planId, 'quality', 'serving')).before.standard,
  ).toBe('own/2');
  await database.db.balanceStandard.delete({ where: { id: row.id } });
});

describe('a plan', () => {
  test('is told before and after by what is in force on the day its moves take effect', async () => {
    const told = async (kind: 'basic' | 'quality') => {
      const { before: today, after } = await planBalance(
        { database, reckoner: inPlace },
        planId,
        kind,
        'serving',
      );
      return [today.standard, after.standard, today.kind];
    };
    expect(await told('quality')).toEqual(['own/1', 'own/1', 'quality']);
    expect(await told('basic')).toEqual(['basic-2012', 'basic-2012', 'basic']);
  });

  test('is asked how even it could be by the same', async () => {
    const tasks: Task[] = [];
    const answerer = {
      ask: async (task: Task) => {
        tasks.push(task);
        return { answer: [] };
      },
    };
    const asker = { userId: kept.officer.userId, gone: new AbortController().signal };
    for (const standard of ['quality', 'basic'] as const)
      await askPlan(
        { database, answerer },
        planId,
        { act: 'least-coefficients', standard, view: 'serving' },
        asker,
      );
    expect(tasks.map(({ question }) => ('standard' in question ? question.standard : null))).toEqual([
      own,
      nationalBalance.basic,
    ]);
  });

  test('stands beside scenarios by the same', async () => {
    const { officer: _officer, roundId } = kept;
    const versions: string[][] = [];
    const reckoner = {
      ...unasked,
      outcomes: async (asked: Parameters<typeof outcomesFrom>[0]) => {
        versions.push(asked.plans.map(({ standard }) => standard.version));
        return outcomesFrom(asked);
      },
    };
    for (const kind of ['quality', 'basic'] as const) {
      const [row] = await outcomes({ database, reckoner }, roundId, kind, 'serving');
      expect(row?.outcome).not.toBe(null);
    }
    expect(versions).toEqual([['own/1'], ['basic-2012']]);
  });
});

/** What outcomes do not ask for. */
const unasked = {
  check: async () => {
    throw new Error('Nothing is checked.');
  },
  differences: async () => {
    throw new Error('Nothing is compared.');
  },
};

describe('the rectification list', () => {
  const draw = (on: string, kind: 'basic' | 'quality' = 'quality') =>
    drawUp({ database, reckoner: inPlace, kept: keepsNothing }, kept.officer, kept.countyId, {
      on,
      kind,
      view: 'serving',
    });
  const items = () =>
    database.db.rectificationItem.findMany({
      where: { countyId: kept.countyId, standard: { not: null } },
      orderBy: { key: 'asc' },
      select: { key: true, standard: true, balanceKind: true, goneOn: true, indicator: true },
    });

  test('knows a problem by the national standard, and names the version that found it last', async () => {
    await draw(before);
    const national = await items();
    const primary = national.find(({ key }) => key.endsWith('|quality-2017|serving|primary|L1'));
    expect(new Set(national.map(({ standard, balanceKind }) => `${standard} ${balanceKind}`))).toEqual(
      new Set(['quality-2017 quality']),
    );
    await draw(effective);
    const after = await items();
    const coefficients = after.filter(({ key }) => key.startsWith('coefficient|quality-2017|serving|'));
    expect(coefficients.length).toBeGreaterThan(0);
    for (const { standard, indicator } of coefficients.filter(({ goneOn }) => goneOn === null))
      expect([standard, indicator]).toEqual(['own/1', 'L1']);
    expect(new Set(after.map(({ key }) => key)).size).toBe(after.length);
    // What the county's own standard does not ask for is found no longer, and keeps the version that found it.
    const other = after.find(({ indicator }) => indicator === 'L2');
    if (other) expect([other.standard, other.goneOn]).toEqual(['quality-2017', new Date(effective)]);
    expect(primary === undefined || after.some(({ key }) => key === primary.key)).toBe(true);
  });

  test('tells both in the API', async () => {
    const { at } = await read('rectificationItems(first: 100) { nodes { code standard standardVersion } }');
    const told = at('county.rectificationItems.nodes');
    expect(told).toContainEqual({ code: 'coefficient', standard: 'QUALITY_2017', standardVersion: 'own/1' });
  });

  test('leaves what another kind of standard has found alone', async () => {
    const found = await items();
    await draw(effective, 'basic');
    expect((await items()).filter(({ balanceKind }) => balanceKind === 'quality')).toEqual(found);
  });
});

test('the inspection pack is by the county’s own, under its title', async () => {
  const rectification = createRectification({ database, reckoner: inPlace, kept: keepsNothing });
  const { standard, inspection } = await packOf(database, rectification, kept.countyId, effective);
  expect([standard.version, standard.title.en, inspection.balance.standard]).toEqual([
    'own/1',
    'Own quality',
    'own/1',
  ]);
});

describe('public figures', () => {
  test('tell and show the standard they were reckoned by', async () => {
    const means = { database, reckoner: inPlace };
    const { body } = await prepare(means, kept.countyId, effective, 5);
    expect(body.standards.map(({ version, kind }) => [version, kind])).toEqual([
      ['basic-2012', 'basic'],
      ['own/1', 'quality'],
    ]);
    const [stage] = body.stages;
    expect(new Set(stage?.coefficients.map(({ standard }) => standard))).toEqual(
      new Set(['basic-2012', 'own/1']),
    );
    expect(pageOf(body, effective, 'en')).toContain('Own quality');
    expect(pageOf(body, effective, 'zh')).toContain('本县优质均衡');
    expect(pageOf(body, effective, 'zh')).toContain('按8项平均');
  });
  test('published before they told a standard are shown by the national ones', async () => {
    const { body } = await prepare({ database, reckoner: inPlace }, kept.countyId, before, 5);
    const page = pageOf(body, before, 'zh');
    expect(page).toContain('义务教育优质均衡（2017）');
    expect(pageOf({ ...body, standards: [] }, before, 'zh')).toBe(page);
  });
});
