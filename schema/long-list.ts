import { getConnectionPageSize, PothosValidationError, validateConnectionArguments } from '@pothos/core';
import { formatPrismaCursor, queryFromInfo } from '@pothos/plugin-prisma';
import { type GraphQLResolveInfo, Kind, type SelectionSetNode } from 'graphql';
import { nextTurn } from './batch.ts';
import { pageSize } from './builder.ts';
import type { Context } from './context.ts';
import { keyOfCursor } from './cursor.ts';

/**
 * A list too long to be read whole: the teachers of a county, the reasons of a plan. Prisma reads a relation
 * whole and cuts the page out of it in memory; here the database cuts it. Asked of one parent, the list costs one
 * statement for the page, unless it is asked for its count alone, and one for the count, if asked for. Asked of many (the teachers of every county of a
 * province) it still costs one and one, and the pages are cut in memory.
 */
export interface LongList<Row> {
  /** The rows of the parents in the list's order: all of them, or a page. */
  rows(parents: string[], page: Page): PromiseLike<readonly Row[]>;
  parentOf(row: Row): string;
  /** How many rows each parent has; a parent left out has none. */
  counts(parents: string[]): PromiseLike<ReadonlyMap<string, number>>;
}

/** What Prisma takes to cut a page: below 0, `take` counts from the back. */
export interface Page {
  readonly take?: number;
  readonly skip?: number;
  readonly cursor?: { readonly id: string };
}

export function longList<Args extends PageArgs, Row extends { id: string }>(
  define: (args: Args, context: Context, info: GraphQLResolveInfo) => LongList<Row>,
) {
  const requests = new WeakMap<Context, Map<string, Asked<Row>>>();

  return async (parent: string, args: Args, context: Context, info: GraphQLResolveInfo) => {
    const page = pageAsked(args);
    const open = requests.get(context) ?? new Map<string, Asked<Row>>();
    requests.set(context, open);
    const place = placeOf(info);
    const together =
      open.get(place) ??
      ask(define(args, context, info), asksRows(info) ? page : null, () => open.delete(place));
    open.set(place, together);
    together.parents.add(parent);

    const found = await together.rows;
    const rows =
      together.parents.size === 1
        ? found
        : cut(
            found.filter((row) => together.parentOf(row) === parent),
            page,
          );
    return {
      ...connection(rows, args, page.take),
      totalCount: async () => (await together.counts()).get(parent) ?? 0,
    };
  };
}

const nodes = [['nodes'], ['edges', 'node']];

/** What the document asks of every row of a list of a county's, and the county. */
export const askedOfCounty = (typeName: string, context: Context, info: GraphQLResolveInfo) =>
  queryFromInfo({ context, info, typeName, select: { id: true, countyId: true }, paths: nodes }).select;

/** What the document asks of every row of a list of a plan's, and the plan. */
export const askedOfPlan = (typeName: string, context: Context, info: GraphQLResolveInfo) =>
  queryFromInfo({ context, info, typeName, select: { id: true, planId: true }, paths: nodes }).select;

/** What the document asks of every teacher of a list, and where each belongs. */
export const askedOfTeachers = (context: Context, info: GraphQLResolveInfo) =>
  queryFromInfo({ context, info, typeName: 'Teacher', select: whereTeachersBelong, paths: nodes }).select;

const whereTeachersBelong = {
  id: true,
  countyId: true,
  registeredSchoolId: true,
  servingSectionId: true,
} as const;

/** The arguments of a list that is filtered. */
export interface FilterArgs<Filter> extends PageArgs {
  readonly filter?: Filter | null | undefined;
}

/** The arguments of a list that is filtered and sorted. */
export interface ListArgs<Filter, Order> extends FilterArgs<Filter> {
  readonly orderBy: Order;
  readonly descending: boolean;
}

export interface PageArgs {
  readonly first?: number | null | undefined;
  readonly last?: number | null | undefined;
  readonly after?: string | null | undefined;
  readonly before?: string | null | undefined;
}

/** One list of one place in the document, the parents that want it in the same turn, and their answer. */
interface Asked<Row> extends Pick<LongList<Row>, 'parentOf'> {
  readonly parents: Set<string>;
  readonly rows: Promise<readonly Row[]>;
  counts(): PromiseLike<ReadonlyMap<string, number>>;
}

/** `page` null: nobody wants the rows. */
function ask<Row>(list: LongList<Row>, page: Page | null, close: () => void): Asked<Row> {
  const parents = new Set<string>();
  let counted: PromiseLike<ReadonlyMap<string, number>> | undefined;
  return {
    parents,
    parentOf: list.parentOf,
    rows: nextTurn().then(() => {
      close();
      if (page === null) return [];
      return list.rows([...parents], parents.size === 1 ? page : {});
    }),
    counts() {
      counted ??= list.counts([...parents]);
      return counted;
    },
  };
}

/** Whether the document wants more of the list than how long it is. */
function asksRows({ fieldNodes, fragments }: GraphQLResolveInfo): boolean {
  const among = (set: SelectionSetNode | undefined): boolean =>
    (set?.selections ?? []).some((one) => {
      if (one.kind === Kind.FIELD) return !['totalCount', '__typename'].includes(one.name.value);
      return among(
        one.kind === Kind.INLINE_FRAGMENT ? one.selectionSet : fragments[one.name.value]?.selectionSet,
      );
    });
  return fieldNodes.some(({ selectionSet }) => among(selectionSet));
}

/** Where the list stands in the answer, whichever row of a list above it is asked. */
function placeOf({ path }: GraphQLResolveInfo): string {
  const steps: string[] = [];
  for (let step: GraphQLResolveInfo['path'] | undefined = path; step; step = step.prev)
    if (typeof step.key === 'string') steps.push(step.key);
  return steps.reverse().join('.');
}

/** One row more than the page holds tells whether another page follows. */
function pageAsked(args: PageArgs): Page & { readonly take: number } {
  const { first, last, after, before } = args;
  const size = { first: first ?? null, last: last ?? null };
  validateConnectionArguments(size);
  if ((before != null && (after != null || first != null)) || (after != null && last != null))
    throw new PothosValidationError(
      'A page goes forwards by first and after, or backwards by last and before.',
    );
  const { limit } = getConnectionPageSize({
    args: size,
    defaultSize: pageSize.usual,
    maxSize: pageSize.most,
  });
  const take = before != null || last != null ? -limit : limit;
  const cursor = after ?? before;
  return cursor == null ? { take } : { take, skip: 1, cursor: { id: keyOfCursor(cursor) } };
}

/** What the database would have cut, from a whole list; of a cursor that is not in it, nothing. */
function cut<Row extends { id: string }>(rows: readonly Row[], { take = 0, cursor }: Page): readonly Row[] {
  const at = cursor ? rows.findIndex(({ id }) => id === cursor.id) : undefined;
  if (at === -1) return [];
  if (take >= 0) return rows.slice(at === undefined ? 0 : at + 1).slice(0, take);
  return rows.slice(0, at).slice(take);
}

function connection<Row extends { id: string }>(rows: readonly Row[], args: PageArgs, take: number) {
  const backward = take < 0;
  const more = rows.length === Math.abs(take);
  const own = more ? (backward ? rows.slice(1) : rows.slice(0, -1)) : rows;
  const edges = own.map((node) => ({ cursor: formatPrismaCursor({ id: node.id }, 'id'), node }));
  return {
    edges,
    pageInfo: {
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
      hasNextPage: backward ? args.before != null : more,
      hasPreviousPage: backward ? more : args.after != null,
    },
  };
}
