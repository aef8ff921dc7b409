import { parentPort, workerData } from 'node:worker_threads';
import type { Plan } from '../../solver/plan.ts';
import { problem as format } from '../../solver/problem.ts';
import { solve } from '../../solver/solve.ts';
import type { Solved, Task, Told } from './solve-in-thread.ts';

/** One solve, from the problem's text to the plan's, in a thread of its own: it blocks, and may be killed. */
const port = parentPort;
if (port === null) throw new Error('solve-thread.ts runs in a worker thread only.');
const { problem, engine } = workerData as Task;

const tell = (told: Told) => port.postMessage(told);
const plan = await solve(format.parse(JSON.parse(problem)), {
  engine,
  onPhase: (phase) => tell({ kind: 'phase', phase }),
  onProgress: ({ stage, index, stages, incumbent, bound }) =>
    tell({ kind: 'progress', progress: { stage, stageIndex: index, stages, incumbent, bound } }),
});
tell({ kind: 'solved', solved: solved(plan) });

/** The long lists as text, so that neither the server nor the wire to the database takes them apart. */
function solved({ moves, circuits, unfilled, findings, reasons, certificate, ...head }: Plan): Solved {
  return {
    ...head,
    breaches: findings.filter(({ level, relaxed }) => level !== 'note' && relaxed === undefined).length,
    certificate: certificate === null ? null : JSON.stringify(certificate),
    moves: rows(moves),
    circuits: rows(circuits),
    unfilled: rows(unfilled),
    findings: rows(findings),
    reasons: rows(reasons),
  };
}

function rows(list: readonly unknown[]) {
  return { count: list.length, text: JSON.stringify(list) };
}
