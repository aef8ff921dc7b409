import * as z from 'zod';
import { clusterKinds, places, type School } from '../problem.ts';
import { defineRule } from './rule.ts';

const directions = ['outward', 'level', 'inward', 'strong-to-weak'] as const;

/**
 * Direction
 *
 * Teachers go from town towards the villages, or from strong schools to weak ones; never towards the town
 * unless the policy says so. Within a pair, group, district or pool they go either way, where the policy lets its
 * schools exchange freely.
 *
 * Source: town→rural, strong→weak, township centre→village school and teaching point (domain A3).
 */
export const direction = defineRule({
  name: 'direction',
  title: { zh: '交流方向', en: 'Direction' },
  unit: 'moves',
  source: 'Anhui and the 2014 Opinions: town to rural, strong to weak, township centre to village schools',
  level: 'policy',
  clause: '城镇学校向乡村学校、优质学校向薄弱学校、中心学校向村小和教学点交流',
  settings: z.strictObject({
    /**
     * A move is allowed when one of these describes it. Kinds of place fall from `urban` to `teaching-point`:
     * `outward` goes down that list, `level` stays in one kind, `inward` goes up; `strong-to-weak` goes to a
     * weak school from one that is not, and not up the list.
     */
    allowed: z.array(z.enum(directions)).default(['outward', 'strong-to-weak']),
    /** Kinds of cluster whose schools exchange freely, whatever the direction; none by default. */
    within: z.array(z.enum(clusterKinds)).default([]),
  }),

  states: ({ allowed, within }) => ({
    zh: `交流方向限于：${[...allowed, ...within].map((one) => names[one].zh).join('、')}。`,
    en: `Allowed directions: ${[...allowed, ...within].map((one) => names[one].en).join(', ')}.`,
  }),

  keepsFrom: (_county, _settings, { form }) => (form === null ? 1 : 0),

  tells: (county, _settings, { teacher, from, opening }) => ({
    zh: `${teacher.name}由${county.school(from.school).name}到${opening.school.name}，不合交流方向。`,
    en: `${teacher.name} would go from ${county.school(from.school).name} to ${opening.school.name}, against the allowed directions.`,
  }),
});

const rank = ({ place }: School): number => places.indexOf(place);

export const describes: Record<(typeof directions)[number], (home: School, host: School) => boolean> = {
  outward: (home, host) => rank(host) > rank(home),
  level: (home, host) => rank(host) === rank(home),
  inward: (home, host) => rank(host) < rank(home),
  'strong-to-weak': (home, host) => !home.weak && host.weak && rank(host) >= rank(home),
};

const names = {
  outward: { zh: '由城镇向乡村', en: 'town to rural' },
  level: { zh: '同类学校之间', en: 'between places of one kind' },
  inward: { zh: '由乡村向城镇', en: 'rural to town' },
  'strong-to-weak': { zh: '由强校向薄弱学校', en: 'strong to weak' },
  district: { zh: '同一学区内', en: 'within a district' },
  group: { zh: '同一教育集团内', en: 'within a group' },
  pair: { zh: '结对学校之间', en: 'between paired schools' },
  pool: { zh: '同一联谊片区内', en: 'within a pool' },
};
