import * as z from 'zod';
import { roadKm } from './distance.ts';
import type { Words } from './plan.ts';
import { backboneLevels } from './problem.ts';

/**
 * A written rule by which a bureau scores its teachers (积分办法), as data. All arithmetic is of whole numbers: complete months,
 * whole kilometres, points.
 */
const name = z.strictObject({ zh: z.string().min(1).max(60), en: z.string().min(1).max(60) });
const shared = {
  /** Stable, for programs. */
  code: z.string().regex(/^[a-z][a-z0-9-]{0,39}$/),
  name,
};
const points = z.int().min(-1_000).max(1_000);
/** The most points it comes to, either way; left out: no limit. */
const cap = z.int().min(0).max(10_000).optional();

const component = z.discriminatedUnion('kind', [
  /** So many points for every `per` complete months. */
  z.strictObject({
    ...shared,
    kind: z.literal('months'),
    /** Since the first day as a teacher; at the school served now; on postings to rural or weak schools; in the present office. */
    of: z.enum(['teaching', 'serving', 'rural', 'office']),
    per: z.int().min(1).max(600),
    each: points,
    cap,
  }),
  /** Points by the level reached; a level left out, or not on file, counts 0. */
  z.strictObject({
    ...shared,
    kind: z.literal('level'),
    of: z.enum(['title', 'backbone', 'education']),
    points: z.record(z.string(), points),
  }),
  /** Points where it holds. */
  z.strictObject({
    ...shared,
    kind: z.literal('flag'),
    /** `couple`: the partner teaches in the county; `couple-apart`: at another school. */
    of: z.enum(['class-teacher', 'graduating-grade', 'couple', 'couple-apart', 'volunteer']),
    points,
  }),
  /** So many points for every `per` whole kilometres by road from home to the school served; 0 where either is unknown. */
  z.strictObject({
    ...shared,
    kind: z.literal('distance'),
    per: z.int().min(1).max(1_000),
    each: points,
    cap,
  }),
]);

export const pointsRule = z
  .strictObject({
    /** The document that says so. */
    source: z.string().min(1).max(200),
    components: z.array(component).min(1).max(40),
    /** The most points in all; left out: no limit. */
    cap: z.int().min(0).max(100_000).optional(),
  })
  .superRefine(({ components }, check) => {
    const seen = new Set<string>();
    for (const [index, { code, ...one }] of components.entries()) {
      if (seen.has(code))
        check.addIssue({ code: 'custom', path: ['components', index, 'code'], message: 'a code of its own' });
      seen.add(code);
      if (one.kind !== 'level') continue;
      for (const level of Object.keys(one.points))
        if (!levels[one.of].includes(level))
          check.addIssue({
            code: 'custom',
            path: ['components', index, 'points', level],
            message: `one of ${levels[one.of].join(', ')}`,
          });
    }
  });

export type PointsRule = z.infer<typeof pointsRule>;
type Component = PointsRule['components'][number];

const levels: Readonly<Record<'title' | 'backbone' | 'education', readonly string[]>> = {
  title: ['none', 'third', 'second', 'first', 'senior', 'full-senior'],
  backbone: backboneLevels,
  education: ['below-college', 'college', 'bachelor', 'master', 'doctor'],
};

/** What of a teacher a rule may look at, on one day. */
export interface Scored {
  /** Complete months; null: no office. */
  readonly months: Readonly<Record<'teaching' | 'serving' | 'rural', number>> & {
    readonly office: number | null;
  };
  readonly title: string;
  readonly backbone: string;
  /** Null: not on file. */
  readonly education: string | null;
  readonly flags: readonly string[];
  readonly home: Place | null;
  readonly school: Place | null;
}

interface Place {
  readonly longitude: number;
  readonly latitude: number;
}

/** One component's arithmetic. */
export interface PointsPart {
  readonly code: string;
  readonly points: number;
  readonly text: Words;
}

/** A teacher's score by the rule, with the arithmetic of each component; a road is a great circle × `roadFactor`. */
export function score(
  rule: PointsRule,
  teacher: Scored,
  roadFactor: number,
): { readonly points: number; readonly parts: readonly PointsPart[] } {
  const parts = rule.components.map((one): PointsPart => {
    const { points, text } = partOf(one, teacher, roadFactor);
    return {
      code: one.code,
      points,
      text: { zh: `${one.name.zh}：${text.zh}`, en: `${one.name.en}: ${text.en}` },
    };
  });
  const sum = parts.reduce((total, part) => total + part.points, 0);
  return { points: rule.cap === undefined ? sum : Math.min(rule.cap, sum), parts };
}

interface Reckoned {
  readonly points: number;
  readonly text: Words;
}

function partOf(one: Component, teacher: Scored, roadFactor: number): Reckoned {
  switch (one.kind) {
    case 'months':
      return byMonths(one, teacher.months[one.of]);
    case 'level':
      return byLevel(one, teacher[one.of]);
    case 'flag':
      return teacher.flags.includes(one.of)
        ? { points: one.points, text: { zh: `符合，计${one.points}分`, en: `yes, ${told(one.points)}` } }
        : { points: 0, text: { zh: '不符合，计0分', en: 'no, 0 points' } };
    case 'distance':
      return byDistance(one, teacher, roadFactor);
  }
}

function byMonths(
  { per, each, cap }: Extract<Component, { kind: 'months' }>,
  months: number | null,
): Reckoned {
  if (months === null) return { points: 0, text: { zh: '无，计0分', en: 'none, 0 points' } };
  const times = Math.floor(months / per);
  const every =
    per % 12 === 0 ? { zh: `${per / 12}年`, en: years(per / 12) } : { zh: `${per}个月`, en: monthly(per) };
  return capped(times * each, cap, {
    zh: `${Math.floor(months / 12)}年${months % 12}个月，每满${every.zh}计${each}分，${times}×${each}`,
    en: `${years(Math.floor(months / 12))} and ${monthly(months % 12)}, ${told(each)} for every ${every.en}, ${times} × ${each}`,
  });
}

function byLevel({ points }: Extract<Component, { kind: 'level' }>, level: string | null): Reckoned {
  if (level === null) return { points: 0, text: { zh: '未登记，计0分', en: 'not on file, 0 points' } };
  const counted = points[level] ?? 0;
  return {
    points: counted,
    text: {
      zh: `${levelNames[level]?.zh ?? level}，计${counted}分`,
      en: `${levelNames[level]?.en ?? level}, ${told(counted)}`,
    },
  };
}

function byDistance(
  { per, each, cap }: Extract<Component, { kind: 'distance' }>,
  { home, school }: Scored,
  roadFactor: number,
): Reckoned {
  if (home === null || school === null)
    return {
      points: 0,
      text: { zh: '住址或学校位置未登记，计0分', en: 'home or school not on file, 0 points' },
    };
  const km = roadKm(home, school, roadFactor);
  const times = Math.floor(km / per);
  return capped(times * each, cap, {
    zh: `住址距学校${km}公里，每满${per}公里计${each}分，${times}×${each}`,
    en: `${km} km from home, ${told(each)} for every ${per} km, ${times} × ${each}`,
  });
}

/** Within the cap, and the sum told; where the cap cut it, that too. */
function capped(sum: number, cap: number | undefined, reckoning: Words): Reckoned {
  const points = cap === undefined ? sum : Math.max(-cap, Math.min(cap, sum)) + ZERO;
  const cut = points !== sum;
  return {
    points: points + ZERO,
    text: {
      zh: `${reckoning.zh}${cut ? ` = ${sum}，最高${cap}分` : ''}，计${points + ZERO}分`,
      en: `${reckoning.en}${cut ? ` = ${sum}, at most ${cap}` : ''}: ${told(points + ZERO)}`,
    },
  };
}

/** Added, so that nothing is ever −0. */
const ZERO = 0;

const told = (points: number): string => `${points} ${Math.abs(points) === 1 ? 'point' : 'points'}`;
const years = (count: number): string => `${count} ${count === 1 ? 'year' : 'years'}`;
const monthly = (count: number): string => `${count} ${count === 1 ? 'month' : 'months'}`;

const levelNames: Readonly<Record<string, Words>> = {
  none: { zh: '无', en: 'none' },
  third: { zh: '三级', en: 'third grade' },
  second: { zh: '二级', en: 'second grade' },
  first: { zh: '一级', en: 'first grade' },
  senior: { zh: '高级', en: 'senior' },
  'full-senior': { zh: '正高级', en: 'full senior' },
  school: { zh: '校级', en: 'school' },
  county: { zh: '县级', en: 'county' },
  city: { zh: '市级', en: 'city' },
  province: { zh: '省级', en: 'province' },
  'below-college': { zh: '大专以下', en: 'below college' },
  college: { zh: '大专', en: 'college' },
  bachelor: { zh: '本科', en: 'bachelor' },
  master: { zh: '硕士', en: 'master' },
  doctor: { zh: '博士', en: 'doctor' },
};
