import { type Facility, facilities } from '../../solver/balance/facts.ts';
import { grouped } from '../../solver/grouped.ts';
import { pupilsOf } from '../../solver/indicators.ts';
import type { Place } from '../../solver/problem.ts';
import { draw } from '../../test/support/draw.ts';
import type { Registry } from './registry.ts';

/** What a pupil has of each at a usual school: a little above the levels of quality balance. */
const usual: Readonly<Record<Facility, number>> = {
  teachingArea: 5.6,
  sportsArea: 9.4,
  equipmentValue: 2_600,
  computers: 0.16,
  books: 32,
  multimediaRooms: 0.027,
};

/** Town schools are crowded; small schools keep rooms and grounds they were once built with, and less in them. */
const byPlace: Readonly<Record<Place, Readonly<Record<'room' | 'things', number>>>> = {
  urban: { room: 0.8, things: 1.1 },
  'county-town': { room: 0.8, things: 1.1 },
  'township-centre': { room: 1.15, things: 1 },
  village: { room: 1.7, things: 0.85 },
  'teaching-point': { room: 2, things: 0.8 },
};

/** What the made-up schools report, by school; drawn for itself, so that nothing else of the county hangs on it. */
export function facilitiesOf({ schools, sections }: Pick<Registry, 'schools' | 'sections'>) {
  const chance = draw(SEED);
  const sectionsOf = grouped(sections, ({ school }) => school);
  return new Map(
    schools.map(({ id, place }) => {
      const pupils = (sectionsOf.get(id) ?? []).reduce((sum, section) => sum + pupilsOf(section), 0);
      const { room, things } = byPlace[place];
      const amount = (facility: Facility) => {
        const here = facility === 'teachingArea' || facility === 'sportsArea' ? room : things;
        return Math.max(1, Math.round((usual[facility] * here * pupils * chance.int(85, 125)) / 100));
      };
      return [id, facilities.map((facility) => [facility, amount(facility)] as const)] as const;
    }),
  );
}

const SEED = 2012;
