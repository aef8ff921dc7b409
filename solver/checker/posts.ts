import { type Cell, type Demand, millionths } from '../demand.ts';
import {
  type CadreRole,
  cadreRoles,
  levelReaches,
  type Problem,
  type School,
  type Section,
} from '../problem.ts';
import type { Rules } from './figures.ts';
import type { Person, Places } from './people.ts';

/** What somebody may be posted to: one subject of a section, or one cadre role at it. */
export interface Post {
  readonly section: Section;
  readonly school: School;
  /** The subject's code; of a seat, the role. */
  readonly code: string;
  /** Null: a teacher's post. */
  readonly role: CadreRole | null;
  /** Posts to fill, beside those that others leave. */
  readonly count: number;
  /** Undefined: nobody needs, teaches or asks for the subject there; or a seat. */
  readonly cell: Cell | undefined;
  /** Section and code, as names of rows and columns have them. */
  readonly key: string;
}

/** Every post of a county, each one object however often it is asked for. */
export class Posts {
  /** Those with something to fill. */
  readonly open: readonly Post[];
  readonly #demand: Demand;
  readonly #places: Places;
  readonly #known = new Map<string, Post>();

  constructor(problem: Problem, demand: Demand, people: readonly Person[], rules: Rules, places: Places) {
    this.#demand = demand;
    this.#places = places;
    const open = demand.cells.filter(({ openings }) => openings > 0);
    this.open = [
      ...open.map(({ section, subject }) => this.subject(section, subject)),
      ...this.#vacantSeats(problem, people, rules),
    ];
  }

  subject(section: string, code: string): Post {
    const cell = this.#demand.cell(section, code);
    return this.#at(section, code, null, cell?.openings ?? 0, cell);
  }

  /** A seat not rotating, or full, has nothing to fill. */
  seat(section: string, role: CadreRole): Post {
    return this.#at(section, role, role, 0, undefined);
  }

  /** Posts given for a role, less those held by whoever serves there; as many as are held where none are given. */
  #vacantSeats(problem: Problem, people: readonly Person[], rules: Rules): Post[] {
    const { roles, rotation } = rules.figures('cadre');
    if (!rotation || !rules.stands('cadre')) return [];
    const free = new Map(
      (problem.seats ?? []).map(({ section, role, count }) => [seatKey(section, role), count]),
    );
    for (const { teacher, section } of people) {
      if (!teacher.cadre) continue;
      const key = seatKey(section.id, teacher.cadre.role);
      const seats = free.get(key);
      if (seats !== undefined) free.set(key, seats - 1);
    }
    return problem.sections.flatMap(({ id }) =>
      cadreRoles.flatMap((role) => {
        const vacant = free.get(seatKey(id, role)) ?? 0;
        return roles.includes(role) && vacant > 0 ? [this.#at(id, role, role, vacant, undefined)] : [];
      }),
    );
  }

  #at(id: string, code: string, role: CadreRole | null, count: number, cell: Cell | undefined): Post {
    const place = JSON.stringify([id, code, role]);
    const known = this.#known.get(place);
    if (known) return known;
    const section = this.#places.section(id);
    const school = this.#places.school(section.school);
    const made: Post = { section, school, code, role, count, cell, key: JSON.stringify([id, code]) };
    this.#known.set(place, made);
    return made;
  }
}

const seatKey = (section: string, role: CadreRole): string => JSON.stringify([section, role]);

/** The post somebody who goes leaves behind; null: less than one, or none. */
export function postLeft(person: Person, posts: Posts, demand: Demand, rules: Rules): Post | null {
  const { teacher, section, rotates } = person;
  if (rotates) return posts.seat(section.id, rotates);
  const [main] = demand.share(teacher.id);
  const subject = main?.subject ?? teacher.subject;
  const whole = teacher.fte >= rules.figures('whole-post').leastFte;
  return subject !== undefined && whole ? posts.subject(section.id, subject) : null;
}

/** Whether the post that somebody who may go would leave can be filled again in the same plan. */
export function refilled({ teacher }: Person, left: Post, rules: Rules): boolean {
  if (left.role) return true;
  if (left.cell && !left.cell.specialist) return false;
  const swapped = rules.stands('swap') && levelReaches(teacher.backbone, rules.figures('swap').outLevel);
  return swapped || rules.figures('openings').backfill;
}

/** Lessons in a subject, in whole thousandths of a full-time post. */
export interface Hours {
  readonly subject: string;
  readonly amount: number;
}

/** To the nearest thousandth; a half goes up. */
export const thousandths = (fte: number): number => Math.round(millionths(fte) / 1000);

/**
 * What a section loses by somebody's going: the whole post. What class-teacher duty takes of it goes to the first
 * subject taught, since it falls on somebody who stays.
 */
export function lossesOf({ teacher }: Person, demand: Demand): readonly Hours[] {
  const [main, ...others] = demand.share(teacher.id);
  if (!main) return [];
  const beside = others.reduce((sum, { fte }) => sum + millionths(fte), 0);
  const first = Math.round((millionths(teacher.fte) - beside) / 1000);
  return [
    { subject: main.subject, amount: first },
    ...others.map(({ subject, fte }) => ({ subject, amount: thousandths(fte) })),
  ];
}

/** What a subject of a section has beyond its need, or lends to others; null: all subjects, less what they lend. */
export function spareAt(demand: Demand, section: string, subject: string | null): number {
  if (subject === null) return thousandths(demand.sections.get(section)?.surplus ?? 0);
  const cell = demand.cell(section, subject);
  return cell ? thousandths(cell.surplus) + thousandths(Math.max(0, cell.lent)) : 0;
}
