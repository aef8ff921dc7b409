import * as z from 'zod';
import { defineSum } from './goal.ts';

const weight = z.int().min(0).max(1000);

/**
 * Burden
 *
 * What the moves ask of people: distance, a host not wished for or far down the list, no volunteer, pupils who
 * lose their class teacher, and rural years already served. Every weight is a setting; 0 leaves a part out.
 *
 * Source: distance, preference and lifetime burden are the bureau's to weigh (domain C4, soft).
 */
export const burden = defineSum({
  name: 'burden',
  title: { zh: '个人负担', en: 'Burden on people' },
  sense: 'minimise',
  unit: 'burden points',
  source: 'Local practice: distance, wishes, volunteers, class teachers, rural years served',
  settings: z.strictObject({
    /** For every 10 km from home begun. */
    distance: weight.default(1),
    /** Where the distance is not known. */
    unknownDistance: weight.default(5),
    /** For every place of the host below the first in the teacher's wishes. */
    wishRank: weight.default(1),
    /** For a host the teacher has not wished for. */
    notWished: weight.default(10),
    /** For a teacher who has not volunteered. */
    notVolunteer: weight.default(10),
    /** For a class teacher. */
    classTeacher: weight.default(5),
    /** For every complete year already served in rural or weak schools. */
    ruralYear: weight.default(2),
  }),

  each(county, weights, { teacher, km, wish }) {
    const wished =
      wish === null ? weights.notWished : Math.min(weights.notWished, weights.wishRank * (wish - 1));
    return (
      (km === null ? weights.unknownDistance : weights.distance * Math.ceil(km / 10)) +
      wished +
      (county.wish(teacher.id)?.volunteer === true ? 0 : weights.notVolunteer) +
      (teacher.classTeacher ? weights.classTeacher : 0) +
      weights.ruralYear * Math.floor(teacher.ruralYears)
    );
  },
});
