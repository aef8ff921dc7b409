interface Move {
  readonly teacher: { readonly id: string; readonly name: string; readonly staffNumber: string };
}

/** How a plan differs from the first one, person by person. */
export interface PairOf<Row extends Move> {
  readonly onlyInA: readonly Row[];
  readonly onlyInB: readonly Row[];
  readonly changed: readonly { readonly a: Row; readonly b: Row }[];
}

/** One teacher for whom not all plans are the same: the move in each, undefined where a plan leaves the teacher in place. */
export interface Difference<Row extends Move> {
  readonly teacher: Row['teacher'];
  /** In the order of the plans, the first one's first. */
  readonly moves: readonly (Row | undefined)[];
}

/**
 * Every teacher for whom it makes a difference which plan is taken, by staff number. `pairs` set each further plan against the
 * first: whom a pair does not name, it leaves where the first one has them.
 */
export function differences<Row extends Move>(pairs: readonly PairOf<Row>[]): Difference<Row>[] {
  const found = new Map<
    string,
    { teacher: Row['teacher']; first: Row | undefined; others: Map<number, Row | undefined> }
  >();
  const tell = (index: number, first: Row | undefined, other: Row | undefined) => {
    const teacher = (first ?? other)?.teacher;
    if (teacher === undefined) return;
    const row = found.get(teacher.id) ?? { teacher, first, others: new Map<number, Row | undefined>() };
    row.others.set(index, other);
    found.set(teacher.id, row);
  };
  for (const [index, { onlyInA, onlyInB, changed }] of pairs.entries()) {
    for (const { a, b } of changed) tell(index, a, b);
    for (const move of onlyInA) tell(index, move, undefined);
    for (const move of onlyInB) tell(index, undefined, move);
  }
  return [...found.values()]
    .map(({ teacher, first, others }) => ({
      teacher,
      moves: [first, ...pairs.map((_, index) => (others.has(index) ? others.get(index) : first))],
    }))
    .sort((one, other) => one.teacher.staffNumber.localeCompare(other.teacher.staffNumber));
}
