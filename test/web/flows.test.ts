import { expect, test } from 'vitest';
import { type Flow, pairsOf, sheetOf } from '../../web/features/plan/flows.ts';

const school = (id: string, place: Flow['from']['place'], longitude: number | null = 111, latitude = 31) => ({
  id,
  name: id,
  place,
  longitude,
  latitude,
});
const town = school('town', 'COUNTY_TOWN');
const village = school('village', 'VILLAGE', 111.5, 31.4);
const flow = (from: Flow['from'], to: Flow['to'], code: string, people: number): Flow => ({
  from,
  to,
  people,
  role: null,
  subject: { code, words: { zh: code, en: code } },
});

test('flows of several subjects between two schools are one line, as wide as all who go', () =>
  expect(
    pairsOf([flow(town, village, 'maths', 2), flow(town, village, 'music', 1)], undefined),
  ).toMatchObject([{ people: 3, direction: 'OUT', parts: [{ people: 2 }, { people: 1 }] }]));

test('there and back are two lines, each with its direction', () =>
  expect(
    pairsOf([flow(village, town, 'maths', 1), flow(town, village, 'maths', 4)], undefined).map(
      ({ direction, people }) => [direction, people],
    ),
  ).toEqual([
    ['OUT', 4],
    ['IN', 1],
  ]));

test('between places of one kind nobody goes in or out', () =>
  expect(pairsOf([flow(town, school('other', 'URBAN'), 'maths', 1)], undefined)).toMatchObject([
    { direction: 'LEVEL' },
  ]));

test('of one subject, the others do not count', () =>
  expect(pairsOf([flow(town, village, 'maths', 2), flow(town, village, 'music', 1)], 'music')).toMatchObject([
    { people: 1 },
  ]));

test('a school without coordinates is named, and not drawn', () => {
  const { points, missing } = sheetOf([town, village, school('lost', 'VILLAGE', null)], 900, 560);
  expect([...points.keys()]).toEqual(['town', 'village']);
  expect(missing.map(({ id }) => id)).toEqual(['lost']);
});

test('north is up, east is right, and everything lies on the sheet', () => {
  const { points } = sheetOf([town, village], 900, 560);
  const [south, north] = [points.get('town'), points.get('village')];
  expect(north?.y).toBeLessThan(south?.y ?? 0);
  expect(north?.x).toBeGreaterThan(south?.x ?? 900);
  for (const { x, y } of points.values())
    expect([x >= 0, x <= 900, y >= 0, y <= 560]).toEqual([true, true, true, true]);
});

test('one school alone lies in the middle', () =>
  expect([...sheetOf([town], 900, 560).points.values()]).toEqual([{ x: 450, y: 280 }]));
