import type { Prisma } from '../prisma/generated/client.ts';
import type { Context, Option, Viewer } from './context.ts';
import { NotFound, notSignedIn } from './errors.ts';
import { keyOf } from './ids.ts';
import { rows, whoseTeacher } from './scope.ts';

/** The plan a question is about, and who asks. */
export interface Asked {
  readonly planId: string;
  readonly county: { readonly id: string; readonly provinceId: string };
  readonly viewer: Viewer;
}

type TeacherAsked = Prisma.TeacherGetPayload<{ select: typeof whoseTeacher }>;

/** An answer, and for whom: what it tells depends on who asks, and about whom. */
export type For<Answer> = Answer & { readonly asked: Asked; readonly about: TeacherAsked | null };

export async function planAsked({ db, viewer }: Context, id: string): Promise<Asked> {
  if (viewer === null) throw notSignedIn();
  const plan = await db.plan.findFirst({
    where: { AND: [{ id: keyOf(id, 'Plan') }, rows(viewer).plan] },
    select: { id: true, county: { select: { id: true, provinceId: true } } },
  });
  if (!plan) throw new NotFound();
  return { planId: plan.id, county: plan.county, viewer };
}

export async function teacherAsked(
  { db, viewer }: Context,
  { county }: Asked,
  id: string,
): Promise<TeacherAsked> {
  const where = { AND: [{ id: keyOf(id, 'Teacher'), countyId: county.id }, rows(viewer).teacher] };
  const teacher = await db.teacher.findFirst({ where, select: whoseTeacher });
  if (!teacher) throw new NotFound();
  return teacher;
}

export async function sectionAsked({ db, viewer }: Context, { county }: Asked, id: string) {
  const where = { AND: [{ id: keyOf(id, 'Section'), countyId: county.id }, rows(viewer).section] };
  const section = await db.section.findFirst({ where, select: { id: true, schoolId: true } });
  if (!section) throw new NotFound();
  return section;
}

/** Which of them the viewer may read, in one statement. */
export async function readableOf({ db, viewer }: Context, options: readonly Option[]): Promise<Set<string>> {
  const ids = options.flatMap(({ teacher }) => teacher ?? []);
  const found = await db.teacher.findMany({
    where: { AND: [{ id: { in: ids } }, rows(viewer).teacher] },
    select: { id: true },
  });
  return new Set(found.map(({ id }) => id));
}
