import { parentPort } from 'node:worker_threads';
import { canonical, problemHash } from '../../solver/canonical.ts';
import { demandOf } from '../../solver/demand.ts';
import { problem as format } from '../../solver/problem.ts';
import { readProblem } from '../../solver/read.ts';
import { balanceChangeFrom, balanceFrom, establishmentFrom, inspectionFrom } from './figures.ts';
import type { Answer, Question } from './reckoner.ts';

/** What takes long over a whole county's facts, away from the server's event loop. */
const port = parentPort;
if (port === null) throw new Error('reckoning-thread.ts runs in a worker thread only.');

port.on('message', (question: Question) => {
  const { id } = question;
  let answer: Answer;
  try {
    answer = { id, value: answered(question) };
  } catch (error) {
    answer = { id, error };
  }
  port.postMessage(answer);
});

function answered(question: Question) {
  switch (question.act) {
    case 'check':
      return check(question.text);
    case 'demand':
      return demand(question.text);
    case 'establishment':
      return establishmentFrom(question);
    case 'balance':
      return balanceFrom(question);
    case 'balance-change':
      return balanceChangeFrom(question);
    case 'inspection':
      return inspectionFrom(question);
  }
}

function check(text: string) {
  const read = readProblem(JSON.parse(text));
  if (!read.ok) return read;
  const { problem } = read;
  return { ok: true, hash: problemHash(problem), text: JSON.stringify(canonical(problem)) };
}

const demand = (text: string) => demandOf(format.parse(JSON.parse(text))).cells;
