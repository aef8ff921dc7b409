import * as z from 'zod';
import type { Case } from '../case.ts';
import { grouped } from '../grouped.ts';
import type { Term } from '../model.ts';
import { moveForms } from '../plan.ts';
import type { Posting } from '../posting.ts';
import { defineRule } from './rule.ts';

const forms = moveForms.filter((form) => form !== 'return');

/**
 * Establishment
 *
 * Where the personnel relation moves along (人走关系动), no school takes in more registered staff than its posts
 * allow; one that is over already takes in no more than it gives up. Forms not listed leave the relation at home. Whoever
 * is not established staff holds no post, and neither takes nor frees one.
 *
 * Source: 人走关系动 and 人走关系不动 are both practised (domain A4); establishment by 中央编办发〔2014〕72号.
 */
export const establishment = defineRule({
  name: 'establishment',
  title: { zh: '编制限额', en: 'Establishment quota' },
  unit: 'posts',
  source: {
    zh: '接收学校有空编，人事关系才能转入',
    en: 'Personnel relations move only where the host has establishment posts free',
  },
  level: 'law',
  clause: '接收学校在核定编制内接收调入人员',
  settings: z.strictObject({
    /** The forms in which the personnel relation moves; none by default. */
    forms: z.array(z.enum(forms)).default([]),
  }),

  states: () => ({
    zh: '人事关系随调的，不超过接收学校的编制限额。',
    en: 'Where the personnel relation moves, the host has an establishment post free.',
  }),

  constrain(county, _settings, model) {
    const moving = county.candidates.filter((candidate) => takesPost(county, candidate));
    const coming = grouped(moving, ({ opening }) => opening.school.id);
    const going = grouped(moving, ({ teacher }) => teacher.registered.school);
    for (const [school, arrivals] of coming) {
      const free = freeAt(county, school);
      if (free === null) continue;
      model.atMost(
        'establishment',
        school,
        [
          ...arrivals.map(({ column }): Term => [column, 1]),
          ...(going.get(school) ?? []).map(({ column }): Term => [column, -1]),
        ],
        Math.max(0, free),
      );
    }
  },

  *audit(county, _settings, postings) {
    const moving = postings.filter((posting) => takesPost(county, posting));
    const coming = grouped(moving, ({ opening }) => opening.school.id);
    const going = grouped(moving, ({ teacher }) => teacher.registered.school);
    for (const [school, arrivals] of coming) {
      const free = freeAt(county, school);
      const net = arrivals.length - (going.get(school)?.length ?? 0);
      if (free !== null && net > Math.max(0, free)) yield breach(county, school, arrivals, net, free);
    }
  },
});

/** Whether an establishment post is given up and another taken: who holds none brings and leaves none. */
const takesPost = (county: Case, posting: Posting): boolean =>
  posting.teacher.established && county.relationMoves(posting);

function breach(county: Case, school: string, arrivals: readonly Posting[], net: number, free: number) {
  const { name } = county.school(school);
  return {
    teachers: arrivals.map(({ teacher }) => teacher.id),
    sections: [...new Set(arrivals.map(({ opening }) => opening.section.id))],
    amount: net - Math.max(0, free),
    text: {
      zh: `${name}空编${Math.max(0, free)}个，人事关系净调入${net}人。`,
      en: `${name}: establishment posts free ${Math.max(0, free)}, personnel relations coming, less those going, ${net}.`,
    },
  };
}

/** Posts of a school beyond the established staff registered there; below 0: over; null: not known. */
function freeAt({ problem, registered }: Case, school: string): number | null {
  let posts = 0;
  for (const { establishment, school: at } of problem.sections) {
    if (at !== school) continue;
    if (establishment === undefined) return null;
    posts += establishment;
  }
  return posts - registered(school);
}
