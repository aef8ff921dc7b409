import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { Database } from '../../prisma/client.ts';
import type { Viewer } from '../../schema/context.ts';
import { idOf } from '../../schema/ids.ts';
import type { Diagnosis } from '../../solver/plan.ts';
import { ask, contextWith } from '../support/ask.ts';
import { keepMarkedCounty, type MarkedCounty, viewerAs } from '../support/counties.ts';
import { testDatabase } from '../support/database.ts';
import { insert } from '../support/registry.ts';

let database: Database;
let county: MarkedCounty;
let officer: Viewer;
let inspector: Viewer;
let principal: Viewer;

beforeAll(async () => {
  database = await testDatabase();
  const provinceId = randomUUID();
  await insert(database.pool, 'Province', [{ id: provinceId, code: 'P', name: 'Province' }]);
  county = await keepMarkedCounty(database.pool, 'Jia', provinceId, 6);
  const { countyId, schools } = county;
  officer = viewerAs('hr-officer', { countyId });
  inspector = viewerAs('inspector', { countyId });
  principal = viewerAs('principal', { countyId, schoolId: schools[0] ?? null });
  await keep(whole);
});

afterAll(() => database.close());

const words = (text: string) => ({ zh: `${text}。`, en: text });

/** Stays and moves of this many teachers, and one whom nobody knows any more. */
const pins = (count: number): NonNullable<Diagnosis['clash'][number]['pins']> => [
  ...Array.from({ length: count }, (_, index) => ({
    kind: 'move' as const,
    teacher: `Jia-000${index}`,
    section: `Jia-00${index % 6}:primary`,
    subject: 'music',
  })),
  { kind: 'stay', teacher: 'gone' },
];

const relaxation = (rule: string, text: string): Diagnosis['relaxations'][number] => ({
  rules: [rule],
  cases: 2,
  waives: [
    {
      rule,
      teachers: ['Jia-0000'],
      sections: ['Jia-000:primary'],
      amount: 2,
      unit: 'years',
      text: words(text),
    },
  ],
  accepts: [{ rule, figure: 'years', asked: 6, reached: 4, text: words(`accept 4: ${text}`) }],
  text: words(text),
});

const whole: Diagnosis = {
  clash: [
    {
      rule: 'tenure',
      level: 'policy',
      clause: '第四条',
      text: words('six years'),
      keptHome: words('keeps 12 at home'),
    },
    { rule: 'pins', level: 'law', clause: null, pins: pins(2), text: words('Jia teacher 0 goes') },
    { rule: 'openings', level: 'law', clause: null, text: words('no post open') },
  ],
  extent: 'smallest',
  further: [
    {
      clash: [
        { rule: 'pins', level: 'law', clause: null, pins: pins(1), text: words('Jia teacher 0 alone') },
      ],
      extent: 'irreducible',
    },
  ],
  relaxations: [relaxation('tenure', 'Jia teacher 0 is let go'), relaxation('age', 'Jia teacher 1 is 52')],
};

const keep = async (diagnosis: object) => {
  await database.db.plan.updateMany({
    where: { countyId: county.countyId },
    data: { status: 'infeasible', diagnosis: JSON.parse(JSON.stringify(diagnosis)) },
  });
};

const document = `query ($id: ID!) { node(id: $id) { ... on Plan { diagnosis { extent
  further { extent rules { rule text keptHome { en } pins { staffNumber } } } clash { rule text keptHome { en } pins { kind staffNumber teacher { name } section { school { name } } subject { code } } }
  relaxations { rules cases text waives { staffNumbers sectionKeys amount unit text } accepts { figure asked reached text } } } } } }`;

async function read(viewer: Viewer, planId = county.draftId) {
  const { at, errors } = await ask(contextWith(database, viewer), document, { id: idOf('Plan', planId) });
  expect(errors).toEqual([]);
  return Object(at('node.diagnosis'));
}

test('an officer reads whether the clash is a smallest one, the pins, and every relaxation', async () => {
  const { extent, clash, further, relaxations } = await read(officer);
  expect(extent).toBe('SMALLEST');
  expect(clash).toMatchObject([
    { rule: 'tenure', pins: [] },
    {
      rule: 'pins',
      pins: [
        {
          kind: 'MOVE',
          staffNumber: 'Jia-0000',
          teacher: { name: 'Jia teacher 0' },
          section: { school: { name: 'Jia school 0' } },
          subject: { code: 'music' },
        },
        { kind: 'MOVE', teacher: { name: 'Jia teacher 1' }, section: { school: { name: 'Jia school 1' } } },
        { kind: 'STAY', staffNumber: 'gone', teacher: null, section: null, subject: null },
      ],
    },
    { rule: 'openings', text: 'no post open' },
  ]);
  expect(clash[0].keptHome).toEqual({ en: 'keeps 12 at home' });
  expect(further).toMatchObject([
    { extent: 'IRREDUCIBLE', rules: [{ rule: 'pins', keptHome: null, pins: [{}, {}] }] },
  ]);
  expect(relaxations).toEqual([
    {
      rules: ['tenure'],
      cases: 2,
      text: 'Jia teacher 0 is let go',
      waives: [
        {
          staffNumbers: ['Jia-0000'],
          sectionKeys: ['Jia-000:primary'],
          amount: 2,
          unit: 'years',
          text: 'Jia teacher 0 is let go',
        },
      ],
      accepts: [{ figure: 'years', asked: 6, reached: 4, text: 'accept 4: Jia teacher 0 is let go' }],
    },
    expect.objectContaining({ rules: ['age'], text: 'Jia teacher 1 is 52' }),
  ]);
});

test('an inspector reads the same, but nobody’s age', async () => {
  const { clash, relaxations } = await read(inspector);
  expect(clash[1].pins).toHaveLength(3);
  expect(relaxations[0].text).toBe('Jia teacher 0 is let go');
  expect(relaxations[1]).toMatchObject({ rules: ['age'], cases: 2, waives: [], accepts: [] });
  expect(JSON.stringify(relaxations)).not.toContain('52');
});

test('a principal reads the rules, and nobody’s name', async () => {
  const told = await read(principal, county.publishedId);
  expect(told).toMatchObject({
    extent: 'SMALLEST',
    clash: [{ rule: 'tenure', keptHome: null }, { rule: 'pins', pins: [] }, { rule: 'openings' }],
    further: [{ rules: [{ rule: 'pins', text: 'Pinned by hand.', pins: [] }] }],
    relaxations: [],
  });
  expect(JSON.stringify(told)).not.toContain('Jia teacher');
});

test('a diagnosis of before is read as far as it goes', async () => {
  const [first] = whole.clash;
  await keep({ clash: [first] });
  expect(await read(officer)).toMatchObject({ extent: null, clash: [{ rule: 'tenure' }], relaxations: [] });
  await keep(whole);
});

test('however many pins clash, reading them costs the same number of statements', async () => {
  const statements = async (count: number) => {
    const clash = [{ rule: 'pins', level: 'law', clause: null, pins: pins(count), text: words('pins') }];
    await keep({ clash, relaxations: [] });
    const query = vi.spyOn(pg.Client.prototype, 'query');
    const { clash: found } = await read(officer);
    const sent = query.mock.calls.length;
    query.mockRestore();
    expect(found[0].pins.filter(({ teacher }: { teacher: unknown }) => teacher !== null)).toHaveLength(count);
    return sent;
  };
  expect(await statements(8)).toBe(await statements(2));
  await keep(whole);
});
