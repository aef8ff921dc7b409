import type { PlanActs } from '../../schema/plan-acts.ts';
import type { RoundsOptions } from '../rounds/rounds.ts';
import { endApprover, endStandIn, nameApprover, nameStandIn } from './approvers.ts';
import { moveByHand, note, solveAround, undo } from './edit.ts';
import * as objections from './objections.ts';
import { openActs } from './open-acts.ts';
import { finalise, publish } from './publish.ts';
import { approve, discard, sendBack, submit, withdraw } from './steps.ts';

/** What the acts on plans go through. */
export type PlansOptions = Pick<RoundsOptions, 'database' | 'queue'> & {
  readonly reckoner: Pick<RoundsOptions['reckoner'], 'check' | 'recheck' | 'byHand' | 'people'>;
};

export const createPlanActs = (options: PlansOptions): PlanActs => ({
  submit: (by, plan, reason) => submit(options.database, by, plan, reason),
  withdraw: (by, plan, reason) => withdraw(options.database, by, plan, reason),
  approve: (by, plan, reason) => approve(options.database, by, plan, reason),
  sendBack: (by, plan, reason) => sendBack(options.database, by, plan, reason),
  publish: (by, plan, decision) => publish(options, by, plan, decision),
  finalise: (by, plan, decision) => finalise(options, by, plan, decision),
  discard: (by, plan, reason) => discard(options.database, by, plan, reason),
  moveByHand: (by, plan, move) => moveByHand(options, by, plan, move),
  undo: (by, plan) => undo(options, by, plan),
  solveAround: (by, plan, roundVersion) => solveAround(options, by, plan, roundVersion),
  note: (by, planId, noted) => note(options, by, planId, noted),
  openActs: (by, planIds) => openActs(options.database, by, planIds),
  nameApprover: (by, countyId, named) => nameApprover(options.database, by, countyId, named),
  endApprover: (by, id, version, until) => endApprover(options.database, by, id, version, until),
  nameStandIn: (by, approverId, named) => nameStandIn(options.database, by, approverId, named),
  endStandIn: (by, id, version, until) => endStandIn(options.database, by, id, version, until),
  objections: {
    submit: (by, input) => objections.submit(options.database, by, input),
    withdraw: (by, id, version, reason) => objections.withdraw(options.database, by, id, version, reason),
    answer: (by, id, version, answer) => objections.answer(options.database, by, id, version, answer),
    branch: (by, id, version, wanted, closest) =>
      objections.branch(options, by, id, version, wanted, closest),
  },
});
