import { parentPort } from 'node:worker_threads';
import { LRUCache } from 'lru-cache';
import { toldDemand } from '../../solver/demand-words.ts';
import { eligibilityOf } from '../../solver/eligibility.ts';
import { problem as format, type Problem } from '../../solver/problem.ts';
import { registryFindings } from '../../solver/registry-check.ts';
import { rosterStanding } from '../../solver/roster-standing.ts';
import { check, differencesOf } from './checked.ts';
import {
  balanceChangeFrom,
  balanceFrom,
  establishmentFrom,
  inspectionFrom,
  outcomesFrom,
  publicFiguresFrom,
} from './figures.ts';
import { byHandFrom, peopleFrom, recheckFrom } from './plans.ts';
import type { Answer, Question } from './reckoner.ts';

/** What takes long over a whole county's facts, away from the server's event loop. */
const port = parentPort;
if (port === null) throw new Error('reckoning-thread.ts runs in a worker thread only.');

port.on('message', async (question: Question) => {
  const { id } = question;
  let answer: Answer;
  try {
    answer = { id, value: await answered(question) };
  } catch (error) {
    answer = { id, error };
  }
  port.postMessage(answer);
});

function answered(question: Question) {
  switch (question.act) {
    case 'check':
      return check(question.text, question.scenario, question.near);
    case 'recheck':
      return recheckFrom(question);
    case 'by-hand':
      return byHandFrom(question);
    case 'people':
      return peopleFrom(question);
    case 'demand':
      return toldDemand(problemIn(question.text));
    case 'eligibility':
      return eligibilityOf(problemIn(question.text), question.teachers);
    case 'standing':
      return rosterStanding(problemIn(question.text));
    case 'registry-findings':
      return registryFindings(problemIn(question.text));
    case 'differences':
      return differencesOf(question.text, question.scenarios);
    case 'outcomes':
      return outcomesFrom(question);
    case 'establishment':
      return establishmentFrom(question);
    case 'balance':
      return balanceFrom(question);
    case 'balance-change':
      return balanceChangeFrom(question);
    case 'public-figures':
      return publicFiguresFrom(question);
    case 'inspection':
      return inspectionFrom(question);
  }
}

/** Different things are asked of the same county's facts, one after the other: they are read once. */
const problems = new LRUCache<string, { readonly problem: Problem }>({ maxSize: 8_000_000 });

function problemIn(text: string): Problem {
  const known = problems.get(text);
  if (known) return known.problem;
  const problem = format.parse(JSON.parse(text));
  problems.set(text, { problem }, { size: text.length });
  return problem;
}
