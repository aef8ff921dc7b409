import { age } from './age.ts';
import { backboneQuota } from './backbone-quota.ts';
import { beds } from './beds.ts';
import { cadre } from './cadre.ts';
import { certificate } from './certificate.ts';
import { coolingOff } from './cooling-off.ts';
import { direction } from './direction.ts';
import { established } from './established.ts';
import { exchangeQuota } from './exchange-quota.ts';
import { exemption } from './exemption.ts';
import { homeSchool } from './home-school.ts';
import { onePosting } from './one-posting.ts';
import { openings } from './openings.ts';
import { outflowCap } from './outflow-cap.ts';
import { pins } from './pins.ts';
import { receiverCap } from './receiver-cap.ts';
import type { Rule } from './rule.ts';
import { senderFloor } from './sender-floor.ts';
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
  exemption,
  tenure,
  age,
  coolingOff,
  certificate,
  wholePost,
  homeSchool,
  direction,
  travel,
  onePosting,
  openings,
  pins,
  senderFloor,
  outflowCap,
  receiverCap,
  beds,
  exchangeQuota,
  backboneQuota,
];
