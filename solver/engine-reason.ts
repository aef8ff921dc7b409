import type { Engine, Words } from './plan.ts';

/** Columns and rows up to which the small engine is tried unasked: it answers at once, without WebAssembly. */
const SMALL = 300;

interface Size {
  readonly columns: number;
  readonly rows: number;
}

/** Why an engine was taken: asked for; by the size of the model; or as the small one ended without its proof. */
export const engineReason = {
  asked: (size: Size): Words => told(size, '；按指定引擎求解。', '; this engine was asked for.'),
  large: (size: Size): Words => told(size, `，超过${SMALL}，使用HiGHS。`, `: more than ${SMALL}, so HiGHS.`),
  small: (size: Size): Words =>
    told(size, '，规模小，javascript-lp-solver即可。', ': small enough for javascript-lp-solver.'),
  secondTry: (size: Size): Words =>
    told(
      size,
      '；javascript-lp-solver在限定步数内未能证明，改用HiGHS。',
      '; javascript-lp-solver ran out of steps before its proof, so HiGHS.',
    ),
};

export const isLarge = ({ columns, rows }: Size): boolean => columns > SMALL || rows > SMALL;

/** Every reason there can be for an engine and a model of this size. */
export function engineReasons(size: Size, engine: Engine): Words[] {
  const { asked, large, small, secondTry } = engineReason;
  const unasked = engine !== 'highs' ? small : isLarge(size) ? large : secondTry;
  return unasked === small && isLarge(size) ? [asked(size)] : [asked(size), unasked(size)];
}

const told = ({ columns, rows }: Size, zh: string, en: string): Words => ({
  zh: `模型有${columns}列、${rows}行${zh}`,
  en: `The model has ${columns} columns and ${rows} rows${en}`,
});
