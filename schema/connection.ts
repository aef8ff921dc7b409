import type { Words } from '../solver/plan.ts';
import { builder } from './builder.ts';
import type { Language } from './context.ts';

builder.globalConnectionField('totalCount', (t) =>
  t.int({
    description: 'How many rows the whole list holds, of those the reader may see.',
    extensions: { pothosPrismaTotalCount: true },
    resolve: (connection) => countOf(connection),
  }),
);

/** Prisma's filter for a text holding another anywhere, in any case; `%` and `_` stand for themselves. */
export const containing = (text: string) => ({
  contains: text.trim().replace(/[\\%_]/g, '\\$&'),
  mode: 'insensitive' as const,
});

export const direction = (descending: boolean) => (descending ? ('desc' as const) : ('asc' as const));

/** Options of the arguments that sort a list. */
export const sortedBy = <const Value>(defaultValue: Value) => ({
  required: true as const,
  defaultValue,
  description: 'Sorted by what.',
});
export const turned = {
  required: true,
  defaultValue: false,
  description: 'Whether the order is turned round.',
} as const;

export const inWords = ({ zh, en }: Words, language: Language): string => (language === 'zh-CN' ? zh : en);

/** A list read by relation carries its count; a list read by query counts when asked. */
function countOf(connection: object): number | Promise<number> {
  const count = 'totalCount' in connection ? connection.totalCount : undefined;
  if (typeof count === 'number') return count;
  if (typeof count === 'function') return count();
  throw new TypeError('This list was read without its count.');
}
