import * as z from 'zod';

/** The answer to a problem: who moves where, what stays unfilled, and why. Published as docs/plan.schema.json. */

/** The same sentence for people in both languages; the code beside it is what programs read. */
export const words = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) });
export type Words = z.infer<typeof words>;

/** Named figures of a sentence: numbers with the unit in the name's docstring, days as YYYY-MM-DD, keys as they are. */
export const figures = z.record(z.string(), z.union([z.number(), z.string(), z.boolean(), z.null()]));

/** How much is proven: `optimal` (no plan is better), `feasible` (a gap remains), `infeasible` (no plan exists), `cut-short` (stopped before an answer). */
const statuses = ['optimal', 'feasible', 'infeasible', 'cut-short'] as const;
export const status = z.enum(statuses);

export const engines = ['highs', 'javascript-lp-solver'] as const;
export const engine = z.enum(engines);

/** A breach (or, at level `note`, a remark) found by one rule in a finished plan. */
export const finding = z.strictObject({
  rule: z.string(),
  level: z.enum(['law', 'policy', 'note']),
  teachers: z.array(z.string()),
  sections: z.array(z.string()),
  /** How far beyond the limit, in `unit`, above 0. */
  amount: z.number(),
  unit: z.string(),
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

export const move = z.strictObject({
  teacher: z.string(),
  /** Section left and section gone to. */
  from: z.string(),
  to: z.string(),
  /** The subject of the opening it fills. */
  subject: z.string(),
  form: z.enum(['order-based']),
  relationMoves: z.boolean(),
  /** Road distance from home, km; null: unknown. */
  km: z.number().nullable(),
  /** Whether the host houses the teacher. */
  bed: z.boolean(),
  /** Place of the host in the teacher's wishes, 1 is the first; null: not wished. */
  wish: z.int().min(1).nullable(),
});

export const unfilled = z.strictObject({
  section: z.string(),
  subject: z.string(),
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

const diagnosis = z.strictObject({
  /** The rules that cannot all hold together: leave out any one of them and a plan exists. */
  clash: z.array(
    z.strictObject({
      rule: z.string(),
      level: z.enum(['law', 'policy']),
      clause: z.string().nullable(),
      text: words,
    }),
  ),
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
  unfilled: z.array(unfilled),
  findings: z.array(finding),
  reasons: z.array(reason),
  diagnosis: diagnosis.nullable(),
});

export type Plan = z.infer<typeof plan>;
export type Status = z.infer<typeof status>;
export type Engine = z.infer<typeof engine>;
export type Finding = z.infer<typeof finding>;
export type GoalValue = z.infer<typeof goalValue>;
export type Move = z.infer<typeof move>;
export type Unfilled = z.infer<typeof unfilled>;
export type Reason = z.infer<typeof reason>;
export type Figures = z.infer<typeof figures>;
