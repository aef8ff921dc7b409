import { createHash } from 'node:crypto';
import * as z from 'zod';
import { cadreRoles, pin } from './problem.ts';

/** The answer to a problem: who moves where, what stays unfilled, and why. Published as docs/plan.schema.json. */

/** The same sentence for people in both languages; the code beside it is what programs read. */
export const words = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) });
export type Words = z.infer<typeof words>;

/** Named figures of a sentence: numbers with the unit in the name's docstring, days as YYYY-MM-DD, keys as they are. */
export const figures = z.record(z.string(), z.union([z.number(), z.string(), z.boolean(), z.null()]));

/**
 * How much is proven: `optimal` (no plan is better), `feasible` (a gap remains), `infeasible` (no plan exists), `cut-short`
 * (stopped before an answer).
 */
const statuses = ['optimal', 'feasible', 'infeasible', 'cut-short'] as const;
export const status = z.enum(statuses);

export const engines = ['highs', 'javascript-lp-solver'] as const;
export const engine = z.enum(engines);

/**
 * A breach found by one rule in a finished plan; or, at level `note`, a remark on what the plan rests on: `no-teachers`,
 * `nobody-may-go`, `no-openings`, `nothing-fits`, `no-distances`, `some-distances-missing`, `no-allowance` (a budget limits
 * nothing), `pupils-without-class`, `more-classes-than-pupils`;
 * `diagnosis-not-asked`, `diagnosis-cut-short` (no plan exists, and the clash is not told).
 */
export const finding = z.strictObject({
  /** The rule's name; of a remark, its code. */
  rule: z.string(),
  level: z.enum(['law', 'policy', 'note']),
  teachers: z.array(z.string()),
  sections: z.array(z.string()),
  /** How far beyond the limit, in `unit`, above 0; of a remark, how many it is about. */
  amount: z.number(),
  unit: z.string(),
  /** The decision that allows the breach; left out: none, and the plan is no plan. */
  relaxed: z.string().optional(),
  text: words,
});

export const goalValue = z.strictObject({
  name: z.string(),
  sense: z.enum(['minimise', 'maximise']),
  unit: z.string(),
  /** What the plan reaches; an integer, counted from the problem, not read from the engine. */
  value: z.int(),
  /** What no plan can pass, given the goals before it; equal to `value` when proven; null when no bound is known. */
  bound: z.number().nullable(),
});

export const moveForms = [
  'order-based',
  'swap',
  'pool',
  'district',
  'group',
  'pair',
  'cadre',
  'return',
] as const;

export const move = z.strictObject({
  teacher: z.string(),
  /** Section left and section gone to. */
  from: z.string(),
  to: z.string(),
  /** The subject of the opening it fills; null: a seat, or a return of somebody who teaches no subject. */
  subject: z.string().nullable(),
  /** The cadre role of the seat it fills; null: a teacher's post. */
  role: z.enum(cadreRoles).nullable().default(null),
  form: z.enum(moveForms),
  /** Whether the personnel relation goes along (人走关系动). */
  relationMoves: z.boolean(),
  /** Road distance from home, km; null: unknown. */
  km: z.number().nullable(),
  /** Whether the host houses the teacher. */
  bed: z.boolean(),
  /** Place of the host in the teacher's wishes, 1 is the first; null: not wished. */
  wish: z.int().min(1).nullable(),
});

/** Lessons given away from home on set days of the week (走教): the teacher's own post and school stay the same. */
export const circuit = z.strictObject({
  teacher: z.string(),
  from: z.string(),
  to: z.string(),
  subject: z.string(),
  /** Days a week there, 1 to 5. */
  days: z.int().min(1).max(5),
  /** Road distance between the two schools, km. */
  km: z.number().nullable(),
});

/** A recruit placed into an opening. */
export const placement = z.strictObject({
  /** The recruit's `id`. */
  recruit: z.string(),
  /** The section. */
  to: z.string(),
  subject: z.string(),
  /** Whether the host houses the recruit. */
  bed: z.boolean(),
  /** Road distance from home, km; null: unknown. */
  km: z.number().nullable(),
});

/** Why a recruit is placed or not: exactly one a recruit. */
export const recruitReason = z.strictObject({
  recruit: z.string(),
  outcome: z.enum(['placed', 'not-placed']),
  /** What decided; stable. */
  code: z.string(),
  figures,
  text: words,
});

export const unfilled = z.strictObject({
  section: z.string(),
  /** Null: seats of `role`. */
  subject: z.string().nullable(),
  role: z.enum(cadreRoles).nullable().default(null),
  openings: z.int(),
  filled: z.int(),
  left: z.int(),
  code: z.string(),
  figures,
  text: words,
});

/** Why a teacher goes, stays or may not go: exactly one a teacher. */
export const reason = z.strictObject({
  teacher: z.string(),
  outcome: z.enum(['not-eligible', 'stays', 'moves']),
  /** The rule that bars, or what decided; stable. */
  code: z.string(),
  figures,
  text: words,
});

/** Duals by place in the certificate's `rows`: place, dual, place, dual, and so on. */
const duals = z.array(z.number());

/**
 * A tree of proofs, its nodes in order: cuts and holds, then a split, then all of `below` (at most `most`), then all of
 * `above`.
 */
const proofTree = z.array(
  z.union([
    /**
     * A row that every whole point keeps, `cut:1` for the first of a tree: rows and cuts before it, by place and whole
     * multiplier (below 0: the row's lower limit), added up, divided and rounded. `down`: columns counted down from an
     * upper end, `up`: up from a lower end other than 0, each by its place and that end.
     */
    z.strictObject({
      cut: z.array(z.int()),
      divisor: z.int().min(2),
      scale: z.int().min(1),
      down: z.array(z.int()),
      up: z.array(z.int()),
    }),
    /** Columns that by these duals cost more than is asked about once they leave their ends are at these. */
    z.strictObject({ held: duals }),
    /** No point in here costs less than the goal's value. */
    z.strictObject({ duals }),
    /** No point in here at all. */
    z.strictObject({ ray: duals }),
    /** `column` by its place in the certificate's `columns`. */
    z.strictObject({ column: z.int().min(0), most: z.int() }),
  ]),
);

/**
 * Why no plan is better, or none exists: by weak duality, goal by goal, over the rows and columns that `verify` writes down
 * anew (docs/solver.md). Duals are multiples of 2⁻⁴⁰.
 */
export const certificate = z.strictObject({
  rows: z.array(z.string()),
  columns: z.array(z.string()),
  stages: z.array(
    z.strictObject({
      goal: z.string(),
      /** Over every column; null: nothing is shown beyond the engine's word. */
      root: duals.nullable(),
      /** Over what the root leaves open, as far as `shows`; null: the root is enough, or all there is. */
      tree: proofTree.nullable(),
      /** What the stage's proof shows that no plan passes, in the goal's own unit; null: nothing. */
      shows: z.number().nullable(),
    }),
  ),
  /** That no plan exists; null: one does, or it is the engine's word. */
  infeasible: proofTree.nullable(),
  /** SHA-256 of the rest as JSON, its keys in the order above: an accidental change does not go unseen. */
  digest: z.string().regex(/^[0-9a-f]{64}$/),
});

/** The digest of a certificate's other fields. */
export const digestOf = ({ rows, columns, stages, infeasible }: Omit<Certificate, 'digest'>): string =>
  createHash('sha256')
    .update(
      JSON.stringify([
        rows,
        columns,
        stages.map(({ goal, root, tree, shows }) => [goal, root, tree, shows]),
        infeasible,
      ]),
    )
    .digest('hex');

/** A figure of a rule that would let the plan stand without an exception. */
const accepts = z.strictObject({
  rule: z.string(),
  figure: z.string(),
  asked: z.number(),
  reached: z.number(),
  text: words,
});

/** What to give up so that a plan exists: a plan was found that breaks these rules so far, and no other. */
const relaxation = z.strictObject({
  /** The rules broken in that plan. */
  rules: z.array(z.string()),
  /**
   * How many exceptions: people, beds, posts, pins too few or too many, and postings that a rule forbids; no plan does with
   * fewer. Full-time posts and yuan are told by `waives` alone, and as few as can be with so many exceptions.
   */
  cases: z.int(),
  /** Each breach by name. */
  waives: z.array(finding.omit({ level: true, relaxed: true })),
  /** Figures to set instead; empty: none would do. */
  accepts: z.array(accepts),
  text: words,
});

/** Rules that cannot all hold together; last those that hold whatever the policy says. */
const clash = z.array(
  z.strictObject({
    rule: z.string(),
    level: z.enum(['law', 'policy']),
    clause: z.string().nullable(),
    /** Of the rule `pins`: those that clash, none of which can be spared; left out: not told which. */
    pins: z.array(pin).optional(),
    /**
     * Of a rule about the person or the post: how many it alone keeps at home, of which subjects, where; left out: nobody, or
     * not told.
     */
    keptHome: words.optional(),
    text: words,
  }),
);

/**
 * Of the rules it was sought among. `smallest`: every smaller set of them has a plan; `irreducible`: every set with one
 * fewer has; `cut-short`: the set has none, and some of its rules may be spared.
 */
const extent = z.enum(['smallest', 'irreducible', 'cut-short']);

const diagnosis = z.strictObject({
  /**
   * Sought among what may not be relaxed where that alone has no plan, else among all rules that may be left out.
   */
  clash,
  /** Left out: not told. */
  extent: extent.optional(),
  /**
   * Clashes of other causes: each has no plan though something of every clash before it is out of the way, and was sought
   * among what is left then. Empty: there is one cause.
   */
  further: z.array(z.strictObject({ clash, extent })).default([]),
  /** The fewest people touched first; empty: what clashes may not be relaxed. */
  relaxations: z.array(relaxation).default([]),
});

export const plan = z.strictObject({
  format: z.literal('junheng-plan/1'),
  problemHash: z.string().regex(/^[0-9a-f]{64}$/),
  engine,
  /** Why this engine was taken. */
  engineReason: words,
  status,
  goals: z.array(goalValue),
  moves: z.array(move),
  /** By staff number, then section and subject; empty where the rule `circuit` does not stand. */
  circuits: z.array(circuit).default([]),
  /** By recruit; left out: the problem has no recruits. */
  placements: z.array(placement).optional(),
  unfilled: z.array(unfilled),
  findings: z.array(finding),
  reasons: z.array(reason),
  /** By recruit; left out: the problem has no recruits. */
  recruitReasons: z.array(recruitReason).optional(),
  /** Null: there is a plan, or the search was cut short; where none exists, a note says why the clash is not told. */
  diagnosis: diagnosis.nullable(),
  certificate: certificate.nullable().default(null),
});

export type Plan = z.infer<typeof plan>;
export type Status = z.infer<typeof status>;

/**
 * Whether there is a plan, proven best or not; else it is the word that none exists, or that the search was stopped before
 * one was found.
 */
export const isFound = ({ status: proven }: { readonly status: string }): boolean =>
  proven === 'optimal' || proven === 'feasible';

export type Engine = z.infer<typeof engine>;
export type Finding = z.infer<typeof finding>;
export type GoalValue = z.infer<typeof goalValue>;
export type Move = z.infer<typeof move>;
export type PlannedCircuit = z.infer<typeof circuit>;
export type PlannedPlacement = z.infer<typeof placement>;
export type RecruitReason = z.infer<typeof recruitReason>;
export type Diagnosis = z.infer<typeof diagnosis>;
export type Relaxation = z.infer<typeof relaxation>;
export type Accepts = z.infer<typeof accepts>;
export type Certificate = z.infer<typeof certificate>;
export type Unfilled = z.infer<typeof unfilled>;
export type Reason = z.infer<typeof reason>;
export type Figures = z.infer<typeof figures>;
