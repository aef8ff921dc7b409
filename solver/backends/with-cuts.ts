import { type Program, withRows } from '../model.ts';
import type { Backend, Control, Point, Relaxed, Searched } from './backend.ts';
import { boundOf, wholeAbove, within } from './bound.ts';
import type { Relax } from './branch.ts';
import { type Compact, choices, compact } from './compact.ts';
import { type Cut, Cutter, inWhole } from './cuts.ts';
import { costOf, exactly, wholeFrom } from './exactly.ts';
import type { Step, Tree } from './proof.ts';

/** Searches a program for the point of the least cost; `relax` is for it alone, and for what differs from it by bounds and more rows. */
export type Search = (
  relax: Relax,
  program: Program,
  cost: Float64Array,
  control: Control,
  start: Point | null,
) => Searched;

export type Effort = 'brief' | 'some' | 'long';

/** What a search with cuts is made of. */
export interface Means {
  /** Something to solve the relaxations of one program with; `near`: a point known, maybe out of its bounds; null: none is. */
  relaxerFor(program: Program, near: Float64Array | null): { readonly relax: Relax; close(): void };
  readonly repair: Backend['repair'];
  /** A search for the best point, which may give up its proof. */
  readonly wide: Search;
  /** A search for the proof, with what may well be the best point in hand. */
  prove(...asked: [...Parameters<Search>, effort: Effort]): Searched;
}

/**
 * A search in the program without its settled columns and with cuts, which bring the relaxation nearer to whole points:
 * what takes thousands of splits without them is often settled by a dozen rows.
 */
export function withCuts(
  { relaxerFor, repair, wide, prove }: Means,
  program: Program,
  cost: Float64Array,
  control: Control,
  start: Point | null,
): Searched {
  const few = compact(program, cost);
  const begin = start && { values: few.part(start.values), cost: start.cost - few.constant };
  const moved = (amount: number | null) => (amount === null ? null : amount + few.constant);
  const told: Control = {
    ...control,
    improved: (incumbent, bound) => control.improved(moved(incumbent), moved(bound)),
  };
  const relaxer = relaxerFor(few.program, begin?.values ?? null);
  const cutting = new Cutting(relaxer.relax, few.program, few.cost, told, begin);
  const by = (how: Search): Searched => {
    const found = how(relaxer.relax, cutting.program, few.cost, told, cutting.best);
    cutting.knows(found.values);
    const { best } = cutting;
    // Nothing in what is left: what is known is the best.
    return found.status === 'infeasible' && best
      ? { ...found, status: 'optimal', values: best.values, bound: best.cost }
      : found;
  };
  const proven = (effort: Effort): Searched | null => {
    if (!cutting.best || control.byWord) return null;
    const found = by((...asked) => prove(...asked, effort));
    return found.proof || told.shouldStop() ? found : null;
  };
  const mended = (): Searched | null => {
    const enough = cutting.shown && wholeAbove(cutting.shown.bound);
    cutting.knows(repair(cutting.program, few.cost, told, enough));
    return cutting.settled();
  };
  const search = (): Searched => {
    const known = cutting.best;
    const found = by(wide);
    if (found.proof || found.status === 'infeasible' || control.byWord || told.shouldStop()) return found;
    const again = cutting.best === known ? null : cutting.settled();
    if (again) return again;
    const last = by((...asked) => prove(...asked, 'long'));
    return last.status === 'cut-short' && found.status === 'optimal' ? found : last;
  };
  try {
    const found = cutting.settled() ?? proven('brief') ?? mended() ?? proven('some') ?? search();
    const values = cutting.best?.values ?? found.values;
    const inWhole = (tree: Tree) => treeInWhole(tree, cutting.steps, program, few);
    const { shown } = cutting;
    return {
      ...found,
      values: values && (values === begin?.values ? (start?.values ?? null) : few.whole(values)),
      bound: moved(found.bound),
      proof: found.proof && inWhole(found.proof),
      ...(!found.proof &&
        shown && {
          partial: {
            tree: inWhole({ kind: 'bound', duals: shown.duals }),
            bound: shown.bound + few.constant,
          },
        }),
    };
  } finally {
    relaxer.close();
  }
}

/**
 * Cuts a program round by round; where that brings nothing more, holds the columns that could only cost more than the best
 * point known, and cuts what is left.
 */
class Cutting {
  /** With the cuts so far, and columns held. */
  program: Program;
  best: Point | null;
  /** What no point in what is left costs less than, with what shows it; null: nothing does. */
  shown: { duals: Float64Array; bound: number } | null = null;
  readonly steps: Step[] = [];
  readonly #relax: Relax;
  readonly #cost: Float64Array;
  readonly #control: Control;
  readonly #cutter: Cutter;

  constructor(relax: Relax, program: Program, cost: Float64Array, control: Control, best: Point | null) {
    this.program = program;
    this.best = best;
    this.#relax = relax;
    this.#cost = cost;
    this.#control = control;
    this.#cutter = new Cutter(program);
  }

  /** Takes a point into account that was found. */
  knows(values: Float64Array | null): void {
    const whole = values && values !== this.best?.values ? exactly(this.program, values) : null;
    if (!whole) return;
    const cost = costOf(this.#cost, whole);
    if (this.best && cost >= this.best.cost) return;
    this.best = { values: whole, cost };
    this.#control.improved(cost, null);
  }

  /** The best point, with its proof, where cuts alone show it; null: they do not. */
  settled(): Searched | null {
    for (let pass = 0; pass < MOST_PASSES; pass++) {
      const relaxed = this.#cut();
      if (relaxed.status === 'infeasible' && relaxed.ray && this.best) {
        const { values, cost: bound } = this.best;
        return { status: 'optimal', values, bound, proof: { kind: 'empty', ray: relaxed.ray } };
      }
      if (relaxed.status !== 'solved') return null;
      const { bound, reduced } = relaxed;
      if (!this.shown || bound > this.shown.bound) this.shown = { duals: relaxed.duals, bound };
      this.#control.improved(null, wholeAbove(this.shown.bound));
      this.knows(wholeFrom(this.program, relaxed.values));
      const { best } = this;
      if (best && this.#isShown(wholeAbove(bound))) {
        return {
          status: 'optimal',
          values: best.values,
          bound: best.cost,
          proof: { kind: 'bound', duals: relaxed.duals },
        };
      }
      if (!best || this.#control.shouldStop()) return null;
      const held = within(this.program, reduced, best.cost - 1 - bound);
      if (choices(held) > choices(this.program) * (1 - HOLDS)) return null;
      this.program = held;
      this.steps.push({ held: relaxed.duals });
    }
    return null;
  }

  #isShown = (bound: number): boolean => this.best !== null && bound >= this.best.cost;

  /** Cuts until the point known is shown to be the best, or nothing more is gained; the last relaxation, and what it shows. */
  #cut(): Bounded {
    let best = Number.NEGATIVE_INFINITY;
    for (let round = 0, idle = 0; ; round++) {
      const relaxed = this.#relax(this.program, this.#cost, this.#control);
      if (relaxed.status !== 'solved') return relaxed;
      const found = { ...relaxed, ...boundOf(this.program, this.#cost, relaxed.duals) };
      const { bound } = found;
      const gap = this.best ? this.best.cost - bound : Math.abs(bound);
      idle = bound > best + gap * GAIN ? 0 : idle + 1;
      best = Math.max(best, bound);
      const done =
        this.#isShown(wholeAbove(bound)) ||
        round >= MOST_ROUNDS ||
        idle >= MOST_IDLE ||
        this.steps.length > MOST_STEPS;
      if (done || this.#control.shouldStop() || wholeFrom(this.program, relaxed.values)) return found;
      const cuts = this.#cutter.broken(this.program, relaxed.values);
      if (cuts.length === 0) return found;
      this.steps.push(...cuts.map(({ cut }) => cut));
      this.program = withRows(
        this.program,
        cuts.map(({ row: { terms, limit } }) => ({ name: 'cut', terms: [...terms], limit })),
      );
    }
  }
}

/** A relaxation, with what its duals show. */
type Bounded =
  | Exclude<Relaxed, { status: 'solved' }>
  | (Extract<Relaxed, { status: 'solved' }> & ReturnType<typeof boundOf>);

/** The proof over the whole program's rows and columns, with the steps that lead to it and the cuts these use. */
function treeInWhole(tree: Tree, steps: readonly Step[], program: Program, few: Compact): Tree {
  const rows = few.rows.length;
  const cuts = steps.filter((step): step is Cut => 'rows' in step);
  const used = new Set<number>();
  const use = (cut: number) => {
    if (used.has(cut)) return;
    used.add(cut);
    for (const [row] of cuts[cut]?.rows ?? []) if (row >= rows) use(row - rows);
  };
  const held = steps.flatMap((step) => ('held' in step ? [step.held] : []));
  for (const duals of [...dualsOf(tree), ...held])
    for (let row = rows; row < duals.length; row++) if (duals[row] !== 0) use(row - rows);
  const kept = [...used].sort((one, other) => one - other);
  const places = new Map(kept.map((cut, place) => [rows + cut, rows + place]));
  const inFull = (duals: Float64Array) => {
    const some = new Float64Array(rows + kept.length);
    some.set(duals.subarray(0, rows));
    for (const [place, cut] of kept.entries()) some[rows + place] = duals[rows + cut] ?? 0;
    return few.duals(some);
  };
  const renumbered = inWhole(
    kept.flatMap((place) => {
      const cut = cuts[place];
      return cut
        ? [{ ...cut, rows: cut.rows.map(([row, by]) => [places.get(row) ?? row, by] as const) }]
        : [];
    }),
    program,
    few,
  );
  const whole = mapped(tree, few, inFull);
  if (kept.length === 0 && held.length === 0) return whole;
  const left = new Map(kept.map((cut, place) => [cuts[cut], renumbered[place]]));
  const told = steps.flatMap((step): Step[] => {
    if ('held' in step) return [{ held: inFull(step.held) }];
    const cut = left.get(step);
    return cut ? [cut] : [];
  });
  return { kind: 'steps', rows: program.rowUpper.length, steps: told, tree: whole };
}

function* dualsOf(tree: Tree): Iterable<Float64Array> {
  switch (tree.kind) {
    case 'bound':
      yield tree.duals;
      break;
    case 'empty':
      yield tree.ray;
      break;
    case 'split':
      yield* dualsOf(tree.below);
      yield* dualsOf(tree.above);
      break;
    case 'steps':
      yield* dualsOf(tree.tree);
  }
}

function mapped(tree: Tree, few: Compact, duals: (duals: Float64Array) => Float64Array): Tree {
  switch (tree.kind) {
    case 'bound':
      return { kind: 'bound', duals: duals(tree.duals) };
    case 'empty':
      return { kind: 'empty', ray: duals(tree.ray) };
    case 'split': {
      const [below, above] = [mapped(tree.below, few, duals), mapped(tree.above, few, duals)];
      return { ...tree, column: few.columns[tree.column] ?? 0, below, above };
    }
    case 'steps':
      return { ...tree, tree: mapped(tree.tree, few, duals) };
  }
}

/** Times that columns are held and what is left is cut again. */
const MOST_PASSES = 10;
/** The part of the free columns that has to be held for cutting again to be worth it. */
const HOLDS = 0.03;
const MOST_ROUNDS = 30;
/** Cuts and holds in all: every relaxation carries them. */
const MOST_STEPS = 150;
/** Rounds in a row that bring nothing. */
const MOST_IDLE = 3;
/** What counts as something, as a part of what lies between bound and best point. */
const GAIN = 0.02;
