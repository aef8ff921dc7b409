import { type Demand, millionths } from '../demand.ts';
import { grouped } from '../grouped.ts';
import type { Problem, School } from '../problem.ts';
import type { RuleName, Rules } from './figures.ts';
import type { Person } from './people.ts';
import { lossesOf, type Post, type Posts, spareAt } from './posts.ts';

/** Lessons somebody may give away from the own school on some days of the week. */
export interface Circuit {
  readonly person: Person;
  readonly post: Post;
  /** By road from the own school, km. */
  readonly km: number;
  /** The most days a week. */
  readonly most: number;
}

/** Circuits as the checker reckons them: by none of the rule's own code. */
export interface Circuits {
  /** Those that may be made, none where the rule does not stand. */
  readonly possible: readonly Circuit[];
  /** Every section × subject that wants days. */
  readonly wanting: readonly Post[];
  /** Days a week that a post wants; 0: none. */
  wanted(post: Post): number;
  /** The most days a week anybody is away. */
  readonly mostDays: number;
}

export function circuitsIn(
  problem: Problem,
  rules: Rules,
  people: readonly Person[],
  demand: Demand,
  posts: Posts,
  apart: (one: School, other: School) => number | null,
): Circuits {
  const { week, mostDays, withinKm, leastGap, places, weak, nearest } = rules.figures('circuit');
  const atMost = mostDays < week ? mostDays : week - 1;
  const wanted = ({ role, school, cell }: Post): number => {
    if (!rules.stands('circuit') || role !== null || !cell?.specialist) return 0;
    if (!places.includes(school.place) && !(weak && school.weak)) return 0;
    const gap = millionths(cell.gap);
    if (gap < millionths(leastGap) && !cell.critical) return 0;
    const days = (gap * week) / 1_000_000;
    return Number.isInteger(days) ? days : Math.floor(days) + 1;
  };
  const wanting = demand.cells
    .map(({ section, subject }) => posts.subject(section, subject))
    .filter((post) => wanted(post) > 0);

  const { ranks } = rules.figures('certificate');
  const { leastFte } = rules.figures('whole-post');
  const spares = (person: Person): boolean => {
    const { section, teacher } = person;
    const whole = lossesOf(person, demand);
    const all = whole.reduce((sum, { amount }) => sum + amount, 0);
    // A day is one of so many parts of the post.
    return (
      whole.length > 0 &&
      millionths(teacher.fte) >= millionths(leastFte) &&
      [...whole, { subject: null, amount: all }].every(
        ({ subject, amount }) => amount <= week * spareAt(demand, section.id, subject),
      )
    );
  };
  const free = ({ bars, rotates }: Person): boolean =>
    rotates === null && !bars.some((rule) => keptHome.includes(rule));
  const lenders = wanting.length === 0 ? [] : people.filter((person) => free(person) && spares(person));
  const able = grouped(
    lenders.flatMap((person) => {
      const held = person.teacher.certificates.filter(({ rank }) => rank === 'main' || ranks !== 'main');
      const keys = new Set(held.map(({ subject, stage }) => `${stage} ${subject}`));
      return [...keys].map((key) => ({ key, person }));
    }),
    ({ key }) => key,
  );
  const bySection = new Map(
    [...able].map(([key, entries]) => [key, grouped(entries, ({ person }) => person.section)]),
  );
  const kept = new Set(
    (rules.stands('pins') ? problem.pins : []).flatMap((pin) =>
      pin.kind === 'forbid' ? [JSON.stringify([pin.teacher, pin.section])] : [],
    ),
  );
  const roads = new Roads(apart);
  const possible = wanting.flatMap((post): Circuit[] => {
    const asked = [...(bySection.get(`${post.section.stage} ${post.code}`) ?? [])]
      .flatMap(([section, entries]) => {
        const [one] = entries;
        const km =
          !one || one.person.school === post.school ? null : roads.km(one.person.school, post.school);
        return km === null || km > withinKm ? [] : [{ section, km, entries }];
      })
      .toSorted((a, b) => a.km - b.km || (a.section.id < b.section.id ? -1 : 1))
      .slice(0, nearest);
    const most = Math.min(atMost, wanted(post));
    return asked.flatMap(({ km, entries }) =>
      entries.flatMap(({ person }) =>
        kept.has(JSON.stringify([person.teacher.id, post.section.id])) ? [] : [{ person, post, km, most }],
      ),
    );
  });
  return { possible, wanting, wanted, mostDays: atMost };
}

/** Rules that keep whom they bar from teaching elsewhere even on a day. */
const keptHome: readonly RuleName[] = ['cadre', 'running-posting', 'exemption', 'hold-back'];

/** Each road between two schools, reckoned once. */
class Roads {
  readonly #apart: (one: School, other: School) => number | null;
  readonly #known = new Map<School, Map<School, number | null>>();

  constructor(apart: (one: School, other: School) => number | null) {
    this.#apart = apart;
  }

  km(one: School, other: School): number | null {
    const roads = this.#known.get(one) ?? new Map<School, number | null>();
    this.#known.set(one, roads);
    const known = roads.get(other);
    if (known !== undefined) return known;
    const km = this.#apart(one, other);
    roads.set(other, km);
    return km;
  }
}

/** The name of a circuit's column: who teaches what where. */
export const circuitName = (teacher: string, section: string, code: string): string =>
  `days:${JSON.stringify([teacher, section, code])}`;
