import type { Proof, Tree } from './backends/proof.ts';
import type { Program } from './model.ts';
import { type Certificate, digestOf } from './plan.ts';

type Node = NonNullable<Certificate['infeasible']>[number];
type Duals = number[];

/**
 * The proofs of a plan's goals, or that there is none, written by the names of rows and columns so that a checker who
 * derives these from the problem can add them up again. A stage whose proof is only the engine's word says nothing.
 */
export function certify(
  { rowNames, columnName, rowLower }: Pick<Program, 'rowNames' | 'columnName' | 'rowLower'>,
  goals: readonly Certified[],
  proofs: readonly (Proof | null)[],
  infeasible: Tree | null,
): Certificate {
  const rows = new Names();
  const columns = new Names();

  /** `own`: how many rows are the program's; those after them are cuts. */
  const rowOf = (row: number, own: number): number =>
    rows.of(row < own ? (rowNames[row] ?? '') : cutName(row - own));
  const sparse = (duals: Float64Array, own = duals.length): Duals => {
    const told: Duals = [];
    for (const [row, dual] of duals.entries()) {
      // A sign that a row with one limit cannot have is the engine's blur: `boundOf` takes it for nothing.
      const least = row < own ? rowLower[row] : undefined;
      const blur = dual > 0 && !Number.isFinite(least ?? Number.NEGATIVE_INFINITY);
      if (dual !== 0 && !blur) told.push(rowOf(row, own), dual);
    }
    return told;
  };
  const endsOf = (ends: ReadonlyMap<number, number>): number[] =>
    [...ends].flatMap(([column, end]) => [columns.of(columnName(column)), end]);
  const nodesOf = (tree: Tree, own?: number): Node[] => {
    switch (tree.kind) {
      case 'bound':
        return [{ duals: sparse(tree.duals, own) }];
      case 'empty':
        return [{ ray: sparse(tree.ray, own) }];
      case 'split': {
        const column = columns.of(columnName(tree.column));
        return [{ column, most: tree.most }, ...nodesOf(tree.below, own), ...nodesOf(tree.above, own)];
      }
      case 'steps': {
        const steps = tree.steps.map(
          (step): Node =>
            'held' in step
              ? { held: sparse(step.held, tree.rows) }
              : {
                  cut: step.rows.flatMap(([row, by]) => [rowOf(row, tree.rows), by]),
                  divisor: step.divisor,
                  scale: step.scale,
                  down: endsOf(step.down),
                  up: endsOf(step.up),
                },
        );
        return [...steps, ...nodesOf(tree.tree, tree.rows)];
      }
    }
  };
  const stages = goals.map((goal, stage) => {
    const proof = proofs[stage];
    return {
      goal: goal.name,
      root: proof ? sparse(proof.root) : null,
      tree: proof?.tree ? nodesOf(proof.tree) : null,
      shows: proof ? goal.valueAt(proof.bound) : null,
    };
  });
  const nothing = infeasible && nodesOf(infeasible);
  const told = { rows: rows.list, columns: columns.list, stages, infeasible: nothing };
  return { ...told, digest: digestOf(told) };
}

/** A goal's name, and what it comes to where the model costs so much. */
export interface Certified {
  readonly name: string;
  valueAt(cost: number): number;
}

/** The row that holds a goal at what its stage reached. */
export const goalRow = (stage: number): string => `goal:${stage + 1}`;

/** A cut's name among the rows of its own tree. */
const cutName = (place: number): string => `cut:${place + 1}`;

/** Names in the order they first come up. */
class Names {
  readonly list: string[] = [];
  readonly #places = new Map<string, number>();

  of(name: string): number {
    const known = this.#places.get(name);
    if (known !== undefined) return known;
    const place = this.list.length;
    this.#places.set(name, place);
    this.list.push(name);
    return place;
  }
}
