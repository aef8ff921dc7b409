import { readFile } from 'node:fs/promises';
import type { Engine, Plan } from '../solver/plan.ts';
import type { Problem } from '../solver/problem.ts';
import { solve } from '../solver/solve.ts';
import { verify } from '../solver/verify.ts';
import { hold } from './case.ts';
import { peakMegabytes } from './memory.ts';

/** What one cold solve took and came to. */
export interface PlannerMeasured {
  /** By phase, and by stage of the solving, in seconds. */
  readonly phases: Readonly<Record<string, number>>;
  readonly stages: Readonly<Record<string, number>>;
  /** All phases together; of the processor, threads included. */
  readonly seconds: number;
  readonly cpuSeconds: number;
  /** Before it is verified. */
  readonly megabytes: number;
  readonly verifySeconds: number;
  readonly size: string;
  readonly status: Plan['status'];
  readonly goals: Plan['goals'];
  readonly moves: number;
}

async function measured(problem: Problem, engine: Engine, stopAfter: number): Promise<PlannerMeasured> {
  const began = performance.now();
  const before = process.cpuUsage();
  const since = () => (performance.now() - began) / 1000;
  const phases = new Clock(since);
  const stages = new Clock(since);
  const plan = await solve(problem, {
    engine,
    diagnosis: false,
    onPhase: (phase) => {
      phases.begin(phase);
      if (phase !== 'solve') stages.end();
    },
    onProgress: ({ stage }) => stages.begin(stage),
    shouldStop: () => since() > stopAfter,
  });
  phases.end();
  const seconds = since();
  const { user, system } = process.cpuUsage(before);
  const megabytes = await peakMegabytes();
  const verifyBegan = performance.now();
  try {
    holdSound(problem, plan);
  } catch (error) {
    const slow = Object.entries(stages.seconds).map(([name, took]) => `${name} ${took.toFixed(1)}`);
    throw new Error(
      `${error instanceof Error ? error.message : error} It took ${seconds.toFixed(1)} s: ${slow.join(', ')}`,
    );
  }
  return {
    phases: phases.seconds,
    stages: stages.seconds,
    seconds,
    cpuSeconds: (user + system) / 1e6,
    megabytes,
    verifySeconds: (performance.now() - verifyBegan) / 1000,
    size: plan.engineReason.en,
    status: plan.status,
    goals: plan.goals,
    moves: plan.moves.length,
  };
}

/** Which of several things has gone on for how long. */
class Clock {
  readonly seconds: Record<string, number> = {};
  readonly #now: () => number;
  #current: string | null = null;
  #began = 0;

  constructor(now: () => number) {
    this.#now = now;
  }

  begin(name: string): void {
    if (name === this.#current) return;
    this.end();
    this.#current = name;
    this.#began = this.#now();
    process.stdout.write(`${name} ${this.#began.toFixed(1)}\n`);
  }

  end(): void {
    if (this.#current !== null)
      this.seconds[this.#current] = (this.seconds[this.#current] ?? 0) + this.#now() - this.#began;
    this.#current = null;
  }
}

/** Throws unless verify finds nothing wrong, and nothing unproven in a plan that says it is the best. */
function holdSound(problem: Problem, plan: Plan): void {
  const { status } = plan;
  hold(status !== 'infeasible', 'there is a plan');
  const breaches = plan.findings.filter(({ level, relaxed }) => level !== 'note' && relaxed === undefined);
  hold(breaches.length === 0, 'no rule is broken');
  const { faults, unproven } = verify(problem, plan);
  hold(faults.length === 0, `the plan is verified (${faults[0]?.text.en})`);
  const shown = status !== 'optimal' || unproven.length === 0;
  hold(shown, `the certificate proves the plan (${unproven[0]?.en})`);
  const told = new Set(plan.reasons.map(({ teacher }) => teacher));
  const once = told.size === plan.reasons.length && told.size === problem.teachers.length;
  hold(once, 'every teacher has one reason');
}

/**
 * A process of its own: solves a canonical problem out of a file, cold, stops it after so many seconds for the best plan
 * so far, verifies the plan and tells what it took as the last line. Before that, a line for every phase and stage as it
 * begins, so that whoever ends this process knows how far it came.
 */
const [file = '', engine = 'highs', stopAfter = '240'] = process.argv.slice(2);
const problem = JSON.parse(await readFile(file, 'utf8')) as Problem;
try {
  const told = await measured(problem, engine as Engine, Number(stopAfter));
  process.stdout.write(`${JSON.stringify(told)}\n`);
} catch (error) {
  // Not thrown on: Node would first show the line it came from, which in WebAssembly's loader is a hundred thousand letters.
  process.stderr.write(`Error: ${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
}
