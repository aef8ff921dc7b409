import type { Cell, Demand } from './demand.ts';
import { order } from './order.ts';
import {
  type CadreRole,
  cadreRoles,
  type Problem,
  type School,
  type Section,
  type Teacher,
} from './problem.ts';

/** One section × subject, or section × cadre role, that people may be posted to. */
export interface Opening {
  readonly section: Section;
  readonly school: School;
  /** Section and post, as the names of rows and columns have them. */
  readonly key: string;
  /** The subject's code; of a seat, the role. */
  readonly post: string;
  /** Null: a seat. */
  readonly subject: string | null;
  /** Null: a teacher's post. */
  readonly role: CadreRole | null;
  /** Posts to fill, beside those that others leave. */
  readonly count: number;
  /** The demand it stands for; of a seat, none. */
  readonly cell: Cell;
}

/** The openings of a county: the same one each time that it is asked for. */
export interface Openings {
  /** One of every section × subject that is needed, taught or asked for, by section, then subject. */
  readonly cells: readonly Opening[];
  /** Those with something to fill, vacant seats of cadres included, by section, then post. */
  readonly toFill: readonly Opening[];
  /** The opening of a section × subject; one with no post to fill where none is open. */
  at(section: string, subject: string): Opening;
  /** The seats of a cadre role at a section; none to fill where the role does not rotate. */
  seat(section: string, role: CadreRole): Opening;
}

/** What the openings of a county are found from. */
interface Places {
  readonly problem: Problem;
  readonly demand: Demand;
  /** The roles of cadres that rotate. */
  readonly rotating: readonly CadreRole[];
  section(id: string): Section;
  school(id: string): School;
  staff(section: string): readonly Teacher[];
}

export function openingsOf(places: Places): Openings {
  const openingOf = (cell: Cell, role: CadreRole | null, count: number): Opening => {
    const section = places.section(cell.section);
    return {
      section,
      school: places.school(section.school),
      key: keyOf(section.id, cell.subject),
      post: cell.subject,
      subject: role ? null : cell.subject,
      role,
      count,
      cell,
    };
  };
  const seatOf = (section: string, role: CadreRole, vacant: number): Opening =>
    openingOf(emptyCell(section, role), role, vacant);

  const cells = places.demand.cells.map((cell) => openingOf(cell, null, cell.openings));
  const vacant = vacantSeats(places).map(({ section, role, count }) => seatOf(section, role, count));
  const posts = new Map(cells.map((opening) => [opening.key, opening]));
  const seats = new Map(vacant.map((seat) => [seat.key, seat]));
  return {
    cells,
    toFill: [...cells, ...vacant].filter(({ count }) => count > 0).sort(bySectionAndPost),
    at: (section, subject) =>
      found(posts, keyOf(section, subject), () => openingOf(emptyCell(section, subject), null, 0)),
    seat: (section, role) => found(seats, keyOf(section, role), () => seatOf(section, role, 0)),
  };
}

export const bySectionAndPost = (a: Opening, b: Opening): number =>
  order(a.section.id, b.section.id) || order(a.post, b.post) || order(a.role ?? '', b.role ?? '');

/** The one of this key; made, and kept, where there is none yet. */
function found(known: Map<string, Opening>, key: string, make: () => Opening): Opening {
  const before = known.get(key);
  if (before) return before;
  const made = make();
  known.set(key, made);
  return made;
}

/** The vacant seats of every section × role that rotates: those given, or as many as are held, less those held. */
function vacantSeats({
  problem: { sections, seats = [] },
  rotating,
  staff,
}: Places): { section: string; role: CadreRole; count: number }[] {
  const given = new Map(seats.map(({ section, role, count }) => [keyOf(section, role), count]));
  return sections.flatMap(({ id }) =>
    cadreRoles
      .filter((role) => rotating.includes(role))
      .map((role) => {
        const held = staff(id).filter(({ cadre }) => cadre?.role === role).length;
        return { section: id, role, count: Math.max(0, (given.get(keyOf(id, role)) ?? held) - held) };
      }),
  );
}

const keyOf = (section: string, post: string): string => JSON.stringify([section, post]);

/** A section × subject that nobody needs, teaches or asks for. */
const emptyCell = (section: string, subject: string): Cell => ({
  section,
  subject,
  need: 0,
  supply: 0,
  circuitsIn: 0,
  circuitsOut: 0,
  lent: 0,
  gap: 0,
  surplus: 0,
  openings: 0,
  requested: 0,
  priority: 3,
  level: 'none',
  critical: false,
  specialist: true,
});
