import * as z from 'zod';
import type { Case } from '../case.ts';
import { grouped } from '../grouped.ts';
import {
  type Counting,
  counting,
  headcounts,
  type Indicator,
  indicators,
  measured,
  pupilsOf,
  shiftOf,
} from '../indicators.ts';
import type { Term } from '../model.ts';
import type { Words } from '../plan.ts';
import type { Posting } from '../posting.ts';
import { type Section, stage } from '../problem.ts';
import { leastOf, percent } from './ratio.ts';
import { defineRule } from './rule.ts';

/**
 * Indicator floor
 *
 * A section from which teachers go keeps as many of each kind as the standard asks of every school for its pupils: above
 * the required qualification, backbone, PE and arts. Whoever comes makes up for who goes.
 *
 * Source: quality balance 2017, indicators 1 to 3, each school by itself (domain C3); sending schools must not fall
 * below (domain C4).
 */
export const indicatorFloor = defineRule({
  name: 'indicator-floor',
  title: { zh: '派出学校达标底线', en: 'Indicator floor' },
  unit: 'teachers',
  source: {
    zh: '2017年优质均衡标准第1至3项，逐校达标；政策未写明时不启用',
    en: 'Quality balance 2017, indicators 1 to 3, of every school; off unless the policy says so',
  },
  level: 'off',
  clause: '教督〔2017〕6号：每所学校每百名学生高于规定学历、县级以上骨干、体育艺术教师数达到标准',
  settings: z.strictObject({
    /** Teachers for every hundred pupils, to two decimals; an indicator and stage left out has no floor. */
    floors: z
      .array(z.strictObject({ indicator: z.enum(indicators), stage, least: percent }))
      .refine((floors) => new Set(floors.map(nameOf)).size === floors.length, 'each indicator once a stage')
      .default([
        { indicator: 'education', stage: 'primary', least: 4.2 },
        { indicator: 'education', stage: 'junior', least: 5.3 },
        { indicator: 'backbone', stage: 'primary', least: 1 },
        { indicator: 'backbone', stage: 'junior', least: 1 },
        { indicator: 'arts-and-pe', stage: 'primary', least: 0.9 },
        { indicator: 'arts-and-pe', stage: 'junior', least: 0.9 },
      ]),
    /** A section below its floor today: keeps what it has, or may fall further. */
    below: z.enum(['keeps', 'may-fall']).default('keeps'),
    ...counting,
  }),

  states: ({ floors, below }) => {
    const sorted = floors.toSorted((one, other) => order(one) - order(other));
    return {
      zh: `派出学部每百名学生的教师数不低于标准（${sorted.map((floor) => `${stages[floor.stage].zh}${names[floor.indicator].zh}${floor.least}人`).join('、')}）；${below === 'keeps' ? '现已不足的，不得再减少' : '现已不足的，不受此限'}。`,
      en: `Sending sections keep so many teachers for every hundred pupils (${sorted.map((floor) => `${stages[floor.stage].en} ${names[floor.indicator].en} ${floor.least}`).join(', ')}); ${below === 'keeps' ? 'one below that today keeps what it has' : 'one below that today is not held to it'}.`,
    };
  },

  constrain(county, settings, model) {
    for (const { indicator, section, spare, shifts } of floorsOf(county, settings, model.candidates)) {
      if (shifts.every(({ by }) => by > 0)) continue;
      model.atMost(
        'indicator-floor',
        JSON.stringify([section.id, indicator]),
        shifts.map(({ posting, by }): Term => [posting.column, -by]),
        spare,
      );
    }
  },

  *audit(county, settings, postings) {
    for (const { indicator, section, now, spare, shifts } of floorsOf(county, settings, postings)) {
      const lost = -shifts.reduce((sum, { by }) => sum + by, 0);
      if (lost <= spare) continue;
      const place = county.nameOf(section);
      const { zh, en } = names[indicator];
      const pupils = pupilsOf(section);
      yield {
        teachers: shifts.filter(({ by }) => by < 0).map(({ posting }) => posting.teacher.id),
        sections: [section.id],
        amount: lost - spare,
        text: {
          zh: `${place.zh}有学生${pupils}人，派出后${zh}为${now - lost}人，底线为${now - spare}人。`,
          en: `${place.en}, with ${pupils} pupils, would be left ${now - lost} ${en}; its floor is ${now - spare}.`,
        },
      };
    }
  },
});

interface Settings extends Counting {
  floors: readonly Floor[];
  below: 'keeps' | 'may-fall';
}

interface Floor {
  indicator: Indicator;
  stage: Section['stage'];
  least: number;
}

/** What a section has of an indicator today, how many of them it can spare, and who would come or go. */
interface Standing<Made extends Posting> {
  indicator: Indicator;
  section: Section;
  now: number;
  spare: number;
  shifts: readonly Shift<Made>[];
}

interface Shift<Made extends Posting> {
  posting: Made;
  by: 1 | -1;
}

/** Every section that a floor holds. */
function* floorsOf<Made extends Posting>(
  county: Case,
  settings: Settings,
  postings: readonly Made[],
): Iterable<Standing<Made>> {
  for (const { indicator, stage, least } of settings.floors) {
    const heads = headcounts(county, indicator, settings, []);
    const shifts = postings.flatMap((posting): (Shift<Made> & { at: Section | null })[] => {
      const shift = shiftOf(county, indicator, settings, posting);
      return shift
        ? [
            { posting, by: -1, at: shift.from },
            { posting, by: 1, at: shift.to },
          ]
        : [];
    });
    const moved = grouped(shifts, ({ at }) => at);
    for (const section of measured(county, stage, settings)) {
      const now = heads.get(section.id) ?? 0;
      const needed = leastOf(least, pupilsOf(section));
      if (now < needed && settings.below === 'may-fall') continue;
      yield {
        indicator,
        section,
        now,
        spare: Math.max(0, now - needed),
        shifts: moved.get(section) ?? [],
      };
    }
  }
}

const nameOf = ({ indicator, stage }: Pick<Floor, 'indicator' | 'stage'>): string => `${stage} ${indicator}`;

/** As the standard lists them, in whatever order the figures do. */
const order = ({ indicator, stage }: Floor): number =>
  2 * indicators.indexOf(indicator) + (stage === 'primary' ? 0 : 1);

const stages = { primary: { zh: '小学', en: 'primary' }, junior: { zh: '初中', en: 'junior' } };

const names: Readonly<Record<Indicator, Words>> = {
  teachers: { zh: '专任教师', en: 'teachers' },
  education: { zh: '高于规定学历教师', en: 'teachers above the required qualification' },
  titles: { zh: '中级及以上职务教师', en: 'teachers of the middle title or above' },
  backbone: { zh: '县级以上骨干教师', en: 'backbone teachers' },
  'arts-and-pe': { zh: '体育、艺术专任教师', en: 'teachers of PE and the arts' },
};
