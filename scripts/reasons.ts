import { readFile } from 'node:fs/promises';
import { caseOf } from '../solver/case.ts';
import { grouped } from '../solver/grouped.ts';
import type { Plan, Words } from '../solver/plan.ts';
import type { Problem } from '../solver/problem.ts';
import { readProblem } from '../solver/read.ts';
import { solve } from '../solver/solve.ts';

/** Ten reasons of each kind that the plan of the demo county gives, as a teacher or a principal reads them. */
export async function printReasons(problemFile: string): Promise<string> {
  const read = readProblem(JSON.parse(await readFile(problemFile, 'utf8')));
  if (!read.ok) throw new Error(`${problemFile} is no sound problem.`);
  const { problem } = read;
  const plan = await solve(problem, { engine: 'highs' });
  const names = new Map(problem.teachers.map(({ id, name }) => [id, name]));
  const teachers = plan.reasons.map(({ teacher, outcome, code, text }) => ({
    kind: `${outcome} · ${code}`,
    who: `${names.get(teacher)} (${teacher})`,
    text,
  }));
  return `${[
    '# Reasons',
    '',
    'What the plan of `data/demo-problem.json` tells people, ten of each kind; written by `npm run print`. Everybody in the',
    'demo county is invented.',
    '',
    ...chapters('Teachers', teachers),
    ...chapters('Posts left open', postsOf(problem, plan)),
  ]
    .join('\n')
    .trimEnd()}\n`;
}

interface Told {
  kind: string;
  who: string;
  text: Words;
}

function postsOf(problem: Problem, { unfilled }: Plan): Told[] {
  const county = caseOf(problem);
  return unfilled.map(({ section, subject, role, left, code, text }) => {
    const place = county.nameOf(county.section(section));
    const post = county.postOf({ subject, role });
    return { kind: code, who: `${place.zh}，${post.zh}，尚缺${left}人`, text };
  });
}

const TEN = 10;

function chapters(title: string, all: readonly Told[]): string[] {
  const kinds = [...grouped(all, ({ kind }) => kind)].sort(([, a], [, b]) => b.length - a.length);
  return [
    `## ${title}`,
    '',
    ...kinds.flatMap(([kind, told]) => [
      `### ${kind} (${told.length})`,
      '',
      ...told.slice(0, TEN).flatMap(({ who, text }) => [`- **${who}** ${text.zh}`, `  <br>${text.en}`]),
      '',
    ]),
  ];
}
