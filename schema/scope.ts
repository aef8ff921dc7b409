import type { Prisma } from '../prisma/generated/client.ts';
import type { PlanState } from '../prisma/generated/enums.ts';
import type { Context, Grant, Viewer } from './context.ts';
import { NotAllowed, NotFound, notSignedIn } from './errors.ts';

/**
 * Who sees which rows: the one place that says so. Each entry is the condition a row of that model must meet
 * to be read by the viewer; every list, count, node and single row of the schema is asked for under it.
 *
 * | role             | rows                                                                              |
 * |------------------|-----------------------------------------------------------------------------------|
 * | hr-officer       | everything of the county                                                          |
 * | inspector        | the county, but no personal data, no wishes, points, imports; of the record what  |
 * |                  | was done to rows that are about no person                                         |
 * | province-officer | what an inspector sees, in every county of the province                           |
 * | principal        | the own school's figures, requests and gaps; who serves or is registered there, or |
 * |                  | comes by a published plan or a posting; published moves in and out, with reasons;  |
 * |                  | recruits whom one places there; postings it hosts or has hosted, and what it said  |
 * |                  | of them; whom such a row tells of, by the row or the id                            |
 * | teacher          | the own record, wishes, points; own moves and reasons in published plans          |
 *
 * Names, kinds of place and stages of the county's schools, its standards, policies and rounds are open to
 * everyone with a role in that county. A plan is published once it is provisional or final; reason sheets stay to be read by the
 * teacher and HR also once another list took its place. Who reads a move or its
 * reason also reads whether the host was wished for, as that is part of why; the wishes themselves stay private.
 */
export function rows(viewer: Viewer | null) {
  if (viewer === null) throw notSignedIn();
  const known = scopes.get(viewer);
  if (known) return known;
  const scope = scopeOf(viewer.userId, reachOf(viewer.grants));
  scopes.set(viewer, scope);
  return scope;
}

/** May the viewer change what belongs to the county? Throws `NotAllowed` to who may only read it, `NotFound` to everybody else. */
export async function mustAdminister(
  { db, viewer }: Pick<Context, 'db' | 'viewer'>,
  countyId: string,
): Promise<Viewer> {
  if (viewer === null) throw notSignedIn();
  if (administers(viewer, countyId)) return viewer;
  const county = await db.county.findFirst({
    where: { AND: [{ id: countyId }, rows(viewer).county] },
    select: { id: true },
  });
  throw county ? new NotAllowed() : new NotFound();
}

/** HR officers of the teacher's county, and the teacher. */
export const readsPrivate = (viewer: Viewer | null, teacher: { id: string; countyId: string }): boolean =>
  viewer !== null &&
  (administers(viewer, teacher.countyId) || reachOf(viewer.grants).teachers.includes(teacher.id));

/** As `readsPrivate`, and the principals of the schools the teacher serves at or is registered at. */
export const readsPersonal = (viewer: Viewer | null, teacher: TeacherAtSchool): boolean =>
  readsPrivate(viewer, teacher) ||
  (viewer !== null &&
    reachOf(viewer.grants).schools.some(
      (school) => school === teacher.registeredSchoolId || school === teacher.serving.schoolId,
    ));

export const administers = (viewer: Viewer | null, countyId: string): boolean =>
  viewer !== null && reachOf(viewer.grants).administered.includes(countyId);

/** Whether the viewer inspects the county: an inspector of it or of its province, or an officer of the province; never as HR. */
export const inspects = (viewer: Viewer | null, county: { id: string; provinceId: string }): boolean => {
  const grants = viewer?.grants.filter(({ role }) => role === 'inspector' || role === 'province-officer');
  const { counties, provinces } = reachOf(grants ?? []);
  return counties.includes(county.id) || provinces.includes(county.provinceId);
};

/** Whether the viewer reads the whole county, and not one school or one teacher of it. */
export const readsCounty = (viewer: Viewer | null, county: { id: string; provinceId: string }): boolean => {
  const { counties, provinces } = reachOf(viewer?.grants ?? []);
  return counties.includes(county.id) || provinces.includes(county.provinceId);
};

/** Whether everybody with a role in its county reads the plan: as `rows().plan`. */
export const isPublished = ({ state }: { readonly state: PlanState }): boolean =>
  state === 'provisional' || state === 'final';

/** Readers of the whole county, and principals of the section's school: as `rows().sectionFigures`. */
export const readsFigures = (
  viewer: Viewer | null,
  section: { schoolId: string; county: { id: string; provinceId: string } },
): boolean =>
  readsCounty(viewer, section.county) || reachOf(viewer?.grants ?? []).schools.includes(section.schoolId);

/** As `rows().move`, of a circuit in a plan that the viewer reads. */
export const readsCircuit = (
  viewer: Viewer | null,
  { teacherId }: { teacherId: string },
  ...ends: { schoolId: string; county: { id: string; provinceId: string } }[]
): boolean =>
  ends.some((section) => readsFigures(viewer, section)) ||
  reachOf(viewer?.grants ?? []).teachers.includes(teacherId);

/** Whether it is the viewer's own: of the teacher, or of the school led. */
export const isObjector = (
  viewer: Viewer | null,
  { teacherId, schoolId }: { teacherId: string | null; schoolId: string | null },
): boolean => {
  const { teachers, schools } = reachOf(viewer?.grants ?? []);
  return teacherId === null ? schoolId !== null && schools.includes(schoolId) : teachers.includes(teacherId);
};

/** Whether the viewer is an officer of the province. */
export const leadsProvince = (viewer: Viewer | null, provinceId: string): boolean =>
  viewer?.grants.some(
    (grant) =>
      grant.role === 'province-officer' &&
      grant.provinceId === provinceId &&
      [grant.countyId, grant.schoolId, grant.teacherId].every((id) => id === null),
  ) ?? false;

/** Whether the viewer is principal of the school. */
export const heads = (viewer: Viewer | null, schoolId: string): boolean =>
  reachOf(viewer?.grants ?? []).schools.includes(schoolId);

/** Whether the viewer is principal of any school. */
export const leads = (viewer: Viewer | null): boolean => reachOf(viewer?.grants ?? []).schools.length > 0;

/** Whether the viewer answers as HR of the county what a school asks: nobody does what they asked themselves, or for the school they lead. */
export const answersSchool = (
  viewer: Viewer | null,
  asked: { readonly countyId: string; readonly createdBy: string | null; readonly schoolId: string },
): boolean =>
  administers(viewer, asked.countyId) && asked.createdBy !== viewer?.userId && !heads(viewer, asked.schoolId);

/** Whether the viewer is the teacher. */
export const isTeacher = (viewer: Viewer | null, teacherId: string): boolean =>
  reachOf(viewer?.grants ?? []).teachers.includes(teacherId);

/** Whether the viewer decides as HR of the county what is about this teacher: nobody does about themselves. */
export const decidesAbout = (viewer: Viewer | null, countyId: string, teacherId: string): boolean =>
  administers(viewer, countyId) && !isTeacher(viewer, teacherId);

/** What `readsPrivate` and `readsPersonal` ask of a teacher. */
export const whoseTeacher = {
  id: true,
  countyId: true,
  registeredSchoolId: true,
  serving: { select: { schoolId: true } },
} as const;

export interface TeacherAtSchool {
  id: string;
  countyId: string;
  registeredSchoolId: string;
  serving: { schoolId: string };
}

/** Which rows the grants name, by how they are reached. */
interface Reach {
  administered: string[];
  /** Counties read as a whole. */
  counties: string[];
  provinces: string[];
  schools: string[];
  teachers: string[];
  /** Of which the viewer keeps the accounts. */
  keptCounties: string[];
  keptProvinces: string[];
}

const scopes = new WeakMap<Viewer, ReturnType<typeof scopeOf>>();
const reaches = new WeakMap<readonly Grant[], Reach>();

/** What grants reach, whatever else is asked of it. */
export function reachOf(grants: readonly Grant[]): Reach {
  const known = reaches.get(grants);
  if (known) return known;
  const reach: Reach = {
    administered: [],
    counties: [],
    provinces: [],
    schools: [],
    teachers: [],
    keptCounties: [],
    keptProvinces: [],
  };
  for (const grant of grants) add(grant, reach);
  reaches.set(grants, reach);
  return reach;
}

/** A grant without the id its role needs opens nothing. */
function add({ role, provinceId, countyId, schoolId, teacherId, administrator }: Grant, reach: Reach): void {
  if (role === 'teacher') {
    if (teacherId !== null) reach.teachers.push(teacherId);
    return;
  }
  if (role === 'principal') {
    if (schoolId !== null) reach.schools.push(schoolId);
    return;
  }
  if (schoolId !== null || teacherId !== null) return;
  if (countyId !== null) {
    reach.counties.push(countyId);
    if (role === 'hr-officer') {
      reach.administered.push(countyId);
      if (administrator === true) reach.keptCounties.push(countyId);
    }
  } else if (provinceId !== null && role !== 'hr-officer') {
    reach.provinces.push(provinceId);
    if (role === 'province-officer' && administrator === true) reach.keptProvinces.push(provinceId);
  }
}

function scopeOf(userId: string, reach: Reach) {
  const { administered, counties, provinces, schools, teachers } = reach;
  const ownSchool = { schoolId: { in: schools } };
  const ownTeacher = { id: { in: teachers } };

  /** Rows of counties read as a whole. */
  const ofWhole = any<OfCounty>([
    where(counties, { countyId: { in: counties } }),
    where(provinces, { county: { provinceId: { in: provinces } } }),
  ]);
  const county = any<Prisma.CountyWhereInput>([
    where(counties, { id: { in: counties } }),
    where(provinces, { provinceId: { in: provinces } }),
    where(schools, { schools: { some: { id: { in: schools } } } }),
    where(teachers, { teachers: { some: ownTeacher } }),
  ]);
  const member = where([...schools, ...teachers], { county });
  const ofCounty = any<OfCounty>([ofWhole, member]);

  /** Sections whose figures, requests and gaps may be read. */
  const figures = any<Prisma.SectionWhereInput>([ofWhole, where(schools, ownSchool)]);
  const published = where([...schools, ...teachers], {
    county,
    state: { in: ['provisional', 'final'] },
  } satisfies Prisma.PlanWhereInput);
  const plan = any<Prisma.PlanWhereInput>([ofWhole, published]);
  const teacher = any<Prisma.TeacherWhereInput>([
    ofWhole,
    where(teachers, ownTeacher),
    where(schools, { registeredSchoolId: { in: schools } }),
    where(schools, { serving: ownSchool }),
    where(schools, { moves: { some: { to: ownSchool, plan } } }),
    where(schools, {
      postings: { some: { hostSchoolId: { in: schools }, state: { in: ['ordered', 'serving'] } } },
    }),
  ]);
  /** Roles over what the viewer keeps the accounts of; as `keeps` of the server. */
  const kept = any<Prisma.RoleGrantWhereInput>([
    where(reach.keptCounties, {
      schoolId: null,
      teacherId: null,
      countyId: { in: reach.keptCounties },
    }),
    where(reach.keptCounties, { school: { countyId: { in: reach.keptCounties } } }),
    where(reach.keptCounties, { teacher: { countyId: { in: reach.keptCounties } } }),
    where(reach.keptProvinces, {
      role: { in: ['province_officer', 'inspector'] },
      countyId: null,
      schoolId: null,
      teacherId: null,
      provinceId: { in: reach.keptProvinces },
    }),
    where(reach.keptProvinces, {
      role: 'inspector',
      schoolId: null,
      teacherId: null,
      county: { provinceId: { in: reach.keptProvinces } },
    }),
  ]);
  const ownRecord = any<Prisma.TeacherWhereInput>([
    where(administered, { countyId: { in: administered } }),
    where(teachers, ownTeacher),
  ]);

  return {
    province: { counties: { some: county } } satisfies Prisma.ProvinceWhereInput,
    county,
    zone: ofCounty satisfies Prisma.ZoneWhereInput,
    cluster: ofCounty satisfies Prisma.ClusterWhereInput,
    school: ofCounty satisfies Prisma.SchoolWhereInput,
    section: ofCounty satisfies Prisma.SectionWhereInput,
    sectionFigures: figures,
    enrolment: { section: figures } satisfies Prisma.EnrolmentWhereInput,
    teacher,
    /**
     * Of whom a row tells that the viewer reads, too: whom the own school has hosted, sent away, held back or had a letter about. By
     * such a row alone, or by the id; they are in no list of teachers, and nothing else about them is read. Who teaches there on
     * circuit is told by `onCircuit`.
     */
    teacherTold: any<Prisma.TeacherWhereInput>([
      teacher,
      where(schools, { postings: { some: { hostSchoolId: { in: schools } } } }),
      where(schools, { moves: { some: { from: ownSchool, plan } } }),
      where(schools, { holdBacks: { some: { section: ownSchool } } }),
      where(schools, { letters: { some: { fromSchoolId: { in: schools } } } }),
      where(schools, { letters: { some: { toSchoolId: { in: schools } } } }),
    ]),
    certificate: { teacher } satisfies Prisma.CertificateWhereInput,
    exemption: { teacher: ownRecord } satisfies Prisma.ExemptionWhereInput,
    /** A host keeps those it had, whoever their teachers are by now. */
    posting: any<Prisma.PostingWhereInput>([{ teacher }, where(schools, { hostSchoolId: { in: schools } })]),
    /** The host that makes them, and the teacher once they are confirmed, also while one that was is to be written anew. */
    assessment: any<Prisma.AssessmentWhereInput>([
      ofWhole,
      where(schools, { posting: { hostSchoolId: { in: schools } } }),
      where(teachers, { state: { not: 'submitted' }, posting: { teacherId: { in: teachers } } }),
    ]),
    postingStandard: ofCounty satisfies Prisma.PostingStandardWhereInput,
    curriculumStandard: ofCounty satisfies Prisma.CurriculumStandardWhereInput,
    loadStandard: ofCounty satisfies Prisma.LoadStandardWhereInput,
    balanceStandard: ofCounty satisfies Prisma.BalanceStandardWhereInput,
    allowanceStandard: ofCounty satisfies Prisma.AllowanceStandardWhereInput,
    policy: ofCounty satisfies Prisma.PolicyWhereInput,
    round: ofCounty satisfies Prisma.RoundWhereInput,
    /** Those put aside are nobody's any more. */
    scenario: { AND: [{ droppedAt: null }, ofWhole] } satisfies Prisma.ScenarioWhereInput,
    request: any<Prisma.RequestWhereInput>([ofWhole, where(schools, { section: ownSchool })]),
    wish: { teacher: ownRecord } satisfies Prisma.WishWhereInput,
    points: { teacher: ownRecord } satisfies Prisma.PointsWhereInput,
    correction: any<Prisma.CorrectionWhereInput>([
      where(administered, { countyId: { in: administered } }),
      where(teachers, { teacherId: { in: teachers } }),
    ]),
    pointsContest: { points: { teacher: ownRecord } } satisfies Prisma.PointsContestWhereInput,
    pointsRule: ofCounty satisfies Prisma.PointsRuleWhereInput,
    calendarStandard: ofCounty satisfies Prisma.CalendarStandardWhereInput,
    /** A teacher learns of the own once it is approved; the reason is for HR alone. */
    holdBack: any<Prisma.HoldBackWhereInput>([
      ofWhole,
      where(schools, { section: ownSchool }),
      where(teachers, { teacherId: { in: teachers }, state: 'approved' }),
    ]),
    problem: any<Prisma.ProblemWhereInput>([ofWhole, published && { plans: { some: published } }]),
    solve: { round: ofWhole } satisfies Prisma.SolveWhereInput,
    /** Of the whole province: what its counties come to together is for nobody of one of them. */
    batch: any<Prisma.BatchWhereInput>([where(provinces, { provinceId: { in: provinces } })]),
    plan,
    /** Plans of which everything may be read: compared, exported. */
    wholePlan: ofWhole satisfies Prisma.PlanWhereInput,
    move: any<Prisma.MoveWhereInput>([
      where([...counties, ...provinces], { plan: ofWhole }),
      where(teachers, { plan, teacherId: { in: teachers } }),
      where(schools, { plan, from: ownSchool }),
      where(schools, { plan, to: ownSchool }),
    ]),
    /** Those whom a published plan places at the own school, too. */
    recruit: any<Prisma.RecruitWhereInput>([
      ofWhole,
      where(schools, { placements: { some: { section: ownSchool, plan } } }),
    ]),
    recruitChoice: {
      recruit: { countyId: { in: administered } },
    } satisfies Prisma.RecruitChoiceWhereInput,
    placement: any<Prisma.PlacementWhereInput>([
      where([...counties, ...provinces], { plan: ofWhole }),
      where(schools, { plan, section: ownSchool }),
    ]),
    recruitReason: { plan: ofWhole } satisfies Prisma.RecruitReasonWhereInput,
    unfilledOpening: any<Prisma.UnfilledWhereInput>([
      where([...counties, ...provinces], { plan: ofWhole }),
      where(schools, { plan, section: ownSchool }),
    ]),
    finding: { plan: ofWhole } satisfies Prisma.PlanFindingWhereInput,
    reason: any<Prisma.ReasonWhereInput>([
      where([...counties, ...provinces], { plan: ofWhole }),
      where([...schools, ...teachers], { plan, teacher }),
    ]),
    /** Also of a list that was out and was replaced: why stays to be read by whom it named. */
    reasonSheet: {
      teacher: ownRecord,
      plan: onceOut,
    } satisfies Prisma.ReasonWhereInput,
    pin: ofWhole satisfies Prisma.PinWhereInput,
    planEdit: ofWhole satisfies Prisma.PlanEditWhereInput,
    planNote: { countyId: { in: administered } } satisfies Prisma.PlanNoteWhereInput,
    planDecision: ofWhole satisfies Prisma.PlanDecisionWhereInput,
    approver: ofWhole satisfies Prisma.ApproverWhereInput,
    standIn: ofWhole satisfies Prisma.StandInWhereInput,
    /** Whose they are is told to HR and the objector alone (objection.ts). */
    objection: any<Prisma.ObjectionWhereInput>([
      ofWhole,
      where(teachers, { teacherId: { in: teachers } }),
      where(schools, ownSchool),
    ]),
    rectificationItem: ofWhole satisfies Prisma.RectificationItemWhereInput,
    evidence: { item: ofWhole } satisfies Prisma.EvidenceWhereInput,
    rollover: { countyId: { in: administered } } satisfies Prisma.RolloverWhereInput,
    /** What hangs on the notice board is for everybody of the county; letters for whom they concern. */
    letter: any<Prisma.LetterWhereInput>([
      where(administered, { countyId: { in: administered } }),
      where([...counties, ...provinces], { kind: 'notice', AND: [ofWhole] }),
      where([...schools, ...teachers], { kind: 'notice', county }),
      where(teachers, { teacherId: { in: teachers } }),
      where(schools, { fromSchoolId: { in: schools } }),
      where(schools, { toSchoolId: { in: schools } }),
    ]),
    letterIssue: { countyId: { in: administered } } satisfies Prisma.LetterIssueWhereInput,
    letterTemplate: { countyId: { in: administered } } satisfies Prisma.LetterTemplateWhereInput,
    auditEvent: any<Prisma.AuditEventWhereInput>([
      where(administered, { countyId: { in: administered } }),
      where([...counties, ...provinces], { AND: [ofWhole, { entity: { in: entitiesOfNobody } }] }),
    ]),
    import: { countyId: { in: administered } } satisfies Prisma.ImportWhereInput,
    accessToken: { userId, kind: 'bearer' } satisfies Prisma.SessionWhereInput,
    signInSession: { userId, kind: 'cookie' } satisfies Prisma.SessionWhereInput,
    /** Accounts that have a role over what the viewer keeps the accounts of, and of their roles those. */
    account: { grants: { some: kept } } satisfies Prisma.UserWhereInput,
    roleGrant: kept,
    invitation: any<Prisma.InvitationWhereInput>([
      where(reach.keptCounties, { countyId: { in: reach.keptCounties } }),
      where(reach.keptProvinces, { provinceId: { in: reach.keptProvinces } }),
    ]),
    columnMapping: { countyId: { in: administered } } satisfies Prisma.ColumnMappingWhereInput,
  };
}

/** Plans that are out or were, until another was published in their place. */
export const onceOut = {
  OR: [{ state: { in: ['provisional', 'final'] } }, { publishedAt: { not: null } }],
} satisfies Prisma.PlanWhereInput;

/** Rows that are about no person: of these alone others than HR officers read what was done to them. */
const entitiesOfNobody = [
  ...[
    'County',
    'Zone',
    'Cluster',
    'School',
    'Section',
    'Round',
    'Scenario',
    'Request',
    'Solve',
    'Plan',
    'Policy',
  ],
  ...['CurriculumStandard', 'LoadStandard', 'AllowanceStandard', 'EstablishmentStandard'],
  ...['PublicFigures', 'RectificationItem', 'Evidence'],
];

/** A condition on any row that belongs to a county. */
interface OfCounty {
  id?: { in: string[] };
  countyId?: { in: string[] };
  county?: Prisma.CountyWhereInput;
  OR?: OfCounty[];
}

/** The condition, where the viewer has any such grant: what can hold for no row is not asked of the database. */
const where = <Condition>(ids: readonly string[], condition: Condition): Condition | null =>
  ids.length === 0 ? null : condition;

/** Rows that meet one of the conditions; of none, no row: an empty `OR` inside an `AND` would be every row. */
function any<Condition>(
  conditions: readonly (Condition | null)[],
): Condition | typeof noRow | Either<Condition> {
  const held = conditions.filter((condition) => condition !== null);
  const [first, second] = held;
  if (first === undefined) return noRow;
  return second === undefined ? first : { OR: held };
}

interface Either<Condition> {
  OR: Condition[];
}
const noRow: { id: { in: string[] } } = { id: { in: [] } };
