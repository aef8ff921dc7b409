import { count, keptOr, notFinished, seconds } from './figures.ts';
import type { FiguresMeasured } from './figures-once.ts';
import { measuredBy } from './in-process.ts';
import type { Line, Sheet } from './sheet.ts';

/** All national indicators and all gaps: of a county, and of a province one county after the other. */
export function figuresOfCounties(limit: number): Sheet {
  const line = (name: string, counties: number, most: number, megabytes?: number): Line => ({
    name,
    async measure() {
      const words = [counties, TEACHERS, SCHOOLS].map(String);
      const { measured } = await measuredBy<FiguresMeasured>('./figures-once.ts', words, limit);
      const who = [count(counties), count(counties * TEACHERS)];
      if (!measured) return [...who, notFinished(limit)];
      const { balanceSeconds, demandSeconds } = measured;
      const limits = [keptOr(balanceSeconds + demandSeconds, most, 's')];
      if (megabytes !== undefined) limits.push(keptOr(measured.megabytes, megabytes, 'MB'));
      return [
        ...who,
        count(measured.coefficients),
        count(measured.cells),
        seconds(balanceSeconds),
        seconds(demandSeconds),
        measured.megabytes.toFixed(0),
        limits.join('; '),
      ];
    },
  });
  return {
    title: 'Figures: every indicator of both standards in both views, and every gap',
    columns: [
      ['case', 24],
      ['counties', 8],
      ['teachers', 8],
      ['coefficients', 12],
      ['gaps', 8],
      ['indicators s', 12],
      ['gaps s', 7],
      ['peak MB', 8],
      ['limits', 0],
    ],
    lines: [line('figures-county', 1, 0.3), line('figures-province', 100, 10, 1_000)],
  };
}

const TEACHERS = 3_000;
const SCHOOLS = 60;
