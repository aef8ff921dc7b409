import type { Engine, Words } from './plan.ts';

/**
 * What makes a model hard for the small engine beside its size:
 *
 * - `order`: people go where posts are open, and nothing else;
 * - `steps`: days of circuits are counted, or balance by steps of one teacher;
 * - `flow`: posts that are left, or seats of cadres, are filled again, so that a relaxation is far from whole.
 */
export type ModelKind = 'order' | 'steps' | 'flow';

/** Columns and rows up to which the small engine is tried unasked, by kind, as measured (docs/solver.md). */
export const mostUnasked: Readonly<Record<ModelKind, number>> = { order: 600, steps: 500, flow: 300 };

export interface ModelSize {
  readonly columns: number;
  readonly rows: number;
  readonly kind: ModelKind;
}

/** What of a problem's model its kind is told by. */
interface Marks {
  /** Whether posts that are left may be filled, and whether cadres may change seats. */
  readonly flows: boolean;
  readonly seats: boolean;
  /** How many circuits may be made. */
  readonly circuits: number;
  /** The names of the policy's goals. */
  readonly goals: readonly string[];
}

export function kindOf({ flows, seats, circuits, goals }: Marks): ModelKind {
  if (flows || seats) return 'flow';
  return circuits > 0 || goals.some((name) => inSteps.includes(name)) ? 'steps' : 'order';
}

const inSteps: readonly string[] = ['balance', 'balance-limit'];

/** Why an engine was taken: asked for; by the size and kind of the model; or as the small one ended without its proof. */
export const engineReason = {
  asked: (size: ModelSize): Words => told(size, '；按指定引擎求解。', '; this engine was asked for.'),
  large(size: ModelSize): Words {
    const most = mostUnasked[size.kind];
    const { zh, en } = kindNames[size.kind];
    return told(
      size,
      `，${zh}，超过${most}，使用HiGHS。`,
      `, and ${en}: more than ${most} of that kind, so HiGHS.`,
    );
  },
  small(size: ModelSize): Words {
    const most = mostUnasked[size.kind];
    const { zh, en } = kindNames[size.kind];
    return told(
      size,
      `，${zh}，不超过${most}，javascript-lp-solver即可。`,
      `, and ${en}: no more than ${most} of that kind, small enough for javascript-lp-solver.`,
    );
  },
  secondTry: (size: ModelSize): Words =>
    told(
      size,
      '；javascript-lp-solver在限定步数内未能证明，改用HiGHS。',
      '; javascript-lp-solver ran out of steps before its proof, so HiGHS.',
    ),
};

const kindNames: Readonly<Record<ModelKind, Words>> = {
  order: { zh: '只向空缺岗位派出', en: 'people only go where posts are open' },
  steps: {
    zh: '含走教天数或逐人计算的均衡目标',
    en: 'it counts days of circuits, or balance teacher by teacher',
  },
  flow: { zh: '腾出的岗位可再补', en: 'posts that are left may be filled again' },
};

export const isLarge = ({ columns, rows, kind }: ModelSize): boolean =>
  columns > mostUnasked[kind] || rows > mostUnasked[kind];

/** Every reason there can be for an engine and a model of this size and kind. */
export function engineReasons(size: ModelSize, engine: Engine): Words[] {
  const { asked, large, small, secondTry } = engineReason;
  const unasked = engine !== 'highs' ? small : isLarge(size) ? large : secondTry;
  return unasked === small && isLarge(size) ? [asked(size)] : [asked(size), unasked(size)];
}

const told = ({ columns, rows }: ModelSize, zh: string, en: string): Words => ({
  zh: `模型有${columns}列、${rows}行${zh}`,
  en: `The model has ${columns} columns and ${rows} rows${en}`,
});
