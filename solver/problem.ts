import * as z from 'zod';
import { told } from './calendar.ts';

/**
 * The problem: every fact a plan may rest on, frozen. Nothing outside it (no clock, no chance, no database)
 * decides an answer, so one problem always gives one plan.
 *
 * The order of rows carries no meaning: `canonical` (canonical.ts) sorts every list by its key before the
 * problem is hashed or solved. Published as JSON Schema in docs/problem.schema.json.
 */

/**
 * A calendar day, `YYYY-MM-DD`: never an instant, so the same day in every time zone. Within the years the import takes
 * too: beyond them a day is a slip of the pen, and one that stands for "never ends" is left out instead.
 */
export const day = z.iso
  .date({ abort: true })
  .refine((text) => told.first <= text && text <= told.last, `a day from ${told.first} to ${told.last}`)
  .describe(`A calendar day, YYYY-MM-DD, from ${told.first} to ${told.last}.`);

/** A key of this problem (school code, staff number, …): any non-empty text, unique in its list. */
const key = z.string().min(1).max(120);

/**
 * Every count has a bound, the one the import holds to as well (server/imports/catalogue.ts): beyond it a figure is
 * a slip of the pen, and a solve would run out of memory on it before anybody is told.
 */
const upTo = (most: number) => z.int().min(0).max(most);

const stages = ['primary', 'junior'] as const;
export const stage = z.enum(stages).describe('primary: grades 1 to 6; junior: grades 7 to 9.');
export type Stage = z.infer<typeof stage>;

/** Kinds of place, from the most urban to the most remote; the order is what *direction* compares. */
export const places = ['urban', 'county-town', 'township-centre', 'village', 'teaching-point'] as const;
export const place = z.enum(places);
export type Place = z.infer<typeof place>;

/** Backbone levels (骨干教师) in rising order; indicators and quotas count `county` and above unless set otherwise. */
export const backboneLevels = ['none', 'school', 'county', 'city', 'province'] as const;
export const backboneLevel = z.enum(backboneLevels);

/** Whether a backbone level is at least another. */
export const levelReaches = (level: BackboneLevel, least: BackboneLevel): boolean =>
  backboneLevels.indexOf(level) >= backboneLevels.indexOf(least);

export const exemptionKinds = [
  'pregnancy',
  'nursing',
  'serious-illness',
  'near-retirement',
  'leave',
  'secondment',
  'sole-carer',
] as const;

export const cadreRoles = ['principal', 'deputy', 'mid-level', 'reserve'] as const;
export type CadreRole = (typeof cadreRoles)[number];
export const roleNames: Readonly<Record<CadreRole, { zh: string; en: string }>> = {
  principal: { zh: '校长', en: 'principal' },
  deputy: { zh: '副校长', en: 'deputy principal' },
  'mid-level': { zh: '中层干部', en: 'mid-level cadre' },
  reserve: { zh: '后备干部', en: 'reserve cadre' },
};

/** School district (学区), education group (教育集团), pair (结对) or closed pool (联谊片区). */
export const clusterKinds = ['district', 'group', 'pair', 'pool'] as const;
export type ClusterKind = (typeof clusterKinds)[number];

/** Schools that teach for something else than general education: special (特殊教育学校) and vocational (职业学校) ones. */
export const schoolKinds = ['special', 'vocational'] as const;
export const schoolKind = z.enum(schoolKinds);
export type SchoolKind = z.infer<typeof schoolKind>;

const county = z.strictObject({ code: key, name: z.string().min(1) });

/**
 * Weekly periods of each subject in each grade (domain B2). A subject with `specialist: false` (labour,
 * practical, local and school courses) is taught by whoever has hours free: it has need, but opens no post.
 */
export const curriculum = z.strictObject({
  version: z.string().min(1),
  subjects: z.array(
    z.strictObject({
      code: key,
      name: z.strictObject({ zh: z.string().min(1), en: z.string().min(1) }),
      specialist: z.boolean().default(true),
      /** Grade (1 to 9) to weekly periods; a grade left out has none. */
      periods: z.partialRecord(z.string().regex(/^[1-9]$/), z.number().min(0).max(40)),
    }),
  ),
});

/** Weekly periods one full-time teacher teaches, by stage and subject (domain B1). */
export const load = z.strictObject({
  version: z.string().min(1),
  /** `subject` left out: the stage's load for every subject not named. */
  periods: z.array(z.strictObject({ stage, subject: key.optional(), load: z.number().min(1).max(40) })),
  /** Share of a full load that class-teacher duty (班主任) takes from its holder, 0 to 1. */
  classTeacherDuty: z.number().min(0).max(1).default(0.5),
});

/**
 * How a gap in FTE becomes posts. `floor(gap + bump)`: bump 0 rounds down, 0.5 to the nearest, and anything
 * under `threshold` FTE opens nothing.
 */
const openingRule = z.strictObject({
  rounding: z.enum(['down', 'nearest', 'up']).default('nearest'),
  /** The smallest gap, in FTE, that opens a post at all. */
  threshold: z.number().min(0).max(100).default(0.5),
  /** Whether an approved request raises the computed openings to its count or adds its count to them. */
  requests: z.enum(['raise', 'add']).default('raise'),
});

/** WGS84 degrees. */
const location = z.strictObject({
  longitude: z.number().min(-180).max(180),
  latitude: z.number().min(-90).max(90),
});

export const school = z.strictObject({
  id: key,
  name: z.string().min(1),
  place,
  /** Left out: an ordinary school. */
  kind: schoolKind.optional(),
  weak: z.boolean().default(false),
  /** WGS84 degrees; absent: every distance to this school is unknown. */
  location: location.optional(),
  zone: key.optional(),
  /** Beds in teacher housing free for teachers who come by this round. */
  beds: upTo(10_000).default(0),
  clusters: z.array(key).default([]),
});

/** What schools belong to together; a school names its clusters by `id`. */
const cluster = z.strictObject({ id: key, kind: z.enum(clusterKinds) });

export const section = z.strictObject({
  id: key,
  school: key,
  stage,
  /** Grade (1 to 9) to number of classes and of pupils; a grade left out has none. */
  classes: z.partialRecord(z.string().regex(/^[1-9]$/), upTo(200)),
  pupils: z.partialRecord(z.string().regex(/^[1-9]$/), upTo(20_000)).default({}),
  /** Establishment posts (编制); absent: not known. */
  establishment: upTo(10_000).optional(),
});

export const teacher = z.strictObject({
  /** Staff number. */
  id: key,
  name: z.string().min(1),
  sex: z.enum(['female', 'male']),
  born: day,
  /** Established staff in post (在编在岗). */
  established: z.boolean().default(true),
  education: z.enum(['below-college', 'college', 'bachelor', 'master', 'doctor']).optional(),
  title: z.enum(['none', 'third', 'second', 'first', 'senior', 'full-senior']).default('none'),
  backbone: backboneLevel.default('none'),
  /** What the teacher may teach: subject × stage. `main` is what a post is filled by first. */
  certificates: z
    .array(z.strictObject({ subject: key, stage, rank: z.enum(['main', 'second']) }))
    .default([]),
  /** What the teacher teaches now: main subject first, then the second. */
  subject: key.optional(),
  secondSubject: key.optional(),
  /** Share of a full-time post served, above 0 to 1, before class-teacher duty. */
  fte: z.number().positive().max(1).default(1),
  classTeacher: z.boolean().default(false),
  /** Teaches the graduating grade (毕业年级); left out: does not. */
  graduatingGrade: z.boolean().optional(),
  cadre: z.strictObject({ role: z.enum(cadreRoles), since: day, terms: upTo(20).default(1) }).optional(),
  teachingSince: day,
  /** Where the personnel relation sits (在编), by school. */
  registered: z.strictObject({ school: key, since: day }),
  /** Where the teacher teaches (在岗), by section; `since` starts the tenure at this school. */
  serving: z.strictObject({ section: key, since: day }),
  /** Where the teacher lives; absent: distances are measured from the serving school. */
  home: location.optional(),
  /** Staff number of a spouse who also teaches here. */
  partner: key.optional(),
  /** In force from `from` to `until`, both included; no `until`: until further notice. */
  exemptions: z
    .array(z.strictObject({ kind: z.enum(exemptionKinds), from: day, until: day.optional() }))
    .default([]),
  /** The last posting that has ended, by its last day, for the cooling-off. */
  lastPosting: z.strictObject({ ended: day }).optional(),
  /**
   * The posting the teacher is on: serves where `serving` says and comes back to the section `home`. One whose last
   * day `until` lies before the moves take effect is over: the teacher returns. No `until`: it goes on.
   */
  posting: z.strictObject({ home: key, since: day, until: day.optional() }).optional(),
  /** Lifetime years in rural or weak schools, from the ledger of past postings. */
  ruralYears: z.number().min(0).max(80).default(0),
});

/** Somebody recruited for this school year who serves at no school yet: a graduate, or a special-post teacher (特岗). */
const recruitKinds = ['graduate', 'special-post'] as const;
const recruit = z.strictObject({
  /** Number of the recruit, unique among recruits. */
  id: key,
  name: z.string().min(1),
  kind: z.enum(recruitKinds),
  certificates: z
    .array(z.strictObject({ subject: key, stage, rank: z.enum(['main', 'second']) }))
    .default([]),
  /** Where the recruit lives; absent: every distance is unknown, and asks for a bed as the rule `travel` says. */
  home: location.optional(),
  /** The last day of a special-post contract, required of that kind and given for no other. */
  contractEnds: day.optional(),
  /** Ranked schools, best first; left out: none wished. */
  wishes: z.array(key).optional(),
});

/** An approved request of a principal. */
const request = z.strictObject({
  id: key,
  section: key,
  subject: key,
  count: z.int().min(1).max(1000),
  /** The least backbone level wanted. */
  level: backboneLevel.default('none'),
  /** 1 (low) to 5 (most urgent); 3 where nobody asked. */
  priority: z.int().min(1).max(5).default(3),
});

/** One teacher's wishes: ranked schools, best first. */
export const wish = z.strictObject({
  teacher: key,
  volunteer: z.boolean().default(false),
  schools: z.array(key).default([]),
});

/** A score out of the bureau's own points table, for a teacher at a post; `subject` left out: at any post of the section. */
const points = z.strictObject({
  teacher: key,
  section: key,
  subject: key.optional(),
  points: z.int().min(-1_000_000).max(1_000_000),
});

/** A teacher whom the school asks to keep this year (counted: rule `hold-back`). */
export const holdBack = z.strictObject({ teacher: key, reason: z.string().min(1).max(500).optional() });

/** Seats of cadres at a section, taken and vacant; where a section × role is left out, as many as are held now. */
const seat = z.strictObject({ section: key, role: z.enum(cadreRoles), count: upTo(100) });

/**
 * What a year of a posting costs, in yuan: months × (the host zone's area allowance + transport by years of teaching)
 * + a sum for every head (domain E).
 */
const allowance = z.strictObject({
  version: z.string().min(1),
  months: z.int().min(1).max(12).default(12),
  perHead: upTo(1_000_000).default(0),
  /** By zone; a zone left out, or a school without one, earns none. */
  area: z.array(z.strictObject({ zone: key, monthly: upTo(100_000) })).default([]),
  /** The row of the most years not above the teacher's complete years of teaching counts; below all: none. */
  transport: z.array(z.strictObject({ fromYears: upTo(60), monthly: upTo(100_000) })).default([]),
});

/** A move of the plan that this one starts from (goal `fewest-changes`). */
export const baseMove = z.strictObject({ teacher: key, section: key, subject: key.optional() });

/** Days a week that somebody teaches elsewhere in that plan (the same goal). */
const baseCircuit = z.strictObject({
  teacher: key,
  section: key,
  subject: key,
  days: z.int().min(1).max(5),
});

/**
 * Days a week that somebody teaches elsewhere already (走教), as the ledger of postings has it: in force from `from` to
 * `until`, both included; no `until`: it goes on. Who is on one is not exchanged until it ends (rule `running-posting`).
 */
const circuit = z.strictObject({
  teacher: key,
  /** The host section, another than the one served. */
  section: key,
  /** What is taught there. */
  subject: key,
  /** Days a week, in halves; left out: not on file, and then nothing of it is counted in supply. */
  days: z.number().min(0.5).max(7).multipleOf(0.5).optional(),
  from: day,
  until: day.optional(),
});

/** What an officer has fixed by hand. */
export const pin = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('move'), teacher: key, section: key, subject: key.optional() }),
  z.strictObject({ kind: z.literal('stay'), teacher: key }),
  z.strictObject({ kind: z.literal('forbid'), teacher: key, section: key }),
]);

/**
 * One rule's setting. `law` is never broken; `policy` may be relaxed by a named decision; `off` is not applied.
 * Its other fields are the rule's own figures, each checked by the `settings` of the rule's file (rules/).
 */
export const ruleSetting = z.looseObject({
  level: z.enum(['law', 'policy', 'off']),
  /** The clause the figures come from, as the bureau cites it. */
  clause: z.string().optional(),
  /**
   * The decision by which a `policy` rule may be broken this once, as the bureau cites it (who, when, why). The plan
   * then breaks it as little as it can, before any other goal, and names every breach. Left out: the rule holds.
   */
  relaxed: z.string().min(1).max(500).optional(),
});

/**
 * One goal's setting; the goals are solved in the order given, each fixed before the next. `weight` counts only where
 * the policy adds the goals up instead.
 */
export const goalSetting = z.looseObject({ name: key, weight: upTo(1_000_000).optional() });

export const policy = z.strictObject({
  version: z.string().min(1),
  /** Rule name to setting. A rule left out stands at its defaults; `{ "level": "off" }` switches it off. */
  rules: z.record(key, ruleSetting).default({}),
  goals: z.array(goalSetting).min(1),
  /**
   * `in-order` (the default): each goal is fixed before the next. `weights`: the sum of every goal times its `weight`
   * is minimised at once, a goal to maximise counting below 0 and one without a weight not at all.
   */
  combine: z.enum(['in-order', 'weights']).optional(),
  openings: openingRule.prefault({}),
});

export const problem = z.strictObject({
  format: z.literal('junheng-problem/1'),
  county,
  /** The autumn the school year starts in: 2026 is 2026/27. */
  schoolYear: z.int().min(1990).max(2200),
  /** The day the moves take effect; ages, tenures and exemptions are counted on it. */
  effective: day,
  curriculum,
  load,
  policy,
  schools: z.array(school),
  sections: z.array(section),
  teachers: z.array(teacher),
  /** Recruits to be placed into openings; left out: none. They count in no quota of the exchange. */
  recruits: z.array(recruit).optional(),
  requests: z.array(request).default([]),
  wishes: z.array(wish).default([]),
  points: z.array(points).default([]),
  pins: z.array(pin).default([]),
  /** Circuit teaching on file; left out: none. */
  circuits: z.array(circuit).optional(),
  clusters: z.array(cluster).optional(),
  holdBacks: z.array(holdBack).optional(),
  seats: z.array(seat).optional(),
  allowance: allowance.optional(),
  /** Yuan a year for the allowances of those who go; left out: no limit. */
  budget: upTo(1_000_000_000).optional(),
  /** The moves of the plan this one starts from; empty: nobody went; left out: it starts from none. */
  base: z.array(baseMove).optional(),
  /** The circuits of that plan; empty: nobody taught elsewhere; left out: circuits are free to change. */
  baseCircuits: z.array(baseCircuit).optional(),
});

export type Problem = z.infer<typeof problem>;
export type ProblemInput = z.input<typeof problem>;
export type School = z.infer<typeof school>;
export type Section = z.infer<typeof section>;
export type Teacher = z.infer<typeof teacher>;

export type Recruit = z.infer<typeof recruit>;
export type CircuitOnFile = z.infer<typeof circuit>;
export type Wish = z.infer<typeof wish>;
export type Pin = z.infer<typeof pin>;
export type Policy = z.infer<typeof policy>;
export type RuleSetting = z.infer<typeof ruleSetting>;
export type BaseMove = z.infer<typeof baseMove>;
export type HoldBack = z.infer<typeof holdBack>;
export type BackboneLevel = z.infer<typeof backboneLevel>;
