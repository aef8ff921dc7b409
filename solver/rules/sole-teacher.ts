import * as z from 'zod';
import type { Case } from '../case.ts';
import { grouped } from '../grouped.ts';
import { onceFor } from '../once.ts';
import type { Opening } from '../opening.ts';
import type { Teacher } from '../problem.ts';
import { flowOf } from '../staffing.ts';
import { defineRule } from './rule.ts';

/**
 * Sole teacher
 *
 * The teachers of a subject at a section do not all go unless another comes for that subject: who is left could not
 * take the lessons over, whatever the hours.
 *
 * Source: all courses offered in full (开齐开足, domain C3); design, section 6.
 */
export const soleTeacher = defineRule({
  name: 'sole-teacher',
  title: { zh: '学科唯一教师', en: 'Sole teacher of a subject' },
  unit: 'teachers',
  source: {
    zh: '开齐开足课程：学科唯一的教师须有人接替方可派出，多名教师不得全部派出',
    en: 'All courses offered in full: a subject keeps its only teacher, or the last of several, unless another comes',
  },
  level: 'policy',
  clause: '派出后不得出现学科无教师的情形',
  settings: z.strictObject({}),

  states: () => ({
    zh: '学部某学科唯一的教师，须有同学科教师到岗方可派出；有多名教师的，不得全部派出而无人到岗。',
    en: "A section's only teacher of a subject goes only where another comes for it; of several, not all go unless one comes.",
  }),

  constrain(county, _settings, model) {
    for (const [key, { givers, opening }] of taughtIn(county)) {
      const going = givers.map(({ id }) => model.of(id));
      if (going.some((columns) => columns.length === 0)) continue;
      model.atMost(
        'sole-teacher',
        key,
        [
          ...going.flat().map((column) => [column, 1] as const),
          ...model.filling(opening).map((column) => [column, -1] as const),
        ],
        givers.length - 1,
      );
    }
  },

  *audit(county, _settings, postings) {
    const { arrivals } = flowOf(postings);
    const goers = new Set(postings.map(({ teacher }) => teacher));
    for (const [, { givers, subject, opening }] of taughtIn(county)) {
      if (!givers.every((giver) => goers.has(giver))) continue;
      const amount = 1 - arrivals(opening).length;
      if (amount <= 0) continue;
      const place = county.nameOf(opening.section);
      const name = county.subject(subject);
      const [{ name: only }] = givers;
      yield {
        teachers: givers.map(({ id }) => id),
        sections: [opening.section.id],
        amount,
        text:
          givers.length === 1
            ? {
                zh: `${only}是${place.zh}唯一的${name.zh}教师，派出后无人接替。`,
                en: `${only} is the only teacher of ${name.en} at ${place.en}, and nobody comes for it.`,
              }
            : {
                zh: `${place.zh}的${givers.length}名${name.zh}教师全部派出，无人接替。`,
                en: `All ${givers.length} teachers of ${name.en} at ${place.en} go, and nobody comes for it.`,
              },
      };
    }
  },
});

interface Taught {
  /** Whoever gives it hours there. */
  givers: readonly [Teacher, ...Teacher[]];
  subject: string;
  opening: Opening;
}

/** Each subject that a section needs and has somebody for, by section and subject. */
const taughtIn = onceFor((county: Case): ReadonlyMap<string, Taught> => {
  const { problem, staff, demand } = county;
  const found = new Map<string, Taught>();
  const floored = county.holds('sender-floor') && !county.relaxed.has('sender-floor');
  const seated = new Set(county.candidates.flatMap(({ opening }) => (opening.role ? opening.section : [])));
  for (const { id } of problem.sections) {
    const shares = staff(id).flatMap((teacher) =>
      demand.share(teacher.id).map(({ subject }) => ({ teacher, subject })),
    );
    for (const [subject, [first, ...others]] of grouped(shares, (share) => share.subject)) {
      const cell = demand.cell(id, subject);
      if (!first || !cell?.specialist || cell.need <= 0) continue;
      const opening = county.opening(id, subject);
      // The sender floor lets the last of several go only where another comes for the subject, were it to a seat.
      if (others.length > 0 && floored && !seated.has(opening.section)) continue;
      found.set(JSON.stringify([id, subject]), {
        givers: [first.teacher, ...others.map(({ teacher }) => teacher)],
        subject,
        opening,
      });
    }
  }
  return found;
});
