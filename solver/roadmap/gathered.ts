import { plural, twoDecimals } from '../amounts.ts';
import { grouped } from '../grouped.ts';
import { order } from '../order.ts';
import type { Figures, Words } from '../plan.ts';
import type { Start, StartCode, StartPlace } from './start-now.ts';

/** What is to be begun at one section, and what the subject or seat it is about is called. */
export interface Found extends Omit<Start, 'places'> {
  readonly called: Words;
}

/**
 * One thing to begin for what a year lacks of one subject or seat, whatever the number of sections, with the sections beneath;
 * what only one section lacks, and what is the county's, stays as it is.
 */
export function gathered(found: readonly Found[]): Start[] {
  const alike = grouped(found, ({ code, schoolYear, post }) => JSON.stringify([code, schoolYear, post]));
  return [...alike.values()].flatMap((rows): Start[] => {
    const places = rows
      .flatMap(({ section, figures, text }): StartPlace[] =>
        section === null ? [] : [{ section, figures, text }],
      )
      .sort((a, b) => order(a.section, b.section));
    const [first] = rows;
    const tell = first && texts[first.code];
    if (!tell || places.length < 2) return rows.map(({ called: _called, ...one }) => ({ ...one, places }));
    const { code, schoolYear, post, called } = first;
    const figures = { ...sums(places), places: places.length, ...lastOf(places) };
    const text = tell({ schoolYear, called, figures });
    return [{ code, schoolYear, section: null, post, figures, text, places }];
  });
}

/** Figures that add up over sections; the years and names among them do not. */
const added = ['count', 'openings', 'filled', 'left', 'surplus', 'posts'] as const;

function sums(places: readonly StartPlace[]): Partial<Record<(typeof added)[number], number>> {
  return Object.fromEntries(
    added.flatMap((name) => {
      const all = places.flatMap(({ figures }) => (typeof figures[name] === 'number' ? figures[name] : []));
      return all.length === 0 ? [] : [[name, all.reduce((sum, figure) => sum + figure, 0)]];
    }),
  );
}

/** The same for all of one roadmap. */
function lastOf(places: readonly StartPlace[]): { lastYear?: number } {
  const last = places[0]?.figures['lastYear'];
  return typeof last === 'number' ? { lastYear: last } : {};
}

interface Told {
  readonly schoolYear: number;
  readonly called: Words;
  readonly figures: Figures;
}

const lasting = ({ schoolYear, figures: { lastYear } }: Told): Words =>
  lastYear === schoolYear
    ? { zh: `${schoolYear}年`, en: `in ${schoolYear}` }
    : { zh: `${schoolYear}年至${lastYear}年`, en: `from ${schoolYear} to ${lastYear}` };

/** Of what several sections can lack. */
const texts: Partial<Record<StartCode, (told: Told) => Words>> = {
  recruit: (told) => {
    const { schoolYear, called, figures } = told;
    const [count, places] = [Number(figures['count']), Number(figures['places'])];
    return {
      zh: `${called.zh}：${lasting(told).zh}${places}个学部共有${count}个岗位交流补不上（当年空岗${figures['openings']}个，派来${figures['filled']}人），须在${schoolYear}年秋季前招聘${count}人。`,
      en: `${called.en}: ${plural(count, 'post')} at ${places} sections that no exchange fills ${lasting(told).en} (${figures['openings']} open in ${schoolYear}, ${figures['filled']} filled); recruit ${count} by autumn ${schoolYear}.`,
    };
  },
  appoint: (told) => {
    const [count, places] = [Number(told.figures['count']), Number(told.figures['places'])];
    return {
      zh: `${told.called.zh}：${lasting(told).zh}${places}个学部共有${count}个岗位交流补不上，须提前物色人选。`,
      en: `${told.called.en}: ${plural(count, 'seat')} at ${places} sections that no exchange fills ${lasting(told).en}; look for candidates now.`,
    };
  },
  'second-subject': ({ schoolYear, called, figures }) => {
    const fte = twoDecimals(Number(figures['surplus']));
    return {
      zh: `${schoolYear}年${figures['places']}个学部${called.zh}共富余${fte}个专任教师，而其他学科缺${figures['count']}个岗位，可安排${called.zh}教师取得第二学科任教资格。`,
      en: `In ${schoolYear}, ${called.en} has ${fte} FTE to spare at ${figures['places']} sections while ${figures['count']} posts in other subjects stay open there: certify teachers of ${called.en} for a second subject.`,
    };
  },
  beds: ({ schoolYear, figures }) => ({
    zh: `${schoolYear}年${figures['places']}个学部共有${figures['posts']}个岗位因周转房不足补不上，须提前安排住房。`,
    en: `${figures['posts']} posts at ${figures['places']} sections stay open in ${schoolYear} for want of beds; build or rent some.`,
  }),
};
