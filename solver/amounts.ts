import type { Words } from './plan.ts';

/** What a goal is counted in: as much of it as its amounts need to be told. */
interface Counted {
  readonly unit: string;
  /** Left out: less of it is better. */
  readonly sense?: 'minimise' | 'maximise';
}

/** A goal's value before and after, with its unit. */
export function fromTo({ unit }: Counted, before: number, after: number): Words {
  if (isSquared(unit)) {
    const [one, other] = apart(before, after);
    return { zh: `由${one}变为${other}${squares.zh}`, en: `from ${one} to ${other}${squares.en}` };
  }
  const [one, other] = [{ zh: `${before}`, en: `${before}` }, counted(unit, after)];
  return { zh: `由${one.zh}变为${other.zh}`, en: `from ${one.en} to ${other.en}` };
}

/** How much a goal is worse, told after its name; `now` is asked only where the amount alone would say little. */
export function worsened(goal: Counted, worse: number, now: () => number): Words {
  if (isSquared(goal.unit)) return fromTo(goal, now(), now() + worse);
  const { zh, en } = counted(goal.unit, worse);
  return { zh: `${goal.sense === 'maximise' ? '减少' : '增加'}${zh}`, en: `by ${en}` };
}

/** Whether a goal adds squared coefficients of variation up, those of several indicators or what is beyond their limits. */
const isSquared = (unit: string): boolean => unit === 'millionths of CV²';

const PLACES = 4;
/** A millionth is told apart. */
const MOST_PLACES = 6;

const squares: Words = {
  zh: '（各项差异系数的平方之和）',
  en: ' (squared coefficients of variation, added up)',
};

/** Two of them, to as many decimals as tell them apart. */
function apart(before: number, after: number): [string, string] {
  for (let places = PLACES; ; places++) {
    const [one = '', other = ''] = [before, after].map((value) => (value / 1_000_000).toFixed(places));
    if (one !== other || before === after || places === MOST_PLACES) return [one, other];
  }
}

interface Unit {
  zh: string;
  en: readonly [one: string, many: string];
}

/** Every unit of a goal; one that is not here is told as it is named. */
const units: Readonly<Record<string, Unit>> = {
  moves: { zh: '人', en: ['move', 'moves'] },
  changes: { zh: '处', en: ['change', 'changes'] },
  people: { zh: '人', en: ['person', 'people'] },
  recruits: { zh: '名新聘教师', en: ['recruit', 'recruits'] },
  posts: { zh: '个岗位', en: ['post', 'posts'] },
  subjects: { zh: '个学科', en: ['subject', 'subjects'] },
  points: { zh: '分', en: ['point', 'points'] },
  weight: { zh: '个缺口权重点', en: ['point of gap weight', 'points of gap weight'] },
  'burden points': { zh: '个负担点', en: ['burden point', 'burden points'] },
  'weighted days': { zh: '个加权课日', en: ['weighted day', 'weighted days'] },
  'km a week': { zh: '公里/周', en: ['km a week', 'km a week'] },
  'yuan a year': { zh: '元/年', en: ['yuan a year', 'yuan a year'] },
  'weighted units': { zh: '个加权点', en: ['weighted unit', 'weighted units'] },
  cases: { zh: '项例外', en: ['exception', 'exceptions'] },
  'thousandths of a full-time post': {
    zh: '个千分之一专任教师',
    en: ['thousandth of a full-time post', 'thousandths of a full-time post'],
  },
};

function counted(unit: string, value: number): Words {
  const known = units[unit];
  return known
    ? { zh: `${value}${known.zh}`, en: `${value} ${known.en[Math.abs(value) === 1 ? 0 : 1]}` }
    : { zh: `${value}（${unit}）`, en: `${value} ${unit}` };
}

/** `1 teacher`, `2 teachers`. */
export const plural = (count: number, one: string, many = `${one}s`): string =>
  `${count} ${count === 1 ? one : many}`;

/** To two decimals, as people read posts and shares of them. */
export const twoDecimals = (figure: number): number => Math.round(figure * 100) / 100;
