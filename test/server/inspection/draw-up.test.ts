import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '../../../prisma/client.ts';
import { InvalidInput } from '../../../schema/errors.ts';
import { keepsNothing } from '../../../server/counties/kept.ts';
import { drawUp } from '../../../server/inspection/draw-up.ts';
import { inPlace } from '../../support/ask.ts';
import { testDatabase } from '../../support/database.ts';
import { asRegistered, type Kept, keepRegistry } from '../../support/registry.ts';
import { county } from '../../support/small-county.ts';

// Lakeside has nobody for maths.
const problem = county({
  sections: [{ id: 'L', school: 'lakeside', stage: 'primary', classes: { 1: 4 }, pupils: { 1: 120 } }],
});

let database: Database;
let kept: Kept;

beforeAll(async () => {
  database = await testDatabase();
  kept = await keepRegistry(database, asRegistered(problem));
});
afterAll(() => database.close());

const draw = (on: string) =>
  drawUp({ database, reckoner: inPlace, kept: keepsNothing }, kept.officer, kept.countyId, {
    on,
    kind: 'quality',
    view: 'serving',
  });

test('a list of which every item is closed is still drawn up for no day before its last', async () => {
  await draw('2026-10-01');
  await database.db.rectificationItem.updateMany({
    where: { countyId: kept.countyId },
    data: { state: 'closed' },
  });
  await expect(draw('2026-09-30')).rejects.toThrow(InvalidInput);
  expect(await draw('2026-10-01')).toMatchObject({ gone: 0 });
});
