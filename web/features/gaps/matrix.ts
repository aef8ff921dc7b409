export type Stage = 'PRIMARY' | 'JUNIOR';
export type Place = 'URBAN' | 'COUNTY_TOWN' | 'TOWNSHIP_CENTRE' | 'VILLAGE' | 'TEACHING_POINT';

export interface Cell {
  readonly section: {
    readonly id: string;
    readonly stage: Stage;
    readonly school: {
      readonly id: string;
      readonly code: string;
      readonly name: string;
      readonly place: Place;
    };
  };
  readonly subject: { readonly code: string; readonly words: { readonly zh: string; readonly en: string } };
  readonly need: number;
  readonly supply: number;
  readonly lent: number;
  readonly gap: number;
  readonly surplus: number;
  readonly openings: number;
  readonly requested: number;
  readonly critical: boolean;
  readonly specialist: boolean;
}

export interface Totals {
  readonly need: number;
  readonly supply: number;
  readonly lent: number;
  readonly gap: number;
  readonly surplus: number;
  readonly openings: number;
  readonly critical: number;
}

export interface Row {
  readonly section: Cell['section'];
  readonly cells: ReadonlyMap<string, Cell>;
  readonly totals: Totals;
}

export interface Matrix {
  /** In the order asked for, others after them. */
  readonly subjects: readonly Cell['subject'][];
  /** Sections where a subject is not taught at all come first, then by what they lack. */
  readonly rows: readonly Row[];
  readonly bySubject: ReadonlyMap<string, Totals>;
  readonly totals: Totals;
}

export interface MatrixFilter {
  readonly stage?: Stage | undefined;
  readonly place?: Place | undefined;
  /** Only sections that lack anything a specialist teaches. */
  readonly short?: true | undefined;
}

/**
 * Sections down, subjects across, in the order of `subjectOrder` (codes). Subjects nobody specialises in have
 * need, but are no column: they open no post.
 */
export function matrixOf(
  cells: readonly Cell[],
  { stage, place, short }: MatrixFilter,
  subjectOrder: readonly string[] = [],
): Matrix {
  const rank = ({ code }: Cell['subject']) => subjectOrder.indexOf(code) + 1 || subjectOrder.length + 1;
  const kept = cells.filter(
    ({ section, specialist }) =>
      specialist &&
      (stage ?? section.stage) === section.stage &&
      (place ?? section.school.place) === section.school.place,
  );
  const rows = [...groupBy(kept, ({ section }) => section.id).values()]
    .flatMap((own) => rowOf(own))
    .filter(({ totals }) => !short || totals.gap > 0)
    .sort((a, b) => b.totals.critical - a.totals.critical || b.totals.gap - a.totals.gap);
  const shown = rows.flatMap((row) => [...row.cells.values()]);
  return {
    subjects: [...new Map(shown.map(({ subject }) => [subject.code, subject])).values()].sort(
      (a, b) => rank(a) - rank(b),
    ),
    rows,
    bySubject: new Map(
      [...groupBy(shown, ({ subject }) => subject.code)].map(([code, own]) => [code, sum(own)]),
    ),
    totals: sum(shown),
  };
}

function rowOf(own: readonly Cell[]): Row[] {
  const [first] = own;
  if (!first) return [];
  return [
    {
      section: first.section,
      cells: new Map(own.map((cell) => [cell.subject.code, cell])),
      totals: sum(own),
    },
  ];
}

/** Summed in thousandths, so that the order of rows leaves no dust behind. */
function sum(cells: readonly Cell[]): Totals {
  const add = (pick: (cell: Cell) => number) =>
    cells.reduce((total, cell) => total + Math.round(pick(cell) * 1_000), 0) / 1_000;
  return {
    need: add(({ need }) => need),
    supply: add(({ supply }) => supply),
    lent: add(({ lent }) => lent),
    gap: add(({ gap }) => gap),
    surplus: add(({ surplus }) => surplus),
    openings: add(({ openings }) => openings),
    critical: cells.filter(({ critical }) => critical).length,
  };
}

function groupBy<Row>(rows: readonly Row[], key: (row: Row) => string): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(key(row));
    if (group) group.push(row);
    else groups.set(key(row), [row]);
  }
  return groups;
}
