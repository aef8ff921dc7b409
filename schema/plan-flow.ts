import type { CadreRole as RoleKey } from '../prisma/generated/enums.ts';
import { batched } from './batch.ts';
import { builder } from './builder.ts';
import { CadreRole } from './enums.ts';
import { readsCounty } from './scope.ts';
import { Subject, subjectOf } from './subject.ts';

interface Shape {
  readonly countyId: string;
  readonly planId: string;
  readonly fromSchoolId: string;
  readonly toSchoolId: string;
  readonly subject: string | null;
  readonly role: RoleKey | null;
  readonly people: number;
}

const PlanFlow = builder.objectRef<Shape>('PlanFlow').implement({
  description: 'How many people of one subject a plan sends from one school to another.',
  fields: (t) => ({
    from: t.prismaField({
      type: 'School',
      description: 'School left.',
      resolve: (query, { fromSchoolId }, _args, { db }) =>
        db.school.findUniqueOrThrow({ ...query, where: { id: fromSchoolId } }),
    }),
    to: t.prismaField({
      type: 'School',
      description: 'School gone to.',
      resolve: (query, { toSchoolId }, _args, { db }) =>
        db.school.findUniqueOrThrow({ ...query, where: { id: toSchoolId } }),
    }),
    subject: t.field({
      type: Subject,
      nullable: true,
      description: 'Subject of the posts; null: seats of cadres, or people who teach no subject.',
      resolve: ({ countyId, subject }, _args, context) =>
        subject === null ? null : subjectOf(context, countyId, subject),
    }),
    role: t.expose('role', {
      type: CadreRole,
      nullable: true,
      description: 'Role of the seats; null: teachers’ posts.',
    }),
    people: t.exposeInt('people', { description: 'How many, at least 1.' }),
  }),
});

const flows = batched<Shape[]>(async (planIds, { db }) => {
  const rows = await db.$queryRaw<Shape[]>`
    SELECT home."countyId", move."planId", home."schoolId" AS "fromSchoolId", host."schoolId" AS "toSchoolId",
      move.subject, replace(move.role::text, '-', '_') AS role, count(*)::int AS people
    FROM "Move" move JOIN "Section" home ON home.id = move."fromSectionId"
    JOIN "Section" host ON host.id = move."toSectionId"
    WHERE move."planId" = ANY(${[...planIds]}::uuid[])
    GROUP BY 1, 2, 3, 4, 5, 6 ORDER BY people DESC, 3, 4, 5, 6`;
  const found = new Map<string, Shape[]>(planIds.map((id) => [id, []]));
  for (const row of rows) found.get(row.planId)?.push(row);
  return found;
});

builder.prismaObjectField('Plan', 'flows', (t) =>
  t.field({
    type: [PlanFlow],
    description:
      'Its moves counted by school left, school gone to and post, the most people first. For who reads the county; empty for everybody else.',
    select: { id: true, county: { select: { id: true, provinceId: true } } },
    resolve: async ({ id, county }, _args, context) =>
      readsCounty(context.viewer, county) ? ((await flows(context, id)) ?? []) : [],
  }),
);
