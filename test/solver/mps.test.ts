import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { mpsOf } from '../../solver/mps.ts';
import type { Plan } from '../../solver/plan.ts';
import type { Problem } from '../../solver/problem.ts';
import { type StageModel, solve } from '../../solver/solve.ts';
import { randomCounty } from '../support/random-county.ts';
import { twoSchools, twoSchoolsInput } from '../support/two-schools.ts';

const folder = mkdtempSync(join(tmpdir(), 'junheng-mps-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Each solver's way to read a file, and the optimum in what it says; undefined: it found none. */
const solvers: Readonly<Record<string, (file: string) => number | undefined>> = {
  cbc: (file) => figure(told('cbc', [file, 'solve']), /^Objective value:\s+(\S+)/m),
  'glpsol --mps': (file) => byGlpsol('--mps', file),
  'glpsol --freemps': (file) => byGlpsol('--freemps', file),
};

function byGlpsol(format: string, file: string): number | undefined {
  const answer = join(folder, 'answer.txt');
  told('glpsol', [format, file, '-o', answer]);
  return figure(readFileSync(answer, 'utf8'), /^Objective:\s+COST = (\S+)/m);
}

const told = (command: string, words: string[]): string =>
  spawnSync(command, words, { encoding: 'utf8' }).stdout;

function figure(text: string, pattern: RegExp): number | undefined {
  const found = pattern.exec(text)?.[1];
  return found === undefined ? undefined : Number(found);
}

const installed = Object.entries(solvers).filter(
  ([name]) =>
    spawnSync(name.split(' ')[0] ?? '', ['--version'], { stdio: 'ignore', input: '' }).error === undefined,
);

async function stagesOf(problem: Problem): Promise<{ plan: Plan; models: StageModel[] }> {
  const models: StageModel[] = [];
  const plan = await solve(problem, { engine: 'highs', onModel: (model) => models.push(model) });
  return { plan, models };
}

const written = ({ stage, goal, program, terms, ...reckoning }: StageModel): string =>
  mpsOf(`${stage}-${goal}`, program, terms, reckoning);

describe('a stage written as MPS', async () => {
  const { models } = await stagesOf(twoSchools());
  const texts = models.map(written);

  test('is one for each goal, those before it held', () => {
    expect(models.map(({ stage, goal }) => [stage, goal])).toEqual([
      [1, 'gap'],
      [2, 'burden'],
      [3, 'fewest-moves'],
    ]);
    expect(texts[1]).toContain('* C0 go:["far","village-primary","maths"]');
    expect(texts[1]).toMatch(/^\* R\d+ goal:1$/m);
  });

  test('is not broken off by a key that holds a new line', async () => {
    const named = twoSchoolsInput.sections.map((section) => ({ ...section, id: `${section.id}\nENDATA` }));
    const served = twoSchoolsInput.teachers.map((teacher) => ({
      ...teacher,
      serving: { ...teacher.serving, section: `${teacher.serving.section}\nENDATA` },
    }));
    const { models } = await stagesOf(twoSchools({ sections: named, teachers: served }));
    expect(models).not.toEqual([]);
    for (const model of models) expect(written(model).match(/^ENDATA/gm)).toHaveLength(1);
  });

  test('says the constant of its goal', () => {
    const [first] = models;
    expect(texts[0]?.split('\n')[0]).toBe(`* The goal comes to ${first?.constant} plus the optimum.`);
  });

  test('keeps every line to the fields of fixed MPS, and every name to eight letters', () => {
    for (const text of texts) {
      const lines = text.split('\n').filter((line) => !line.startsWith('*') && line !== '');
      expect(lines[0]).toMatch(/^NAME {10}\S+ {2}FREE$/);
      const headings = lines.slice(1).filter((line) => !line.startsWith(' '));
      expect(headings).toEqual(['ROWS', 'COLUMNS', 'RHS', 'BOUNDS', 'ENDATA']);
      for (const line of lines.filter((one) => one.startsWith(' '))) {
        expect(line).toMatch(
          /^ [NLGE] {2}[A-Z]\S{0,7}$|^ {4}M[01] {8}'MARKER' {17}'INT(ORG|END)'$|^ ( {2}|LO|UP) [A-Z]\S{0,7} *(?<=^.{14})[A-Z]\S{0,7} *(?<=^.{24}) *-?\d+$/,
        );
        if (!line.includes('MARKER')) expect(line.length).toBeLessThanOrEqual(36);
      }
    }
  });
});

const counties: readonly (readonly [string, Problem])[] = [
  ['two schools', twoSchools()],
  ...[2, 3, 5, 33].map((seed) => [`random county ${seed}`, randomCounty(seed)] as const),
];

test('another solver finds what the plan says, goal by goal', { timeout: 60_000 }, async () => {
  let ran = 0;
  for (const [name, problem] of counties) {
    const { plan, models } = await stagesOf(problem);
    expect([name, plan.status]).toEqual([name, 'optimal']);
    for (const [index, model] of models.entries()) {
      const file = join(folder, 'model.mps');
      writeFileSync(file, written(model));
      for (const [solver, optimum] of installed) {
        const found = optimum(file);
        expect([name, solver, model.goal, model.constant + model.sign * (found ?? Number.NaN)]).toEqual([
          name,
          solver,
          model.goal,
          plan.goals[index]?.value,
        ]);
        ran += 1;
      }
    }
  }
  expect(ran).toBeGreaterThanOrEqual(10 * installed.length);
});
