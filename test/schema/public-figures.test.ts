import { createHash, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '../../prisma/client.ts';
import type { Viewer } from '../../schema/context.ts';
import { InvalidInput, NotAllowed, NotFound, VersionConflict } from '../../schema/errors.ts';
import { bodyOf } from '../../schema/public-body.ts';
import { prepare } from '../../server/public-figures/prepare.ts';
import { publish } from '../../server/public-figures/publish.ts';
import { withdraw } from '../../server/public-figures/withdraw.ts';
import { highs } from '../../solver/backends/highs.ts';
import { publicFigures } from '../../solver/public-figures/figures.ts';
import { ask, contextWith, inPlace } from '../support/ask.ts';
import { balanceFacts } from '../support/balance-county.ts';
import { viewerAs } from '../support/counties.ts';
import { testDatabase } from '../support/database.ts';
import { randomCounty } from '../support/random-county.ts';
import { asRegistered, type Kept, keepRegistry } from '../support/registry.ts';

const problem = asRegistered(randomCounty(5));
const { code } = problem.county;
const on = problem.effective;
let database: Database;
let kept: Kept;
beforeAll(async () => {
  database = await testDatabase();
  kept = await keepRegistry(database, problem);
});
beforeEach(() => database.db.publicFigures.deleteMany());
afterAll(() => database.close());

const means = () => ({ database, reckoner: inPlace });
/** What an officer publishes who has just seen the preview. */
const seen = async () => {
  const { version, seal } = await prepare(means(), kept.countyId, on, 5);
  return { countyId: kept.countyId, on, threshold: 5, version, seal };
};
const rowsKept = () => database.db.publicFigures.findMany({ orderBy: { version: 'asc' } });
const anonymous = `{ publicFigures(county: "${code}") { code version day schoolYear threshold sha256 withdrawnAt
  stages { stage schools { code name counts { pupils { value hidden } teachers { value hidden } education { value hidden } } }
    together { teachers { value } } total { teachers { value hidden } } coefficients { standard code coefficient because } } } }`;
const everybodyReads = async () => (await ask(contextWith(database, null), anonymous)).at('publicFigures');

test('what is published is what may be told of the county, and everybody reads it without a login', async () => {
  await publish(means(), kept.officer, await seen());
  const [row] = await rowsKept();
  if (!row) throw new Error('A row was written.');
  const expected = publicFigures(balanceFacts(problem), { threshold: 5 }, null, await highs());
  expect(bodyOf(row.body).stages).toEqual(JSON.parse(JSON.stringify(expected.stages)));
  expect(row.sha256).toBe(createHash('sha256').update(row.body).digest('hex'));
  const { at, errors } = await ask(contextWith(database, null), anonymous);
  expect(errors).toEqual([]);
  expect(at('publicFigures')).toMatchObject({ code, version: 1, day: on, threshold: 5, withdrawnAt: null });
  const told = at('publicFigures.stages.schools.counts.teachers') as readonly {
    value: number | null;
    hidden: boolean;
  }[];
  const figures = expected.stages.flatMap(({ schools }) => schools.map((one) => one.figures.teachers));
  expect(told).toEqual(
    figures.map((figure) => ({ value: figure === '*' ? null : figure, hidden: figure === '*' })),
  );
  expect(told.length).toBeGreaterThan(0);
});

test('who did it is on record', async () => {
  await publish(means(), kept.officer, await seen());
  await withdraw(database, kept.officer, kept.countyId, 1);
  const [row] = await rowsKept();
  const deeds = await database.db.auditEvent.findMany({
    where: { entity: 'PublicFigures', entityId: row?.id ?? '' },
    orderBy: { position: 'asc' },
  });
  expect(deeds.map(({ action, userId }) => ({ action, userId }))).toEqual([
    { action: 'figures.publish', userId: kept.officer.userId },
    { action: 'figures.withdraw', userId: kept.officer.userId },
  ]);
  expect(deeds[0]?.after).toMatchObject({ version: 1, day: on, threshold: 5, sha256: row?.sha256 });
});

describe('what is served is the snapshot', () => {
  test('whatever happens to the registry afterwards', async () => {
    await publish(means(), kept.officer, await seen());
    const before = await everybodyReads();
    await database.db.teacher.updateMany({
      where: { countyId: kept.countyId },
      data: { backbone: 'county' },
    });
    expect(await everybodyReads()).toEqual(before);
  });
  test('the newest one; a withdrawn one is not followed by an older one', async () => {
    await publish(means(), kept.officer, await seen());
    await publish(means(), kept.officer, await seen());
    expect(await everybodyReads()).toMatchObject({ version: 2 });
    await withdraw(database, kept.officer, kept.countyId, 2);
    expect(await everybodyReads()).toBeNull();
    expect(await rowsKept()).toMatchObject([{ withdrawnAt: null }, { withdrawnBy: kept.officer.userId }]);
  });
  test('nothing, where nothing is published', async () => expect(await everybodyReads()).toBeNull());
});

describe('who comes second is told', () => {
  test('publishing', async () => {
    const preview = await seen();
    await publish(means(), kept.officer, preview);
    await expect(publish(means(), kept.officer, preview)).rejects.toMatchObject({
      name: VersionConflict.name,
      current: 1,
      changedBy: 'Officer',
      changes: [{ action: 'figures.publish' }],
    });
    expect(await rowsKept()).toHaveLength(1);
  });
  test('two at once: one of them', async () => {
    const preview = await seen();
    const both = await Promise.allSettled([1, 2].map(() => publish(means(), kept.officer, preview)));
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await rowsKept()).toHaveLength(1);
  });
  test('withdrawing', async () => {
    await expect(withdraw(database, kept.officer, kept.countyId, 1)).rejects.toThrow(NotFound);
    await publish(means(), kept.officer, await seen());
    await expect(withdraw(database, kept.officer, kept.countyId, 2)).rejects.toThrow(VersionConflict);
    expect(await everybodyReads()).toMatchObject({ version: 1 });
  });
});

test('figures that tell more beside those published last are published by who has seen them, and nobody else’s in their stead', async () => {
  await publish(means(), kept.officer, await seen());
  const { id } = await database.db.enrolment.findFirstOrThrow({
    where: { section: { countyId: kept.countyId } },
    orderBy: { pupils: 'desc' },
  });
  await database.db.enrolment.update({ where: { id }, data: { pupils: { increment: 1 } } });
  const { differences } = await prepare(means(), kept.countyId, on, 5);
  // One pupil more: at the school, and in all.
  expect(differences).toMatchObject([
    { column: 'pupils', kind: 'few-changed' },
    { column: 'pupils', school: null, kind: 'few-changed' },
  ]);
  const preview = await seen();
  const unseen = (changed: object) =>
    expect(publish(means(), kept.officer, { ...preview, ...changed })).rejects.toMatchObject({
      path: ['seal'],
      words: { en: expect.stringContaining(`${differences.length} figures tell more`) },
    });
  await unseen({ seal: '' });
  // Neither by another threshold than was looked at, nor with other figures on file.
  await expect(publish(means(), kept.officer, { ...preview, threshold: 3 })).rejects.toMatchObject({
    path: ['seal'],
  });
  await database.db.enrolment.update({ where: { id }, data: { pupils: { increment: 1 } } });
  await unseen({});
  await database.db.enrolment.update({ where: { id }, data: { pupils: { decrement: 1 } } });
  expect(await rowsKept()).toHaveLength(1);
  await publish(means(), kept.officer, preview);
  expect(await rowsKept()).toHaveLength(2);
  await database.db.enrolment.update({ where: { id }, data: { pupils: { decrement: 1 } } });
});

test('a threshold that hides nothing, and a day beyond any calendar of ours, are refused by name', async () => {
  const refused = (changed: object) =>
    seen().then((preview) => publish(means(), kept.officer, { ...preview, ...changed }));
  await expect(refused({ threshold: 2 })).rejects.toThrow(
    'The threshold must be a whole number from 3 to 20, and 2 is none.',
  );
  await expect(refused({ threshold: 21 })).rejects.toThrow(InvalidInput);
  await expect(refused({ on: '1999-12-31' })).rejects.toThrow(
    'The day must lie from 2000 to 2199, and 1999-12-31 does not.',
  );
  const { version, seal } = await prepare(means(), kept.countyId, on, 3);
  await publish(means(), kept.officer, { countyId: kept.countyId, on, threshold: 3, version, seal });
  expect(await everybodyReads()).toMatchObject({ threshold: 3 });
});

describe('it is an HR officer’s of the county', () => {
  const others = (): Viewer[] => {
    const { countyId, provinceId, schools, teachers } = kept;
    const [schoolId = null] = schools.values();
    const [teacherId = null] = teachers.values();
    return [
      viewerAs('inspector', { countyId }),
      viewerAs('province-officer', { provinceId }),
      viewerAs('principal', { countyId, schoolId }),
      viewerAs('teacher', { countyId, teacherId }),
    ];
  };
  const preview = `{ county(code: "${code}") { figuresPreview(on: "${on}") { version figures hidden differences { kind }
    stages { stage } } } }`;

  test('to publish and to withdraw', async () => {
    for (const viewer of others()) {
      await expect(publish(means(), viewer, await seen())).rejects.toThrow(NotAllowed);
      await expect(withdraw(database, viewer, kept.countyId, 1)).rejects.toThrow(NotAllowed);
    }
    const stranger = viewerAs('hr-officer', { countyId: randomUUID() });
    await expect(publish(means(), stranger, await seen())).rejects.toThrow(NotFound);
    await expect(withdraw(database, stranger, kept.countyId, 1)).rejects.toThrow(NotFound);
    expect(await rowsKept()).toEqual([]);
  });
  test('to see what would be published', async () => {
    const { at, errors } = await ask(contextWith(database, kept.officer), preview);
    expect(errors).toEqual([]);
    expect(at('county.figuresPreview')).toMatchObject({ version: 0, differences: [] });
    expect(at('county.figuresPreview.figures')).toBeGreaterThan(at('county.figuresPreview.hidden') as number);
    for (const viewer of others())
      expect((await ask(contextWith(database, viewer), preview)).at('county.figuresPreview')).toBeNull();
    expect((await ask(contextWith(database, null), preview)).errors).toMatchObject([
      { code: 'UNAUTHENTICATED' },
    ]);
    expect(await rowsKept()).toEqual([]);
  });
});
