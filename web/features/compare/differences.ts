interface Move {
  readonly teacher: { readonly id: string; readonly name: string; readonly staffNumber: string };
}

/** One teacher for whom the plans differ: the move in each, undefined where the plan leaves the teacher in place. */
export type MoveDifference<Row extends Move> = Row & {
  readonly a: Row | undefined;
  readonly b: Row | undefined;
};

interface Compared<Row extends Move> {
  readonly onlyInA: readonly Row[];
  readonly onlyInB: readonly Row[];
  readonly changed: readonly { readonly a: Row; readonly b: Row }[];
}

/** Every teacher for whom it makes a difference which plan is taken, one row each: changed first, then by plan. */
export const differences = <Row extends Move>({
  onlyInA,
  onlyInB,
  changed,
}: Compared<Row>): MoveDifference<Row>[] => [
  ...changed.map(({ a, b }) => ({ ...b, a, b })),
  ...onlyInA.map((move) => ({ ...move, a: move, b: undefined })),
  ...onlyInB.map((move) => ({ ...move, a: undefined, b: move })),
];
