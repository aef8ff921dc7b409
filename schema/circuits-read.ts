import type { z } from 'zod';
import { batched } from './batch.ts';
import type { Context } from './context.ts';
import { leads, readsCircuit, rows } from './scope.ts';
import * as stored from './stored.ts';

export type Stored = z.infer<typeof stored.circuits>[number];

/** A plan’s circuits that the viewer may read, as far as their sections are still on file. */
export async function circuitsOf(
  context: Context,
  countyId: string,
  list: unknown,
): Promise<(Stored & { countyId: string })[]> {
  const circuits = stored.circuits.parse(list);
  const seen = await Promise.all(
    circuits.map(async (circuit) => {
      const ends = await Promise.all(
        [circuit.fromSectionId, circuit.toSectionId].map((id) => placeOf(context, id)),
      );
      const [from, to] = ends;
      return from !== undefined && to !== undefined && readsCircuit(context.viewer, circuit, from, to);
    }),
  );
  return circuits.filter((_, index) => seen[index]).map((circuit) => ({ countyId, ...circuit }));
}

const placeOf = batched(async (ids, { db }) => {
  const sections = await db.section.findMany({
    where: { id: { in: [...ids] } },
    select: { id: true, schoolId: true, county: { select: { id: true, provinceId: true } } },
  });
  return new Map(sections.map((section) => [section.id, section]));
});

/** Which of these teachers teach on circuit from or at a school the viewer leads, by a plan that the viewer reads. */
export async function onCircuit(context: Context, teachers: readonly string[]): Promise<{ id: string }[]> {
  const { db, viewer } = context;
  if (teachers.length === 0 || !leads(viewer)) return [];
  const plans = await db.plan.findMany({
    where: {
      AND: [
        rows(viewer).plan,
        { OR: teachers.map((teacherId) => ({ circuits: { array_contains: [{ teacherId }] } })) },
      ],
    },
    select: { countyId: true, circuits: true },
  });
  const read = await Promise.all(
    plans.map(({ countyId, circuits }) => circuitsOf(context, countyId, circuits)),
  );
  const met = new Set(read.flat().map(({ teacherId }) => teacherId));
  return teachers.filter((id) => met.has(id)).map((id) => ({ id }));
}
