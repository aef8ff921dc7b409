import { age } from './age.ts';
import { backboneQuota } from './backbone-quota.ts';
import { beds } from './beds.ts';
import { budget } from './budget.ts';
import { cadre } from './cadre.ts';
import { cadreQuota } from './cadre-quota.ts';
import { cadreSeats } from './cadre-seats.ts';
import { certificate } from './certificate.ts';
import { circuit } from './circuit.ts';
import { cluster } from './cluster.ts';
import { coolingOff } from './cooling-off.ts';
import { couples } from './couples.ts';
import { direction } from './direction.ts';
import { established } from './established.ts';
import { establishment } from './establishment.ts';
import { exchangeQuota } from './exchange-quota.ts';
import { exemption } from './exemption.ts';
import { graduatingQuota } from './graduating-quota.ts';
import { holdBack } from './hold-back.ts';
import { homeSchool } from './home-school.ts';
import { indicatorFloor } from './indicator-floor.ts';
import { longestStay } from './longest-stay.ts';
import { onePosting } from './one-posting.ts';
import { openings } from './openings.ts';
import { outflowCap } from './outflow-cap.ts';
import { pins } from './pins.ts';
import { receiverCap } from './receiver-cap.ts';
import { recruit } from './recruit.ts';
import type { Rule } from './rule.ts';
import { runningPosting } from './running-posting.ts';
import { senderFloor } from './sender-floor.ts';
import { soleTeacher } from './sole-teacher.ts';
import { swap } from './swap.ts';
import { tenure } from './tenure.ts';
import { travel } from './travel.ts';
import { wholePost } from './whole-post.ts';

/**
 * Every rule, in the order findings explain best: who may go, where, how many. The first rule of the list that
 * bars a teacher or a posting is the one named.
 */
export const rules: readonly Rule[] = [
  established,
  cadre,
  runningPosting,
  exemption,
  tenure,
  age,
  coolingOff,
  holdBack,
  certificate,
  wholePost,
  homeSchool,
  direction,
  cluster,
  travel,
  onePosting,
  openings,
  swap,
  pins,
  couples,
  longestStay,
  senderFloor,
  soleTeacher,
  indicatorFloor,
  circuit,
  recruit,
  cadreSeats,
  outflowCap,
  receiverCap,
  establishment,
  beds,
  budget,
  exchangeQuota,
  backboneQuota,
  graduatingQuota,
  cadreQuota,
];
