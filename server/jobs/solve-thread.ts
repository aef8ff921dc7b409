import { setPriority } from 'node:os';
import { parentPort } from 'node:worker_threads';
import { breachesIn } from '../../solver/by-hand.ts';
import type { Plan } from '../../solver/plan.ts';
import { problem as format } from '../../solver/problem.ts';
import { solve } from '../../solver/solve.ts';
import { listsOf, type Solved, type Task, type Told } from './solve-in-thread.ts';

/** How nice a solve is, of 19: it takes a ninth of a processor that others want, and all of one that nobody does. */
const BEHIND_PEOPLE = 10;

/** Solves, each from the problem's text to the plan's, in a thread of its own: it blocks, and may be killed. */
const port = parentPort;
if (port === null) throw new Error('solve-thread.ts runs in a worker thread only.');

// On a busy machine people are answered first. Linux takes this of the one thread; elsewhere it would be of the whole process.
if (process.platform === 'linux') setPriority(0, BEHIND_PEOPLE);

const tell = (told: Told) => port.postMessage(told);
port.on('message', async ({ problem, engine }: Task) => {
  const plan = await solve(format.parse(JSON.parse(problem)), {
    engine,
    onPhase: (phase) => tell({ kind: 'phase', phase }),
    onProgress: ({ stage, index, stages, incumbent, bound }) =>
      tell({ kind: 'progress', progress: { stage, stageIndex: index, stages, incumbent, bound } }),
  });
  tell({ kind: 'solved', solved: solved(plan) });
});

/** The long lists as text, so that neither the server nor the wire to the database takes them apart. */
function solved(plan: Plan): Solved {
  const {
    moves: _moves,
    circuits: _circuits,
    placements: _placements,
    unfilled: _unfilled,
    findings,
    reasons: _reasons,
    recruitReasons: _recruitReasons,
    certificate,
    ...head
  } = plan;
  return {
    ...head,
    breaches: breachesIn(findings),
    certificate: certificate === null ? null : JSON.stringify(certificate),
    ...listsOf(plan),
  };
}
