import SchemaBuilder, { BasePlugin, type PothosOutputFieldConfig, type SchemaTypes } from '@pothos/core';
import {
  GraphQLError,
  type GraphQLFieldResolver,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
  getArgumentValues,
  getNamedType,
  isObjectType,
  Kind,
  separateOperations,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import type { Context } from './context.ts';
import { noRow } from './ids.ts';
import { type RowName, readable } from './readable.ts';

export const cursors = 'cursors';

/**
 * Takes as `after` and `before` what some list has given as a cursor, and nothing else to the database, which tells where any row
 * stands, whoever may read it: a row that the reader may not see is put to it as one that does not exist.
 */
class CursorsPlugin<Types extends SchemaTypes> extends BasePlugin<Types> {
  override onOutputFieldConfig(field: PothosOutputFieldConfig<Types>) {
    if (!('after' in field.args)) return field;
    const check: (typeof field.argMappers)[number] = (args, context, { schema }) => {
      const parent = schema.getType(field.parentType);
      const list = isObjectType(parent) ? parent.getFields()[field.name] : undefined;
      const taken = { ...args };
      for (const name of ['after', 'before'])
        if (args[name] != null) taken[name] = takenFor(args[name], list?.type, context);
      return taken;
    };
    return { ...field, argMappers: [...field.argMappers, check] };
  }

  /** What a list is asked with has to be known as soon as its parent is read: cursors are looked up before anything is. */
  override wrapArgMappers(
    resolve: GraphQLFieldResolver<unknown, Types['Context'], object> | undefined,
    { kind }: PothosOutputFieldConfig<Types>,
  ) {
    if (!resolve || !['Query', 'Mutation', 'Subscription'].includes(kind)) return resolve;
    const afterLookingUp: typeof resolve = (parent, args, context, info) => {
      const looked = lookedUp(Object(context), info);
      return looked === null
        ? resolve(parent, args, context, info)
        : looked.then(() => resolve(parent, args, context, info));
    };
    return afterLookingUp;
  }
}

declare global {
  export namespace PothosSchemaTypes {
    export interface Plugins<Types extends SchemaTypes> {
      [cursors]: CursorsPlugin<Types>;
    }
  }
}

SchemaBuilder.registerPlugin(cursors, CursorsPlugin);

/** The key of the row a cursor stands for. */
export const keyOfCursor = (cursor: string): string => textOf(cursor).slice(ofRow.length);

const textOf = (cursor: string): string => Buffer.from(cursor, 'base64').toString();
const ofRow = 'GPC:S:';
const cursorOfNoRow = Buffer.from(`${ofRow}${noRow}`).toString('base64');

/** A row's key, or a place in a list reckoned in memory, each behind the mark of the plugin that writes it. */
const form = /^(GPC:S:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|OffsetConnection:\d{1,9})$/;

function takenFor(cursor: unknown, list: GraphQLOutputType | undefined, context: object): unknown {
  const name = nameOf(cursor, list);
  if (name !== null) return found.get(context)?.some((read) => read(name)) ? cursor : cursorOfNoRow;
  if (typeof cursor === 'string' && form.test(textOf(cursor))) return cursor;
  const message = 'This is no cursor of the list: start from its first page. 游标无效，请从第一页开始。';
  throw new GraphQLError(message, { extensions: { code: 'BAD_CURSOR' } });
}

/** The row a cursor stands for; null: none, as it is a place in a list of what is no row. */
function nameOf(cursor: unknown, list: GraphQLOutputType | undefined): RowName | null {
  if (typeof cursor !== 'string' || !list) return null;
  const text = textOf(cursor);
  if (!text.startsWith(ofRow) || !form.test(text)) return null;
  const connection = getNamedType(list);
  const nodes = isObjectType(connection) ? connection.getFields()['nodes'] : undefined;
  return nodes ? { typename: getNamedType(nodes.type).name, key: keyOfCursor(cursor) } : null;
}

/** Of a request, what tells which rows its cursors may stand for; and of which of its operations that is known. */
const found = new WeakMap<object, ((name: RowName) => boolean)[]>();
const asked = new WeakMap<object, Map<unknown, Promise<void> | null>>();

/** Resolves once the rows that the cursors of an operation stand for are looked up; null: there is nothing to look up. */
function lookedUp(context: Context, info: GraphQLResolveInfo): Promise<void> | null {
  const known = asked.get(context) ?? new Map<unknown, Promise<void> | null>();
  const before = known.get(info.operation);
  if (before !== undefined) return before;
  const names = context.viewer === null ? [] : namesIn(info);
  const looking = names.length === 0 ? null : lookUp(context, names);
  asked.set(context, known.set(info.operation, looking));
  return looking;
}

async function lookUp(context: Context, names: readonly RowName[]): Promise<void> {
  const read = await readable(context, names);
  found.set(context, [...(found.get(context) ?? []), read]);
}

function namesIn({ schema, operation, fragments, variableValues }: GraphQLResolveInfo): RowName[] {
  const names: RowName[] = [];
  const types = new TypeInfo(schema);
  // With the fragments it uses, and not those of another operation, whose variables nobody has given.
  const [own] = Object.values(
    separateOperations({ kind: Kind.DOCUMENT, definitions: [operation, ...Object.values(fragments)] }),
  );
  if (own === undefined) return names;
  visit(
    own,
    visitWithTypeInfo(types, {
      Field(node) {
        const field = types.getFieldDef();
        if (!field || !node.arguments?.some(({ name }) => name.value === 'after' || name.value === 'before'))
          return;
        const { after, before } = getArgumentValues(field, node, variableValues);
        for (const cursor of [after, before])
          names.push(...[nameOf(cursor, field.type)].filter((name) => name !== null));
      },
    }),
  );
  return names;
}
