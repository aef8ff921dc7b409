import type { Prisma } from '../../prisma/generated/client.ts';

/** One move, circuit or return as a paper tells of it. */
export interface MoveFacts extends Prisma.MoveGetPayload<{ select: typeof movedTold }> {
  /** Its own first day; left out: the plan's. */
  readonly startsOn?: string;
  /** Of a circuit: its last day, and how many days a week; null: not on file. */
  readonly until?: string | null;
  readonly days?: number | null;
}

export const sectionTold = {
  stage: true,
  school: { select: { id: true, code: true, name: true, otherName: true } },
} as const;
export const teacherTold = {
  name: true,
  staffNumber: true,
  nameKey: true,
  registeredSchoolId: true,
} as const;
/** What a paper asks of a move, or of a posting. */
export const movedTold = {
  teacherId: true,
  subject: true,
  role: true,
  form: true,
  relationMoves: true,
  teacher: { select: teacherTold },
  from: { select: sectionTold },
  to: { select: sectionTold },
} as const;
