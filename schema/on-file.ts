import { batched } from './batch.ts';
import type { builder } from './builder.ts';
import type { Context } from './context.ts';

/** What an answer or a diagnosis names a row by: its id; null or undefined: nobody, or no longer on file. */
type Named = string | null | undefined;

type Fields<Parent> = PothosSchemaTypes.ObjectFieldBuilder<typeof builder.$inferSchemaTypes, Parent>;

/** A field for a teacher who may have left the files since the answer was given. */
export const teacherOnFile = <Parent>(
  t: Fields<Parent>,
  description: string,
  idOf: (parent: Parent, context: Context) => Named | Promise<Named>,
) =>
  t.prismaField({
    type: 'Teacher',
    nullable: true,
    description,
    resolve: async (query, parent, _args, context) => {
      const id = await idOf(parent, context);
      return id == null ? null : context.db.teacher.findUnique({ ...query, where: { id } });
    },
  });

/** The same for a section. */
export const sectionOnFile = <Parent>(
  t: Fields<Parent>,
  description: string,
  idOf: (parent: Parent, context: Context) => Named | Promise<Named>,
) =>
  t.prismaField({
    type: 'Section',
    nullable: true,
    description,
    resolve: async (query, parent, _args, context) => {
      const id = await idOf(parent, context);
      return id == null ? null : context.db.section.findUnique({ ...query, where: { id } });
    },
  });

/** The id of the county's teacher of this staff number; undefined: no longer on file. */
export const teacherNumbered = (context: Context, countyId: string, staffNumber: string) =>
  teacherIds(context, `${countyId} ${staffNumber}`);

/** The id of the county's section of this key in the problem (`SCHOOL:STAGE`); undefined: no longer on file. */
export const sectionKeyed = (context: Context, countyId: string, key: string) =>
  sectionIds(context, `${countyId} ${key}`);

/** By `COUNTY KEY`: one statement for all that a document asks for. */
const teacherIds = batched<string>(async (keys, { db }) => {
  const found = await db.teacher.findMany({
    where: { OR: byCounty(keys).map(([countyId, own]) => ({ countyId, staffNumber: { in: own } })) },
    select: { id: true, countyId: true, staffNumber: true },
  });
  return new Map(found.map(({ id, countyId, staffNumber }) => [`${countyId} ${staffNumber}`, id]));
});

const sectionIds = batched<string>(async (keys, { db }) => {
  const codes = (own: readonly string[]) => own.map((key) => key.slice(0, key.lastIndexOf(':')));
  const found = await db.section.findMany({
    where: {
      OR: byCounty(keys).map(([countyId, own]) => ({ countyId, school: { code: { in: codes(own) } } })),
    },
    select: { id: true, countyId: true, stage: true, school: { select: { code: true } } },
  });
  return new Map(found.map(({ id, countyId, stage, school }) => [`${countyId} ${school.code}:${stage}`, id]));
});

function byCounty(keys: readonly string[]): [county: string, own: string[]][] {
  const found = new Map<string, string[]>();
  for (const key of keys) {
    const county = key.slice(0, key.indexOf(' '));
    found.set(county, [...(found.get(county) ?? []), key.slice(county.length + 1)]);
  }
  return [...found];
}
