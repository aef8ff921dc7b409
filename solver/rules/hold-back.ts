import * as z from 'zod';
import type { Case } from '../case.ts';
import { grouped } from '../grouped.ts';
import { capOf, percent } from './ratio.ts';
import { defineRule } from './rule.ts';

/**
 * Hold-back
 *
 * A teacher whom the school asks to keep this year stays. Hold-backs are counted: a section that names more than its
 * share breaks the rule before anybody moves.
 *
 * Source: local rules let a school keep key teachers for a year, within a number (design, section 6).
 */
export const holdBack = defineRule({
  name: 'hold-back',
  title: { zh: '学校暂留', en: 'Hold-back' },
  unit: 'teachers',
  source: {
    zh: '各地规定：学校每年可按限定名额暂留教师',
    en: 'Local rules let a school hold back a counted number of teachers for a year',
  },
  level: 'policy',
  clause: '学校确因工作需要可暂留个别教师，人数不超过规定比例',
  settings: z.strictObject({
    /** Of a section's teachers, at most so many are held back. */
    percent: percent.default(5),
    /** A small section may hold back so many whatever its share comes to. */
    atLeast: z.int().min(0).max(1000).default(1),
  }),

  states: ({ percent, atLeast }) => ({
    zh: `学校暂留的教师不参加交流；每个学部不超过${percent}%（不足${atLeast}人的可留${atLeast}人）。`,
    en: `Teachers held back by their school stay; at most ${percent} % of a section (or ${atLeast}, where that is more).`,
  }),

  bars({ heldBack }, _settings, { id }) {
    const held = heldBack(id);
    if (!held) return null;
    const { reason } = held;
    return {
      amount: 1,
      figures: { reason: reason ?? null },
      text: {
        zh: `学校申请本学年暂留${reason === undefined ? '' : `（${reason}）`}。`,
        en: `Held back by the school this year${reason === undefined ? '' : ` (${reason})`}.`,
      },
    };
  },

  constrain(county, settings, model) {
    for (const [section, held] of heldBySection(county)) {
      const most = capOf(settings, county.staff(section).length);
      model.atMost('hold-back', section, [], most - held.length);
    }
  },

  *audit(county, settings) {
    for (const [section, held] of heldBySection(county)) {
      const staff = county.staff(section).length;
      const most = capOf(settings, staff);
      if (held.length <= most) continue;
      const place = county.nameOf(county.section(section));
      yield {
        teachers: held,
        sections: [section],
        amount: held.length - most,
        text: {
          zh: `${place.zh}${staff}名教师中暂留${held.length}人，上限为${most}人。`,
          en: `${place.en} holds back ${held.length} of its ${staff} teachers; at most ${most} may be.`,
        },
      };
    }
  },

  accepts(county, settings, postings) {
    if (postings.some(({ teacher }) => county.heldBack(teacher.id))) return null;
    const beyond = heldBySection(county)
      .filter(([section, held]) => held.length > capOf(settings, county.staff(section).length))
      .map(([, held]) => held.length);
    if (beyond.length === 0) return null;
    const asked = settings.atLeast;
    const reached = Math.max(...beyond);
    return {
      figure: 'atLeast',
      asked,
      reached,
      text: {
        zh: `将每个学部可暂留的人数由${asked}人放宽到${reached}人`,
        en: `accept ${reached} held back at a section, whatever its size, in place of ${asked}`,
      },
    };
  },
});

/** The staff numbers held back, by section. */
const heldBySection = ({
  problem: { holdBacks = [] },
  teacher,
}: Case): [section: string, teachers: string[]][] =>
  [...grouped(holdBacks, (held) => teacher(held.teacher).serving.section)].map(([section, held]) => [
    section,
    held.map((one) => one.teacher),
  ]);
