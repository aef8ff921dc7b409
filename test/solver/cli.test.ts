import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { run as runHere } from '../../solver/cli.ts';
import { plan as planFormat } from '../../solver/plan.ts';
import { solve } from '../../solver/solve.ts';
import { twoSchools, twoSchoolsInput } from '../support/two-schools.ts';

const folder = mkdtempSync(join(tmpdir(), 'junheng-cli-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const root = fileURLToPath(new URL('../..', import.meta.url));

interface Ended {
  exit: number;
  out: string;
  err: string;
}

async function run(...words: string[]): Promise<Ended> {
  const ended: Ended = { exit: -1, out: '', err: '' };
  ended.exit = await runHere(words, {
    say: (text) => {
      ended.out += text;
    },
    complain: (text) => {
      ended.err += text;
    },
  });
  return ended;
}

const spawned = (...words: string[]): Promise<Ended> =>
  new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      ['--import', 'tsx', 'solver/cli.ts', ...words],
      { cwd: root, maxBuffer: 64 * 1024 * 1024 },
      (_error, out, err) => resolve({ exit: child.exitCode ?? -1, out, err }),
    );
  });

function file(name: string, content: unknown): string {
  const path = join(folder, name);
  writeFileSync(
    path,
    typeof content === 'string' || Buffer.isBuffer(content) ? content : JSON.stringify(content),
  );
  return path;
}

const problem = file('problem.json', twoSchoolsInput);
const impossible = {
  ...twoSchoolsInput,
  pins: [{ kind: 'move', teacher: 'new', section: 'village-primary' }],
};
const answer = await solve(twoSchools());

describe('plan', () => {
  test('writes the plan to --out and says what it is', async () => {
    const out = join(folder, 'out', '..', 'written.json');
    const { exit, out: said, err } = await run('plan', problem, '--out', out, '--engine', 'highs');
    expect(exit).toBe(0);
    expect(err).toBe('');
    expect(said).toContain('Yuan (420525), school year 2026: optimal, by highs.');
    expect(said).toContain('moves: 2, posts left open: 2');
    expect(said).toMatch(/ {2}gap \(minimise\): \d+ weight, bound \d+/);
    expect(planFormat.parse(JSON.parse(readFileSync(out, 'utf8')))).toMatchObject({ engine: 'highs' });
    expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  test('without --out puts the plan on standard output, all else on standard error', async () => {
    const { exit, out, err } = await run('plan', problem);
    expect(exit).toBe(0);
    expect(JSON.parse(out)).toEqual(answer);
    expect(err).toContain('optimal, by javascript-lp-solver');
  });

  test('of a problem no plan exists for tells which rules clash, exit 3', async () => {
    const out = join(folder, 'no-plan.json');
    const { exit, out: said } = await run('plan', file('impossible.json', impossible), '--out', out);
    expect(exit).toBe(3);
    expect(said).toContain('No plan exists: these rules cannot all hold together');
    expect(said).toContain('policy tenure (在同一所学校连续任教满六年): Teachers go after 6 complete years');
    expect(said).toContain(
      'policy pins (经办人指定): Pinned by hand: Teacher new (new) goes to Hillside (primary).',
    );
    expect(await run('verify', join(folder, 'impossible.json'), out)).toMatchObject({
      exit: 3,
      out:
        'Confirmed: no plan exists; the certificate proves it.\n' +
        'Not checked, as that takes solving again (--replay): that these rules clash and no fewer do, and that what is ' +
        'to be given up is enough and the least.\n',
    });
  });

  test('of such a problem tells what to give up instead, each exception by name', async () => {
    const { err } = await run('plan', file('impossible-too.json', impossible));
    expect(err).toContain(
      "  Instead: Decide an exception to 'Pins' for 1 person: Teacher new (new, Lakeside",
    );
    expect(err).toContain('    就“人工指定”为1人作出例外决定：Teacher new（new，Lakeside');
    expect(err).toContain('    - Teacher new is pinned to go to Hillside (primary).\n');
  });

  test('from a plan people know writes its problem beside it, and the two are confirmed', async () => {
    const base = file('known.json', answer);
    const out = join(folder, 'again.json');
    const { exit, out: said } = await run('plan', problem, '--base', base, '--out', out);
    expect(exit).toBe(0);
    expect(said).toContain('fewest-changes (minimise): 0 changes, bound 0');
    const kept = join(folder, 'again.problem.json');
    expect(said).toContain(`npm run verify -- ${kept} ${out}`);
    expect(await run('verify', kept, out)).toMatchObject({ exit: 0, err: '' });
    const named = join(folder, 'named.json');
    expect((await run('plan', problem, '--base', base, '--problem-out', named)).exit).toBe(0);
    expect(await run('verify', named, out)).toMatchObject({ exit: 0, err: '' });
  });

  test('does not start from a plan that was never found', async () => {
    const out = join(folder, 'never.json');
    await run('plan', file('never-problem.json', impossible), '--out', out);
    const { exit, err } = await run('plan', problem, '--base', out);
    expect(exit).toBe(2);
    expect(err).toContain(`${out} holds no plan to stay close to: its status is infeasible.`);
  });

  test('of a county without anybody says so in both languages', async () => {
    const nobody = { ...twoSchoolsInput, teachers: [], wishes: [] };
    const { exit, err } = await run('plan', file('nobody.json', nobody));
    expect(exit).toBe(0);
    expect(err).toContain('  note no-teachers: The problem lists no teachers, so nobody can go.\n');
    expect(err).toContain('    数据中没有教师，没有人可以交流。\n');
  });

  test('of a malformed problem tells the place of every fault, exit 2', async () => {
    const faulty = {
      ...twoSchoolsInput,
      schoolYear: '2026',
      teachers: twoSchoolsInput.teachers.map((teacher, index) =>
        index === 3 ? { ...teacher, born: '1986' } : teacher,
      ),
      wishes: [{ teacher: 'nobody', schools: [] }],
    };
    const { exit, out, err } = await run('plan', file('faulty.json', faulty));
    expect(exit).toBe(2);
    expect(out).toBe('');
    expect(err).toContain('  $.schoolYear: found "2026", expected a number\n');
    expect(err).toContain('  $.teachers[3].born: found "1986", expected a day of the calendar, YYYY-MM-DD\n');
    expect(err).toContain('  $.wishes[0].teacher: found "nobody", expected a teacher of this problem\n');
    expect(err).not.toContain('Teacher star');
  });
});

describe('verify', () => {
  test('solves again with --replay, and compares the whole plan, its words too', async () => {
    const [first, ...others] = answer.reasons;
    const reworded = { ...answer, reasons: [{ ...first, text: { zh: '无', en: 'None.' } }, ...others] };
    const same = await run('verify', problem, file('same.json', answer), '--replay');
    expect(same).toMatchObject({ exit: 0, err: '' });
    expect(same.out).toContain('Solved again, the problem gives the same plan.');
    const other = await run('verify', problem, file('reworded.json', reworded), '--replay');
    expect(other).toMatchObject({ exit: 1 });
    expect(other.err).toContain('Solved again, the problem gives another plan');
  });
  test('confirms a right plan, proven best by its certificate', async () => {
    const { exit, out } = await run('verify', problem, file('right.json', answer));
    expect(exit).toBe(0);
    expect(out).toContain('Confirmed: every rule holds');
    expect(out).toContain('The certificate proves that no plan is better, goal by goal.');
    expect(out).not.toContain('Not proven here');
  });

  test('names what is wrong, exit 1', async () => {
    const goals = answer.goals.map((goal) => ({ ...goal, value: goal.value - 1 }));
    const { exit, out, err } = await run('verify', problem, file('wrong.json', { ...answer, goals }));
    expect(exit).toBe(1);
    expect(out).toBe('');
    expect(err).toContain('wrong-value: The plan reaches');
    expect(err).toContain('The plan is wrong: 7 faults.');
  });

  test('of a search cut short ends with 4', async () => {
    const noPlan = { code: 'cut-short', figures: {}, text: { zh: '无', en: 'none' } };
    const cut = {
      ...answer,
      status: 'cut-short',
      goals: [],
      moves: [],
      certificate: null,
      reasons: answer.reasons.map((reason) =>
        reason.outcome !== 'not-eligible' ? { teacher: reason.teacher, outcome: 'stays', ...noPlan } : reason,
      ),
      unfilled: [
        ...answer.unfilled.map((entry) => ({ ...entry, ...noPlan })),
        { section: 'village-primary', subject: 'maths', openings: 2, filled: 0, left: 2, ...noPlan },
      ],
    };
    expect(await run('verify', problem, file('cut.json', cut))).toMatchObject({ exit: 4, err: '' });
  });

  test('of a plan that is none, or the files the wrong way round, ends with 2', async () => {
    const { exit, err } = await run('verify', file('plan.json', answer), problem);
    expect(exit).toBe(2);
    expect(err).toContain('$.format: found "junheng-plan/1", expected "junheng-problem/1"');
  });
});

describe('bad input ends with 2 and says what to mend', () => {
  const missing = join(folder, 'missing.json');
  const huge = file('huge.json', '');
  truncateSync(huge, 256 * 1024 * 1024 + 1);

  test.each([
    ['no command', [], 'No command is given.'],
    ['an unknown command', ['solve', problem], 'There is no command solve.'],
    ['plan without a file', ['plan'], 'plan takes one file: a problem.'],
    ['plan with two files', ['plan', problem, problem], 'plan takes one file: a problem.'],
    ['verify with one file', ['verify', problem], 'verify takes two files: a problem and a plan.'],
    [
      'verify with an option of plan',
      ['verify', problem, problem, '--engine', 'auto'],
      'verify takes no option but --replay.',
    ],
    ['an unknown flag', ['plan', problem, '--fast'], "Unknown option '--fast'"],
    [
      'an unknown engine',
      ['plan', problem, '--engine', 'cplex'],
      'There is no engine cplex: expected highs, javascript-lp-solver or auto.',
    ],
    ['a missing file', ['plan', missing], `${missing} cannot be read: it is not there.`],
    ['a folder', ['plan', folder], `${folder} is a folder, not a file.`],
    ['what is no plain file', ['plan', '/dev/null'], '/dev/null is no plain file.'],
    ['an empty file', ['plan', file('empty.json', '')], ':1:1: not JSON: found end.'],
    ['text', ['plan', file('text.json', '{\n  "format": junheng\n}')], ':2:13: not JSON: found "j".'],
    [
      'what is not UTF-8',
      ['plan', file('latin.json', Buffer.from([0x7b, 0xff]))],
      'latin.json is not UTF-8 text.',
    ],
    ['a huge file', ['plan', huge], 'has 268435457 bytes; at most 268435456 are read.'],
    [
      'a folder to write to',
      ['plan', problem, '--out', folder],
      `${folder} cannot be written: it is a folder.`,
    ],
    [
      'no folder to write in',
      ['plan', problem, '--out', join(missing, 'x.json')],
      `there is no folder ${missing}.`,
    ],
  ] as const)('%s', async (_what, words, message) => {
    const { exit, out, err } = await run(...words);
    expect({ exit, out }).toEqual({ exit: 2, out: '' });
    expect(err).toContain(message);
    expect(err).not.toContain('    at ');
  });
});

test('a byte order mark is no fault, and --help is no error', async () => {
  expect((await run('plan', file('bom.json', `\uFEFF${JSON.stringify(twoSchoolsInput)}`))).exit).toBe(0);
  expect(await run('--help')).toMatchObject({ exit: 0, out: expect.stringContaining('Usage:') });
});

describe('as a process of its own', () => {
  test('plan, then verify', async () => {
    const out = join(folder, 'spawned.json');
    expect(await spawned('plan', problem, '--out', out)).toMatchObject({ exit: 0, err: '' });
    expect(await spawned('verify', problem, out)).toMatchObject({
      exit: 0,
      out: expect.stringContaining('Confirmed'),
    });
  });

  test('bad input', async () =>
    expect(await spawned('plan', folder)).toEqual({
      exit: 2,
      out: '',
      err: `${folder} is a folder, not a file.\n`,
    }));
});
