import type { Words } from '../plan.ts';
import type { Roadmap } from './roadmap.ts';
import { leftIn, missingIn, type RoadmapYear, sentIn } from './year.ts';

/** A roadmap for people who read a terminal: a line a year, what to begin now, what it rests on; English and Chinese. */
export function roadmapInText({ county, years, startNow, assumptions }: Roadmap): string {
  const rows = years.map((year) => columns.map(({ of }) => of(year)));
  const heads = [columns.map(({ en }) => en), columns.map(({ zh }) => zh)];
  return [
    `${county.name} (${county.code})`,
    ...aligned([...heads, ...rows]),
    '',
    'Begin now · 现在着手',
    ...startNow.flatMap(({ text, places }) => [
      ...told([text]),
      ...(places.length > 1 ? told(places.map((place) => place.text)).map((line) => `    ${line}`) : []),
    ]),
    ...(startNow.length === 0 ? ['  Nothing. 无。'] : []),
    '',
    'It rests on · 推算依据',
    ...told(assumptions.map(({ text }) => text)),
    '',
  ].join('\n');
}

const told = (sentences: readonly Words[]): string[] =>
  sentences.flatMap(({ en, zh }) => [`  ${en}`, `    ${zh}`]);

interface Column extends Words {
  of(year: RoadmapYear): string;
}

const count = (figure: number | null): string => (figure === null ? '?' : `${figure}`);

const columns: readonly Column[] = [
  { en: 'year', zh: '学年', of: ({ schoolYear }) => `${schoolYear}` },
  { en: 'primary', zh: '小学生', of: ({ pupils }) => count(pupils.primary) },
  { en: 'junior', zh: '初中生', of: ({ pupils }) => count(pupils.junior) },
  { en: 'teachers', zh: '教师', of: ({ teachers }) => `${teachers}` },
  { en: 'retired', zh: '退休', of: ({ retirements }) => `${retirements.length}` },
  { en: 'back', zh: '返回', of: ({ returns }) => `${returns.length}` },
  { en: 'due', zh: '满年限', of: ({ due }) => `${due.length}` },
  { en: 'eligible', zh: '符合条件', of: ({ quota }) => `${quota.eligible}` },
  { en: 'asked', zh: '应交流', of: ({ quota }) => count(quota.leastExchanged) },
  { en: 'sent', zh: '交流', of: (year) => `${sentIn(year) ?? 0}` },
  { en: 'gaps', zh: '缺口处', of: ({ gaps }) => `${gaps.length}` },
  { en: 'FTE', zh: '缺专任', of: (year) => missingIn(year).toFixed(1) },
  { en: 'born', zh: '新缺口', of: ({ newGaps }) => `${newGaps.length}` },
  { en: 'left open', zh: '未补', of: (year) => count(leftIn(year)) },
  {
    en: 'plan',
    zh: '方案',
    of: ({ plan, missingQuotas, cutShort }) =>
      `${missingQuotas ? 'quota missed' : plan.status}${cutShort ? ' (cut short)' : ''}`,
  },
];

/** Columns of a width each, figures to the right. */
function aligned(rows: readonly (readonly string[])[]): string[] {
  const widths = columns.map((_, place) => Math.max(...rows.map((row) => widthOf(row[place] ?? ''))));
  return rows.map((row) =>
    row.map((cell, place) => `${' '.repeat((widths[place] ?? 0) - widthOf(cell))}${cell}`).join('  '),
  );
}

/** In cells of a terminal, where a Chinese character takes two. */
const widthOf = (text: string): number =>
  [...text].reduce((width, character) => width + (/\p{Script=Han}/u.test(character) ? 2 : 1), 0);
