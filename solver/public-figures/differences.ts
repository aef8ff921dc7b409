import type { Stage } from '../problem.ts';
import { type Column, columns, type Figure, type Hiding, type PublicStage } from './table.ts';

/** A figure that tells more beside the one published last than either tells by itself. */
export interface Difference {
  readonly stage: Stage;
  /** Null: the total. Empty: schools together. */
  readonly school: string | null;
  readonly column: Column;
  /**
   * `now-hidden`: told before, and little may have changed since. `no-longer-hidden`: what is told now tells about what was hidden
   * then. `few-changed`: told both times, and differs by fewer people than the threshold: who came or went may be known.
   */
  readonly kind: 'now-hidden' | 'no-longer-hidden' | 'few-changed';
}

/** Where two publications of a county tell more together than apart; schools that are in one of them alone tell nothing. */
export function differencesOf(
  before: readonly PublicStage[],
  now: readonly PublicStage[],
  { threshold }: Hiding,
): Difference[] {
  return now.flatMap((stage) => {
    const old = before.find((one) => one.stage === stage.stage);
    if (!old) return [];
    const rowsBefore = rowsOf(old);
    return [...rowsOf(stage)].flatMap(([school, figures]) =>
      columns.flatMap((column): Difference[] => {
        const kind = kindOf(rowsBefore.get(school)?.[column], figures[column], threshold);
        return kind ? [{ stage: stage.stage, school, column, kind }] : [];
      }),
    );
  });
}

const rowsOf = ({ schools, together, total }: PublicStage) =>
  new Map<string | null, Readonly<Partial<Record<Column, Figure>>>>([
    ...schools.map(({ school, figures }) => [school, figures] as const),
    ...(together ? [['', together] as const] : []),
    [null, total],
  ]);

function kindOf(
  before: Figure | undefined,
  now: Figure | undefined,
  threshold: number,
): Difference['kind'] | null {
  if (before == null || now == null) return null;
  if (now === '*') return before === '*' ? null : 'now-hidden';
  if (before === '*') return 'no-longer-hidden';
  const change = Math.abs(now - before);
  return change >= 1 && change < threshold ? 'few-changed' : null;
}
