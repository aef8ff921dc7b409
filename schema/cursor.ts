import SchemaBuilder, { BasePlugin, type PothosOutputFieldConfig, type SchemaTypes } from '@pothos/core';
import { GraphQLError } from 'graphql';

export const cursors = 'cursors';

/** Takes as `after` and `before` what some list has given as a cursor, and nothing else to the database. */
class CursorsPlugin<Types extends SchemaTypes> extends BasePlugin<Types> {
  override onOutputFieldConfig(field: PothosOutputFieldConfig<Types>) {
    if (!('after' in field.args)) return field;
    const check = (args: Record<string, unknown>) => {
      mustBeCursor(args['after']);
      mustBeCursor(args['before']);
      return args;
    };
    return { ...field, argMappers: [...field.argMappers, check] };
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
export const keyOfCursor = (cursor: string): string =>
  Buffer.from(cursor, 'base64').toString().slice('GPC:S:'.length);

/** A row's key, or a place in a list reckoned in memory, each behind the mark of the plugin that writes it. */
const form = /^(GPC:S:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|OffsetConnection:\d{1,9})$/;

function mustBeCursor(cursor: unknown): void {
  if (typeof cursor !== 'string' || form.test(Buffer.from(cursor, 'base64').toString())) return;
  const message = 'This is no cursor of the list: start from its first page. 游标无效，请从第一页开始。';
  throw new GraphQLError(message, { extensions: { code: 'BAD_CURSOR' } });
}
