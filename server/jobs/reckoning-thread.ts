import { parentPort } from 'node:worker_threads';
import { canonical, problemHash } from '../../solver/canonical.ts';
import { demandOf } from '../../solver/demand.ts';
import { problem as format } from '../../solver/problem.ts';
import { readProblem } from '../../solver/read.ts';
import type { Answer, Question } from './reckoner.ts';

/** What takes long over a whole county's facts, away from the server's event loop. */
const port = parentPort;
if (port === null) throw new Error('reckoning-thread.ts runs in a worker thread only.');

port.on('message', ({ id, act, text }: Question) => {
  let answer: Answer;
  try {
    answer = { id, value: act === 'check' ? check(text) : demand(text) };
  } catch (error) {
    answer = { id, error };
  }
  port.postMessage(answer);
});

function check(text: string) {
  const read = readProblem(JSON.parse(text));
  if (!read.ok) return read;
  const { problem } = read;
  return { ok: true, hash: problemHash(problem), text: JSON.stringify(canonical(problem)) };
}

const demand = (text: string) => demandOf(format.parse(JSON.parse(text))).cells;
