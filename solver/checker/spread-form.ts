import { millionths } from '../demand.ts';
import { grouped } from '../grouped.ts';
import type { Section, Stage } from '../problem.ts';
import { CountedAt, counts, countsThen, isMeasured, pupilsOf, visitorsOf } from './counted.ts';
import type { Facts } from './facts.ts';
import { type Indicator, type SpreadFigures, visitedKey } from './figures.ts';
import type { Person } from './people.ts';
import type { Post } from './posts.ts';
import type { Candidate } from './rule-rows.ts';
import { Draft, type Sheet, sumOf, type Term } from './sheet.ts';

/** A goal before its name is put to it: `constant + terms`. */
export interface Form {
  readonly terms: readonly Term[];
  readonly constant: number;
}

/**
 * The squared coefficient of variation `P·Σ(n²/p)/N² − 1` of one indicator over a stage's sections, in millionths, as a
 * sum of steps: what the first, second, … teacher of a section adds (domain C1); about today's mean, whoever is counted.
 */
interface Spread extends Form {
  readonly key: string;
  /** The square of the most that the coefficient may be, in millionths. */
  readonly limit: number;
}

/** Writes the steps of what goals measure; goals that count the same people share them. */
export class Spreads {
  readonly #facts: Facts;
  readonly #candidates: readonly Candidate[];
  readonly #sheet: Sheet;
  readonly #steps = new Map<string, readonly number[]>();
  readonly #leaving: ReadonlyMap<Post | null, readonly Candidate[]>;

  constructor(facts: Facts, candidates: readonly Candidate[], sheet: Sheet) {
    this.#facts = facts;
    this.#candidates = candidates;
    this.#sheet = sheet;
    this.#leaving = grouped(candidates, ({ leaves }) => leaves);
  }

  balance(figures: SpreadFigures): Form {
    const spreads = this.#all(figures);
    return {
      terms: spreads.flatMap(({ terms }) => terms),
      constant: spreads.reduce((sum, { constant }) => sum + constant, 0),
    };
  }

  /** How far each spread lies above its limit, added up. */
  limit(figures: SpreadFigures): Form {
    const terms: Term[] = [];
    for (const { key, limit, ...steps } of this.#all(figures)) {
      const room = limit - steps.constant;
      const most = steps.terms.reduce((sum, [, cost]) => sum + Math.max(0, cost), 0);
      if (most <= room) continue;
      const beyond = this.#sheet.column(`beyond:${key}`, 0, most - room, (values) =>
        Math.max(0, sumOf(steps.terms, values) - room),
      );
      const draft = new Draft(null, `beyond:${key}`, room);
      for (const [column, cost] of steps.terms) draft.add(column, cost);
      draft.add(beyond, -1);
      this.#sheet.atMost(draft);
      terms.push([beyond, 1]);
    }
    return { terms, constant: 0 };
  }

  #all(figures: SpreadFigures): readonly Spread[] {
    const stages = (['primary', 'junior'] as const).filter((stage) => figures.stages.includes(stage));
    return stages.flatMap((stage) => {
      const sections = this.#facts.problem.sections.filter(
        (section) => section.stage === stage && isMeasured(this.#facts, section, figures),
      );
      return [...new Set(figures.indicators)].flatMap((indicator) => {
        const spread = this.#spread(stage, indicator, sections, figures);
        return spread ? [spread] : [];
      });
    });
  }

  /** Null where nobody counts, so that there is no spread. */
  #spread(
    stage: Stage,
    indicator: Indicator,
    sections: readonly Section[],
    figures: SpreadFigures,
  ): Spread | null {
    const counted = ({ teacher }: Person) => counts(indicator, stage, teacher, figures);
    const at = new CountedAt(this.#facts, figures);
    const there = grouped(this.#facts.people.filter(counted), (person) => at.of(person));
    const movable = this.#candidates.filter((candidate) => at.changes(candidate));
    const comes = movable.filter((candidate) => countsThen(indicator, stage, candidate, figures));
    const goes = movable.filter(({ person }) => counted(person));
    const coming = grouped(comes, ({ post }) => post.section.id);
    const going = grouped(goes, ({ person }) => at.of(person));
    const visitors = visitorsOf(this.#facts, indicator, figures);
    const headsAt = (id: string) => (there.get(id)?.length ?? 0) + visitors(id);
    const all = sections.reduce((sum, { id }) => sum + headsAt(id), 0);
    const pupils = sections.reduce((sum, section) => sum + pupilsOf(section), 0);
    if (all === 0) return null;

    const subjects =
      indicator === 'arts-and-pe' ? JSON.stringify(figures.artsAndPe) + visitedKey(figures) : '';
    const key = `${stage}:${indicator}${figures.view === 'serving' ? '' : `:${figures.view}`}${subjects}`;
    // The mean stays today's: who comes to be counted, or is no more, changes how far all lie from it.
    const measured = new Set<string | null>(sections.map(({ id }) => id));
    const comers = new Set(comes.filter(({ post }) => measured.has(post.section.id)));
    const goers = new Set(goes.filter(({ person }) => measured.has(at.of(person))));
    const each = rounded(2 * UNIT, all);
    const terms = [
      ...[...comers].filter((one) => !goers.has(one)).map(({ column }): Term => [column, -each]),
      ...[...goers].filter((one) => !comers.has(one)).map(({ column }): Term => [column, each]),
    ];
    const squares = sections.reduce((sum, section) => {
      const heads = headsAt(section.id);
      return sum + (heads * heads) / pupilsOf(section);
    }, 0);
    // Today's CV² to the millionth; steps from there on are rounded one by one.
    let constant = Math.round(UNIT * ((pupils * squares) / (all * all) - 1));
    for (const section of sections) {
      const now = headsAt(section.id);
      const flow = { coming: coming.get(section.id) ?? [], going: going.get(section.id) ?? [] };
      const stay = now - peopleIn(flow.going);
      const step = (heads: number) => rounded(UNIT * pupils * (2 * heads + 1), pupilsOf(section) * all * all);
      for (let heads = stay; heads < now; heads++) constant -= step(heads);
      const columns = this.#heads(`${key}:${JSON.stringify(section.id)}`, { ...flow, now, stay });
      terms.push(...columns.map((column, place): Term => [column, step(stay + place)]));
    }
    return { key, limit: squared(figures[stage]), terms, constant };
  }

  /** One column for every teacher a section may have beyond those who cannot leave it; as many are 1 as are there. */
  #heads(key: string, { coming, going, now, stay }: Heads): readonly number[] {
    const known = this.#steps.get(key);
    if (known) return known;
    const flows = [
      ...coming.map(({ column }): Term => [column, 1]),
      ...going.map(({ column }): Term => [column, -1]),
    ];
    const most = now - stay + Math.min(peopleIn(coming), this.#room(coming));
    const columns = Array.from({ length: most }, (_, place) =>
      this.#sheet.column(`heads:${key}:${stay + place + 1}`, 0, 1, (values) =>
        now - stay + sumOf(flows, values) > place ? 1 : 0,
      ),
    );
    const draft = new Draft(null, `heads:${key}`, stay - now);
    draft.addAll(columns, -1);
    for (const [column, sign] of flows) draft.add(column, sign);
    this.#sheet.atMost(draft);
    this.#steps.set(key, columns);
    return columns;
  }

  /** No more than its open posts and those that others leave can take; any number by a swap where that rule is relaxed. */
  #room(coming: readonly Candidate[]): number {
    if (this.#facts.rules.relaxed('swap')) return Number.POSITIVE_INFINITY;
    let room = 0;
    for (const [post, candidates] of grouped(coming, (candidate) => candidate.post)) {
      room += Math.min(peopleIn(candidates), post.count + peopleIn(this.#leaving.get(post) ?? []));
    }
    return room;
  }
}

/** Who may come to a section and leave it, how many are there now, and how many of them cannot leave. */
interface Heads {
  coming: readonly Candidate[];
  going: readonly Candidate[];
  now: number;
  stay: number;
}

const UNIT = 1_000_000;

const peopleIn = (candidates: readonly Candidate[]): number =>
  new Set(candidates.map(({ person }) => person)).size;

/** `part ÷ whole` to the nearest whole number, a half up, without a fraction on the way. */
function rounded(part: number, whole: number): number {
  const doubled = 2 * part + whole;
  return (doubled - (doubled % (2 * whole))) / (2 * whole);
}

/** The square of a coefficient in whole millionths, what is left over dropped. */
const squared = (limit: number): number => Math.floor(millionths(limit) ** 2 / UNIT);
