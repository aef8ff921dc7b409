import { setTimeout as pause } from 'node:timers/promises';
import { thread } from '../prisma/thread.ts';
import { ended, type Task, type Told } from '../server/jobs/solve-in-thread.ts';
import { canonical } from '../solver/canonical.ts';
import type { Phase } from '../solver/solve.ts';
import { count, keptOr, notFinished, seconds, spreadOf } from './figures.ts';
import { measuredBy } from './in-process.ts';
import { sizes, withFile } from './planner.ts';
import { plannerProblem } from './planner-problem.ts';
import type { Line, Sheet } from './sheet.ts';
import type { WhatIfMeasured } from './what-if-once.ts';

/** When a solve is cancelled: so long after a phase or a stage of it begins. */
interface Moment {
  readonly name: string;
  readonly begins: Phase | 'reading' | `stage ${string}`;
  readonly after: number;
}

const moments: readonly Moment[] = [
  { name: 'reading', begins: 'reading', after: 60 },
  { name: 'build', begins: 'build', after: 200 },
  { name: 'model', begins: 'build', after: 1_200 },
  { name: 'first-stage', begins: 'stage critical-subjects', after: 300 },
  { name: 'second-stage', begins: 'stage gap', after: 1_500 },
  { name: 'balance', begins: 'stage balance', after: 100 },
  { name: 'explain', begins: 'explain', after: 100 },
  { name: 'certify', begins: 'certify', after: 20 },
];

/** From the request's reaching the worker to its answer, and to the thread's end, as the server does it. */
export function cancelling(limit: number): Sheet {
  return {
    title: 'Cancel: from the request to its answer, and to the end of the solving thread, 10,000 teachers',
    columns: [
      ['case', 24],
      ['cancelled', 44],
      ['answered ms', 11],
      ['thread ended ms', 15],
      ['limit', 0],
    ],
    lines: moments.map((moment) => cancelLine(moment, limit)),
  };
}

const cancelLine = ({ name, begins, after }: Moment, limit: number): Line => ({
  name: `cancel-${name}`,
  async measure() {
    const task: Task = {
      problem: JSON.stringify(canonical(plannerProblem(sizes[10_000], 'by-order'))),
      engine: 'highs',
    };
    const worker = await thread(new URL('../server/jobs/solve-thread.ts', import.meta.url));
    worker.postMessage(task);
    const reached = new Promise<boolean>((resolve) => {
      if (begins === 'reading') worker.once('online', () => resolve(true));
      worker.on('message', (told: Told) => {
        if (told.kind === 'phase' && told.phase === begins) resolve(true);
        if (told.kind === 'progress' && `stage ${told.progress.stage}` === begins) resolve(true);
      });
      worker.once('exit', () => resolve(false));
      worker.once('error', () => resolve(false));
    });
    const inTime = await Promise.race([reached, pause(limit * 1000, false, { ref: false })]);
    if (inTime) await pause(after);
    const gone = new Promise((resolve) => worker.once('exit', resolve));
    const began = performance.now();
    await ended(worker);
    const answered = performance.now() - began;
    await gone;
    const whole = performance.now() - began;
    if (!inTime) return [`never: '${begins}' did not begin in ${limit} s`];
    return [
      `${after} ms after '${begins}' began`,
      answered.toFixed(0),
      whole.toFixed(0),
      keptOr(answered, 100, 'ms'),
    ];
  },
});

/** Changes to a solved county, on the engine that solved it. */
export function whatIf(limit: number): Sheet {
  return {
    title: 'What-ifs: a solved county of 1,000 teachers with one thing changed, warm',
    columns: [
      ['case', 24],
      ['changes', 8],
      ['with a plan', 11],
      ['first solve s', 13],
      ['median ms', 9],
      ['95 of 100 ms', 12],
      ['limit', 0],
    ],
    lines: [
      {
        name: 'what-if-1000',
        async measure() {
          const { measured } = await withFile('size.json', JSON.stringify(sizes[1_000]), (file) =>
            measuredBy<WhatIfMeasured>('./what-if-once.ts', [file, '50'], limit),
          );
          if (!measured) return [notFinished(limit)];
          const { median, p95 } = spreadOf(measured.milliseconds);
          return [
            count(measured.milliseconds.length),
            count(measured.possible),
            seconds(measured.opened),
            median.toFixed(1),
            p95.toFixed(1),
            `median ${keptOr(median, 20, 'ms')}`,
          ];
        },
      },
    ],
  };
}
