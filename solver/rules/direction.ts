import * as z from 'zod';
import { grouped } from '../grouped.ts';
import type { Words } from '../plan.ts';
import { type ClusterKind, clusterKinds, type Place, places, type School } from '../problem.ts';
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
  source: {
    zh: '安徽和2014年意见：城镇到乡村、强校到弱校、乡镇中心校到村小',
    en: 'Anhui and the 2014 Opinions: town to rural, strong to weak, township centre to village schools',
  },
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

  states(settings) {
    const { zh, en } = allowedInWords(settings);
    return { zh: `交流方向限于：${zh}。`, en: `Allowed directions: ${en}.` };
  },

  keepsFrom: (_county, _settings, { form }) => (form === null ? 1 : 0),

  tells(county, settings, { teacher, from, opening }) {
    const [home, host] = [county.school(from.school), opening.school].map((school) => {
      const { zh, en } = kindOf(school);
      return { zh: `${school.name}（${zh}）`, en: `${school.name} (${en})` };
    });
    const { zh, en } = allowedInWords(settings);
    return {
      zh: `${teacher.name}由${home?.zh}到${host?.zh}，不合交流方向（限于${zh}）。`,
      en: `${teacher.name} would go from ${home?.en} to ${host?.en}, against the allowed directions (${en}).`,
    };
  },

  away(county, settings, postings) {
    const [first] = postings;
    if (!first) return { zh: '', en: '' };
    const home = county.school(first.from.school);
    const own = kindOf(home);
    const hosts = [...grouped(postings, ({ opening }) => kindOf(opening.school))];
    const { zh, en } = allowedInWords(settings);
    return {
      zh: `现任教的${home.name}是${own.zh}，空缺在${hosts.map(([kind, at]) => `${kind.zh}${at.length}处`).join('、')}；交流方向限于${zh}。`,
      en: `the present school, ${home.name}, is ${own.en}, and the openings are ${hosts.map(([kind, at]) => (at.length === 1 ? `1 at ${kind.en}` : `${at.length} at ${kind.en.replace(/^a /, '')}s`)).join(', ')}; the allowed directions are ${en}.`,
    };
  },
});

interface Directions {
  allowed: readonly (typeof directions)[number][];
  within: readonly ClusterKind[];
}

const allowedInWords = ({ allowed, within }: Directions): Words => {
  const told = [...allowed, ...within].map((one) => names[one]);
  return { zh: told.map(({ zh }) => zh).join('、'), en: told.map(({ en }) => en).join(', ') };
};

/** What kind of school it is, as far as directions go by it; one object a kind. */
const kindOf = ({ place, weak }: School): Words => (weak ? weakKinds : kinds)[place];

const kinds: Record<Place, Words> = {
  urban: { zh: '城区学校', en: 'a city school' },
  'county-town': { zh: '县城学校', en: 'a county-town school' },
  'township-centre': { zh: '乡镇中心学校', en: 'a township school' },
  village: { zh: '村校', en: 'a village school' },
  'teaching-point': { zh: '教学点', en: 'a teaching point' },
};

const weakKinds: Record<Place, Words> = {
  urban: { zh: '城区薄弱学校', en: 'a weak city school' },
  'county-town': { zh: '县城薄弱学校', en: 'a weak county-town school' },
  'township-centre': { zh: '乡镇薄弱学校', en: 'a weak township school' },
  village: { zh: '薄弱村校', en: 'a weak village school' },
  'teaching-point': { zh: '薄弱教学点', en: 'a weak teaching point' },
};

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
