import { resolveNodes } from '@pothos/plugin-relay';
import { GraphQLError } from 'graphql';
import { builder, pageSize } from './builder.ts';
import type { Context } from './context.ts';
import { partsOf } from './ids.ts';
import { readable } from './readable.ts';

builder.queryFields((t) => ({
  node: t.field({
    type: builder.nodeInterfaceRef(),
    nullable: true,
    description: 'The row of this id; null: there is none the reader may see.',
    args: { id: t.arg.id({ required: true, description: 'Its id.' }) },
    resolve: async (_root, { id }, context, info) => {
      const [node] = await resolveNodes(builder, context, info, await visible(context, [id]));
      return node;
    },
  }),
  nodes: t.field({
    type: [builder.nodeInterfaceRef()],
    nullable: { list: false, items: true },
    description: `The rows of these ids, in their order; null for one the reader may not see. At most ${pageSize.most}.`,
    args: { ids: t.arg.idList({ required: true, description: 'Their ids.' }) },
    resolve: async (_root, { ids }, context, info) => {
      if (ids.length > pageSize.most) {
        throw new GraphQLError(`At most ${pageSize.most} ids at once. 一次最多 ${pageSize.most} 个编号。`, {
          extensions: { code: 'TOO_MANY_IDS' },
        });
      }
      return resolveNodes(builder, context, info, await visible(context, ids));
    },
  }),
}));

/** What stands behind each id; null for what is no id, no row, or not the reader's. */
async function visible(context: Context, ids: readonly string[]) {
  const parts = ids.map(partsOf);
  const reads = await readable(
    context,
    parts.filter((part) => part !== null),
  );
  return parts.map((part) => (part && reads(part) ? { typename: part.typename, id: part.key } : null));
}
