import { plural } from '../amounts.ts';
import type { Case } from '../case.ts';
import { grouped } from '../grouped.ts';
import { joined } from '../joined.ts';
import type { Ledger } from '../ledger.ts';
import type { RecruitReason, Words } from '../plan.ts';
import type { Recruit } from '../problem.ts';
import {
  type Obstacle,
  obstacle,
  obstacleInWords,
  openTo,
  type Placement,
  type PossiblePlacement,
} from '../recruits.ts';
import { openingInWords } from './need.ts';
import { noPlan } from './no-plan.ts';
import { Tally, titleOf } from './tally.ts';
import type { Ending, Told } from './told.ts';

/** Exactly one reason for every recruit: which gap, and why there; or which rule stands against every post. */
export function recruitReasons(
  county: Case,
  ledger: Ledger,
  placements: readonly PossiblePlacement[],
  status: Ending,
): RecruitReason[] {
  const placed = new Map(placements.map((placement) => [placement.recruit, placement]));
  const fitting = grouped(county.placements, ({ recruit }) => recruit);
  const hasPlan = status === 'optimal' || status === 'feasible';
  return county.recruits.map((recruit): RecruitReason => {
    const made = placed.get(recruit);
    const own = fitting.get(recruit) ?? [];
    const said = { recruit: recruit.id, outcome: made ? ('placed' as const) : ('not-placed' as const) };
    if (!hasPlan) return { ...said, ...noPlan(status) };
    if (made) return { ...said, ...isPlaced(county, made, own.length) };
    return { ...said, ...(own.length === 0 ? fitsNowhere(county, recruit) : isStopped(county, ledger, own)) };
  });
}

function isPlaced(county: Case, { opening, wish, km, bed }: Placement, fitting: number): Told {
  const { need, supply, gap, requested, critical } = opening.cell;
  const others = fitting - 1;
  const away =
    km === null
      ? { zh: '路程不明', en: 'at an unknown distance' }
      : { zh: `路程${km}公里`, en: `${km} km from home` };
  const housed = bed ? { zh: '，由学校安排住宿', en: ', housed by the school' } : { zh: '', en: '' };
  const wished =
    wish === null ? { zh: '', en: '' } : { zh: `，为第${wish}志愿`, en: `, number ${wish} among the wishes` };
  return {
    code: critical ? 'missing-subject' : gap > 0 ? 'gap' : 'request',
    figures: { need, supply, gap, openings: opening.count, requested, fitting, wish, km, bed },
    text: joined([
      openingInWords(county, opening),
      {
        zh: `${away.zh}${housed.zh}${wished.zh}。`,
        en: `${away.en.charAt(0).toUpperCase()}${away.en.slice(1)}${housed.en}${wished.en}.`,
      },
      others === 0
        ? { zh: '这是唯一适合的空缺。', en: 'No other post open fits.' }
        : {
            zh: `另有${others}处空缺也适合，此处按各项目标更优，相同时按固定抽签确定。`,
            en: `${plural(others, 'other opening')} would fit too; this one serves the goals best, or as well, and then the fixed draw decided.`,
          },
    ]),
  };
}

/** No opening fits: how many each obstacle keeps away, and the commonest beside the certificate. */
function fitsNowhere(county: Case, recruit: Recruit): Told {
  const all = openTo(county).map((opening) => county.placement(recruit, opening));
  const kept = grouped(all, (placement) => obstacle(county, placement));
  const figures = Object.fromEntries(
    obstacles.flatMap((found) => (kept.has(found) ? [[found, kept.get(found)?.length ?? 0]] : [])),
  );
  const openings = all.length;
  if (openings === 0) {
    return {
      code: 'no-opening',
      figures: { openings: 0 },
      text: { zh: '没有空缺岗位。', en: 'No post is open.' },
    };
  }
  const parts = obstacles.flatMap((found): Words[] => {
    const there = kept.get(found) ?? [];
    const known = there.filter(({ km }) => km !== null).toSorted((a, b) => (a.km ?? 0) - (b.km ?? 0));
    const [first = there[0]] = known;
    if (!first) return [];
    const why = obstacleInWords(county, first, found);
    const nearest = found === 'travel' && there.length > 1 && known.length > 0;
    return [
      {
        zh: `${there.length}处：${nearest ? '最近的' : ''}${why.zh}`,
        en: `${there.length}: ${nearest ? 'the nearest is ' : ''}${why.en}`,
      },
    ];
  });
  const beside = obstacles.filter((found) => found !== 'certificate' && kept.has(found));
  const most = beside.toSorted((a, b) => (kept.get(b)?.length ?? 0) - (kept.get(a)?.length ?? 0));
  return {
    code: most[0] ?? 'certificate',
    figures: { openings, ...figures },
    text: {
      zh: `${openings}处空缺都不能安置：${parts.map(({ zh }) => zh).join('；')}。`,
      en: `None of the ${plural(openings, 'opening')} will do: ${parts.map(({ en }) => en).join('; ')}.`,
    },
  };
}

const obstacles: readonly Obstacle[] = ['contract', 'certificate', 'direction', 'travel'];

/** Openings fit, and at each of them a rule of all moves together stands against one more. */
function isStopped(county: Case, ledger: Ledger, fitting: readonly PossiblePlacement[]): Told {
  const places = new Map(county.rules.map(({ name }, place) => [name, place]));
  const tally = new Tally();
  for (const { column } of fitting) {
    const [first] = ledger
      .everyBroken([column], [])
      .sort((a, b) => (places.get(a) ?? 0) - (places.get(b) ?? 0));
    if (first === undefined) tally.add('goals', { zh: '对目标不利', en: 'a cost to the goals' });
    else tally.add(first, first === 'openings' ? full : titleOf(county, first));
  }
  const parts = tally.parts([]);
  const { length } = fitting;
  return {
    code: tally.most([]),
    figures: { fitting: length, ...tally.figures() },
    text: {
      zh: `适合的空缺${length}处，都不能再安置：${parts.map(({ title, count }) => `${title.zh}${count}处`).join('、')}。`,
      en: `${plural(length, 'opening')} would fit, and none takes one more: ${parts.map(({ title, count }) => `${title.en} ${count}`).join(', ')}.`,
    },
  };
}

const full: Words = { zh: '岗位已由他人补充', en: 'filled by others' };
