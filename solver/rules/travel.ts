import * as z from 'zod';
import { defineRule } from './rule.ts';

const km = z.number().min(0).max(5000);

/**
 * Travel
 *
 * Within the daily limit a teacher travels from home; beyond it, up to a larger limit, the host must house the
 * teacher; beyond that nobody is sent. A distance equal to a limit is within it.
 *
 * Source: local rule; no national figure is known.
 */
export const travel = defineRule({
  name: 'travel',
  title: { zh: '距离', en: 'Travel' },
  unit: 'km',
  source: {
    zh: '各地规定；道路距离按直线距离的1.3倍计',
    en: 'Local rules; road distance is taken as 1.3 × the great circle',
  },
  level: 'policy',
  clause: '合理确定交流距离，路远者由接收学校安排住宿',
  settings: z.strictObject({
    /** The farthest a teacher travels daily, km by road. */
    withoutBed: km.default(30),
    /** The farthest a housed teacher is sent, km by road. */
    withBed: km.default(120),
    /** Road distance over great-circle distance. */
    roadFactor: z.number().min(1).max(5).default(1.3),
    /** What an unknown distance counts as: within the daily limit, beyond it, or too far. */
    unknown: z.enum(['near', 'needs-bed', 'too-far']).default('needs-bed'),
  }),

  states: ({ withoutBed, withBed }) => ({
    zh: `路程不超过${withoutBed}公里；接收学校安排住宿的不超过${withBed}公里。`,
    en: `At most ${withoutBed} km from home, or ${withBed} km where the host houses the teacher.`,
  }),

  keepsFrom(_county, settings, posting) {
    if (lodging(settings, posting.km) !== 'too-far') return 0;
    // Unknown and too far: beyond the limit by an unknown amount, so at least by one.
    return posting.km === null ? Math.max(1, settings.withBed) : tenths(posting.km - settings.withBed);
  },

  tells: (_county, { withBed }, { teacher, opening, km }) =>
    km === null
      ? {
          zh: `${teacher.name}到${opening.school.name}的路程不明。`,
          en: `The distance of ${teacher.name} to ${opening.school.name} is not known.`,
        }
      : {
          zh: `${teacher.name}到${opening.school.name}${km}公里，超过${withBed}公里。`,
          en: `${teacher.name} would go ${km} km to ${opening.school.name}, beyond ${withBed} km.`,
        },

  away(_county, { withBed }, postings) {
    const known = postings.flatMap(({ km }) => km ?? []);
    const nearest = Math.min(...known);
    return known.length > 0
      ? {
          zh: `${postings.length > 1 ? '最近的' : ''}路程${nearest}公里，超过${withBed}公里的上限。`,
          en: `${postings.length > 1 ? 'the nearest is ' : ''}${nearest} km away; the limit is ${withBed} km.`,
        }
      : { zh: '路程不明。', en: 'the distance is not known.' };
  },

  accepts(_county, settings, postings) {
    const beyond = postings.filter(({ km }) => lodging(settings, km) === 'too-far');
    const farthest = beyond.flatMap(({ km }) => km ?? []);
    if (beyond.length === 0 || farthest.length < beyond.length) return null;
    const asked = settings.withBed;
    const reached = Math.ceil(Math.max(...farthest));
    return {
      figure: 'withBed',
      asked,
      reached,
      text: {
        zh: `将安排住宿的路程上限由${asked}公里放宽到${reached}公里`,
        en: `accept ${reached} km with a bed in place of ${asked}`,
      },
    };
  },
});

/** Distances are told to 0.1 km; what is beyond by less is beyond by that. */
const tenths = (km: number): number => Math.ceil(km * 10 - 1e-6) / 10;

interface Limits {
  withoutBed: number;
  withBed: number;
  unknown: 'near' | 'needs-bed' | 'too-far';
}

/** What a distance asks of the host; `withBed` below `withoutBed` counts as equal to it. */
export function lodging({ withoutBed, withBed, unknown }: Limits, km: number | null) {
  if (km === null) return unknown === 'needs-bed' ? 'bed' : unknown;
  if (km <= withoutBed) return 'near';
  return km <= withBed ? 'bed' : 'too-far';
}
