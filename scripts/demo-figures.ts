import { readFile } from 'node:fs/promises';
import { balanceChange } from '../solver/balance/change.ts';
import { factsOfProblem } from '../solver/balance/facts.ts';
import { leastCoefficients } from '../solver/balance/least.ts';
import { qualityBalance } from '../solver/balance/standard.ts';
import { differencesBetween } from '../solver/differences.ts';
import { outcomeOf } from '../solver/outcome.ts';
import type { Plan } from '../solver/plan.ts';
import type { Problem } from '../solver/problem.ts';
import { readProblem } from '../solver/read.ts';
import { outlook } from '../solver/roadmap/outlook.ts';
import { roadmap } from '../solver/roadmap/roadmap.ts';
import { roadmapInText } from '../solver/roadmap/table.ts';
import { assumptions, under } from '../solver/scenario.ts';
import { solve } from '../solver/solve.ts';

/** The demo county before and after its evenest plan, a scenario beside its round, and its next five years, as they come out. */
export async function printDemoFigures(file: string): Promise<string> {
  const read = readProblem(JSON.parse(await readFile(file, 'utf8')));
  if (!read.ok) throw new Error(`${file} holds no problem.`);
  const { problem } = read;
  const even = await solve(evenest(problem));
  return [
    ...head,
    ...(await beforeAndAfter(problem, even)),
    ...(await sideBySide(problem)),
    ...(await yearsToCome(problem)),
  ].join('\n');
}

const head = [
  '# The demo county in figures',
  '',
  'Printed by `npm run print` from `data/demo-problem.json` and held by the check: what the code makes of an invented county of',
  '27 schools. The rectification list and the inspection pack of the demo county are in the running server (docs/inspection.md),',
  'its public figures at `/public/DEMO-YA` (docs/public-figures.md).',
  '',
];

/** Nothing but evenness is a goal: the limits of the quality standard first, then the spread, then as few moves as may be. */
const evenest = (problem: Problem): Problem => ({
  ...problem,
  policy: {
    ...problem.policy,
    version: `${problem.policy.version} · evenest`,
    goals: [{ name: 'balance-limit' }, { name: 'balance' }, { name: 'fewest-moves' }],
  },
});

async function beforeAndAfter(problem: Problem, plan: Plan): Promise<string[]> {
  const facts = factsOfProblem(problem, new Map());
  const moves = plan.moves.map(({ subject, ...move }) => ({ ...move, subject: subject ?? undefined }));
  const { indicators } = balanceChange(facts, moves, qualityBalance, 'serving');
  const least = await leastCoefficients(problem, plan.moves, qualityBalance, 'serving');
  const sent = plan.moves.filter(({ form }) => form !== 'return').length;
  return [
    '## Before and after the evenest plan',
    '',
    `Goals: limits of the quality standard, then the spread, then few moves. ${sent} teachers are sent; every goal is ${plan.status === 'optimal' ? 'proven' : plan.status}.`,
    'The least is what an exchange for that indicator alone would reach; a limit below it no exchange of this policy keeps.',
    '',
    '| stage | indicator | limit | before | after | least | largest part of one move |',
    '|---|---|---|---|---|---|---|',
    ...least.map(({ stage, indicator, today, plan: after, least: best, proven }) => {
      const change = indicators.find((one) => one.stage === stage && one.indicator === indicator);
      const most = change?.moves[0]?.share;
      const cells = [
        stage,
        indicator,
        qualityBalance.limit[stage].toFixed(2),
        today.toFixed(4),
        after.toFixed(4),
        best === null ? 'none' : `${best.toFixed(4)}${proven ? '' : ' *'}`,
        most === undefined ? '–' : most.toFixed(4),
      ];
      return `| ${cells.join(' | ')} |`;
    }),
    '',
    '\\* Somebody goes to be counted no more, to another stage or a small teaching point: the mean is another one then, and that no',
    'exchange does better is proven about today’s mean alone.',
    '',
  ];
}

async function sideBySide(problem: Problem): Promise<string[]> {
  const found = under(problem, {
    name: 'five years',
    assumptions: assumptions.parse({ rules: { tenure: { years: 5 } } }),
  });
  if (!found.ok) throw new Error(JSON.stringify(found.faults));
  const rows: string[] = [];
  for (const [name, one] of [
    ['the round', problem],
    ['five years', found.problem],
  ] as const) {
    const plan = await solve(one);
    const { posted, backbone, cost, km } = outcomeOf(one, plan.moves, new Map(), qualityBalance, 'serving');
    const left = plan.unfilled.reduce((sum, unfilled) => sum + unfilled.left, 0);
    const cells = [name, plan.status, posted, backbone, cost ?? '–', km?.toFixed(0) ?? '–', left];
    rows.push(`| ${cells.join(' | ')} |`);
  }
  return [
    '## A scenario beside the round',
    '',
    ...differencesBetween(problem, found.problem).flatMap(({ en, zh }) => [`${en} ${zh}`, '']),
    '| | status | posted | backbone | yuan a year | km | posts left open |',
    '|---|---|---|---|---|---|---|',
    ...rows,
    '',
  ];
}

const SHOWN = 8;

async function yearsToCome(problem: Problem): Promise<string[]> {
  const found = await roadmap(problem, outlook.parse({}), { years: 5 });
  const text = roadmapInText({ ...found, startNow: found.startNow.slice(0, SHOWN) });
  return [
    '## Five years',
    '',
    '`npm run roadmap -- data/demo-problem.json` prints',
    '',
    '```',
    text.trimEnd(),
    '```',
    '',
    `Of ${found.startNow.length} things to begin now the first ${SHOWN} are shown.`,
    '',
  ];
}
