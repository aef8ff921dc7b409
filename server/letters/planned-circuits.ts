import type { Prisma } from '../../prisma/generated/client.ts';
import { bySchool, lastDay, type Visit } from '../postings/visits.ts';
import { type MoveFacts, sectionTold, teacherTold } from './move-facts.ts';

/** Circuits of a plan that is not ordered, as the postings that will be made of them. */
export async function plannedCircuits(
  tx: Prisma.TransactionClient,
  visits: readonly Visit[],
  effective: string,
): Promise<MoveFacts[]> {
  const teachers = await tx.teacher.findMany({
    where: { id: { in: visits.map(({ teacherId }) => teacherId) } },
    select: { id: true, ...teacherTold },
  });
  const sections = await tx.section.findMany({
    where: { id: { in: visits.flatMap((visit) => [visit.fromSectionId, visit.toSectionId]) } },
    select: { id: true, ...sectionTold },
  });
  const [teacherOf, sectionOf] = [byId(teachers), byId(sections)];
  const merged = bySchool(visits, ({ toSectionId }) => sectionOf.get(toSectionId)?.school.id);
  return merged.flatMap(({ teacherId, fromSectionId, toSectionId, subject, days }): MoveFacts[] => {
    const [teacher, from, to] = [
      teacherOf.get(teacherId),
      sectionOf.get(fromSectionId),
      sectionOf.get(toSectionId),
    ];
    if (teacher === undefined || from === undefined || to === undefined) return [];
    const until = lastDay(effective, 12);
    return [
      {
        teacherId,
        subject,
        role: null,
        form: 'circuit',
        relationMoves: false,
        teacher,
        from,
        to,
        days,
        until,
      },
    ];
  });
}

const byId = <Row extends { readonly id: string }>(rows: readonly Row[]) =>
  new Map(rows.map((row) => [row.id, row]));
