import { batched } from './batch.ts';
import { builder } from './builder.ts';
import type { Context, PlacedFinding, StandardFinding } from './context.ts';
import { sectionKeyed, sectionOnFile } from './on-file.ts';
import { School } from './school.ts';
import { sentence } from './words.ts';

/** Of the registry, with its places; of standards without. */
export type FindingOfCounty = (
  | PlacedFinding
  | (StandardFinding & { readonly section: null; readonly schools: readonly [] })
) & {
  readonly countyId: string;
};

/** By `COUNTY CODE`. */
const schoolCoded = batched(async (keys, { db }: Context) => {
  const asked = keys.map((key): [string, string] => [
    key.slice(0, key.indexOf(' ')),
    key.slice(key.indexOf(' ') + 1),
  ]);
  const found = await db.school.findMany({
    where: { OR: asked.map(([countyId, code]) => ({ countyId, code })) },
  });
  return new Map(found.map((school) => [`${school.countyId} ${school.code}`, school]));
});

export const RegistryFinding = builder.objectRef<FindingOfCounty>('RegistryFinding').implement({
  description: 'Something on file that figures cannot be reckoned from, or not rightly.',
  fields: (t) => ({
    code: t.exposeString('code', {
      description:
        '`pupils-not-on-file`, `classes-not-on-file`, `grade-without-class`, `more-classes-than-pupils`, `subject-without-load`, `school-with-two-codes`, `staff-of-shut-school`, `more-circuit-days-than-post`, `circuit-days-not-on-file`, `standards-overlap`, `no-standard-in-force` or `policy-beside-standard`.',
    }),
    section: sectionOnFile(t, 'Where; null: it is about no section.', ({ countyId, section }, context) =>
      section === null ? null : sectionKeyed(context, countyId, section),
    ),
    schools: t.field({
      type: [School],
      description: 'The schools it is about; empty: about the standards.',
      resolve: async ({ countyId, schools }, _args, context) =>
        (await Promise.all(schools.map((code) => schoolCoded(context, `${countyId} ${code}`)))).filter(
          (school) => school !== undefined,
        ),
    }),
    ...sentence(
      t,
      {
        text: 'What is wrong and what follows, in the reader’s language.',
        words: 'The same in both languages.',
      },
      ({ text }) => text,
    ),
  }),
});
