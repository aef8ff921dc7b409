import type { Backend, Control } from './backends/backend.ts';
import { boundOf, wholeAbove } from './backends/bound.ts';
import { minimise } from './backends/minimise.ts';
import { type Candidate, type Case, caseOf } from './case.ts';
import { Greedy } from './greedy.ts';
import { modelOf, type Program, tightened } from './model.ts';
import type { Problem } from './problem.ts';
import { cadre } from './rules/cadre.ts';
import { direction } from './rules/direction.ts';
import type { StandingRule } from './rules/rule.ts';
import { swap } from './rules/swap.ts';

/** Whether some of the rules have a plan together. */
export type Found =
  /**
   * One does; `kept`: every rule that it keeps, those asked for among them. It is a plan where the rules of `turned`, and
   * of the turning ones these alone, are left out.
   */
  | { status: 'plan'; kept: ReadonlySet<string>; turned: readonly string[] }
  | { status: 'none' }
  /** Stopped, or given up after so much searching as one question is worth. */
  | { status: 'unknown' };

/** Whether a row of a rule is left out. */
type Frees = (rule: string, row: string) => boolean;

/**
 * A problem without a plan, made ready to be asked again and again which of its rules have one together. One model
 * holds every posting that only laws of nature forbid and every row of every rule; a rule that is left out lets the
 * postings it bars and frees its rows. What nobody's going would break (a quota, a pin) is given slack, and a plan keeps
 * them all where the least slack is none: its bound tells at once where there is no plan.
 */
export class Elastic {
  /** The rules that may be left out. */
  readonly rules: readonly StandingRule[];
  /** Of these, what moving nobody breaks: every clash has one of them in it. */
  readonly demands: readonly StandingRule[];
  /** Rules that, left out, do not only forbid less but make other moves of the same ones. */
  readonly #turning: readonly string[];
  /** Whether postings that only rules about the person or the post forbid are looked at; else there are too many. */
  readonly whole: boolean;
  readonly #problem: Problem;
  readonly #county: Case;
  readonly #backend: Backend;
  readonly #models = new Map<string, Written>();

  constructor(problem: Problem, county: Case, backend: Backend) {
    this.#problem = problem;
    this.#county = county;
    this.#backend = backend;
    this.whole = county.teachers.length * county.openings.length <= MOST_PAIRS;
    const free = county.rules.filter(({ always, relaxed }) => !always && relaxed === null);
    this.rules = this.whole ? free : free.filter(({ scope }) => scope === 'how-many');
    this.demands = this.rules.filter((rule) => rule.shortfall(county, []) > 0);
    const standing = turningRules(county);
    this.#turning = standing.filter((name) => this.rules.some((rule) => rule.name === name));
  }

  /** Of the turning rules those that are left out where only these stand. */
  turned(names: ReadonlySet<string>): readonly string[] {
    return this.#turning.filter((name) => !names.has(name));
  }

  /** Whether these rules, and those that always hold, have a plan together; `frees`: without these rows of theirs. */
  ask(names: ReadonlySet<string>, control: Control, frees: Frees = () => false): Found {
    const wanted = this.demands.filter(({ name }) => names.has(name)).map(({ name }) => name);
    const turned = this.turned(names);
    if (wanted.length === 0) return { status: 'plan', kept: this.#keptByNobody(names), turned };
    const written = this.#written(turned);
    const program = tightened(only(written, names, frees));
    const cost = new Float64Array(program.columns);
    for (const { column, rule } of written.slacks) if (names.has(rule)) cost[column] = 1;
    if (control.shouldStop()) return { status: 'unknown' };
    const relaxed = this.#backend.relax(program, cost, control);
    if (relaxed.status === 'infeasible') return { status: 'none' };
    if (relaxed.status === 'unknown') return { status: 'unknown' };
    if (wholeAbove(boundOf(program, cost, relaxed.duals).bound) >= 1) return { status: 'none' };
    const made = written.greedy.plan(program, new Set(wanted), relaxed.values);
    if (made) return { status: 'plan', kept: written.kept(made), turned };
    return this.#search({ written, turned }, program, cost, control);
  }

  /** Whom a rule about the person or the post alone keeps at home, by rule. Empty in a county too large to be looked at whole. */
  keptHome(names: ReadonlySet<string>): ReadonlyMap<string, ReadonlySet<string>> {
    return this.whole ? this.#written(this.turned(names)).keptHome() : new Map();
  }

  #search(
    { written, turned }: { written: Written; turned: readonly string[] },
    program: Program,
    cost: Float64Array,
    control: Control,
  ): Found {
    let asked = 0;
    let enough = false;
    let shown = false;
    const found = minimise(this.#backend, program, cost, {
      shouldStop() {
        asked += 1;
        return enough || asked > MOST_STEPS || control.shouldStop();
      },
      improved(incumbent, bound) {
        shown ||= bound !== null && bound >= 1;
        enough ||= shown || incumbent === 0;
      },
    });
    if ('values' in found && found.cost === 0) {
      const made = [...found.values.keys()].filter(
        (column) => column < program.postings && found.values[column] === 1,
      );
      return { status: 'plan', kept: written.kept(made), turned };
    }
    const none = shown || found.status === 'infeasible' || found.status === 'optimal';
    return { status: none ? 'none' : 'unknown' };
  }

  /** What keeps everybody at home: all but the demands. */
  #keptByNobody(names: ReadonlySet<string>): ReadonlySet<string> {
    const kept = new Set([...this.rules.map(({ name }) => name), ...names]);
    for (const { name } of this.demands) kept.delete(name);
    return kept;
  }

  /** The model that these rules are asked of: one for all, but where leaving a rule out makes other moves of it. */
  #written(turned: readonly string[]): Written {
    const key = turned.join();
    const known = this.#models.get(key);
    if (known) return known;
    const written = this.#write(turned);
    this.#models.set(key, written);
    return written;
  }

  #write(turned: readonly string[]): Written {
    const demands = new Set(this.demands.map(({ name }) => name));
    const filters = this.rules.filter(({ scope }) => scope !== 'how-many');
    const settings = { ...this.#problem.policy.rules };
    for (const { name } of this.demands) {
      settings[name] = { ...settings[name], level: 'policy', relaxed: 'diagnosis' };
    }
    const eased = { ...this.#problem, policy: { ...this.#problem.policy, rules: settings } };
    const apart = new Set([...demands, ...this.#turning]);
    const waived = filters.map(({ name }) => name).filter((name) => !apart.has(name));
    const county = caseOf(eased, new Set([...waived, ...turned]));
    const model = modelOf(county);
    const program = model.program();
    return new Written(this.#county, county.candidates, filters, this.rules, demands, program);
  }
}

/** Above so many pairs of a teacher and an opening only the rules about all moves together are left out in turn. */
const MOST_PAIRS = 400_000;
/** Steps of the search that one question is worth. */
const MOST_STEPS = 60;

/** Those rules of a county's. */
function turningRules({ problem, holds }: Case): string[] {
  const rotates = cadre.read(problem.policy.rules[cadre.name]).rotation && holds(cadre.name);
  return [...(rotates ? [cadre.name] : []), ...(holds(swap.name) ? [swap.name, direction.name] : [])];
}

/** One model with all postings and rows in it. */
class Written {
  readonly program: Program;
  readonly greedy: Greedy;
  /** The columns by which a demand may be missed. */
  readonly slacks: readonly { column: number; rule: string }[];
  /** Which of the filters forbid each posting, a bit for each. */
  readonly forbids: Int32Array;
  readonly #bits: ReadonlyMap<string, number>;
  readonly #candidates: readonly Candidate[];
  readonly rules: readonly StandingRule[];

  constructor(
    county: Case,
    candidates: readonly Candidate[],
    filters: readonly StandingRule[],
    rules: readonly StandingRule[],
    demands: ReadonlySet<string>,
    program: Program,
  ) {
    this.program = program;
    this.rules = rules;
    this.#candidates = candidates;
    this.#bits = new Map(filters.map(({ name }, place) => [name, 1 << place]));
    const who = new Map(
      county.teachers.map((teacher) => [
        teacher.id,
        this.#maskOf(filters.filter((rule) => rule.bars(county, teacher) !== null)),
      ]),
    );
    const where = filters.filter(({ scope }) => scope === 'where');
    this.forbids = Int32Array.from(candidates, ({ teacher, opening }) => {
      const there = opening.role
        ? county.seat(opening.section.id, opening.role)
        : county.opening(opening.section.id, opening.post);
      const posting = county.posting(county.teacher(teacher.id), there);
      const kept = this.#maskOf(where.filter((rule) => rule.keepsFrom(county, posting) > 0));
      return (who.get(teacher.id) ?? 0) | kept;
    });
    this.slacks = slacksOf(program, demands);
    this.greedy = new Greedy(program);
  }

  mask(names: ReadonlySet<string>): number {
    let mask = 0;
    for (const [name, bit] of this.#bits) if (names.has(name)) mask |= bit;
    return mask;
  }

  /** By rule: who could go but for it, and who now can go nowhere. */
  keptHome(): ReadonlyMap<string, ReadonlySet<string>> {
    const free = new Set(
      this.#candidates.flatMap(({ teacher }, column) => (this.forbids[column] === 0 ? [teacher.id] : [])),
    );
    const kept = new Map([...this.#bits].map(([name, bit]) => [bit, { name, people: new Set<string>() }]));
    for (const [column, { teacher }] of this.#candidates.entries())
      if (!free.has(teacher.id)) kept.get(this.forbids[column] ?? 0)?.people.add(teacher.id);
    return new Map([...kept.values()].map(({ name, people }) => [name, people]));
  }

  /** The rules that a plan keeps. */
  kept(made: readonly number[]): ReadonlySet<string> {
    let broken = 0;
    for (const column of made) broken |= this.forbids[column] ?? 0;
    const rows = this.greedy.brokenBy(made);
    return new Set(
      this.rules
        .map(({ name }) => name)
        .filter((name) => !rows.has(name) && (broken & (this.#bits.get(name) ?? 0)) === 0),
    );
  }

  #maskOf(rules: readonly StandingRule[]): number {
    return rules.reduce((mask, { name }) => mask | (this.#bits.get(name) ?? 0), 0);
  }
}

function slacksOf(program: Program, demands: ReadonlySet<string>): { column: number; rule: string }[] {
  const found: { column: number; rule: string }[] = [];
  for (let column = program.postings; column < program.columns; column++) {
    const [kind, rule] = program.columnName(column).split(':');
    if (kind === 'short' && rule !== undefined && demands.has(rule)) found.push({ column, rule });
  }
  return found;
}

/** The program with these rules alone: what others forbid is let, and their rows are free. */
function only(written: Written, names: ReadonlySet<string>, frees: Frees): Program {
  const { program, forbids, slacks } = written;
  const mask = written.mask(names);
  const upper = Float64Array.from(program.upper);
  for (const [column, forbid] of forbids.entries()) if ((forbid & mask) !== 0) upper[column] = 0;
  for (const { column, rule } of slacks) if (!names.has(rule)) upper[column] = 0;
  const free = new Set(written.rules.map(({ name }) => name).filter((name) => !names.has(name)));
  const rowUpper = Float64Array.from(program.rowUpper, (limit, row) =>
    free.has(program.rules[row] ?? '') || frees(program.rules[row] ?? '', program.rowNames[row] ?? '')
      ? Number.POSITIVE_INFINITY
      : limit,
  );
  return { ...program, upper, rowUpper };
}
