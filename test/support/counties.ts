import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import type { Grant, RoleName, Viewer } from '../../schema/context.ts';
import { qualityBalance } from '../../solver/balance/standard.ts';
import { defaultCurriculum, defaultLoad } from '../../solver/standards.ts';
import { insert } from './registry.ts';

/** A county with something in every table; all its texts hold `mark`, so that a leak shows. */
export interface MarkedCounty {
  readonly mark: string;
  readonly provinceId: string;
  readonly countyId: string;
  /** Ids of every row `node` could find, by type. */
  readonly ids: Readonly<Record<string, readonly string[]>>;
  readonly schools: readonly string[];
  readonly sections: readonly string[];
  /** Two a school: `teachers[2 * i]` and `teachers[2 * i + 1]` serve at `schools[i]`. */
  readonly teachers: readonly string[];
  readonly roundId: string;
  readonly draftId: string;
  readonly publishedId: string;
}

/**
 * Schools 0 to n − 1 with one section and two teachers each. Both plans send `teachers[2 * i]` from school i to
 * school i + 1 for every even i; the published one also sends the last teacher to school 0, and both
 * have `teachers[2 * i]` of every odd i teach at school 0 on two days a week. `teachers[1]` is exempt.
 */
export async function keepMarkedCounty(
  pool: Pool,
  mark: string,
  provinceId: string,
  size: number,
): Promise<MarkedCounty> {
  const countyId = randomUUID();
  const many = (count: number) => Array.from({ length: count }, () => randomUUID());
  const ids = {
    Zone: many(1),
    Cluster: many(1),
    School: many(size),
    Section: many(size),
    Teacher: many(2 * size),
    Posting: many(2 * size),
    Assessment: many(2 * size),
    PostingStandard: many(1),
    CurriculumStandard: many(1),
    LoadStandard: many(1),
    CountyBalanceStandard: many(1),
    AllowanceStandard: many(1),
    Policy: many(1),
    Round: many(1),
    Scenario: many(3),
    Batch: many(1),
    Recruit: many(2 * size),
    Placement: many(2 * size),
    RecruitReason: many(2 * size),
    Request: many(size),
    Wish: many(2 * size),
    Points: many(2 * size),
    PointsRule: many(1),
    PointsContest: many(2 * size),
    HoldBack: many(size),
    CalendarStandard: many(1),
    Problem: many(1),
    Solve: many(2),
    Plan: many(2),
    Move: [] as string[],
    UnfilledOpening: many(2 * size),
    Finding: many(2 * size),
    Reason: many(4 * size),
    Pin: many(2),
    Import: many(1),
    ColumnMapping: many(1),
    Rollover: many(1),
    RectificationItem: many(size),
    Evidence: many(size),
    LetterTemplate: many(1),
    LetterIssue: many(1),
    Letter: many(size),
    AuditEvent: many(2 * size),
    PlanEdit: many(2 * size),
    PlanNote: many(size),
    PlanDecision: many(1),
    Approver: many(1),
    StandIn: many(1),
    Objection: many(2 * size),
    Correction: many(2 * size),
  };
  const at = (list: readonly string[], index: number): string => list[index % list.length] ?? '';
  const officer = randomUUID();
  await insert(pool, 'User', [
    { id: officer, email: `${officer}@example.org`, name: `${mark} officer`, passwordHash: 'none' },
  ]);
  await insert(pool, 'County', [{ id: countyId, provinceId, code: `${mark}-code`, name: `${mark} county` }]);
  await insert(
    pool,
    'AuditEvent',
    ids.AuditEvent.map((id, index) => ({
      id,
      countyId,
      userId: officer,
      action: index % 2 === 0 ? 'round.open' : 'teacher.change',
      entity: index % 2 === 0 ? 'Round' : 'Teacher',
      entityId: index % 2 === 0 ? ids.Round[0] : at(ids.Teacher, index),
      before: { state: `${mark} state`, name: `${mark} name` },
      after: {
        state: `${mark} other`,
        name: `${mark} name now`,
        pins: [{ teacherId: at(ids.Teacher, index) }],
      },
      reason: `${mark} why`,
    })),
  );
  await insert(pool, 'Zone', [
    { id: at(ids.Zone, 0), countyId, code: `${mark}-zone`, name: `${mark} zone`, tier: 1, monthly: 45 },
  ]);
  await insert(pool, 'Cluster', [
    { id: at(ids.Cluster, 0), countyId, code: `${mark}-pool`, name: `${mark} pool`, kind: 'pool' },
  ]);
  await insert(
    pool,
    'School',
    ids.School.map((id, index) => ({
      id,
      countyId,
      code: `${mark}-${String(index).padStart(3, '0')}`,
      name: `${mark} school ${index}`,
      otherName: `${mark} other`,
      place: index % 2 === 0 ? 'urban' : 'township-centre',
      weak: index % 3 === 0,
      zoneId: at(ids.Zone, 0),
      beds: index,
      statistics: { told: mark },
      parentId: index === 1 ? at(ids.School, 0) : null,
    })),
  );
  await insert(
    pool,
    'ClusterMember',
    ids.School.map((schoolId) => ({ id: randomUUID(), clusterId: at(ids.Cluster, 0), schoolId })),
  );
  await insert(
    pool,
    'Section',
    ids.Section.map((id, index) => ({
      id,
      countyId,
      schoolId: at(ids.School, index),
      stage: 'primary',
      establishment: 10 + index,
    })),
  );
  await insert(
    pool,
    'Enrolment',
    ids.Section.map((sectionId, index) => ({
      id: randomUUID(),
      sectionId,
      schoolYear: 2026,
      grade: 1,
      classes: 2,
      pupils: 70 + index,
    })),
  );
  await insert(
    pool,
    'Teacher',
    ids.Teacher.map((id, index) => ({
      id,
      countyId,
      staffNumber: `${mark}-${String(index).padStart(4, '0')}`,
      name: `${mark} teacher ${index}`,
      nameKey: `${mark.toLowerCase()}${String(index).padStart(4, '0')}`,
      sex: 'female',
      born: '1985-03-04',
      subject: index % 2 === 0 ? 'maths' : 'music',
      secondSubject: 'science',
      backbone: index % 2 === 0 ? 'county' : 'none',
      teachingSince: '2008-09-01',
      registeredSchoolId: at(ids.School, Math.floor(index / 2)),
      registeredSince: '2012-09-01',
      servingSectionId: at(ids.Section, Math.floor(index / 2)),
      servingSince: '2012-09-01',
      homePlace: `${mark} home`,
      identityNumber: `${mark}-identity-${index}`,
      phone: `${mark}-phone-${index}`,
      partnerId: index % 2 === 0 ? at(ids.Teacher, index + 1) : null,
    })),
  );
  await insert(
    pool,
    'Certificate',
    ids.Teacher.map((teacherId, index) => ({
      id: randomUUID(),
      teacherId,
      subject: index % 2 === 0 ? 'maths' : 'music',
      stage: 'primary',
      rank: 'main',
      number: `${mark}-certificate`,
    })),
  );
  await insert(pool, 'Exemption', [
    {
      id: randomUUID(),
      teacherId: at(ids.Teacher, 1),
      kind: 'pregnancy',
      from: '2026-01-01',
      until: '2026-12-31',
      note: `${mark} exemption note`,
    },
  ]);
  await insert(
    pool,
    'Posting',
    ids.Posting.map((id, index) => ({
      id,
      countyId,
      teacherId: at(ids.Teacher, index),
      fromSectionId: at(ids.Section, Math.floor(index / 2)),
      toSectionId: at(ids.Section, Math.floor(index / 2) + 1),
      hostSchoolId: at(ids.School, Math.floor(index / 2) + 1),
      subject: 'maths',
      startsOn: '2010-09-01',
      endedOn: '2012-07-31',
      state: 'ended',
    })),
  );
  await keepAfterPostings(pool, mark, countyId, officer, ids);
  await keepRules(pool, mark, countyId, ids);
  await keepRound(pool, mark, countyId, officer, ids);
  await keepWants(pool, mark, countyId, ids);
  await insert(pool, 'Rollover', [
    {
      id: at(ids.Rollover, 0),
      countyId,
      schoolYear: 2026,
      seal: `${mark} seal`,
      written: [],
      appliedBy: officer,
    },
  ]);
  const moves = await keepPlans(pool, mark, countyId, officer, ids);
  await keepProblems(pool, mark, countyId, officer, ids);
  await keepLetters(pool, mark, countyId, officer, ids);
  await keepHandiwork(pool, mark, countyId, officer, ids);
  return {
    mark,
    provinceId,
    countyId,
    ids: { ...ids, County: [countyId], Move: moves },
    schools: ids.School,
    sections: ids.Section,
    teachers: ids.Teacher,
    roundId: at(ids.Round, 0),
    draftId: at(ids.Plan, 0),
    publishedId: at(ids.Plan, 1),
  };
}

/** A signed-in user with one role over the rows named; not kept in the database. */
export const viewerAs = (role: RoleName, rows: Partial<Omit<Grant, 'role'>>): Viewer => ({
  userId: randomUUID(),
  sessionId: randomUUID(),
  name: role,
  email: `${role}@example.org`,
  grants: [{ provinceId: null, countyId: null, schoolId: null, teacherId: null, ...rows, role }],
});

type Ids = Readonly<
  Record<
    | 'CurriculumStandard'
    | 'LoadStandard'
    | 'CountyBalanceStandard'
    | 'AllowanceStandard'
    | 'PostingStandard'
    | 'Policy'
    | 'Round'
    | 'Problem'
    | 'Plan',
    readonly string[]
  >
> &
  Readonly<
    Record<
      | 'School'
      | 'Section'
      | 'Teacher'
      | 'Posting'
      | 'Assessment'
      | 'Request'
      | 'Wish'
      | 'Points'
      | 'PointsRule'
      | 'PointsContest'
      | 'HoldBack'
      | 'CalendarStandard',
      readonly string[]
    >
  > &
  Readonly<
    Record<
      | 'Recruit'
      | 'Placement'
      | 'RecruitReason'
      | 'Solve'
      | 'Scenario'
      | 'Batch'
      | 'UnfilledOpening'
      | 'Finding'
      | 'Reason'
      | 'Pin'
      | 'Import'
      | 'ColumnMapping',
      readonly string[]
    >
  >;

/** What is said of every posting, and what is paid for its last month. */
async function keepAfterPostings(pool: Pool, mark: string, countyId: string, officer: string, ids: Ids) {
  await insert(
    pool,
    'PostingChange',
    ids.Posting.map((postingId) => ({
      id: randomUUID(),
      countyId,
      postingId,
      position: 1,
      step: 'end-early',
      on: '2012-07-31',
      at: '2012-07-01',
      by: officer,
      kind: 'family',
      reason: `${mark} why it ended early`,
      before: {},
      after: {},
    })),
  );
  await insert(
    pool,
    'Assessment',
    ids.Assessment.map((id, index) => ({
      id,
      countyId,
      postingId: ids.Posting[index],
      schoolYear: 2011,
      pupilSatisfaction: 79.5,
      seriousViolation: false,
      passed: false,
      findings: [{ code: 'pupil-satisfaction', found: 79.5, limit: 80, of: null, met: false }],
      note: `${mark} note`,
      comment: `${mark} comment`,
      answer: `${mark} answer`,
      state: index % 2 === 0 ? 'confirmed' : 'submitted',
      by: officer,
      at: '2012-06-01',
      confirmedBy: officer,
      version: 1,
    })),
  );
  const approvalId = randomUUID();
  await insert(pool, 'AllowanceMonth', [
    {
      id: approvalId,
      countyId,
      month: '2012-07',
      position: 0,
      area: 45 * ids.Posting.length,
      transport: 0,
      approvedBy: officer,
      approvedAt: '2012-08-01',
    },
  ]);
  await insert(
    pool,
    'Allowance',
    ids.Posting.map((_, index) => ({
      id: randomUUID(),
      countyId,
      approvalId,
      teacherId: ids.Teacher[index % ids.Teacher.length],
      month: '2012-07',
      days: 31,
      area: 45,
      transport: 0,
    })),
  );
}

async function keepRules(pool: Pool, mark: string, countyId: string, ids: Ids) {
  const rule = { countyId, effectiveFrom: '2020-01-01', version: `${mark} version` };
  const bodies = {
    CurriculumStandard: defaultCurriculum,
    LoadStandard: defaultLoad,
    Policy: { version: `${mark} policy`, goals: [{ name: 'gap' }] },
  };
  await insert(pool, 'CurriculumStandard', [
    { id: ids.CurriculumStandard[0], ...rule, body: bodies.CurriculumStandard },
  ]);
  await insert(pool, 'LoadStandard', [{ id: ids.LoadStandard[0], ...rule, body: bodies.LoadStandard }]);
  await insert(pool, 'BalanceStandard', [
    {
      id: ids.CountyBalanceStandard[0],
      ...rule,
      kind: 'quality',
      body: {
        ...qualityBalance,
        version: rule.version,
        title: { zh: `${mark} 标准`, en: `${mark} standard` },
      },
    },
  ]);
  await insert(pool, 'AllowanceStandard', [
    {
      id: ids.AllowanceStandard[0],
      ...rule,
      body: { transport: [{ fromYears: 10, monthly: 100 }], months: 12 },
    },
  ]);
  await insert(pool, 'PostingStandard', [
    { id: ids.PostingStandard[0], ...rule, body: { partMonth: 'any' } },
  ]);
  await insert(pool, 'Policy', [{ id: ids.Policy[0], ...rule, body: bodies.Policy }]);
}

async function keepRound(pool: Pool, mark: string, countyId: string, officer: string, ids: Ids) {
  await insert(pool, 'Round', [
    {
      id: ids.Round[0],
      countyId,
      name: `${mark} round`,
      schoolYear: 2026,
      effective: '2026-09-01',
      policyId: ids.Policy[0],
      curriculumId: ids.CurriculumStandard[0],
      loadId: ids.LoadStandard[0],
      openedBy: officer,
    },
  ]);
  await insert(pool, 'RoundWindow', [
    {
      id: randomUUID(),
      roundId: ids.Round[0],
      kind: 'wishes',
      from: '2026-04-01',
      until: '2026-04-30',
    },
  ]);
  await insert(pool, 'PublicFigures', [
    {
      id: randomUUID(),
      countyId,
      version: 1,
      day: '2026-06-01',
      schoolYear: 2025,
      body: JSON.stringify({
        format: 'junheng-public-figures/1',
        county: { code: `${mark}-code`, name: `${mark} county` },
        version: 1,
        day: '2026-06-01',
        schoolYear: 2025,
        threshold: 5,
        schools: {},
        stages: [],
      }),
      sha256: 'none',
    },
  ]);
  await insert(pool, 'Import', [
    {
      id: ids.Import[0],
      countyId,
      fileName: `${mark}.xlsx`,
      sha256: 'f'.repeat(64),
      bytes: 10,
      counts: [{ sheet: mark, entity: 'school', added: 1, changed: 0, left: 0, refused: 0 }],
      importedBy: officer,
    },
  ]);
  await insert(pool, 'ColumnMapping', [
    { id: ids.ColumnMapping[0], countyId, name: `${mark} mapping`, body: { mark } },
  ]);
}

async function keepWants(pool: Pool, mark: string, countyId: string, ids: Ids) {
  const year = { countyId, roundId: ids.Round[0], schoolYear: 2026 };
  await insert(
    pool,
    'Request',
    ids.Request.map((id, index) => ({
      id,
      countyId,
      roundId: ids.Round[0],
      number: `${mark}-${String(index).padStart(3, '0')}`,
      sectionId: ids.Section[index],
      subject: 'music',
      count: 1,
      reason: `${mark} request reason`,
      decision: `${mark} decision`,
      state: 'approved',
    })),
  );
  await insert(
    pool,
    'Wish',
    ids.Wish.map((id, index) => ({
      id,
      ...year,
      teacherId: ids.Teacher[index],
      volunteer: true,
      note: `${mark} wish`,
    })),
  );
  await insert(
    pool,
    'WishChoice',
    ids.Wish.map((wishId) => ({ id: randomUUID(), wishId, rank: 1, schoolId: ids.School[1] })),
  );
  await insert(
    pool,
    'Points',
    ids.Points.map((id, index) => ({
      id,
      ...year,
      teacherId: ids.Teacher[index],
      sectionId: ids.Section[0],
      subject: 'music',
      points: index,
      source: `${mark} table`,
    })),
  );
  const standing = { countyId, version: `${mark} version`, effectiveFrom: '2026-01-01' };
  await insert(pool, 'PointsRule', [
    { id: ids.PointsRule[0], ...standing, body: { source: mark, components: [] } },
  ]);
  await insert(pool, 'CalendarStandard', [
    {
      id: ids.CalendarStandard[0],
      ...standing,
      body: { windows: [{ kind: 'wishes', from: 60, until: 30 }] },
    },
  ]);
  await insert(
    pool,
    'PointsContest',
    ids.PointsContest.map((id, index) => ({
      id,
      countyId,
      pointsId: ids.Points[index],
      reason: `${mark} contest`,
      before: index,
      answer: `${mark} answer`,
      state: 'refused',
    })),
  );
  await insert(
    pool,
    'HoldBack',
    ids.HoldBack.map((id, index) => ({
      id,
      countyId,
      roundId: ids.Round[0],
      teacherId: ids.Teacher[2 * index],
      sectionId: ids.Section[index],
      reason: `${mark} hold-back reason`,
      decision: `${mark} hold-back decision`,
      state: 'approved',
    })),
  );
}

/** One problem a school, each with a file, all closed but the first. */
async function keepProblems(
  pool: Pool,
  mark: string,
  countyId: string,
  officer: string,
  ids: Readonly<Record<'RectificationItem' | 'Evidence' | 'School' | 'Section', readonly string[]>>,
) {
  const text = (what: string) => ({ zh: `${mark} ${what}`, en: `${mark} ${what}` });
  await insert(
    pool,
    'RectificationItem',
    ids.RectificationItem.map((id, index) => ({
      id,
      countyId,
      key: `${mark} gap ${index}`,
      code: 'gap',
      severity: 'serious',
      stage: 'primary',
      schoolId: ids.School[index],
      sectionId: ids.Section[index],
      subject: 'music',
      figures: {
        found: 2,
        limit: 1,
        unit: text('posts'),
        parts: [{ of: `${mark} part`, found: 2, limit: 1, lacking: 1 }],
        concerns: [`${mark} concern`],
      },
      words: text('problem'),
      proof: text('proof'),
      foundOn: '2026-03-01',
      lastSeenOn: '2026-03-01',
      ownerId: officer,
      ownerName: `${mark} owner`,
      ownerOffice: `${mark} office`,
      dueOn: '2026-12-31',
      state: index === 0 ? 'submitted' : 'closed',
      submittedBy: officer,
      submittedAt: '2026-04-01T00:00:00Z',
      closedBy: index === 0 ? null : officer,
      note: `${mark} note`,
      version: 1,
      createdAt: '2026-03-01T00:00:00Z',
    })),
  );
  await insert(
    pool,
    'Evidence',
    ids.Evidence.map((id, index) => ({
      id,
      countyId,
      itemId: ids.RectificationItem[index],
      fileName: `${mark} ${index}.pdf`,
      mediaType: 'application/pdf',
      content: '\\x255044462d',
      size: 5,
      sha256: `${mark}-sha`,
      uploadedBy: officer,
      uploadedAt: '2026-04-01T00:00:00Z',
    })),
  );
}

/**
 * A notice first, then one letter a school, of `teachers[index]` from school 0 to school 1, the third of a recruit placed at school
 * 0; the last stands in another's place.
 */
async function keepLetters(
  pool: Pool,
  mark: string,
  countyId: string,
  officer: string,
  ids: Readonly<
    Record<
      'LetterTemplate' | 'LetterIssue' | 'Letter' | 'Plan' | 'Teacher' | 'Recruit' | 'School',
      readonly string[]
    >
  >,
) {
  const text = {
    reference: `${mark} {year} {serial}`,
    names: 'masked',
    columns: ['name'],
    blocks: [{ as: 'title', label: '', text: `${mark} title` }],
  };
  const planId = ids.Plan[1];
  await insert(pool, 'LetterTemplate', [
    {
      id: ids.LetterTemplate[0],
      countyId,
      kind: 'dispatch',
      language: 'zh-CN',
      version: 1,
      effectiveFrom: '2026-01-01',
      body: text,
      note: `${mark} note`,
      createdBy: officer,
    },
  ]);
  await insert(pool, 'LetterIssue', [
    {
      id: ids.LetterIssue[0],
      countyId,
      planId,
      key: `${mark} key`,
      asked: {},
      reason: `${mark} reason`,
      issuedBy: officer,
    },
  ]);
  const last = ids.Letter.length - 1;
  await insert(
    pool,
    'Letter',
    ids.Letter.map((id, index) => ({
      id,
      countyId,
      planId,
      issueId: ids.LetterIssue[0],
      teacherId: index === 0 ? null : ids.Teacher[index],
      recruitId: index === 2 ? ids.Recruit[1] : null,
      // The last is of two other schools, where there are so many.
      fromSchoolId: index === 0 || index === 2 ? null : ids.School[index === 3 ? 2 : 0],
      toSchoolId: index === 0 ? null : ids.School[index === 3 ? 3 : index === 2 ? 0 : 1],
      kind: index === 0 ? 'notice' : index === 2 ? 'placement' : 'dispatch',
      language: 'zh-CN',
      year: 2026,
      number: index + 1,
      reference: `${mark} 2026 ${index + 1}`,
      datedOn: '2026-07-10',
      body: {
        template: { version: 1, text },
        facts: { teacher: `${mark} teacher` },
        blocks: text.blocks,
        list: index === 0 ? { heads: [`${mark} head`], rows: [[`${mark} name`]] } : null,
      },
      state: index < last ? 'voided' : 'issued',
      voidedBy: index < last ? officer : null,
      voidReason: index < last ? `${mark} void` : null,
      replacesId: index > 1 && index === last ? ids.Letter[1] : null,
    })),
  );
}

/** Edits and notes of the draft, an approver with a stand-in, and an objection of every teacher to the published plan. */
async function keepHandiwork(
  pool: Pool,
  mark: string,
  countyId: string,
  officer: string,
  ids: Ids &
    Readonly<
      Record<
        'PlanEdit' | 'PlanNote' | 'PlanDecision' | 'Approver' | 'StandIn' | 'Objection' | 'Correction',
        readonly string[]
      >
    >,
) {
  const [draft, published] = ids.Plan;
  await insert(
    pool,
    'PlanEdit',
    ids.PlanEdit.map((id, index) => ({
      id,
      countyId,
      planId: draft,
      version: index + 1,
      teacherId: ids.Teacher[index],
      beforeSectionId: ids.Section[0],
      beforeSubject: 'music',
      afterSectionId: ids.Section[1],
      afterSubject: 'maths',
      reason: `${mark} edit`,
      createdBy: officer,
    })),
  );
  await insert(
    pool,
    'PlanNote',
    ids.PlanNote.map((id, index) => ({
      id,
      countyId,
      planId: draft,
      teacherId: ids.Teacher[index],
      text: `${mark} plan note`,
      createdBy: officer,
    })),
  );
  await insert(pool, 'PlanDecision', [
    {
      id: ids.PlanDecision[0],
      countyId,
      planId: published,
      allows: 'unproven',
      decidedBy: `${mark} decider`,
      reason: `${mark} reason`,
      reference: `${mark} document`,
      recordedBy: officer,
    },
  ]);
  await insert(pool, 'Approver', [
    { id: ids.Approver[0], countyId, userId: officer, from: '2026-01-01', namedBy: officer },
  ]);
  await insert(pool, 'StandIn', [
    {
      id: ids.StandIn[0],
      countyId,
      approverId: ids.Approver[0],
      userId: officer,
      from: '2026-02-01',
      until: '2026-02-28',
      reason: `${mark} leave`,
      namedBy: officer,
    },
  ]);
  await insert(
    pool,
    'Objection',
    ids.Objection.map((id, index) => ({
      id,
      countyId,
      roundId: ids.Round[0],
      planId: published,
      // The last is the first school's.
      teacherId: index < ids.Objection.length - 1 ? ids.Teacher[index] : null,
      schoolId: index < ids.Objection.length - 1 ? null : ids.School[0],
      text: `${mark} objection ${index}`,
      answer: `${mark} answer`,
      state: 'refused',
      answeredBy: officer,
      answeredAt: '2026-06-01T00:00:00Z',
    })),
  );
  await insert(
    pool,
    'Correction',
    ids.Correction.map((id, index) => ({
      id,
      countyId,
      teacherId: ids.Teacher[index],
      field: 'phone',
      value: { field: 'phone', value: `${mark}-phone-new-${index}` },
      reason: `${mark} wrong`,
    })),
  );
}

/** Answers the ids of the moves. */
async function keepPlans(
  pool: Pool,
  mark: string,
  countyId: string,
  officer: string,
  ids: Ids,
): Promise<string[]> {
  const [draft = '', published = ''] = ids.Plan;
  const roundId = ids.Round[0];
  const problemId = ids.Problem[0];
  await insert(pool, 'Problem', [
    { id: problemId, countyId, roundId, hash: `${mark} hash`, body: {}, frozenBy: officer },
  ]);
  const circuits = ids.Section.flatMap((fromSectionId, index) =>
    index % 2 === 1
      ? [
          {
            teacherId: ids.Teacher[2 * index],
            fromSectionId,
            toSectionId: ids.Section[0],
            subject: 'music',
            days: 2,
            km: 7.5,
          },
        ]
      : [],
  );
  await insert(
    pool,
    'Plan',
    [
      { id: draft, state: 'draft' },
      { id: published, state: 'provisional' },
    ].map((plan) => ({
      ...plan,
      countyId,
      roundId,
      problemId,
      name: `${mark} plan`,
      status: 'optimal',
      engine: 'highs',
      engineReason: { zh: `${mark} engine`, en: `${mark} engine` },
      goals: [{ name: 'gap', sense: 'minimise', unit: 'posts', value: 3, bound: 3 }],
      diagnosis: null,
      circuits,
      moved: 1,
      authorId: officer,
    })),
  );
  await pool.query(
    `INSERT INTO "Batch" (id, "provinceId", "schoolYear", engine, "requestedBy")
     SELECT $1, "provinceId", 2012, 'highs', $3 FROM "County" WHERE id = $2`,
    [ids.Batch[0], countyId, officer],
  );
  await insert(
    pool,
    'Solve',
    ids.Solve.map((id, index) => ({
      id,
      countyId,
      batchId: index === 0 ? (ids.Batch[0] ?? null) : null,
      roundId,
      problemId,
      engine: 'highs',
      state: 'done',
      progress: { stage: `${mark} stage` },
      planId: ids.Plan[index],
      requestedBy: officer,
    })),
  );
  const last = ids.Teacher.length - 1;
  const pairs = ids.Section.flatMap((from, index) =>
    index % 2 === 0 && index + 1 < ids.Section.length
      ? [{ teacherId: ids.Teacher[2 * index], fromSectionId: from, toSectionId: ids.Section[index + 1] }]
      : [],
  );
  const incoming = {
    teacherId: ids.Teacher[last],
    fromSectionId: ids.Section[Math.floor(last / 2)],
    toSectionId: ids.Section[0],
  };
  const moves = [
    ...pairs.map((pair) => ({ planId: draft, ...pair })),
    ...[...pairs, incoming].map((pair) => ({ planId: published, ...pair })),
  ].map((move) => ({ id: randomUUID(), ...move, subject: 'music', km: 12.5 }));
  await insert(pool, 'Move', moves);
  const text = (what: string) => ({ zh: `${mark} ${what}`, en: `${mark} ${what}` });
  await keepRecruits(pool, mark, countyId, ids);
  await insert(
    pool,
    'Unfilled',
    ids.UnfilledOpening.map((id, index) => ({
      id,
      planId: ids.Plan[index % 2],
      sectionId: ids.Section[Math.floor(index / 2)],
      subject: 'music',
      openings: 2,
      filled: 1,
      left: 1,
      code: 'nobody',
      figures: { mark },
      ...text('left open'),
    })),
  );
  await insert(
    pool,
    'PlanFinding',
    ids.Finding.map((id, index) => ({
      id,
      planId: ids.Plan[index % 2],
      rule: 'tenure',
      level: 'policy',
      teachers: [`${mark}-0001`],
      sections: [`${mark} section`],
      amount: 1,
      unit: 'years',
      ...text('finding'),
    })),
  );
  await insert(
    pool,
    'Reason',
    ids.Reason.map((id, index) => ({
      id,
      planId: ids.Plan[index % 2],
      teacherId: ids.Teacher[Math.floor(index / 2)],
      outcome: Math.floor(index / 2) === 1 ? 'not-eligible' : 'stays',
      code: Math.floor(index / 2) === 1 ? 'exemption' : 'tenure',
      figures: { kind: Math.floor(index / 2) === 1 ? 'pregnancy' : mark },
      ...text(Math.floor(index / 2) === 1 ? 'exempt for pregnancy' : 'reason'),
    })),
  );
  await insert(
    pool,
    'Scenario',
    ids.Scenario.map((id, index) => ({
      id,
      countyId,
      roundId,
      name: `${mark} scenario ${index}`,
      note: `${mark} note`,
      assumptions: { freed: [`${mark}-1`] },
      createdBy: officer,
    })),
  );
  await insert(
    pool,
    'Pin',
    ids.Pin.map((id, index) => ({
      id,
      countyId,
      roundId,
      kind: index === 0 ? 'stay' : 'move',
      teacherId: ids.Teacher[index],
      sectionId: index === 0 ? null : ids.Section[1],
      subject: index === 0 ? null : 'music',
      reason: `${mark} pin`,
      createdBy: officer,
    })),
  );
  return moves.map(({ id }) => id);
}

/** As many as teachers; every other one of a draft, two of each section. */
async function keepRecruits(pool: Pool, mark: string, countyId: string, ids: Ids) {
  await insert(
    pool,
    'Recruit',
    ids.Recruit.map((id, index) => ({
      id,
      countyId,
      number: `${mark}-N${index}`,
      name: `${mark} recruit ${index}`,
      nameKey: `${mark.toLowerCase()}recruit${index}`,
      kind: 'graduate',
      sex: 'female',
      born: '2003-05-04',
      homePlace: `${mark} home of a recruit`,
      arrivesOn: '2026-08-20',
      state: 'waiting',
      version: 1,
    })),
  );
  await insert(
    pool,
    'RecruitCertificate',
    ids.Recruit.map((recruitId) => ({
      id: randomUUID(),
      recruitId,
      subject: 'music',
      stage: 'primary',
      rank: 'main',
    })),
  );
  await insert(
    pool,
    'RecruitChoice',
    ids.Recruit.map((recruitId) => ({ id: randomUUID(), recruitId, rank: 1, schoolId: ids.School[0] })),
  );
  await insert(
    pool,
    'Placement',
    ids.Placement.map((id, index) => ({
      id,
      planId: ids.Plan[index % 2],
      recruitId: ids.Recruit[index],
      sectionId: ids.Section[Math.floor(index / 2)],
      subject: 'music',
      km: 12.5,
      bed: false,
    })),
  );
  await insert(
    pool,
    'RecruitReason',
    ids.RecruitReason.map((id, index) => ({
      id,
      planId: ids.Plan[index % 2],
      recruitId: ids.Recruit[index],
      outcome: 'placed',
      code: 'gap',
      figures: { mark },
      zh: `${mark} recruit`,
      en: `${mark} recruit`,
    })),
  );
}
