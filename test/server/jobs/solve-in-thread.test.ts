import { readdir, readFile } from 'node:fs/promises';
import type { Worker } from 'node:worker_threads';
import { afterAll, expect, test } from 'vitest';
import { districtProblem } from '../../../bench/district.ts';
import { createSolver, type Progress } from '../../../server/jobs/solve-in-thread.ts';
import { randomCounty } from '../../support/random-county.ts';

const solver = createSolver();
afterAll(() => solver.close());

const task = { problem: JSON.stringify(randomCounty(1)), engine: 'highs' } as const;

test('a solve tells each goal it comes to, in their order, and how many there are', async () => {
  const told: Progress[] = [];
  const solved = await solver.solve(task, (one) => told.push(one), new AbortController().signal);
  expect(solved.status).toBe('optimal');
  const stages = [...new Set(told.map(({ stage }) => stage))];
  expect(stages.filter((stage) => solved.goals.some(({ name }) => name === stage))).toEqual(
    solved.goals.map(({ name }) => name),
  );
  for (const { stageIndex, stages: all } of told) {
    expect(stageIndex).toBeGreaterThanOrEqual(1);
    expect(stageIndex).toBeLessThanOrEqual(all ?? 0);
  }
  expect(solved.reasons.count).toBe(randomCounty(1).teachers.length);
});

test.runIf(process.platform === 'linux')(
  'a solve stands behind whatever else wants a processor',
  async () => {
    const nice = new Set<number>();
    const look = async () => {
      for (const thread of await readdir('/proc/self/task')) {
        const text = await readFile(`/proc/self/task/${thread}/stat`, 'utf8').catch(() => '');
        // The nineteenth field; the second is a name in brackets.
        nice.add(Number(text.slice(text.lastIndexOf(')')).split(' ')[17]));
      }
    };
    const looks: Promise<void>[] = [];
    await solver.solve(task, () => looks.push(look()), new AbortController().signal);
    await Promise.all(looks);
    expect(nice).toContain(0);
    expect(nice).toContain(10);
  },
);

test('aborted, before or amid, it ends with the reason given', async () => {
  const reason = new Error('Not wanted any more.');
  await expect(solver.solve(task, () => {}, AbortSignal.abort(reason))).rejects.toBe(reason);
  const amid = new AbortController();
  const solving = solver.solve(task, () => amid.abort(reason), amid.signal);
  await expect(solving).rejects.toBe(reason);
});

test('a problem that cannot be read fails the solve, not the server', async () => {
  const broken = { ...task, problem: '{"format":' };
  await expect(solver.solve(broken, () => {}, new AbortController().signal)).rejects.toThrow(/JSON/);
});

test('whoever cancels is answered at once, also amid a long stage', async () => {
  const district = JSON.stringify(districtProblem(1000, 1));
  const reason = new Error('Not wanted any more.');
  const amid = new AbortController();
  let began = Number.NaN;
  const cancel = ({ stage }: Progress) => {
    if (stage !== 'critical-subjects' || amid.signal.aborted) return;
    began = performance.now();
    amid.abort(reason);
  };
  await expect(solver.solve({ problem: district, engine: 'highs' }, cancel, amid.signal)).rejects.toBe(
    reason,
  );
  // The bench holds it to 100 ms; here neighbours may be busy.
  expect(performance.now() - began).toBeLessThan(500);
});

const wanted = new AbortController().signal;
const county = (seed: number) => ({ ...task, problem: JSON.stringify(randomCounty(seed)) });

test('a thread that has solved other counties comes to the plan of one that has solved none', async () => {
  const seasoned = createSolver();
  for (const seed of [2, 3, 4]) {
    const fresh = createSolver();
    expect(await seasoned.solve(county(seed), () => {}, wanted)).toEqual(
      await fresh.solve(county(seed), () => {}, wanted),
    );
    await fresh.close();
  }
  await seasoned.close();
});

test('a thread stays for the next solve, and leaves when none comes or when it was aborted', async () => {
  const begun: Worker[] = [];
  const note = (worker: Worker) => begun.push(worker);
  process.on('worker', note);
  const brief = createSolver(0.1);
  for (const seed of [2, 3]) await brief.solve(county(seed), () => {}, wanted);
  expect(begun).toHaveLength(1);
  await expect.poll(() => begun[0]?.threadId).toBe(-1);
  const amid = new AbortController();
  const reason = new Error('Not wanted any more.');
  await expect(brief.solve(task, () => amid.abort(reason), amid.signal)).rejects.toBe(reason);
  expect(begun).toHaveLength(2);
  expect((await brief.solve(task, () => {}, wanted)).status).toBe('optimal');
  expect(begun).toHaveLength(3);
  process.off('worker', note);
});
