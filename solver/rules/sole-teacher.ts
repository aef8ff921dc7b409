import * as z from 'zod';
import type { Case } from '../case.ts';
import { grouped } from '../grouped.ts';
import { onceFor } from '../once.ts';
import type { Posting } from '../posting.ts';
import type { Teacher } from '../problem.ts';
import { flowOf } from '../staffing.ts';
import { defineRule } from './rule.ts';

/**
 * Sole teacher
 *
 * The only teacher of a subject at a section goes only where another comes for that subject: who is left could not
 * take the lessons over, whatever the hours.
 *
 * Source: all courses offered in full (开齐开足, domain C3); design, section 6.
 */
export const soleTeacher = defineRule({
  name: 'sole-teacher',
  title: { zh: '学科唯一教师', en: 'Sole teacher of a subject' },
  unit: 'teachers',
  source: {
    zh: '开齐开足课程：学科唯一的教师须有人接替方可派出',
    en: 'All courses offered in full: a subject keeps its only teacher unless another comes',
  },
  level: 'policy',
  clause: '派出后不得出现学科无教师的情形',
  settings: z.strictObject({}),

  states: () => ({
    zh: '学部某学科唯一的教师，须有同学科教师到岗方可派出。',
    en: "A section's only teacher of a subject goes only where another comes for it.",
  }),

  constrain(county, _settings, model) {
    for (const [key, { teacher, subject }] of solesOf(county)) {
      const going = model.of(teacher.id);
      if (going.length === 0) continue;
      const coming = model.filling(county.opening(teacher.serving.section, subject));
      model.atMost(
        'sole-teacher',
        key,
        [...going.map((column) => [column, 1] as const), ...coming.map((column) => [column, -1] as const)],
        0,
      );
    }
  },

  *audit(county, _settings, postings) {
    const { arrivals } = flowOf(postings);
    const goers = grouped(postings, ({ teacher }) => teacher);
    for (const [, { teacher, subject }] of solesOf(county)) {
      const gone: readonly Posting[] = goers.get(teacher) ?? [];
      const opening = county.opening(teacher.serving.section, subject);
      const amount = gone.length - arrivals(opening).length;
      if (amount <= 0) continue;
      const place = county.nameOf(opening.section);
      const name = county.subject(subject);
      yield {
        teachers: [teacher.id],
        sections: [opening.section.id],
        amount,
        text: {
          zh: `${teacher.name}是${place.zh}唯一的${name.zh}教师，派出后无人接替。`,
          en: `${teacher.name} is the only teacher of ${name.en} at ${place.en}, and nobody comes for it.`,
        },
      };
    }
  },
});

interface Sole {
  teacher: Teacher;
  subject: string;
}

/** Whoever is alone in giving a subject with need its hours, by section and subject. */
const solesOf = onceFor(({ problem, staff, demand }: Case): ReadonlyMap<string, Sole> => {
  const found = new Map<string, Sole>();
  for (const { id } of problem.sections) {
    const shares = staff(id).flatMap((teacher) =>
      demand.share(teacher.id).map(({ subject }) => ({ teacher, subject })),
    );
    for (const [subject, givers] of grouped(shares, (share) => share.subject)) {
      const [only] = givers;
      const cell = demand.cell(id, subject);
      if (only && givers.length === 1 && cell?.specialist && cell.need > 0) {
        found.set(JSON.stringify([id, subject]), only);
      }
    }
  }
  return found;
});
