import { parentPort } from 'node:worker_threads';
import { toldDemand } from '../../solver/demand-words.ts';
import { eligibilityOf } from '../../solver/eligibility.ts';
import { problem as format } from '../../solver/problem.ts';
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
      return demand(question.text);
    case 'eligibility':
      return eligibilityOf(format.parse(JSON.parse(question.text)), question.teachers);
    case 'standing':
      return rosterStanding(format.parse(JSON.parse(question.text)));
    case 'registry-findings':
      return registryFindings(format.parse(JSON.parse(question.text)));
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

const demand = (text: string) => toldDemand(format.parse(JSON.parse(text)));
