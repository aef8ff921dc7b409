import {
  closeSync,
  fsyncSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Fault } from './faults.ts';
import { readJsonText } from './json-text.ts';
import { type Engine, engines, type Plan } from './plan.ts';
import type { Problem } from './problem.ts';
import { type Reading, readPlan, readProblem } from './read.ts';
import { solve } from './solve.ts';
import { verify } from './verify.ts';

const USAGE = `Usage:
  npm run plan -- problem.json [--out plan.json] [--engine highs|javascript-lp-solver|auto]
  npm run verify -- problem.json plan.json

plan    solves a problem. Without --out the plan goes to standard output and its summary to standard error.
verify  checks a plan against its problem, without the solver.

Exit: 0 planned or confirmed, 1 plan wrong, 2 bad input, 3 no plan exists, 4 search cut short.
`;

/** What the process ends with; `fault` is a fault of this program, never of its input. */
const exit = { done: 0, wrong: 1, badInput: 2, noPlan: 3, cutShort: 4, fault: 70 } as const;
type Exit = (typeof exit)[keyof typeof exit];

/** Something the caller can mend: told without a stack, exit 2. */
class BadInput extends Error {
  override readonly name = 'BadInput';
}

/** Where a command speaks: what was asked for, and everything else. */
export interface Streams {
  say(text: string): void;
  complain(text: string): void;
}

/** Runs one command line; resolves to the exit code and never rejects. */
export async function run(words: readonly string[], streams: Streams): Promise<Exit> {
  try {
    const { values, positionals } = argumentsOf(words);
    if (values.help) {
      streams.say(USAGE);
      return exit.done;
    }
    const [command, problemFile, planFile, ...others] = positionals;
    if (command === 'plan' && problemFile !== undefined && planFile === undefined) {
      return await planFrom(problemFile, values.out, engineOf(values.engine ?? 'auto'), streams);
    }
    if (command === 'verify' && problemFile !== undefined && planFile !== undefined && others.length === 0) {
      if (values.out !== undefined || values.engine !== undefined)
        throw new BadInput('verify takes no options.');
      return verifyFrom(problemFile, planFile, streams);
    }
    throw new BadInput(`${missing(command)}\n\n${USAGE.trimEnd()}`);
  } catch (error) {
    if (!(error instanceof BadInput)) {
      streams.complain(
        `A fault of this program, not of your input:\n${error instanceof Error ? error.stack : error}\n`,
      );
      return exit.fault;
    }
    streams.complain(`${error.message}\n`);
    return exit.badInput;
  }
}

function argumentsOf(words: readonly string[]) {
  try {
    return parseArgs({
      args: [...words],
      allowPositionals: true,
      options: {
        out: { type: 'string' },
        engine: { type: 'string' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
  } catch (error) {
    throw new BadInput(`${error instanceof Error ? error.message : error}\n\n${USAGE.trimEnd()}`);
  }
}

function missing(command: string | undefined): string {
  if (command === 'plan') return 'plan takes one file: a problem.';
  if (command === 'verify') return 'verify takes two files: a problem and a plan.';
  return command === undefined ? 'No command is given.' : `There is no command ${command}.`;
}

function engineOf(name: string): Engine | 'auto' {
  const engine = ['auto' as const, ...engines].find((known) => known === name);
  if (!engine) throw new BadInput(`There is no engine ${name}: expected ${engines.join(', ')} or auto.`);
  return engine;
}

async function planFrom(
  file: string,
  out: string | undefined,
  engine: Engine | 'auto',
  { say, complain }: Streams,
): Promise<Exit> {
  if (out !== undefined) refuseUnwritable(out);
  const { problem } = readFrom(file, 'problem', readProblem);
  const plan = await solve(problem, { engine });
  const text = `${JSON.stringify(plan, null, 2)}\n`;
  if (out === undefined) say(text);
  else writeWhole(out, text);
  (out === undefined ? complain : say)(summary(problem, plan));
  return plan.status === 'optimal' ? exit.done : plan.status === 'infeasible' ? exit.noPlan : exit.cutShort;
}

function verifyFrom(problemFile: string, planFile: string, { say, complain }: Streams): Exit {
  const { problem } = readFrom(problemFile, 'problem', readProblem);
  const { plan } = readFrom(planFile, 'plan', readPlan);
  const { confirmed, faults, unproven } = verify(problem, plan);
  for (const { code, text } of faults) complain(`${code}: ${text.en}\n  ${text.zh}\n`);
  if (!confirmed) {
    complain(`The plan is wrong: ${faults.length} ${faults.length === 1 ? 'fault' : 'faults'}.\n`);
    return exit.wrong;
  }
  if (plan.status === 'optimal' || plan.status === 'feasible') {
    say(
      'Confirmed: every rule holds; every goal, move and open post counts as the plan says; every teacher has one ' +
        'reason, and its outcome agrees. The texts and figures of reasons are not checked.\n',
    );
  }
  for (const text of unproven) say(`Not proven here: ${text.en}\n  ${text.zh}\n`);
  return plan.status === 'infeasible' ? exit.noPlan : plan.status === 'cut-short' ? exit.cutShort : exit.done;
}

/** A problem or plan out of a file; throws BadInput with everything that is wrong with it. */
function readFrom<T extends object>(
  file: string,
  kind: string,
  read: (json: unknown) => Reading<T>,
): Extract<Reading<T>, { ok: true }> {
  const json = readJsonText(textOf(file));
  if (!json.ok) {
    throw new BadInput(`${file}:${json.line}:${json.column}: not JSON: found ${json.found}.`);
  }
  const reading = read(json.value);
  if (reading.ok) return reading;
  const { faults, count } = reading;
  const more = count > faults.length ? `\nThe first ${faults.length} of ${count} faults are shown.` : '';
  throw new BadInput(`${file} is not a ${kind}:\n${faults.map(faultLine).join('\n')}${more}`);
}

const faultLine = ({ path, found, expected }: Fault): string =>
  `  ${path}: found ${found}, expected ${expected}`;

/** A county of 300,000 teachers is about half of this; text twice as long no JavaScript engine can hold. */
const MOST_BYTES = 256 * 1024 * 1024;

function textOf(file: string): string {
  try {
    const found = statSync(file);
    if (found.isDirectory()) throw new BadInput(`${file} is a folder, not a file.`);
    if (!found.isFile()) throw new BadInput(`${file} is no plain file.`);
    if (found.size > MOST_BYTES) {
      throw new BadInput(`${file} has ${found.size} bytes; at most ${MOST_BYTES} are read.`);
    }
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(file));
  } catch (error) {
    if (error instanceof BadInput) throw error;
    if (error instanceof TypeError) throw new BadInput(`${file} is not UTF-8 text.`);
    throw new BadInput(`${file} cannot be read: ${troubleOf(error)}.`);
  }
}

/** Told before the solve, not after it. */
function refuseUnwritable(file: string): void {
  const folder = statSync(dirname(file), { throwIfNoEntry: false });
  if (!folder?.isDirectory())
    throw new BadInput(`${file} cannot be written: there is no folder ${dirname(file)}.`);
  if (statSync(file, { throwIfNoEntry: false })?.isDirectory()) {
    throw new BadInput(`${file} cannot be written: it is a folder.`);
  }
}

/** Writes all of the file or nothing: a reader never sees half a plan. */
function writeWhole(file: string, text: string): void {
  const draft = `${file}.${process.pid}.part`;
  try {
    const handle = openSync(draft, 'wx');
    try {
      writeFileSync(handle, text);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    renameSync(draft, file);
  } catch (error) {
    rmSync(draft, { force: true });
    throw new BadInput(`${file} cannot be written: ${troubleOf(error)}.`);
  }
}

const troubles: Readonly<Record<string, string>> = {
  ENOENT: 'it is not there',
  EACCES: 'permission is denied',
  EPERM: 'permission is denied',
  ENOSPC: 'the disk is full',
  EROFS: 'the disk is read-only',
};

const troubleOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? (troubles[String(error.code)] ?? error.message) : String(error);

function summary({ county, schoolYear }: Problem, plan: Plan): string {
  const lines = [
    `${county.name} (${county.code}), school year ${schoolYear}: ${plan.status}, by ${plan.engine}.`,
    ...(plan.diagnosis?.clash ?? []).flatMap(({ rule, level, clause, text }) => [
      `  ${level} ${rule}${clause === null ? '' : ` (${clause})`}: ${text.en}`,
      `    ${text.zh}`,
    ]),
  ];
  if (plan.status === 'infeasible') {
    lines[0] = `${lines[0]} No plan exists${plan.diagnosis ? ': these rules cannot all hold together' : ''}.`;
  }
  if (plan.goals.length > 0) {
    const left = plan.unfilled.reduce((posts, unfilled) => posts + unfilled.left, 0);
    lines.push(`  moves: ${plan.moves.length}, posts left open: ${left}`);
  }
  for (const { name, sense, unit, value, bound } of plan.goals) {
    lines.push(`  ${name} (${sense}): ${value} ${unit}, bound ${bound ?? 'not known'}`);
  }
  return `${lines.join('\n')}\n`;
}

// Run, not imported. Not process.exit: what is written to a pipe must arrive.
if (process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  process.exitCode = await run(process.argv.slice(2), {
    say: (text) => process.stdout.write(text),
    complain: (text) => process.stderr.write(text),
  });
}
