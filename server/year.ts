import type { Database } from '../prisma/client.ts';
import type { Year } from '../schema/year-acts.ts';
import type { Reckoner } from './jobs/reckoner.ts';
import { answer, contest, correct, freeze } from './points/contest.ts';
import { reckon } from './points/reckon.ts';
import { addRule } from './points/rules.ts';
import { holdBackPlaces } from './requests/hold-back-places.ts';
import { ask, takeStep as takeHoldBackStep } from './requests/hold-backs.ts';
import { change, decide, withdraw } from './requests/steps.ts';
import { submit } from './requests/submit.ts';
import { addPolicy } from './rounds/add-policy.ts';
import { alarms } from './rounds/alarms.ts';
import { addCalendar } from './rounds/calendar-standard.ts';
import { openings } from './rounds/openings.ts';
import { takeStep } from './rounds/round-step.ts';
import { waiting } from './rounds/waiting.ts';
import { setWindow } from './rounds/windows.ts';
import { setWishes } from './wishes/set.ts';
import { standings } from './wishes/standings.ts';

/** What the acts of a round's year act through. */
export interface YearMeans {
  readonly database: Database;
  readonly reckoner: Pick<Reckoner, 'demand'>;
}

export const createYear = (means: YearMeans): Year => ({
  setWindow: (actor, round, window, reason) => setWindow(means.database, actor, round, window, reason),
  takeStep: (actor, round, step, reason) => takeStep(means.database, actor, round, step, reason),
  alarms: (rounds) => alarms(means.database, rounds),
  addCalendar: (actor, given) => addCalendar(means.database, actor, given),
  waiting: (viewer, counties) => waiting(means.database, viewer, counties),
  addPolicy: (actor, given) => addPolicy(means.database, actor, given),
  submitRequest: (actor, roundId, wanted) => submit(means, actor, roundId, wanted),
  changeRequest: (actor, request, wanted) => change(means, actor, request, wanted),
  withdrawRequest: (actor, request, reason) => withdraw(means, actor, request, reason),
  decideRequest: (actor, request, decision) => decide(means, actor, request, decision),
  askHoldBack: (actor, roundId, teacherId, reason) => ask(means, actor, roundId, teacherId, reason),
  takeHoldBackStep: (actor, held, step, reason) => takeHoldBackStep(means, actor, held, step, reason),
  holdBackPlaces: (asked) => holdBackPlaces(means.database, asked),
  setWishes: (actor, given) => setWishes(means, actor, given),
  openings: (roundId) => openings(means, roundId),
  standings: (asked) => standings(means.database, asked),
  addPointsRule: (actor, given) => addRule(means.database, actor, given),
  reckonPoints: (actor, round, on) => reckon(means, actor, round, on),
  contestPoints: (actor, pointsId, reason) => contest(means, actor, pointsId, reason),
  answerContest: (actor, one, points, text, decision) => answer(means, actor, one, points, text, decision),
  freezePoints: (actor, round) => freeze(means, actor, round),
  correctPoints: (actor, points, score, reason, decision) =>
    correct(means, actor, points, score, reason, decision),
});
