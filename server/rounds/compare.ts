import type { Database } from '../../prisma/client.ts';
import type { Prisma } from '../../prisma/generated/client.ts';
import { NotFound } from '../../schema/errors.ts';
import { circuits as storedCircuits } from '../../schema/stored.ts';
import { type Compared, type Comparison, compare as compared } from '../../solver/compare.ts';
import {
  circuit as circuitFormat,
  goalValue,
  move as moveFormat,
  unfilled as unfilledFormat,
} from '../../solver/plan.ts';

/** Two stored plans side by side; teachers and sections are named by their rows' ids. Throws `NotFound`. */
export async function compare({ db }: Database, planA: string, planB: string): Promise<Comparison> {
  const plans = await db.plan.findMany({ where: { id: { in: [planA, planB] } }, select });
  const [a, b] = [planA, planB].map((id) => plans.find((plan) => plan.id === id));
  if (a === undefined || b === undefined) throw new NotFound();
  const onlyPins = a.problemId === b.problemId || (await differInPinsAlone(db, a.problemId, b.problemId));
  return compared(asSolved(a), asSolved(b), { onlyPins });
}

/** Told by the database: a frozen problem is canonical, and a whole county's facts are too long to fetch twice for it. */
async function differInPinsAlone(db: Database['db'], one: string, other: string): Promise<boolean> {
  const [found] = await db.$queryRaw<{ same: boolean }[]>`
    SELECT (a.body - 'pins') = (b.body - 'pins') AS same
    FROM "Problem" a, "Problem" b WHERE a.id = ${one}::uuid AND b.id = ${other}::uuid`;
  return found?.same === true;
}

const select = {
  id: true,
  problemId: true,
  goals: true,
  problem: { select: { hash: true } },
  moves: true,
  circuits: true,
  unfilled: true,
} satisfies Prisma.PlanSelect;
type Stored = Prisma.PlanGetPayload<{ select: typeof select }>;

/** Prisma's names of forms and roles have an underscore where the plan's have a hyphen. */
const asNamed = (name: string | null): string | null => name?.replaceAll('_', '-') ?? null;

const asSolved = ({ problem, goals, moves, circuits, unfilled }: Stored): Compared => ({
  problemHash: problem.hash,
  goals: goalValue.array().parse(goals),
  moves: moveFormat.array().parse(
    moves.map(({ teacherId, fromSectionId, toSectionId, form, role, wishRank, ...move }) => ({
      teacher: teacherId,
      from: fromSectionId,
      to: toSectionId,
      subject: move.subject,
      role: asNamed(role),
      form: asNamed(form),
      relationMoves: move.relationMoves,
      km: move.km,
      bed: move.bed,
      wish: wishRank,
    })),
  ),
  circuits: circuitFormat.array().parse(
    storedCircuits.parse(circuits).map(({ teacherId, fromSectionId, toSectionId, subject, days, km }) => ({
      teacher: teacherId,
      from: fromSectionId,
      to: toSectionId,
      subject,
      days,
      km,
    })),
  ),
  unfilled: unfilledFormat.array().parse(
    unfilled.map(({ sectionId, subject, role, openings, filled, left, code, figures, zh, en }) => ({
      section: sectionId,
      subject,
      role: asNamed(role),
      openings,
      filled,
      left,
      code,
      figures,
      text: { zh, en },
    })),
  ),
});
