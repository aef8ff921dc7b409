import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import { allGoals } from './all-goals.ts';
import type { BenchCase } from './case.ts';
import { coverage, relaxation } from './coverage.ts';
import { figuresOfCounties } from './figures-of-counties.ts';
import { foresight } from './foresight.ts';
import { letters } from './letters.ts';
import { planner } from './planner.ts';
import { plans } from './plans.ts';
import { machine } from './province/machine.ts';
import { planning } from './province/planning.ts';
import { server } from './server.ts';
import { markdown, plain, printSheet } from './sheet.ts';
import { head, lineOf, type Outcome } from './table.ts';
import { cancelling, whatIf } from './waiting.ts';

/**
 * `npm run bench [-- --only NAME,NAME] [--plans] [--markdown] [--seconds N]`: one line a case, each in a process of its
 * own, so that its memory is its own. `--plans`: the planner's tables alone; `--markdown`: those as a document has them;
 * `--seconds`: how long one of their lines may take, 300 where left out.
 *
 * Exits 1 when an answer is wrong or two that should agree do not; a limit missed is told, and no failure, as
 * machines and their neighbours differ.
 */
const cases: readonly BenchCase[] = [...plans, ...foresight, ...server, ...letters];

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    plans: { type: 'boolean', default: false },
    markdown: { type: 'boolean', default: false },
    seconds: { type: 'string', default: '300' },
    child: { type: 'string' },
  },
});
if (values.child === undefined) await runAll();
else await runHere(values.child);

async function runAll(): Promise<void> {
  const limit = Number(values.seconds);
  const sheets = [
    planner,
    allGoals,
    coverage,
    relaxation,
    cancelling,
    whatIf,
    figuresOfCounties,
    machine,
    planning,
  ].map((sheet) => sheet(limit));
  const names = [...cases, ...sheets.flatMap(({ lines }) => lines)].map(({ name }) => name);
  const only = values.only?.split(',');
  const unknown = only?.find((name) => !names.includes(name));
  if (unknown !== undefined || !(limit > 0)) {
    const fault =
      unknown === undefined ? '--seconds takes a number above 0.' : `There is no case ${unknown}.`;
    process.stderr.write(`${fault} The cases: ${names.join(', ')}.\n`);
    process.exitCode = 2;
    return;
  }
  const isAsked = (name: string) => only?.includes(name) ?? true;
  if (!values.plans) await runCases(cases.filter(({ name }) => isAsked(name)));
  const style = values.markdown ? markdown : plain;
  for (const sheet of sheets) {
    const right = await printSheet(sheet, style, isAsked, (text) => process.stdout.write(text));
    if (!right) process.exitCode = 1;
  }
}

async function runCases(chosen: readonly BenchCase[]): Promise<void> {
  if (chosen.length > 0) process.stdout.write(head);
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
