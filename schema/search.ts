import type { Prisma } from '../prisma/generated/client.ts';
import { containing } from './connection.ts';

/** Teachers found by part of the name, of its pinyin or initials, or of the staff number. */
export const teacherNamed = (text: string): Prisma.TeacherWhereInput => ({
  OR: [
    { name: containing(text) },
    { nameKey: containing(text.replaceAll(/\s/g, '').toLowerCase()) },
    { staffNumber: containing(text) },
  ],
});

/** Schools found by part of the name, of the other name or of the code. */
export const schoolNamed = (text: string): Prisma.SchoolWhereInput => ({
  OR: [{ name: containing(text) }, { otherName: containing(text) }, { code: containing(text) }],
});
