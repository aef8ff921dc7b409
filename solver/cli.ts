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
import { dirname, join, parse } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual, parseArgs } from 'node:util';
import { told } from './calendar.ts';
import { problemHash } from './canonical.ts';
import { fairness } from './fairness.ts';
import type { Fault } from './faults.ts';
import { readJsonText } from './json-text.ts';
import { mpsOf } from './mps.ts';
import {
  type Diagnosis,
  type Engine,
  engines,
  isFound,
  type Plan,
  type Relaxation,
  type Words,
} from './plan.ts';
import { cadreRoles, type Problem } from './problem.ts';
import { type Reading, readPlan, readProblem } from './read.ts';
import { differences, leftBehind, replanned } from './replan.ts';
import { outlook as outlookFormat, readOutlook } from './roadmap/outlook.ts';
import { isWithinCalendar, MOST_YEARS, outcomeOf, roadmap } from './roadmap/roadmap.ts';
import { roadmapInText } from './roadmap/table.ts';
import { type StageModel, solve } from './solve.ts';
import { verify } from './verify.ts';
import { optionInWords, WhatIf } from './what-if.ts';
import { barInWords, nobodyFor, noPlanAtAll, whyNot } from './why.ts';

const USAGE = `Usage:
  npm run plan -- problem.json [--out plan.json] [--engine highs|javascript-lp-solver|auto]
                  [--base plan.json] [--problem-out FILE] [--mps FILE]
  npm run verify -- problem.json plan.json [--replay]
  npm run roadmap -- problem.json [--years 5] [--outlook outlook.json] [--out roadmap.json]
  npm run ask -- why problem.json TEACHER [SECTION]
  npm run ask -- teacher problem.json TEACHER
  npm run ask -- post problem.json SECTION SUBJECT|ROLE
  npm run ask -- worth problem.json
  npm run ask -- fairness problem.json plan.json
  npm run ask -- differences problem.json plan-a.json plan-b.json

plan         solves a problem. Without --out the plan goes to standard output and its summary to standard error.
             --base keeps to a plan people know, with as few changes as can be; the problem with that plan in it, which
             is what verify takes, goes to --problem-out, or beside the plan: plan.problem.json. --mps writes the model
             of each goal to FILE, its place and goal put before the ending, for solvers of one's own.
verify       checks a plan against its problem, without the solver; --replay also solves anew and compares.
roadmap      the next years (1 to 5; 5 if not said): who retires and comes home, what is missing, whom a plan sends, and what
             to begin now. --outlook says what a problem does not: enrolments of other years, ages of retirement, how long
             a posting lasts. --out writes all of it as JSON.
why          why a teacher does not go (there), and what would change it.
teacher      everywhere a teacher could go, and staying, with what it costs in every goal.
post         everybody who could fill a post, or a seat (principal, deputy, …), and nobody, likewise.
worth        what one more bed, post, seat, ten thousand yuan and the like would be worth.
fairness     every case of justified envy and of a heavier rural burden, and what stands against the change.
differences  two plans told apart person by person.

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
    const { out, engine, base, mps, replay, years, outlook, 'problem-out': problemOut } = values;
    if (command !== 'roadmap' && (years !== undefined || outlook !== undefined))
      throw new BadInput('Only roadmap takes --years and --outlook.');
    if (command === 'roadmap' && problemFile !== undefined && planFile === undefined) {
      if (replay || [base, mps, problemOut].some((option) => option !== undefined))
        throw new BadInput('roadmap takes no option but --years, --outlook, --engine and --out.');
      return await roadmapFrom(problemFile, { years, outlook, engine, out }, streams);
    }
    if (command === 'plan' && problemFile !== undefined && planFile === undefined) {
      if (replay) throw new BadInput('plan takes no --replay.');
      return await planFrom(
        problemFile,
        { out, engine: engineOf(engine ?? 'auto'), base, mps, problemOut },
        streams,
      );
    }
    if (command === 'verify' && problemFile !== undefined && planFile !== undefined && others.length === 0) {
      if ([out, engine, base, mps, problemOut].some((option) => option !== undefined))
        throw new BadInput('verify takes no option but --replay.');
      return await verifyFrom(problemFile, planFile, replay, streams);
    }
    if (command === 'ask') return await ask(positionals.slice(1), streams);
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
        base: { type: 'string' },
        mps: { type: 'string' },
        'problem-out': { type: 'string' },
        years: { type: 'string' },
        outlook: { type: 'string' },
        replay: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
  } catch (error) {
    throw new BadInput(`${error instanceof Error ? error.message : error}\n\n${USAGE.trimEnd()}`);
  }
}

function missing(command: string | undefined): string {
  if (command === 'plan') return 'plan takes one file: a problem.';
  if (command === 'roadmap') return 'roadmap takes one file: a problem.';
  if (command === 'verify') return 'verify takes two files: a problem and a plan.';
  return command === undefined ? 'No command is given.' : `There is no command ${command}.`;
}

function engineOf(name: string): Engine | 'auto' {
  const engine = ['auto' as const, ...engines].find((known) => known === name);
  if (!engine) throw new BadInput(`There is no engine ${name}: expected ${engines.join(', ')} or auto.`);
  return engine;
}

interface PlanOptions {
  out: string | undefined;
  engine: Engine | 'auto';
  base: string | undefined;
  mps: string | undefined;
  problemOut: string | undefined;
}

async function planFrom(
  file: string,
  { out, engine, base, mps, problemOut }: PlanOptions,
  { say, complain }: Streams,
): Promise<Exit> {
  const beside = base !== undefined && out !== undefined ? besideFile(out) : undefined;
  const kept = problemOut ?? beside;
  for (const written of [out, mps, kept]) if (written !== undefined) refuseUnwritable(written);
  const { problem: given } = readFrom(file, 'problem', readProblem);
  const known = base === undefined ? null : readFrom(base, 'plan', readPlan).plan;
  if (known && !isFound(known))
    throw new BadInput(
      `${base} holds no plan to stay close to: its status is ${known.status}. Expected one that was found.`,
    );
  const problem = known ? replanned(given, known) : given;
  for (const { en, zh } of known ? leftBehind(given, known) : []) complain(`${en}\n  ${zh}\n`);
  const onModel =
    mps === undefined
      ? undefined
      : (model: StageModel) =>
          writeWhole(
            stageFile(mps, model.stage, model.goal),
            mpsOf(`${model.stage}-${model.goal}`, model.program, model.terms, model),
          );
  const plan = await solve(problem, { engine, ...(onModel && { onModel }) });
  const text = `${JSON.stringify(plan, null, 2)}\n`;
  if (kept !== undefined) writeWhole(kept, `${JSON.stringify(problem, null, 2)}\n`);
  if (out === undefined) say(text);
  else writeWhole(out, text);
  const tell = out === undefined ? complain : say;
  tell(summary(problem, plan));
  if (kept !== undefined)
    tell(`Its problem is in ${kept}: npm run verify -- ${kept} ${out ?? 'plan.json'}\n`);
  return plan.status === 'optimal' ? exit.done : plan.status === 'infeasible' ? exit.noPlan : exit.cutShort;
}

/** Where the problem of a plan goes that was made from another plan: `plan.json` is for `plan.problem.json`. */
function besideFile(file: string): string {
  const { dir, name, ext } = parse(file);
  return join(dir, `${name}.problem${ext}`);
}

/** FILE for stage 2, goal gap: `model.mps` is `model.2-gap.mps`. */
function stageFile(file: string, stage: number, goal: string): string {
  const { dir, name, ext } = parse(file);
  return join(dir, `${name}.${stage}-${goal}${ext}`);
}

async function verifyFrom(
  problemFile: string,
  planFile: string,
  replay: boolean,
  { say, complain }: Streams,
): Promise<Exit> {
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
        'reason, and its outcome agrees. Wording is not checked, nor what a single change would have cost.\n',
    );
  }
  if (plan.status === 'optimal' && unproven.length === 0) {
    say('The certificate proves that no plan is better, goal by goal.\n');
  }
  if (plan.status === 'infeasible') {
    say('Confirmed: no plan exists; the certificate proves it.\n');
    if (plan.diagnosis && !replay) {
      say(
        'Not checked, as that takes solving again (--replay): that these rules clash and no fewer do, and that what is to ' +
          'be given up is enough and the least.\n',
      );
    }
  }
  for (const text of unproven) say(`Not proven here: ${text.en}\n  ${text.zh}\n`);
  if (replay) {
    const again = await solve(problem, { engine: plan.engine });
    // Why an engine was chosen is told by who chose it.
    const whole = (made: Plan): unknown => JSON.parse(JSON.stringify({ ...made, engineReason: null }));
    if (!isDeepStrictEqual(whole(again), whole(plan))) {
      complain(
        'Solved again, the problem gives another plan: it was not made by this code, or not from this problem.\n',
      );
      return exit.wrong;
    }
    say('Solved again, the problem gives the same plan.\n');
  }
  return plan.status === 'infeasible' ? exit.noPlan : plan.status === 'cut-short' ? exit.cutShort : exit.done;
}

interface RoadmapChoice {
  years: string | undefined;
  outlook: string | undefined;
  engine: string | undefined;
  out: string | undefined;
}

/** The years to come, as a table; as JSON to a file where one is named. */
async function roadmapFrom(
  file: string,
  { years: asked = `${MOST_YEARS}`, outlook: outlookFile, engine, out }: RoadmapChoice,
  { say }: Streams,
): Promise<Exit> {
  const years = Number(asked);
  if (!/^[1-9]$/.test(asked) || years > MOST_YEARS)
    throw new BadInput(`--years takes a whole number from 1 to ${MOST_YEARS}, not ${asked}.`);
  const by = engineOf(engine ?? 'auto');
  if (out !== undefined) refuseUnwritable(out);
  const { problem } = readFrom(file, 'problem', readProblem);
  const beyond =
    outlookFile === undefined
      ? outlookFormat.parse({})
      : readFrom(outlookFile, 'valid outlook of this problem', (json) => readOutlook(json, problem)).outlook;
  if (!isWithinCalendar(problem.effective, years, beyond))
    throw new BadInput(`${years} years from ${problem.effective} lead beyond ${told.last}.`);
  const found = await roadmap(problem, beyond, { years, engine: by });
  if (out !== undefined) writeWhole(out, `${JSON.stringify(found, null, 2)}\n`);
  say(roadmapInText(found));
  const outcome = outcomeOf(found);
  return outcome === 'planned' ? exit.done : outcome === 'no-plan' ? exit.noPlan : exit.cutShort;
}

/** Answers one question about a problem, in English and Chinese, one paragraph each. */
async function ask([question, problemFile, ...words]: readonly string[], { say }: Streams): Promise<Exit> {
  const tell = (lines: readonly Words[]) => {
    for (const { en, zh } of lines) say(`${en}\n  ${zh}\n`);
    return exit.done;
  };
  const asked = `${question} ${words.length}`;
  if (problemFile === undefined || !questions.includes(asked))
    throw new BadInput(`ask cannot answer that.\n\n${USAGE.trimEnd()}`);
  const { problem } = readFrom(problemFile, 'problem', readProblem);
  const [first = '', second] = words;
  if (question === 'fairness') {
    const { plan } = readFrom(first, 'plan', readPlan);
    const found = fairness(problem, plan).map(({ text }) => text);
    const none = { en: 'No case of either.', zh: '没有此类情形。' };
    return tell([
      ...(plan.problemHash === problemHash(problem) ? [] : [ofAnother]),
      ...leftBehind(problem, plan),
      ...(found.length > 0 ? found : [none]),
    ]);
  }
  if (question === 'differences') {
    const [a, b] = [first, second ?? ''].map((file) => readFrom(file, 'plan', readPlan).plan);
    const found = a && b ? differences(problem, a, b) : [];
    return tell(found.length > 0 ? found.map(({ text }) => text) : [{ en: 'Nobody.', zh: '没有人不同。' }]);
  }
  if (question === 'why' || question === 'teacher') knownKey('teacher', problem.teachers, first);
  if (question === 'post') {
    knownKey('section', problem.sections, first);
    const posts = [...problem.curriculum.subjects.map(({ code }) => code), ...cadreRoles].map((id) => ({
      id,
    }));
    knownKey('subject or role', posts, second ?? '');
  }
  if (question === 'why') {
    if (second !== undefined) knownKey('section', problem.sections, second);
    const { code, text, remedies } = await whyNot(
      problem,
      first,
      second === undefined ? undefined : { section: second },
    );
    tell([text, ...remedies]);
    return code === 'no-plan' ? exit.noPlan : exit.done;
  }
  const whatIf = await WhatIf.open(problem);
  try {
    const { county } = whatIf;
    const barred = question === 'teacher' ? county.barred(county.teacher(first)) : null;
    if (barred) return tell([barInWords(barred)]);
    if (!whatIf.hasPlan) {
      tell([noPlanAtAll]);
      return exit.noPlan;
    }
    if (question === 'worth') return tell(orElse(whatIf.worth(), nothingUsedUp));
    const options = question === 'teacher' ? whatIf.forTeacher(first) : whatIf.forPost(first, second ?? '');
    return tell(
      options.length > 0
        ? options.map((option) => optionInWords(county, option))
        : [nobodyFor(county, first, second ?? '')],
    );
  } finally {
    whatIf.close();
  }
}

const orElse = (found: readonly { text: Words }[], none: Words): Words[] =>
  found.length > 0 ? found.map(({ text }) => text) : [none];

const ofAnother: Words = {
  en: 'The plan was made of other facts than these: what of it cannot be done by these is passed over.',
  zh: '该方案不是由这份数据得出的：按这份数据无法执行的安排未计入。',
};

const nothingUsedUp: Words = {
  en: 'Nothing that a county could have more of is used up.',
  zh: '没有已用尽的床位、岗位、名额或经费。',
};

/** The questions, each with how many words come after the problem. */
const questions = ['why 1', 'why 2', 'teacher 1', 'post 2', 'worth 0', 'fairness 1', 'differences 2'];

function knownKey(kind: string, rows: readonly { id: string }[], key: string): void {
  if (!rows.some(({ id }) => id === key)) throw new BadInput(`The problem has no ${kind} ${key}.`);
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

const extents = {
  smallest: 'these rules cannot all hold together, and no fewer rules clash',
  irreducible: 'these rules cannot all hold together, and without any one of them they can',
  'cut-short': 'these rules cannot all hold together; the search for fewer was cut short',
};

function summary({ county, schoolYear }: Problem, plan: Plan): string {
  const lines = [
    `${county.name} (${county.code}), school year ${schoolYear}: ${plan.status}, by ${plan.engine}.`,
    ...plan.findings.flatMap(({ level, rule, text }) => [`  ${level} ${rule}: ${text.en}`, `    ${text.zh}`]),
  ];
  if (plan.status === 'infeasible') {
    const clash = plan.diagnosis ? `: ${extents[plan.diagnosis.extent ?? 'irreducible']}` : '';
    lines.push(`No plan exists${clash}.`, ...(plan.diagnosis?.clash ?? []).flatMap(clashLines));
    for (const { clash, extent } of plan.diagnosis?.further ?? []) {
      lines.push(`And of another cause: ${extents[extent]}.`, ...clash.flatMap(clashLines));
    }
    lines.push(...(plan.diagnosis?.relaxations ?? []).flatMap(relaxationLines));
    if (plan.diagnosis?.relaxations.length === 0) lines.push('  Nothing that may be relaxed would help.');
  }
  if (plan.status === 'cut-short') {
    const word = plan.reasons.some(({ code }) => code === 'not-proven');
    lines.push(
      word
        ? '  The engine says that no plan exists; no proof of it was found.'
        : '  The search was stopped before a plan was found.',
    );
  }
  if (plan.goals.length > 0) {
    const left = plan.unfilled.reduce((posts, unfilled) => posts + unfilled.left, 0);
    const placed = plan.placements ? `, recruits placed: ${plan.placements.length}` : '';
    lines.push(`  moves: ${plan.moves.length}${placed}, posts left open: ${left}`);
  }
  for (const { name, sense, unit, value, bound } of plan.goals) {
    lines.push(`  ${name} (${sense}): ${value} ${unit}, bound ${bound ?? 'not known'}`);
  }
  return `${lines.join('\n')}\n`;
}

const clashLines = ({
  rule,
  level,
  clause,
  text,
  keptHome = { zh: '', en: '' },
}: Diagnosis['clash'][number]): string[] => [
  `  ${level} ${rule}${clause === null ? '' : ` (${clause})`}: ${text.en} ${keptHome.en}`.trimEnd(),
  `    ${text.zh}${keptHome.zh}`,
];

/** What could be given up instead, with each exception by name. */
const relaxationLines = ({ text, waives }: Relaxation): string[] => [
  `  Instead: ${text.en}`,
  `    ${text.zh}`,
  ...waives.flatMap((waived) => [`    - ${waived.text.en}`, `      ${waived.text.zh}`]),
];

// Run, not imported. Not process.exit: what is written to a pipe must arrive.
if (process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  // Who reads only the first lines (`| head`) has had enough: that is no fault.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
  process.exitCode = await run(process.argv.slice(2), {
    say: (text) => process.stdout.write(text),
    complain: (text) => process.stderr.write(text),
  });
}
