import { fromTo } from './amounts.ts';
import { type Backend, type Control, untilDone } from './backends/backend.ts';
import { highs } from './backends/highs.ts';
import type { Candidate, Case } from './case.ts';
import { explain } from './explain.ts';
import { columnsMade, Ledger } from './ledger.ts';
import { once } from './once.ts';
import type { Reason, Words } from './plan.ts';
import { type Change, Planner, signOf } from './planner.ts';
import type { Problem } from './problem.ts';
import { type Resource, type ResourceKind, resourceOf } from './resources.ts';
import type { Solved } from './settle.ts';

/** What a goal comes to in two solved plans; `worse` above 0 is for the worse. */
export interface GoalChange {
  goal: string;
  title: Words;
  unit: string;
  before: number;
  after: number;
  worse: number;
}

/** Another answer to one question, with what it costs in every goal: two plans were solved for it. */
export interface Option {
  /** Who goes where; null: the teacher stays, or the post is left to nobody (`nobody`). */
  candidate: Candidate | null;
  /** Of a post: it is left to nobody. */
  nobody?: true;
  /** Whether the plan makes it as it is. */
  chosen: boolean;
  /** In the policy's order; null: no plan exists with it (`why` tells which rules). */
  goals: readonly GoalChange[] | null;
}

/** What one more of something is worth: the difference of two solved plans. */
export interface Worth {
  kind: ResourceKind;
  /** The row of the model it gives room: the rule, and what it is about. */
  row: string;
  /** How much more of it, in its own unit. */
  by: number;
  /** What there would be more of. */
  about: Words;
  goals: readonly GoalChange[];
  /** Whether any goal is better for it. */
  gains: boolean;
  text: Words;
}

/**
 * A solved problem that answers what-ifs: each by solving again, on the engine's live model. `close` it when done.
 */
export class WhatIf {
  readonly planner: Planner;
  readonly #backend: Backend;
  readonly #settled: Solved | null;
  readonly #made: ReadonlySet<Candidate>;
  readonly #reasons = once(() => this.#explained());

  /** Solves the problem once; throws nothing where no plan exists, but then answers nothing either. */
  static async open(problem: Problem, control: Control = untilDone): Promise<WhatIf> {
    return new WhatIf(new Planner(problem), await highs(), control);
  }

  private constructor(planner: Planner, backend: Backend, control: Control) {
    this.planner = planner;
    this.#backend = backend;
    const settled = planner.settle(backend, () => control);
    this.#settled = 'values' in settled ? settled : null;
    this.#made = new Set(this.#settled ? planner.made(this.#settled) : []);
  }

  /** Whether the problem has a plan at all; without one every question is answered with nothing. */
  get hasPlan(): boolean {
    return this.#settled !== null;
  }

  get county(): Case {
    return this.planner.county;
  }

  /** The plan's postings; empty where there is none. */
  get made(): ReadonlySet<Candidate> {
    return this.#made;
  }

  /** What the plan tells the teacher; undefined: there is no plan. */
  reasonOf(teacher: string): Reason | undefined {
    return this.#reasons().get(teacher);
  }

  close(): void {
    this.#backend.close();
  }

  /** The goals with something changed, beside the plan's own; null: no plan exists so. */
  try(change: Change, control: Control = untilDone): readonly GoalChange[] | null {
    if (!this.#settled) return null;
    const settled = this.planner.whatIf(this.#backend, () => control, change, this.#settled);
    return 'values' in settled ? this.#beside(this.#settled, settled) : null;
  }

  /** Everywhere a teacher could go, and staying, best first: every one solved, the plan's own among them. */
  forTeacher(teacher: string): Option[] {
    const own = this.county.candidates.filter((candidate) => candidate.teacher.id === teacher);
    const columns = own.map(({ column }) => column);
    const going = own.map((candidate) => this.#option(candidate, { make: [candidate.column] }));
    const chosen = !own.some((candidate) => this.#made.has(candidate));
    const staying = { ...this.#option(null, { forbid: columns }), chosen };
    return ranked([...going, staying]);
  }

  /**
   * Everybody who could fill a post, and leaving it to nobody, best first: every one solved. `post`: a subject's code,
   * or the role of a seat. Empty where nobody could.
   */
  forPost(section: string, post: string, most = Number.POSITIVE_INFINITY): Option[] {
    const fitting = this.county.candidates.filter(
      ({ opening }) => opening.section.id === section && opening.post === post,
    );
    if (fitting.length === 0) return [];
    const filling = fitting.map((candidate) => this.#option(candidate, { make: [candidate.column] }));
    const chosen = !fitting.some((candidate) => this.#made.has(candidate));
    const nobody = { ...this.#option(null, { forbid: fitting.map(({ column }) => column) }), chosen };
    return ranked([...filling, { ...nobody, nobody: true as const }]).slice(0, most);
  }

  /** What one more of everything that is used up would be worth; those that better a goal first, the best of them first. */
  worth(budgetStep = 10_000): Worth[] {
    const found = this.#usedUp(budgetStep).flatMap(({ kind, row, by, unit, about, grown }) => {
      const goals = grown ? this.#anew(grown) : this.try({ room: new Map([[row, by * unit]]) });
      if (!goals) return [];
      const gains = goals.some(({ worse }) => worse < 0);
      return [{ kind, row, by, about, goals, gains, text: worthInWords(about, goals) }];
    });
    return found.sort((a, b) => compared(a.goals, b.goals));
  }

  #explained(): ReadonlyMap<string, Reason> {
    const settled = this.#settled;
    if (!settled) return new Map();
    const { county, program } = this.planner;
    const [made, circuits, placements] = madeBy(this.planner, settled);
    const columns = columnsMade(made, circuits, placements);
    const ledger = new Ledger(program, program.postings, columns, county.relaxed);
    const { reasons } = explain(county, ledger, made, settled.status, circuits, placements);
    return new Map(reasons.map((reason) => [reason.teacher, reason]));
  }

  #option(candidate: Candidate | null, change: Change): Option {
    return { candidate, chosen: candidate !== null && this.#made.has(candidate), goals: this.try(change) };
  }

  /** The goals with other facts, solved from the beginning; null: no plan exists so. */
  #anew(problem: Problem): readonly GoalChange[] | null {
    if (!this.#settled) return null;
    const other = new Planner(problem);
    const settled = other.whatIf(this.#backend, () => untilDone, {});
    return 'values' in settled ? this.#beside(this.#settled, settled, other) : null;
  }

  #beside(before: Solved, after: Solved, planner = this.planner): GoalChange[] {
    const one = madeBy(this.planner, before);
    const other = madeBy(planner, after);
    return this.planner.goals.map(({ goal }) => {
      const now = goal.value(this.county, ...one) + ZERO;
      const then = goal.value(planner.county, ...other) + ZERO;
      return {
        goal: goal.name,
        title: goal.title,
        unit: goal.unit,
        before: now,
        after: then,
        worse: signOf(goal) * (then - now),
      };
    });
  }

  /** The rows the plan uses to their end, of what a county could have one more of. */
  #usedUp(budgetStep: number): Need[] {
    const { program, limits, county } = this.planner;
    const values = this.#settled?.values;
    if (!values) return [];
    const { rowNames, starts, indices, values: coefficients, rules } = program;
    return rowNames.flatMap((name, row): Need[] => {
      const rule = rules[row];
      const asWritten = limits[row];
      if (!rule || !asWritten) return [];
      const resource = resourceOf(county, rule, name.slice(rule.length + 1), budgetStep);
      if (!resource) return [];
      let sum = 0;
      for (let entry = starts[row] ?? 0; entry < (starts[row + 1] ?? 0); entry++) {
        sum += (coefficients[entry] ?? 0) * (values[indices[entry] ?? 0] ?? 0);
      }
      const room = asWritten.limit - sum * asWritten.divisor;
      return room >= resource.by * resource.unit ? [] : [{ ...resource, row: name }];
    });
  }
}

/** Added so that nothing is −0. */
const ZERO = 0;

interface Need extends Resource {
  row: string;
}

/** Those with a plan first, by the goals in their order. */
const ranked = (options: readonly Option[]): Option[] =>
  options.toSorted((a, b) => {
    if (!a.goals || !b.goals) return Number(a.goals === null) - Number(b.goals === null);
    return compared(a.goals, b.goals);
  });

function compared(a: readonly GoalChange[], b: readonly GoalChange[]): number {
  for (const [place, { worse }] of a.entries()) {
    const difference = worse - (b[place]?.worse ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

function worthInWords(about: Words, goals: readonly GoalChange[]): Words {
  const first = goals.find(({ worse }) => worse !== 0);
  if (!first) return { zh: `${about.zh}：各项目标不变。`, en: `${about.en}: no goal changes.` };
  const { zh, en } = fromTo(first, first.before, first.after);
  return {
    zh: `${about.zh}：“${first.title.zh}”${zh}。`,
    en: `${about.en}: '${first.title.en}' goes ${en}.`,
  };
}

/** An option as people read it: who goes where, whether the plan does so, and every goal it changes. */
export function optionInWords(county: Case, { candidate, nobody, chosen, goals }: Option): Words {
  const place = candidate && county.nameOf(candidate.opening.section);
  const post = candidate && county.postOf(candidate.opening);
  const what: Words =
    candidate && place && post
      ? {
          zh: `${candidate.teacher.name}（${candidate.teacher.id}）到${place.zh}${candidate.opening.role ? '任' : '任教'}${post.zh}`,
          en: `${candidate.teacher.name} (${candidate.teacher.id}) to ${place.en} for ${post.en}`,
        }
      : nobody
        ? { zh: '不派任何人', en: 'Leaving it to nobody' }
        : { zh: '留任', en: 'Staying' };
  const own: Words = chosen ? { zh: '（方案如此安排）', en: ' (as the plan has it)' } : { zh: '', en: '' };
  if (!goals) return { zh: `${what.zh}：没有可行方案。`, en: `${what.en}: no plan exists so.` };
  const changes = goals.filter(({ worse }) => worse !== 0);
  if (changes.length === 0) {
    return { zh: `${what.zh}${own.zh}：各项目标不变。`, en: `${what.en}${own.en}: no goal changes.` };
  }
  return {
    zh: `${what.zh}${own.zh}：${changes.map((goal) => `“${goal.title.zh}”${fromTo(goal, goal.before, goal.after).zh}`).join('，')}。`,
    en: `${what.en}${own.en}: ${changes.map((goal) => `'${goal.title.en}' ${fromTo(goal, goal.before, goal.after).en}`).join(', ')}.`,
  };
}

/** Who goes, who teaches elsewhere and which recruits are placed in an answer. */
const madeBy = (planner: Planner, settled: Solved) =>
  [planner.made(settled), planner.circuits(settled), planner.placements(settled)] as const;
