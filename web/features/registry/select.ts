import type { TeacherColumn } from './columns.ts';
import type { Roster, StandingIndex } from './roster.ts';
import type { RegistryView } from './view.ts';

/**
 * Places in the roster of those whom the filters leave, in the roster's order, which is by pinyin. While it is not known who may be
 * exchanged, a filter by that leaves nobody.
 */
export function filtered(
  roster: Roster,
  standing: StandingIndex | undefined,
  { q, school, subject, stage, place, backbone, standing: wanted }: RegistryView,
): number[] {
  const { columns, sections, schools } = roster;
  const schoolAt = schools.findIndex(({ code }) => code === school);
  // What a section must be is asked once a section, not once a teacher.
  const sectionFits = sections.map(
    (section) =>
      (stage === undefined || section.stage === stage) &&
      (place === undefined || schools[section.school]?.place === place) &&
      (school === undefined || section.school === schoolAt),
  );
  const words = wordsOf(q);
  const lower = words.length === 0 ? undefined : searchedIn(roster);
  const fits = (row: number): boolean =>
    (sectionFits[columns.serving[row] ?? -1] ??
      (stage === undefined && place === undefined && school === undefined)) &&
    (subject === undefined || columns.subject[row] === subject || columns.secondSubject[row] === subject) &&
    (backbone === undefined || columns.backbone[row] === backbone) &&
    (wanted === undefined || standingFits(standing, columns.staffNumber[row] ?? '', wanted)) &&
    words.every((word) => lower?.[row]?.includes(word) ?? true);
  const found: number[] = [];
  for (let row = 0; row < roster.count; row++) if (fits(row)) found.push(row);
  return found;
}

/** Each word must stand in the name, its pinyin or initials, the staff number or the school's name. */
const wordsOf = (q: string | undefined): string[] => (q ?? '').toLowerCase().split(/\s+/).filter(Boolean);

function standingFits(standing: StandingIndex | undefined, staffNumber: string, wanted: string): boolean {
  if (wanted === 'exempt') return standing?.exempt.has(staffNumber) ?? false;
  return standing?.of.get(staffNumber) === wanted;
}

const searched = new WeakMap<Roster, readonly string[]>();

/** What of each teacher is searched, in small letters; made once a roster. */
function searchedIn(roster: Roster): readonly string[] {
  const known = searched.get(roster);
  if (known) return known;
  const { columns, sections, schools } = roster;
  const texts = columns.name.map((name, row) => {
    const school = schools[sections[columns.serving[row] ?? -1]?.school ?? -1]?.name ?? '';
    return `${name}\n${columns.nameKey[row] ?? ''}\n${columns.staffNumber[row] ?? ''}\n${school}`.toLowerCase();
  });
  searched.set(roster, texts);
  return texts;
}

/**
 * The same rows by a column: its different values are compared once, and rows by their ranks. Nothing stands last, and equal rows
 * stay by pinyin.
 */
export function sorted(
  rows: readonly number[],
  column: TeacherColumn | undefined,
  falling: boolean,
): readonly number[] {
  if (column === undefined) return rows;
  const ranks = ranksOf(column, rows);
  const side = falling ? -1 : 1;
  return rows
    .map((row, at) => ({ row, rank: ranks[at] ?? Number.POSITIVE_INFINITY }))
    .sort((a, b) => {
      if (a.rank === b.rank) return a.row - b.row;
      if (a.rank === Number.POSITIVE_INFINITY) return 1;
      if (b.rank === Number.POSITIVE_INFINITY) return -1;
      return side * (a.rank - b.rank);
    })
    .map(({ row }) => row);
}

const collator = new Intl.Collator('zh-CN', { numeric: true });

/** By the places of `rows`; infinity: nothing stands there. */
function ranksOf({ order }: TeacherColumn, rows: readonly number[]): number[] {
  const values = rows.map(order);
  const different = [...new Set(values)].filter((value) => value !== null && value !== '');
  const compared = different.sort((a, b) =>
    typeof a === 'number' && typeof b === 'number' ? a - b : collator.compare(String(a), String(b)),
  );
  const rank = new Map(compared.map((value, at) => [value, at]));
  return values.map((value) => (value === null ? undefined : rank.get(value)) ?? Number.POSITIVE_INFINITY);
}
