import type { Database } from '../../prisma/client.ts';
import type { Personal } from '../../schema/personal-acts.ts';
import type { Kept } from '../counties/kept.ts';
import type { Reckoner } from '../jobs/reckoner.ts';
import { standing } from '../registry/standing.ts';
import { answerCorrection, requestCorrection, withdrawCorrection } from './corrections.ts';
import { eligibility } from './eligibility.ts';
import { reveal } from './reveal.ts';

/** What the acts on people's own records act through. */
export interface PersonalMeans {
  readonly database: Database;
  readonly reckoner: Pick<Reckoner, 'eligibility' | 'standing'>;
  readonly kept: Kept;
}

export const createPersonal = (means: PersonalMeans): Personal => ({
  reveal: (actor, teacherId, fields, reason) => reveal(means.database, actor, teacherId, fields, reason),
  requestCorrection: (actor, given) => requestCorrection(means.database, actor, given),
  withdrawCorrection: (actor, correction, reason) =>
    withdrawCorrection(means.database, actor, correction, reason),
  answerCorrection: (actor, correction, accepted, answer) =>
    answerCorrection(means.database, actor, correction, accepted, answer),
  eligibility: (countyId, on, teacherIds) => eligibility(means, countyId, on, teacherIds),
  standing: (countyId, on) => means.kept.of(countyId, 'standing', [on], () => standing(means, countyId, on)),
});
