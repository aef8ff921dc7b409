import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../../prisma/client.ts';
import { personAt, StepRefused } from '../../scripts/demo-year/people.ts';
import { playTwoYears } from '../../scripts/demo-year/play.ts';
import { openStage } from '../../scripts/demo-year/stage.ts';
import { testDatabase } from '../support/database.ts';
import { keepRecruits } from '../support/keep-recruits.ts';
import { asRegistered, keepRegistry } from '../support/registry.ts';
import { yearCounty, yearRecruits } from '../support/year-county.ts';

/** What `npm run demo:year` plays of the demo county, in a county small enough for a test: two years, all roles, over HTTP. */

let database: Database;
let played: Awaited<ReturnType<typeof playTwoYears>>;

beforeAll(async () => {
  database = await testDatabase();
  const registry = await keepRegistry(database, asRegistered(yearCounty('year')));
  const { countyId, roundId } = registry;
  await keepRecruits(database.pool, yearRecruits, { ...registry, arrivesOn: '2027-08-20' });
  // A planted number need not agree with the day of birth that the year's county gives.
  await database.db.teacher.updateMany({ data: { identityNumber: null } });
  // The year opens its own.
  await database.db.round.delete({ where: { id: roundId } });
  played = await playTwoYears(
    database,
    { id: countyId, code: 'year' },
    { language: 'en', print: () => undefined },
  );
}, 300_000);
afterAll(async () => {
  await played?.close();
  await database.close();
});

/**
 * A school year from the first window to what becomes of its postings; each once, however many did it one after the other. What
 * becomes of recruits comes to pass in the second year, when they arrive.
 */
const year = (recruited: boolean) => [
  'round-opened',
  'registry-checked',
  'own-record-read',
  'record-corrected',
  'balance-before-read',
  'counties-read',
  'recruits-read',
  'request-too-early',
  'request-submitted',
  'hold-back-asked',
  'request-approved',
  'request-changed',
  'request-refused',
  'hold-back-approved',
  'points-reckoned',
  'wishes-set',
  'points-contested',
  'freeze-refused',
  'contest-answered',
  'points-frozen',
  'planning-begun',
  'solved',
  'changed-by-hand',
  'conflict-told',
  'solved-around',
  'plan-submitted',
  'own-approval-refused',
  'plan-approved',
  'list-published',
  'notice-posted',
  'objection-submitted',
  'objection-refused',
  'objection-submitted',
  'options-seen',
  'objection-upheld',
  'branched',
  'stand-in-named',
  'plan-submitted',
  'own-approval-refused',
  'plan-approved',
  'list-replaced',
  'notice-posted',
  'final-too-early',
  'list-final',
  ...(recruited ? ['recruits-placed'] : []),
  'letters-issued',
  'letter-reissued',
  'postings-ordered',
  ...(recruited ? ['recruit-withdrawn'] : []),
  'postings-landed',
  ...(recruited ? ['recruits-began'] : []),
  'reported',
  'absent-found',
  'absent-replaced',
  'replacement-reported',
  'allowances-approved',
  'round-closed',
  'quotas-inspected',
  'balance-after-read',
  'assessed',
  'assessments-confirmed',
  'assessment-commented',
  'decision-refused',
  'assessment-returned',
  'assessed-anew',
  'assessments-confirmed',
  'ends-decided',
];

test('every step of two years is done, with the rollover between and the last ones home at the end', () => {
  const steps = played.lines.map(({ step }) => step);
  expect(steps.filter((step, index) => step !== steps[index - 1])).toEqual([
    'accounts-begun',
    'officers-invited',
    'calendar-laid-down',
    'points-rule-laid-down',
    'terms-laid-down',
    'approver-named',
    ...year(false),
    'rollover-previewed',
    'rolled-over',
    'rollover-once',
    ...year(true),
    'came-home',
  ]);
});

test('by people of all roles, each on its day', () => {
  const offices = new Set(played.lines.map(({ who }) => /\((.*?)(?: of .*)?\)$/.exec(who)?.[1] ?? who));
  expect([...offices].sort()).toEqual([
    'HR officer',
    'The server',
    'deputy director',
    'inspector',
    'principal',
    'province officer',
    'teacher',
  ]);
  const days = played.lines.map(({ day }) => day);
  expect(days).toEqual(days.toSorted());
  expect(played.lines.filter(({ step }) => step === 'postings-landed').map(({ day }) => day)).toEqual([
    '2026-09-01',
    '2027-09-01',
  ]);
});

const told = (step: string) => played.lines.filter((line) => line.step === step).map(({ text }) => text);

test('of two officers at one plan the second is told who was first and what they did', () => {
  for (const text of told('conflict-told')) expect(text).toMatch(/changed meanwhile by 钱立 \(.* stays\.\)/);
});

test('nobody approves their own plan, neither without being named nor as a stand-in', () => {
  const [alone, standingIn] = told('own-approval-refused');
  expect(alone).toContain('approvers of this county are 周涛');
  expect(standingIn).toContain('somebody else has to approve it');
});

test('those of the first year come home on the first day of the second, but for whom it was decided otherwise', () => {
  const [, ends, home, longer] =
    /^decides of (\d+) ends: (\d+) go home, (\d+) stay longer/.exec(told('ends-decided')[0] ?? '') ?? [];
  expect([Number(home) + Number(longer), longer]).toEqual([Number(ends), '2']);
  const [first, second] = told('postings-landed');
  expect(first).toMatch(/^begins \d+ postings and ends 0,/);
  expect(second).toMatch(new RegExp(`^begins \\d+ postings and ends ${home},`));
});

test('recruits who arrive in the second year wait in the first, and are placed in the second but for who withdraws', () => {
  expect(told('recruits-read')).toEqual([
    'looks at 3 recruits who wait to be placed, 1 of them for special posts; 0 arrive by 2026-09-01.',
    'looks at 3 recruits who wait to be placed, 1 of them for special posts; 3 arrive by 2027-09-01.',
  ]);
  expect(told('recruits-placed')).toEqual([
    expect.stringMatching(/^reads whom of the recruits the final plan places, 3: 周小雨 at \S+ \(Music\), /),
  ]);
  expect(told('letters-issued').filter((text) => text.includes('placement'))).toEqual([
    'issues 3 notices of placement.',
  ]);
  expect(told('recruit-withdrawn')).toEqual([
    expect.stringMatching(/^hears that 江一 .* 永教聘〔2027〕\d号 is void with it\.$/),
  ]);
  expect(told('recruits-began')).toEqual([
    'has teachers of the recruits 周小雨、何岚, as their day has come.',
  ]);
});

test('a step that is refused is told with day, person and act', async () => {
  const stage = await openStage({ database, language: 'en', day: '2028-10-01', print: () => undefined });
  const stranger = personAt(stage, {
    email: 'nobody@year.example',
    name: '某人',
    office: { zh: '无', en: 'nobody' },
  });
  try {
    await expect(stranger.does('signOut', {})).rejects.toThrow(
      new StepRefused(
        '2028-10-01',
        '某人 (nobody)',
        'signIn',
        'sign-in-refused The e-mail address or the password is wrong.',
      ),
    );
  } finally {
    await stage.close();
  }
});

describe('at the end', () => {
  /** What is done to the database behind the server's back, what undoes it, and the check that finds it. */
  const spoilt: readonly (readonly [found: string, spoil: string, mend: string])[] = [
    [
      'exempt-stayed',
      `INSERT INTO "Exemption" (id, "teacherId", kind, "from") SELECT gen_random_uuid(), "teacherId", 'serious-illness', '2025-01-01'
         FROM "Posting" WHERE "moveId" IS NOT NULL LIMIT 1`,
      `DELETE FROM "Exemption" WHERE "from" = '2025-01-01'`,
    ],
    [
      'quotas-held',
      `INSERT INTO "PlanFinding" (id, "planId", rule, level, teachers, sections, amount, unit, zh, en)
         SELECT gen_random_uuid(), id, 'exchange-quota', 'policy', '{}', '{}', 1, 'teachers', 'spoilt', 'spoilt'
         FROM "Plan" WHERE state = 'final' LIMIT 1`,
      `DELETE FROM "PlanFinding" WHERE en = 'spoilt'`,
    ],
    [
      'record-intact',
      `UPDATE "AuditEvent" SET action = 'plan.discard' WHERE action = 'plan.finalise'`,
      `UPDATE "AuditEvent" SET action = 'plan.finalise' WHERE action = 'plan.discard'`,
    ],
    [
      'letters-numbered',
      `UPDATE "Letter" SET number = 99 WHERE year = 2026 AND kind = 'dispatch' AND number = 2`,
      `UPDATE "Letter" SET number = 2 WHERE number = 99`,
    ],
    [
      'serves-as-posted',
      `UPDATE "Teacher" SET "secondSubject" = 'spoilt', "servingSectionId" = posting."fromSectionId" FROM "Posting" posting
         WHERE posting.id = (SELECT id FROM "Posting" WHERE state = 'serving' ORDER BY id LIMIT 1)
           AND "Teacher".id = posting."teacherId"`,
      `UPDATE "Teacher" SET "secondSubject" = NULL, "servingSectionId" = posting."toSectionId" FROM "Posting" posting
         WHERE posting.state = 'serving' AND "Teacher".id = posting."teacherId" AND "secondSubject" = 'spoilt'`,
    ],
    [
      'in-one-place',
      `UPDATE "Posting" SET state = 'serving', "endedOn" = NULL, form = 'substitution', "teacherId" =
           (SELECT "teacherId" FROM "Posting" WHERE state = 'serving' AND form <> 'support' ORDER BY id LIMIT 1)
         WHERE id = (SELECT id FROM "Posting" WHERE state = 'ended' AND "moveId" IS NOT NULL AND "startsOn" = '2027-09-01' ORDER BY id LIMIT 1)`,
      `UPDATE "Posting" SET state = 'ended', "endedOn" = '2028-08-31', form = 'order-based', "teacherId" = move."teacherId"
         FROM "Move" move WHERE "Posting".form = 'substitution' AND move.id = "Posting"."moveId"`,
    ],
    [
      'allowances-by-months',
      `UPDATE "Allowance" SET area = area + 1 WHERE id = (SELECT id FROM "Allowance" ORDER BY id LIMIT 1)`,
      `UPDATE "Allowance" SET area = area - 1 WHERE id = (SELECT id FROM "Allowance" ORDER BY id LIMIT 1)`,
    ],
    [
      'returns-landed',
      `UPDATE "Posting" SET state = 'serving', "endedOn" = NULL, form = 'support'
         WHERE id = (SELECT id FROM "Posting" WHERE state = 'ended' AND "endedOn" = '2027-08-31' ORDER BY id LIMIT 1)`,
      `UPDATE "Posting" SET state = 'ended', "endedOn" = '2027-08-31', form = 'order-based' WHERE form = 'support'`,
    ],
    [
      'recruits-serve',
      `UPDATE "Recruit" SET state = 'waiting' WHERE state = 'withdrawn'`,
      `UPDATE "Recruit" SET state = 'withdrawn' WHERE state = 'waiting'`,
    ],
  ];
  test('each check finds its fault', async () => {
    await database.pool.query('ALTER TABLE "AuditEvent" DISABLE TRIGGER ALL');
    for (const [, spoil] of spoilt) await database.pool.query(spoil);
    const checks = await played.check();
    for (const [, , mend] of spoilt.toReversed()) await database.pool.query(mend);
    expect(checks.filter(({ faults }) => faults.length > 0).map(({ code }) => code)).toEqual(
      spoilt.map(([code]) => code),
    );
  }, 60_000);

  test('and everything holds that must', async () => {
    const checks = await played.check();
    expect(checks.flatMap(({ faults }) => faults)).toEqual([]);
    expect(checks.map(({ code }) => code)).toEqual([
      'exempt-stayed',
      'quotas-held',
      'record-intact',
      'letters-numbered',
      'serves-as-posted',
      'in-one-place',
      'allowances-by-months',
      'returns-landed',
      'recruits-serve',
    ]);
  }, 60_000);
});
