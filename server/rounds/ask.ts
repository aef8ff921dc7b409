import type { Database } from '../../prisma/client.ts';
import type { Answers, Option, Question } from '../../schema/context.ts';
import { NoPlanToAskAbout, NotFound, NotInPlan, PlanNotFoundAgain } from '../../schema/errors.ts';
import { isFound } from '../../solver/plan.ts';
import type { Answered, QuestionInKeys } from '../jobs/answerer.ts';
import { standardOfPlan } from './balance.ts';
import { standardIn } from './balance-standard.ts';
import { circuits, list, moves, placements, planFile, sectionsOfPlan } from './plan-file.ts';
import type { RoundsOptions } from './rounds.ts';

/**
 * Answers a question about a stored plan, in rows' ids for the keys of its problem and by the standard of balance in force on
 * the day its moves take effect: three statements, however large the county. Throws `NotFound` where there is no such plan, and what `Rounds.ask` throws.
 */
export async function ask<Asked extends Question>(
  { database, answerer }: Pick<RoundsOptions, 'database' | 'answerer'>,
  planId: string,
  question: Asked,
  { userId, gone }: { readonly userId: string; readonly gone: AbortSignal },
): Promise<Answers[Asked['act']]> {
  const { pool } = database;
  const teacherId = 'teacher' in question ? question.teacher : null;
  const sectionId = ('section' in question ? question.section : null) ?? null;
  const kind = question.act === 'least-coefficients' ? question.standard : null;
  const found = await pool.query<Found>(facts, [planId, teacherId, sectionId, kind]);
  const [plan] = found.rows;
  if (plan === undefined) throw new NotFound();
  if (question.act === 'verify' ? plan.byHand : !isFound(plan)) throw new NoPlanToAskAbout();
  if (teacherId !== null && plan.teacher === null) throw new NotInPlan('teacher');
  if (sectionId !== null && plan.section === null) throw new NotInPlan('section');
  const inKeys: QuestionInKeys = {
    ...(question.act === 'least-coefficients'
      ? { ...question, standard: standardIn(plan.standard, question.standard) }
      : question.act === 'verify'
        ? { act: 'verify', file: await planFile(database, planId) }
        : question),
    ...(plan.teacher !== null && { teacher: plan.teacher }),
    ...(plan.section !== null && { section: plan.section }),
  };
  const { hash, moves, circuits, placements, problemId, countyId } = plan;
  const problem = () => problemOf(database, problemId);
  const asked = { userId, hash, problem, moves, circuits, placements, question: inKeys };
  const answered = await answerer.ask(asked, gone);
  const answer = answerIn(answered);
  return (await rowsFor(database, countyId, answer)) as Answers[Asked['act']];
}

interface Found {
  readonly countyId: string;
  readonly problemId: string;
  readonly status: string;
  readonly byHand: boolean;
  readonly hash: string;
  readonly moves: string;
  readonly circuits: string;
  readonly placements: string;
  /** Keys of who and what is asked about; null: nobody, nothing. */
  readonly teacher: string | null;
  readonly section: string | null;
  /** The body of the county's own standard of balance of the kind asked about; null: none. */
  readonly standard: unknown;
}

/** $1 the plan, $2 the teacher, $3 the section, the latter only of the plan's county; $4 the kind of a standard of balance. */
const facts = `${sectionsOfPlan}
  SELECT plan."countyId", plan."problemId", plan.status::text, plan."byHand", problem.hash,
    (${list(moves)})::text AS moves, (${list(circuits)})::text AS circuits,
    (${list(placements)})::text AS placements,
    (SELECT "staffNumber" FROM "Teacher" WHERE id = $2::uuid AND "countyId" = plan."countyId") AS teacher,
    (SELECT key FROM section WHERE id = $3::uuid) AS section, ${standardOfPlan('$4')} AS standard
  FROM "Plan" plan JOIN "Problem" problem ON problem.id = plan."problemId" WHERE plan.id = $1::uuid`;

async function problemOf({ pool }: Database, problemId: string): Promise<string> {
  const { rows } = await pool.query<{ body: string }>(
    'SELECT body::text AS body FROM "Problem" WHERE id = $1::uuid',
    [problemId],
  );
  return rows[0]?.body ?? '';
}

function answerIn(answered: Answered): Answers[keyof Answers] {
  if ('answer' in answered) return answered.answer;
  if (answered.refused === 'no-plan') throw new NoPlanToAskAbout();
  if (answered.refused === 'another-plan') throw new PlanNotFoundAgain();
  throw new NotInPlan(answered.refused);
}

/** The answer with rows' ids for keys; null for what is no longer on file. */
async function rowsFor(
  database: Database,
  countyId: string,
  answer: Answers[keyof Answers],
): Promise<Answers[keyof Answers]> {
  if ('options' in answer) {
    const { teacher, section } = await rowsOf(database, countyId, answer.options);
    const options = answer.options.map((option) => ({
      ...option,
      teacher: teacher(option.teacher),
      section: section(option.section),
    }));
    return { ...answer, options };
  }
  if ('code' in answer || 'confirmed' in answer || !isFairness(answer)) return answer;
  const { teacher, section } = await rowsOf(database, countyId, answer);
  return answer.map((found) => ({
    ...found,
    teacher: teacher(found.teacher),
    other: teacher(found.other),
    section: section(found.section),
  }));
}

const isFairness = (
  answer: Answers['worth'] | Answers['fairness'] | Answers['least-coefficients'],
): answer is Answers['fairness'] => answer.length > 0 && answer.every((entry) => 'other' in entry);

type Named = Pick<Option, 'teacher' | 'section'> & { readonly other?: string | null };

async function rowsOf({ pool }: Database, countyId: string, entries: readonly Named[]) {
  const { rows } = await pool.query<{ kind: 'teacher' | 'section'; key: string; id: string }>(keys, [
    countyId,
    [...new Set(entries.flatMap(({ teacher, other = null }) => [teacher, other]))],
    [...new Set(entries.map(({ section }) => section))],
  ]);
  const idsOf = (wanted: 'teacher' | 'section') => {
    const ids = new Map(rows.filter(({ kind }) => kind === wanted).map(({ key, id }) => [key, id]));
    return (key: string | null) => (key === null ? null : (ids.get(key) ?? null));
  };
  return { teacher: idsOf('teacher'), section: idsOf('section') };
}

const keys = `
  SELECT 'teacher' AS kind, "staffNumber" AS key, id FROM "Teacher"
  WHERE "countyId" = $1::uuid AND "staffNumber" = ANY($2::text[])
  UNION ALL
  SELECT 'section', school.code || ':' || section.stage, section.id
  FROM "Section" section JOIN "School" school ON school.id = section."schoolId"
  WHERE section."countyId" = $1::uuid AND school.code || ':' || section.stage = ANY($3::text[])`;
