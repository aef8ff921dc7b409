import { plural, twoDecimals } from '../amounts.ts';
import type { Case } from '../case.ts';
import { grouped } from '../grouped.ts';
import { joined } from '../joined.ts';
import { order } from '../order.ts';
import type { Figures, Unfilled, Words } from '../plan.ts';
import { beds } from '../rules/beds.ts';
import { type Found, gathered } from './gathered.ts';
import { carriedOn, type RoadmapYear, type YearTold } from './year.ts';

/**
 * What is to be begun now so that a year to come does not lack it. `recruit`: posts that no exchange fills; `appoint`: seats
 * of cadres likewise; `second-subject`: a section with such posts has hours to spare in another subject; `beds`: posts that
 * stay open for want of a bed; `backbone`: fewer backbone teachers may go than the quota asks; `quota`: quotas cannot be met,
 * and by how much; `no-plan`: no plan exists, whatever the quotas.
 */
export const startCodes = [
  'recruit',
  'appoint',
  'second-subject',
  'beds',
  'backbone',
  'quota',
  'no-plan',
] as const;
export type StartCode = (typeof startCodes)[number];

export interface Start {
  readonly code: StartCode;
  /** The first school year that lacks it. */
  readonly schoolYear: number;
  /** Null: the whole county, or several sections. */
  readonly section: string | null;
  /** What it is about: a subject's code (of `second-subject` the one with hours to spare) or a cadre role; null: neither. */
  readonly post: string | null;
  /** What it rests on; of several sections `places`, how many, and the sums of theirs. */
  readonly figures: Figures;
  readonly text: Words;
  /** The sections it is about, by their keys in order; empty: the whole county. */
  readonly places: readonly StartPlace[];
}

/** What one section lacks of it. */
export interface StartPlace {
  readonly section: string;
  readonly figures: Figures;
  readonly text: Words;
}

/** One entry for what a year lacks of one subject or seat. By year, then code and post. */
export function startNow(years: readonly YearTold[]): Start[] {
  const lacking = lackingOf(years);
  const found = [
    ...lacking.map(recruit),
    ...retrain(lacking),
    ...housing(years),
    ...years.flatMap(backbone),
    ...years.flatMap(missedQuotas),
    ...years.flatMap(withoutPlan),
  ];
  return gathered(found).sort(
    (a, b) =>
      a.schoolYear - b.schoolYear ||
      startCodes.indexOf(a.code) - startCodes.indexOf(b.code) ||
      order(a.post ?? '', b.post ?? ''),
  );
}

const noPost: Words = { zh: '', en: '' };

/** Posts that stay open in a year and in every one after it. */
interface Lacking {
  readonly at: YearTold;
  readonly unfilled: Unfilled;
  /** How many more than in the year before. */
  readonly count: number;
  /** The last year of the roadmap that has a plan. */
  readonly last: number;
}

/** Years without a plan tell nothing of what an exchange would have filled, and are passed over. */
function lackingOf(years: readonly YearTold[]): Lacking[] {
  const planned = years.filter(({ year }) => carriedOn(year) !== null);
  const last = planned.at(-1)?.year.schoolYear;
  if (last === undefined) return [];
  const keys = new Set(planned.flatMap(({ year }) => unfilledIn(year).map(keyOf)));
  return [...keys].flatMap((key) => {
    const rows = planned.map(({ year }) => unfilledIn(year).find((row) => keyOf(row) === key));
    const lasting = rows.map((_, place) => Math.min(...rows.slice(place).map((row) => row?.left ?? 0)));
    return planned.flatMap((at, place): Lacking[] => {
      const unfilled = rows[place];
      const count = (lasting[place] ?? 0) - (lasting[place - 1] ?? 0);
      return unfilled && count > 0 ? [{ at, unfilled, count, last }] : [];
    });
  });
}

/** What stays open in the plan a year is carried on by. */
const unfilledIn = (year: RoadmapYear): readonly Unfilled[] => carriedOn(year)?.unfilled ?? [];

const keyOf = ({ section, subject, role }: Unfilled): string => JSON.stringify([section, subject, role]);

/** What a post is called, and where. */
function named(county: Case, { section, subject, role }: Unfilled) {
  return { where: county.nameOf(county.section(section)), what: county.postOf({ subject, role }) };
}

function recruit({ at: { year, county }, unfilled, count, last }: Lacking): Found {
  const { schoolYear } = year;
  const { where, what } = named(county, unfilled);
  const seat = unfilled.subject === null;
  const until = schoolYear === last ? '' : `至${last}年`;
  const years = schoolYear === last ? `in ${schoolYear}` : `from ${schoolYear} to ${last}`;
  const { openings, filled, left } = unfilled;
  return {
    code: seat ? 'appoint' : 'recruit',
    schoolYear,
    section: unfilled.section,
    post: unfilled.subject ?? unfilled.role,
    figures: { count, openings, filled, left, lastYear: last },
    called: what,
    text: seat
      ? {
          zh: `${where.zh}：${schoolYear}年${until}有${count}个${what.zh}岗位交流补不上，须提前物色人选。`,
          en: `${where.en}: ${plural(count, 'seat')} (${what.en}) that no exchange fills ${years}; look for candidates now.`,
        }
      : {
          zh: `${where.zh}：${schoolYear}年${until}有${count}个${what.zh}岗位交流补不上（当年空岗${openings}个，派来${filled}人），须在${schoolYear}年秋季前招聘${count}人。`,
          en: `${where.en}: ${plural(count, 'post')} in ${what.en} that no exchange fills ${years} (${openings} open in ${schoolYear}, ${filled} filled); recruit ${count} by autumn ${schoolYear}.`,
        },
  };
}

/** By section and year, the subject with most to spare, where that would open a post. */
function retrain(lacking: readonly Lacking[]): Found[] {
  const posts = lacking.filter(({ unfilled }) => unfilled.subject !== null);
  const places = grouped(posts, ({ at, unfilled }) => `${at.year.schoolYear} ${unfilled.section}`);
  return [...places.values()].flatMap((rows): Found[] => {
    const [first] = rows;
    if (!first) return [];
    const { section } = first.unfilled;
    const { year, county, spare } = first.at;
    const { threshold } = county.problem.policy.openings;
    const [most] = spare
      .filter((cell) => cell.section === section && cell.surplus >= threshold)
      .sort((a, b) => b.surplus - a.surplus || order(a.subject, b.subject));
    if (!most) return [];
    const wanted = rows.flatMap(({ unfilled: { subject } }) => subject ?? []).sort();
    const count = rows.reduce((sum, row) => sum + row.count, 0);
    const names = wanted.map((subject) => county.subject(subject));
    const [where, from] = [county.nameOf(county.section(section)), county.subject(most.subject)];
    const fte = twoDecimals(most.surplus);
    return [
      {
        code: 'second-subject',
        schoolYear: year.schoolYear,
        section,
        post: most.subject,
        figures: { count, wanted: wanted.join(), surplus: most.surplus },
        called: from,
        text: {
          zh: `${where.zh}：${year.schoolYear}年${names.map(({ zh }) => zh).join('、')}缺${count}个岗位，而${from.zh}富余${fte}个专任教师，可安排${from.zh}教师取得第二学科任教资格。`,
          en: `${where.en}: ${plural(count, 'post')} ${count === 1 ? 'stays' : 'stay'} open in ${year.schoolYear} (${names.map(({ en }) => en).join(', ')}) while ${from.en} has ${fte} FTE to spare: certify teachers of ${from.en} for a second subject.`,
        },
      },
    ];
  });
}

/** By section, the first year in which most of those who could come are stopped by want of a bed. */
function housing(years: readonly YearTold[]): Found[] {
  const found = years.flatMap((told) =>
    unfilledIn(told.year)
      .filter(({ code }) => code === beds.name)
      .map((unfilled) => ({ ...told, unfilled })),
  );
  return [...grouped(found, ({ unfilled }) => unfilled.section)].flatMap(([section, rows]): Found[] => {
    const [first] = rows;
    if (!first) return [];
    const { schoolYear } = first.year;
    const posts = rows
      .filter(({ year }) => year.schoolYear === schoolYear)
      .reduce((sum, { unfilled }) => sum + unfilled.left, 0);
    const where = first.county.nameOf(first.county.section(section));
    return [
      {
        code: 'beds',
        schoolYear,
        section,
        post: null,
        figures: { posts },
        called: noPost,
        text: {
          zh: `${where.zh}：${schoolYear}年有${posts}个岗位因周转房不足补不上，须提前安排住房。`,
          en: `${where.en}: ${plural(posts, 'post')} ${posts === 1 ? 'stays' : 'stay'} open in ${schoolYear} for want of beds; build or rent some.`,
        },
      },
    ];
  });
}

function backbone({ year: { schoolYear, quota } }: YearTold): Found[] {
  const { leastBackbone, eligibleBackbone, leastExchanged } = quota;
  if (leastBackbone === null || eligibleBackbone === null || eligibleBackbone >= leastBackbone) return [];
  return [
    {
      code: 'backbone',
      schoolYear,
      section: null,
      post: null,
      figures: { least: leastBackbone, eligible: eligibleBackbone, exchanged: leastExchanged },
      called: noPost,
      text: {
        zh: `${schoolYear}年至少要交流骨干教师${leastBackbone}人，符合条件的只有${eligibleBackbone}人，须提前培养或评定骨干教师。`,
        en: `In ${schoolYear} at least ${plural(leastBackbone, 'backbone teacher')} must be exchanged and ${eligibleBackbone} may go: train and title more of them.`,
      },
    },
  ];
}

function missedQuotas({ year: { schoolYear, missingQuotas } }: YearTold): Found[] {
  const missed = missingQuotas?.findings.filter(({ relaxed }) => relaxed !== undefined) ?? [];
  if (missed.length === 0) return [];
  return [
    {
      code: 'quota',
      schoolYear,
      section: null,
      post: null,
      figures: Object.fromEntries(missed.map(({ rule, amount }) => [rule, amount])),
      called: noPost,
      text: joined([
        { zh: `${schoolYear}年交流比例无法达到：`, en: `In ${schoolYear} the quotas cannot be met.` },
        ...missed.map(({ text }) => text),
      ]),
    },
  ];
}

/** Where the time was up nobody knows whether a plan exists that misses the quotas. */
function withoutPlan({ year: { schoolYear, plan, missingQuotas, cutShort } }: YearTold): Found[] {
  if (plan.status !== 'infeasible' || missingQuotas || cutShort) return [];
  const clash = plan.diagnosis?.clash ?? [];
  return [
    {
      code: 'no-plan',
      schoolYear,
      section: null,
      post: null,
      figures: { rules: clash.map(({ rule }) => rule).join() },
      called: noPost,
      text: joined([
        { zh: `${schoolYear}年没有可行方案。`, en: `In ${schoolYear} no plan exists.` },
        ...clash.map(({ text }) => text),
      ]),
    },
  ];
}
