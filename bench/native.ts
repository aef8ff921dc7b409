import { access, constants } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { type Ended, run } from './in-process.ts';
import { withFile } from './planner.ts';

/** A solver outside, that reads the same MPS file. */
export interface Native {
  readonly name: string;
  /** Only relaxes: it takes no whole numbers. */
  readonly relaxesOnly: boolean;
  words(file: string): readonly string[];
  /** What to run, in words before the file's; one word, on the path or whole. */
  readonly program: string;
}

export interface NativeAnswer {
  readonly objective: number;
  /** Of its own clock where it tells, without reading the file; else of the whole process. */
  readonly seconds: number;
}

/**
 * The solvers there are on this machine: `clp`, `cbc` and `glpsol` on the path, and HiGHS by the command in the
 * environment's BENCH_HIGHS, to which the file is appended, or else `highs` on the path.
 */
export async function natives(environment: NodeJS.ProcessEnv): Promise<Native[]> {
  const [program, ...words] = (environment['BENCH_HIGHS'] ?? 'highs')
    .split(' ')
    .filter((word) => word !== '');
  const known: readonly Native[] = [
    {
      name: 'native HiGHS',
      relaxesOnly: false,
      program: program ?? 'highs',
      words: (file) =>
        environment['BENCH_HIGHS'] === undefined
          ? ['--options_file', exactOptions(file), file]
          : [...words, file],
    },
    { name: 'clp', relaxesOnly: true, program: 'clp', words: (file) => [file, '-solve'] },
    {
      name: 'cbc',
      relaxesOnly: false,
      program: 'cbc',
      words: (file) => [file, 'ratio', '0', 'allow', '0.9', 'solve'],
    },
    {
      name: 'glpsol',
      relaxesOnly: false,
      program: 'glpsol',
      words: (file) => ['--freemps', file, '-o', '/dev/stdout'],
    },
  ];
  const found = await Promise.all(
    known.map(async (native) => ((await isThere(native.program)) ? [native] : [])),
  );
  return found.flat();
}

/** Beside the model: `withOptions` writes it. */
const exactOptions = (file: string): string => join(dirname(file), 'options');

async function isThere(program: string): Promise<boolean> {
  const places = program.includes('/') ? [''] : (process.env['PATH'] ?? '').split(delimiter);
  const tried = places.map((place) =>
    access(join(place, program), constants.X_OK).then(
      () => true,
      () => false,
    ),
  );
  return (await Promise.all(tried)).includes(true);
}

/** The least cost by a solver outside; null: not found within so many seconds. */
export async function solvedBy(native: Native, mps: string, limit: number): Promise<NativeAnswer | null> {
  const ended = await withFile('model.mps', mps, (file) => run(native.program, native.words(file), limit));
  return ended.finished ? answerIn(ended) : null;
}

/** Reads a solver's own words; throws where they tell no least cost. */
export function answerIn({ out, error, seconds }: Pick<Ended, 'out' | 'error' | 'seconds'>): NativeAnswer {
  const objective = numberAfter(
    out,
    // The bench's script; clp; cbc; glpsol; HiGHS' own command.
    /^objective (\S+)$/m,
    /^Optimal - objective value (\S+)$/m,
    /^Objective value: +(\S+)$/m,
    /^Objective: +\S+ = (\S+) \(MINimum\)$/m,
    /^ +Primal bound +(\S+)$/m,
    /^Objective value +: +(\S+)$/m,
  );
  const unfinished = /Stopped on time|TIME LIMIT|UNDEFINED|infeasible/i.exec(out);
  if (objective === undefined || unfinished)
    throw new Error(`It found no least cost: ${(error || out).trim().split('\n').at(-1) ?? ''}`);
  return { objective, seconds: numberAfter(out, /^seconds (\S+)$/m) ?? seconds };
}

function numberAfter(text: string, ...patterns: readonly RegExp[]): number | undefined {
  for (const pattern of patterns) {
    const found = Number(pattern.exec(text)?.[1] ?? Number.NaN);
    if (Number.isFinite(found)) return found;
  }
  return undefined;
}
