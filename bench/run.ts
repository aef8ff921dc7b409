import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import type { BenchCase } from './case.ts';
import { plans } from './plans.ts';
import { server } from './server.ts';
import { head, lineOf, type Outcome } from './table.ts';

/**
 * `npm run bench [-- --only NAME]`: one line a case, each in a process of its own, so that its memory is its own.
 * Exits 1 when an answer is wrong or two that should agree do not; a limit missed is told, and no failure, as
 * machines and their neighbours differ.
 */
const cases: readonly BenchCase[] = [...plans, ...server];

const { values } = parseArgs({ options: { only: { type: 'string' }, child: { type: 'string' } } });
if (values.child === undefined) await runAll(values.only);
else await runHere(values.child);

async function runAll(only: string | undefined): Promise<void> {
  const chosen = cases.filter(({ name }) => only === undefined || name === only);
  if (chosen.length === 0) {
    process.stderr.write(`There is no case ${only}: ${cases.map(({ name }) => name).join(', ')}.\n`);
    process.exitCode = 2;
    return;
  }
  process.stdout.write(head);
  const answers = new Map<string, string>();
  for (const one of chosen) {
    const outcome = agreeing(answers, one, await inChild(one.name));
    process.stdout.write(lineOf(one, outcome));
    if ('wrong' in outcome) process.exitCode = 1;
  }
}

/** The outcome, which is wrong when its answer is not that of the cases before it which it must agree with. */
function agreeing(answers: Map<string, string>, { agrees }: BenchCase, outcome: Outcome): Outcome {
  if (agrees === undefined || 'wrong' in outcome) return outcome;
  const first = answers.get(agrees) ?? outcome.answer;
  answers.set(agrees, first);
  return first === outcome.answer ? outcome : { wrong: `'${outcome.answer}', and before it '${first}'` };
}

async function inChild(name: string): Promise<Outcome> {
  const file = fileURLToPath(import.meta.url);
  const words = ['--import', import.meta.resolve('tsx'), file, '--child', name];
  const { stdout } = await promisify(execFile)(process.execPath, words, { maxBuffer: 1e7 });
  return JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '');
}

/** Runs one case and writes what it measured as one line of JSON. */
async function runHere(name: string): Promise<void> {
  const chosen = cases.find((one) => one.name === name);
  const result = await (chosen?.run() ?? Promise.reject(new Error(`There is no case ${name}.`))).catch(
    (error: unknown) => ({ wrong: error instanceof Error ? error.message : String(error) }),
  );
  const peak = { megabytes: process.resourceUsage().maxRSS / 1000 };
  process.stdout.write(`${JSON.stringify({ ...peak, ...result })}\n`);
}
