import * as z from 'zod';
import type { Case } from '../case.ts';
import { type CircuitFigures, daysOf, type MadeCircuit, mostDaysOf, obstacle } from '../circuits.ts';
import { grouped } from '../grouped.ts';
import type { Term } from '../model.ts';
import type { Opening } from '../opening.ts';
import type { Posting } from '../posting.ts';
import { type Place, places } from '../problem.ts';
import { type Flow, flowOf, netArrivals } from '../staffing.ts';
import { USUAL_WEEK } from '../week.ts';
import { type Breach, defineRule } from './rule.ts';

const rural: readonly Place[] = ['township-centre', 'village', 'teaching-point'];

/**
 * Circuit teaching
 *
 * A teacher with hours to spare, who keeps the own post and school, teaches a subject at other schools on set days of
 * the week (走教): so many days and schools at most, no farther than so many km from the own school, certified for
 * subject and stage. Who is exempt, held back, on a posting or a cadre is not asked, and who moves teaches no days.
 *
 * A section gets as many days as its lessons lack, a day begun counting as one, and none for a post that somebody is
 * posted to: a week of days is a post. What the days cost the own section counts in the rule `sender-floor`.
 *
 * Source: 走教 is a form of exchange (domain A3); rural schools of 50 to 99 pupils may count circuit teachers of PE and
 * the arts (domain C3, L3); mobile expert teams (domain A6). No national figure is known.
 */
export const circuit = defineRule({
  name: 'circuit',
  title: { zh: '走教', en: 'Circuit teaching' },
  unit: 'days',
  source: {
    zh: '各地走教规定：一名教师每周任教数校；未见全国性数据',
    en: 'Local rules on circuit teaching: one teacher, several schools a week; no national figure is known',
  },
  level: 'policy',
  firm: true,
  clause: '紧缺学科教师可在邻近学校走教，保留原岗位',
  settings: z.strictObject({
    /** Working days of a week: so many days of lessons are one full-time post. */
    week: z.int().min(2).max(7).default(USUAL_WEEK),
    /** The most days a week a teacher is away; one day is left for the own school in any case. */
    mostDays: z.int().min(1).max(5).default(2),
    /** The most schools beside the own. */
    mostSchools: z.int().min(1).max(5).default(2),
    /** The farthest host, km by road from the own school. */
    withinKm: z.number().min(0).max(500).default(20),
    /** The least gap, in FTE, that is worth a day; a subject that nobody at the section can teach is worth one always. */
    leastGap: z.number().min(0).max(10).default(0.1),
    /** The kinds of place whose schools receive. */
    places: z.array(z.enum(places)).default([...rural]),
    /** Whether weak schools of any other place receive too. */
    weak: z.boolean().default(true),
    /** How many sections with hours to spare, the nearest ones, are asked for the days of one subject of a section. */
    nearest: z.int().min(1).max(100).default(8),
  }),

  states: ({ mostDays, mostSchools, withinKm }) => ({
    zh: `走教教师保留原岗位，每周外出不超过${mostDays}天、${mostSchools}所学校，单程不超过${withinKm}公里，不超过所缺课时。`,
    en: `Circuit teachers keep their post: at most ${mostDays} days a week at ${mostSchools} other schools within ${withinKm} km, and no more days than lessons lack.`,
  }),

  constrain(county, figures, model) {
    const most = mostDaysOf(figures);
    for (const [teacher, own] of grouped(model.circuits, (one) => one.teacher)) {
      const days = own.map(({ column }): Term => [column, 1]);
      const going = model.of(teacher.id).map((column): Term => [column, most]);
      model.atMost('circuit', keyOf('days', teacher.id), [...days, ...going], most);
      const schools = grouped(own, ({ opening }) => opening.school.id);
      if (figures.mostSchools >= Math.min(most, schools.size)) continue;
      const visits = [...schools].map(([school, there]): Term => {
        const visit = model.column(`visits:${keyOf(teacher.id, school)}`, 0, 1);
        const held = there.map(({ column }): Term => [column, 1]);
        model.atMost('circuit', keyOf('visits', teacher.id, school), [...held, [visit, -most]], 0);
        return [visit, 1];
      });
      model.atMost('circuit', keyOf('schools', teacher.id), visits, figures.mostSchools);
    }
    for (const opening of new Set(model.circuits.map((one) => one.opening))) {
      const days = model.serving(opening).map((column): Term => [column, 1]);
      model.atMost('circuit', keyOf('lessons', ...placeOf(opening)), days, county.daysWanted(opening));
      const coming = [...model.filling(opening), ...model.recruited(opening)];
      const left = county.flows ? model.vacating(opening) : [];
      if (coming.length === 0) continue;
      const room = roomAt(county, figures, opening);
      // Of a single post no more days count than lack: an engine then cannot serve four days by four fifths of a teacher.
      const single = opening.count === 1 && county.daysWanted(opening) < figures.week;
      const each = single ? county.daysWanted(opening) : figures.week;
      const posts = [
        ...days,
        ...coming.map((column): Term => [column, each]),
        ...left.map((column): Term => [column, -each]),
      ];
      model.atMost('circuit', keyOf('posts', ...placeOf(opening)), posts, single ? each : room);
    }
  },

  *audit(county, figures, postings, circuits, placements) {
    for (const one of circuits) {
      const why = obstacle(county, figures, one);
      if (!why) continue;
      const place = county.nameOf(one.opening.section);
      const post = county.postOf(one.opening);
      yield breach([one], one.days, {
        zh: `${one.teacher.name}不能到${place.zh}走教${post.zh}：${why.zh}。`,
        en: `${one.teacher.name} cannot teach ${post.en} at ${place.en} on some days: ${why.en}.`,
      });
    }
    yield* ofTeachers(figures, postings, circuits);
    yield* ofOpenings(county, figures, flowOf(postings, [], placements), circuits);
  },
});

/** Who is away for too long, or at too many schools, or moves all the same. */
function* ofTeachers(
  figures: CircuitFigures,
  postings: readonly Posting[],
  circuits: readonly MadeCircuit[],
): Generator<Breach> {
  const movers = new Set(postings.map(({ teacher }) => teacher));
  for (const [teacher, own] of grouped(circuits, (one) => one.teacher)) {
    const days = daysOf(own);
    const most = movers.has(teacher) ? 0 : mostDaysOf(figures);
    if (days > most) {
      yield breach(own, days - most, {
        zh: `${teacher.name}每周走教${days}天，至多${most}天。`,
        en: `${teacher.name} would be away on ${days} days a week; at most ${most}.`,
      });
    }
    const schools = new Set(own.map(({ opening }) => opening.school)).size;
    if (schools > figures.mostSchools) {
      yield breach(own, schools - figures.mostSchools, {
        zh: `${teacher.name}走教${schools}所学校，至多${figures.mostSchools}所。`,
        en: `${teacher.name} would teach at ${schools} other schools; at most ${figures.mostSchools}.`,
      });
    }
  }
}

/** Where more days come than lessons lack, or days for posts that are filled. */
function* ofOpenings(
  county: Case,
  figures: CircuitFigures,
  flow: Flow,
  circuits: readonly MadeCircuit[],
): Generator<Breach> {
  for (const [opening, there] of grouped(circuits, (one) => one.opening)) {
    const days = daysOf(there);
    const posted = figures.week * netArrivals(county, opening, flow);
    const free = Math.min(county.daysWanted(opening), roomAt(county, figures, opening) - posted);
    if (days <= free) continue;
    const place = county.nameOf(opening.section);
    const post = county.postOf(opening);
    const left = Math.max(0, free);
    yield breach(there, days - free, {
      zh: `${place.zh}${post.zh}${posted > 0 ? '除派人到岗外' : ''}每周尚缺${left}天课，走教安排${days}天。`,
      en: `${place.en}, ${post.en}: lessons lack on ${left} days a week${posted > 0 ? ' beside those posted there' : ''}, and ${days} days of circuits would come.`,
    });
  }
}

const breach = (made: readonly MadeCircuit[], amount: number, text: Breach['text']): Breach => ({
  teachers: [...new Set(made.map(({ teacher }) => teacher.id))],
  sections: [...new Set(made.map(({ opening }) => opening.section.id))],
  amount,
  text,
});

/** Days and posts together: those lessons lack, or the posts that are open where these are more. */
const roomAt = (county: Case, { week }: CircuitFigures, opening: Opening): number =>
  Math.max(county.daysWanted(opening), week * opening.count);

const placeOf = ({ section, post }: Opening): [string, string] => [section.id, post];

const keyOf = (...parts: readonly string[]): string => JSON.stringify(parts);
