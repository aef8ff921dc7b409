import type { Database } from '../../prisma/client.ts';
import { type Cast, openCast } from './cast.ts';
import { type Check, checksOf, type Played } from './checks.ts';
import { approveAndPublish, finalise, hearObjections, issueLetters, plan, postNotice } from './deciding.ts';
import { assessAndDecide, comeHome, inspect, rollOver } from './ending.ts';
import { askAndAnswer, checkRegistry, layDownRules, openRound, wishAndScore } from './preparing.ts';
import { readRecruits, tellPlaced, withdrawOne } from './recruits.ts';
import { orderPostings, payAndClose, reportForDuty } from './serving.ts';
import { type Language, type Line, openStage, type Stage } from './stage.ts';

interface County {
  readonly id: string;
  readonly code: string;
}

interface PlayOptions {
  readonly language: Language;
  readonly print: (line: Line) => void;
}

/** The first of the two school years planned. */
const FIRST_YEAR = 2026;

/** Two years that were played, still on their stage. */
interface TwoYears {
  readonly lines: readonly Line[];
  /** Looks at everything that must be so, by what is on file now. */
  check(): Promise<readonly Check[]>;
  /** Stops the server; the database stays open. */
  close(): Promise<void>;
}

/**
 * Plays two years of a county's cycle through the API: its registry is on file, and nobody can sign in yet. Throws
 * `StepRefused` at the first step that is not answered as the year has it.
 */
export async function playTwoYears(
  database: Database,
  county: County,
  { language, print }: PlayOptions,
): Promise<TwoYears> {
  const stage = await openStage({ database, language, day: `${FIRST_YEAR}-02-02`, print });
  try {
    const cast = await openCast(stage, county.id, county.code);
    await layDownRules(stage, cast);
    const played = [await playYear(stage, cast, FIRST_YEAR)];
    await rollOver(stage, cast, FIRST_YEAR + 1);
    played.push(await playYear(stage, cast, FIRST_YEAR + 1));
    await comeHome(stage, cast, FIRST_YEAR + 2);
    return { lines: stage.lines, check: () => checksOf(stage, cast, played), close: () => stage.close() };
  } catch (error) {
    await stage.close();
    throw error;
  }
}

/** From the first window of a round to what becomes of its postings. */
async function playYear(stage: Stage, cast: Cast, schoolYear: number): Promise<Played> {
  const round = await openRound(stage, cast, schoolYear);
  await checkRegistry(stage, cast, round);
  await readRecruits(cast, round);
  const { heldBack } = await askAndAnswer(stage, cast, round);
  await wishAndScore(stage, cast, round);
  const first = await plan(stage, cast, round);
  await stage.moveTo(round.window('PROVISIONAL_LIST').from);
  await approveAndPublish(cast, cast.planner, first, 'not-approver');
  await postNotice(stage, cast, round, first);
  const planId = await hearObjections(stage, cast, round, first);
  await finalise(stage, cast, round, planId);
  await tellPlaced(cast, planId);
  await issueLetters(stage, cast, round, planId);
  await orderPostings(stage, cast, planId);
  await withdrawOne(stage, cast, round, planId);
  await reportForDuty(stage, cast, round, planId);
  await payAndClose(stage, cast, round);
  await inspect(stage, cast, schoolYear);
  await assessAndDecide(stage, cast, schoolYear);
  return { schoolYear, effective: round.effective, planId, heldBack };
}
