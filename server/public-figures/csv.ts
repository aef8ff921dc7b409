import papaparse from 'papaparse';
import type { PublicBody } from '../../schema/public-body.ts';
import type { Words } from '../../solver/plan.ts';
import { columns, type Figure, type PublicStage } from '../../solver/public-figures/table.ts';
import { guard } from '../sheets/formula-guard.ts';
import { columnWords, rowWords, stageWords } from './words.ts';

/** The tables as one, for spreadsheets: UTF-8 with a mark at the front, `*` where hidden, empty where not on file. */
export function csvOf({ stages, schools: names }: PublicBody, language: keyof Words): string {
  const { stage, code, school, together, total } = rowWords;
  const head = [stage, code, school, ...columns.map((column) => columnWords[column])];
  const rows = stages.flatMap((one) => {
    const row = (key: string, name: string, figures: Partial<PublicStage['total']>) => [
      stageWords[one.stage][language],
      guard(key),
      guard(name),
      ...columns.map((column) => written(figures[column])),
    ];
    return [
      ...one.schools.map((told) => row(told.school, names[told.school] ?? '', told.figures)),
      ...(one.together ? [row('', together[language], one.together)] : []),
      row('', total[language], one.total),
    ];
  });
  return `\uFEFF${papaparse.unparse([head.map((words) => words[language]), ...rows])}\r\n`;
}

const written = (figure: Figure | undefined): string => (figure == null ? '' : String(figure));
