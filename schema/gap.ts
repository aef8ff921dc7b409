import { remembered } from './batch.ts';
import { builder } from './builder.ts';
import type * as context from './context.ts';
import type { Context } from './context.ts';
import { Place, Stage } from './enums.ts';
import { keyOf } from './ids.ts';
import { Subject, subjectOf } from './subject.ts';
import { Words } from './words.ts';

interface GapShape extends context.GapCell {
  readonly countyId: string;
}

export const GapCell = builder.objectRef<GapShape>('GapCell').implement({
  description:
    'What one section needs, has, lacks and can spare in one subject. Need, supply, lent, gap and surplus are full-time posts (FTE).',
  fields: (t) => ({
    section: t.prismaField({
      type: 'Section',
      description: 'The section.',
      resolve: (query, { sectionId }, _args, { db }) =>
        db.section.findUniqueOrThrow({ ...query, where: { id: sectionId } }),
    }),
    subject: t.field({
      type: Subject,
      description: 'The subject.',
      resolve: ({ countyId, subject }, _args, ctx) => subjectOf(ctx, countyId, subject),
    }),
    need: t.exposeFloat('need', { description: 'Classes × weekly periods ÷ weekly load, FTE.' }),
    supply: t.exposeFloat('supply', {
      description: 'What the serving teachers supply, and who comes by circuit teaching on file, FTE.',
    }),
    circuitsIn: t.exposeFloat('circuitsIn', {
      description:
        'How much of the supply comes by circuit teaching on file (走教), FTE: days ÷ days of a week, from teachers of other sections.',
    }),
    circuitsOut: t.exposeFloat('circuitsOut', {
      description:
        'What the subject’s own teachers give to other sections by circuit teaching on file, FTE; not in the supply, so that without it the supply were so much more.',
    }),
    lent: t.exposeFloat('lent', {
      description:
        'Supply that goes to subjects nobody specialises in, FTE; below 0: borrowed. Supply − lent = need + surplus − gap.',
    }),
    gap: t.exposeFloat('gap', { description: 'What is lacking, FTE; 0: nothing.' }),
    surplus: t.exposeFloat('surplus', { description: 'What can be spared, FTE; 0: nothing.' }),
    openings: t.exposeInt('openings', { description: 'Posts open to exchange.' }),
    requested: t.exposeInt('requested', { description: 'Posts asked for by approved requests.' }),
    critical: t.exposeBoolean('critical', {
      description: 'Needed, and nobody in the section teaches it or is certified for it (开不齐课).',
    }),
    specialist: t.exposeBoolean('specialist', {
      description: 'Taught by teachers of the subject; if not, it has need but opens no post.',
    }),
    arithmetic: t.field({
      type: [Words],
      description:
        'How it is reckoned, a line each: need by classes, periods and load; supply by how many teachers with which share; what is lent or borrowed; what lacks or is left. Nobody is named.',
      resolve: ({ arithmetic }) => arithmetic,
    }),
  }),
});

export const GapFilter = builder.inputType('GapFilter', {
  description: 'Which cells; what is left out does not matter.',
  fields: (t) => ({
    stage: t.field({ type: Stage, description: 'In sections of this stage.' }),
    subjects: t.stringList({ description: 'In the subjects of these codes.' }),
    places: t.field({ type: [Place], description: 'In one of these kinds of place.' }),
    weak: t.boolean({ description: 'Whether in weak schools.' }),
    schoolId: t.id({ description: 'In this school.' }),
    critical: t.boolean({ description: 'Whether critical.' }),
    open: t.boolean({ description: 'Whether there are openings.' }),
    specialist: t.boolean({ description: 'Whether for teachers of the subject.' }),
  }),
});

export const GapOrder = builder.enumType('GapOrder', {
  description: 'What cells are sorted by; equal ones by school, stage and subject.',
  values: {
    SCHOOL: { value: 'school', description: 'School, by code.' },
    SUBJECT: { value: 'subject', description: 'Subject, by code.' },
    NEED: { value: 'need', description: 'Need.' },
    GAP: { value: 'gap', description: 'Gap.' },
    SURPLUS: { value: 'surplus', description: 'Surplus.' },
    OPENINGS: { value: 'openings', description: 'Openings.' },
  },
} as const);

/** Every cell of the county, reckoned once in a request; the caller leaves out what the reader may not see. */
export function gapsOf(
  ctx: Context,
  { id, timeZone }: { id: string; timeZone: string },
  on: string | null | undefined,
): Promise<readonly GapShape[]> {
  const day = on ?? ctx.today(timeZone);
  return reckoned(ctx, `${id} ${day}`, async () =>
    (await ctx.rounds.demand(id, day)).map((cell) => ({ ...cell, countyId: id })),
  );
}

/** Where a cell is, for filters and order. */
export interface GapPlace {
  readonly id: string;
  readonly stage: typeof Stage.$inferType;
  readonly school: {
    readonly id: string;
    readonly code: string;
    readonly place: typeof Place.$inferType;
    readonly weak: boolean;
  };
}

/** The cells of the sections given, filtered and sorted; those of other sections are left out. */
export function pickGaps(
  cells: readonly GapShape[],
  sections: readonly GapPlace[],
  filter: typeof GapFilter.$inferInput,
  by: typeof GapOrder.$inferType,
  descending: boolean,
): GapShape[] {
  const places = new Map(sections.map((section) => [section.id, section]));
  const found = cells.flatMap((cell) => {
    const place = places.get(cell.sectionId);
    return place && wanted(cell, place, filter) ? [{ cell, place }] : [];
  });
  const sign = descending ? -1 : 1;
  return found
    .toSorted((a, b) => sign * compare(keyFor(a, by), keyFor(b, by)) || compare(rank(a), rank(b)))
    .map(({ cell }) => cell);
}

interface Placed {
  cell: GapShape;
  place: GapPlace;
}

const reckoned = remembered<readonly GapShape[]>();

const wanted = (cell: GapShape, { stage, school }: GapPlace, filter: typeof GapFilter.$inferInput): boolean =>
  (filter.stage ?? stage) === stage &&
  (filter.subjects?.includes(cell.subject) ?? true) &&
  (filter.places?.includes(school.place) ?? true) &&
  (filter.weak ?? school.weak) === school.weak &&
  (filter.schoolId == null || keyOf(filter.schoolId, 'School') === school.id) &&
  (filter.critical ?? cell.critical) === cell.critical &&
  (filter.open ?? cell.openings > 0) === cell.openings > 0 &&
  (filter.specialist ?? cell.specialist) === cell.specialist;

const keyFor = ({ cell, place }: Placed, by: typeof GapOrder.$inferType): string | number =>
  by === 'school' ? place.school.code : cell[by];

/** Primary comes before junior, as in the school years. */
const rank = ({ cell, place }: Placed): string =>
  JSON.stringify([place.school.code, place.stage === 'primary' ? 0 : 1, cell.subject]);

const compare = (a: string | number, b: string | number): number => (a < b ? -1 : a > b ? 1 : 0);
