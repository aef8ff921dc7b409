import type { Candidate, Case } from './case.ts';
import type { MadeCircuit } from './circuits.ts';
import type { StandingGoal } from './goals/goal.ts';
import { grouped } from './grouped.ts';
import type { Ledger } from './ledger.ts';
import type { Teacher } from './problem.ts';
import type { Placement } from './recruits.ts';
import { type Flow, flowOf } from './staffing.ts';

/** One change to a plan: a teacher who stays goes, alone or in place of one who goes. */
export interface Alternative {
  candidate: Candidate;
  /** Who would stay instead; null: nobody. */
  dropped: Candidate | null;
  /** The first goal it changes, and by how much for the worse (below 0: for the better); null: none. */
  change: { goal: StandingGoal; worse: number } | null;
}

/** A change that a rule stops. */
export interface Block {
  candidate: Candidate;
  /** Who would have stayed instead; null: nobody. */
  dropped: Candidate | null;
  rule: string;
}

/** What one teacher could do: how many openings fit, the best change that breaks no rule, what stops the others. */
export interface Weighed {
  fitting: number;
  best: Alternative | null;
  blocks: Block[];
}

/** What a single change of the plan would do, for everyone who could go and stays. */
export interface Alternatives {
  of(teacher: Teacher): Weighed;
  /** By teacher who goes: the best change that gives their very post to one who stays. */
  readonly instead: ReadonlyMap<Teacher, Alternative>;
  /** The rule that stops a candidate from going in addition to the plan; null: none. */
  block(candidate: Candidate): string | null;
}

export function alternatives(
  county: Case,
  ledger: Ledger,
  made: readonly Candidate[],
  circuits: readonly MadeCircuit[] = [],
  placements: readonly Placement[] = [],
): Alternatives {
  const plan = flowOf(made, circuits, placements);
  const goers = new Set(made.map(({ teacher }) => teacher));
  const byOpening = grouped(made, ({ opening }) => opening);
  const byOrigin = grouped(made, ({ from }) => from);
  const found = new Map<Teacher, Weighed>();
  const instead = new Map<Teacher, Alternative>();
  const block = ({ column }: Candidate) => ledger.broken(column, null);

  const weigh = (candidate: Candidate): { legal: Alternative[]; blocks: Block[] } => {
    const legal: Alternative[] = [];
    const blocks: Block[] = [];
    const attempt = (dropped: Candidate | null) => {
      const rule = ledger.broken(candidate.column, dropped?.column ?? null);
      if (rule !== null) blocks.push({ candidate, dropped, rule });
      else legal.push({ candidate, dropped, change: changeOf(county, plan, candidate, dropped) });
    };
    attempt(null);
    for (const other of byOpening.get(candidate.opening) ?? []) attempt(other);
    if (legal.length === 0) for (const other of byOrigin.get(candidate.from) ?? []) attempt(other);
    return { legal, blocks };
  };

  for (const [teacher, fitting] of grouped(county.candidates, (candidate) => candidate.teacher)) {
    if (goers.has(teacher)) continue;
    const entry: Weighed = { fitting: fitting.length, best: null, blocks: [] };
    for (const candidate of fitting) {
      const { legal, blocks } = weigh(candidate);
      entry.blocks.push(...blocks);
      for (const alternative of legal) {
        if (better(county, alternative, entry.best)) entry.best = alternative;
        const { dropped } = alternative;
        if (dropped?.opening !== candidate.opening) continue;
        if (better(county, alternative, instead.get(dropped.teacher))) {
          instead.set(dropped.teacher, alternative);
        }
      }
    }
    found.set(teacher, entry);
  }
  return { of: (teacher) => found.get(teacher) ?? { fitting: 0, best: null, blocks: [] }, instead, block };
}

/** Less harm first: a goal made worse counts the more the earlier it comes. */
function better(county: Case, one: Alternative, other: Alternative | null | undefined): boolean {
  if (!other) return true;
  const [a, b] = [harmOf(county, one), harmOf(county, other)];
  return a.place !== b.place ? a.place < b.place : a.worse < b.worse;
}

function harmOf({ goals }: Case, { change }: Alternative): { place: number; worse: number } {
  if (!change) return { place: 0, worse: 0 };
  const place = goals.length - goals.indexOf(change.goal);
  return { place: Math.sign(change.worse) * place, worse: change.worse };
}

type Change = NonNullable<Alternative['change']>;

/** The first goal, in the policy's order, that the change makes better or worse. */
function changeOf(county: Case, plan: Flow, added: Candidate, dropped: Candidate | null): Change | null {
  for (const goal of county.goals) {
    const change = goal.change(county, plan, added, dropped);
    const worse = goal.sense === 'minimise' ? change : -change;
    if (worse !== 0) return { goal, worse };
  }
  return null;
}
