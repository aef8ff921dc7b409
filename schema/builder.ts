import SchemaBuilder from '@pothos/core';
import ErrorsPlugin from '@pothos/plugin-errors';
import PrismaPlugin from '@pothos/plugin-prisma';
import RelayPlugin from '@pothos/plugin-relay';
import ScopeAuthPlugin from '@pothos/plugin-scope-auth';
import type { Context } from './context.ts';
import { cursors } from './cursor.ts';
import { notSignedIn } from './errors.ts';
import type PrismaTypes from './generated/pothos-types.ts';
import { getDatamodel } from './generated/pothos-types.ts';

/** Rows a page holds where nobody asks for a number, and at most. */
export const pageSize = { usual: 50, most: 200 };

export const builder = new SchemaBuilder<{
  Context: Context;
  DefaultFieldNullability: false;
  DefaultEdgesNullability: false;
  DefaultNodeNullability: false;
  PrismaTypes: PrismaTypes;
  AuthScopes: { signedIn: boolean };
  Scalars: {
    Day: { Input: string; Output: Date };
    DateTime: { Input: Date; Output: Date };
    JSON: { Input: unknown; Output: unknown };
    File: { Input: File; Output: never };
    ID: { Input: string; Output: string };
  };
}>({
  // A login is asked for before anything else is done; what a person can mend is caught inside it.
  plugins: [ScopeAuthPlugin, ErrorsPlugin, RelayPlugin, PrismaPlugin, cursors],
  defaultFieldNullability: false,
  scopeAuth: {
    authorizeOnSubscribe: true,
    authScopes: ({ viewer }) => ({ signedIn: viewer !== null }),
    unauthorizedError: notSignedIn,
  },
  errors: {
    directResult: true,
    defaultUnionOptions: {
      name: ({ fieldName }) => `${fieldName.charAt(0).toUpperCase()}${fieldName.slice(1)}Result`,
      description: 'What came of it: what was asked for, or what has to be mended first.',
    },
  },
  prisma: {
    client: ({ db }) => db,
    dmmf: getDatamodel(),
    exposeDescriptions: false,
    filterConnectionTotalCount: true,
    maxConnectionSize: pageSize.most,
    defaultConnectionSize: pageSize.usual,
  },
  relay: {
    nodeQueryOptions: false,
    nodesQueryOptions: false,
    idFieldOptions: { description: 'Names this row among all rows of all types; what `node` takes.' },
    nodeTypeOptions: { description: 'A row that `node` can find by its id.' },
    pageInfoTypeOptions: { description: 'Where a page stands in its list.' },
    hasNextPageFieldOptions: { description: 'Whether rows follow after `endCursor`.' },
    hasPreviousPageFieldOptions: { description: 'Whether rows come before `startCursor`.' },
    startCursorFieldOptions: { description: 'Cursor of the first row of the page; null: no rows.' },
    endCursorFieldOptions: { description: 'Cursor of the last row of the page; null: no rows.' },
    firstArgOptions: {
      description: `How many rows from the front; ${pageSize.usual} if unsaid, never more than ${pageSize.most}.`,
    },
    lastArgOptions: { description: `How many rows from the back, never more than ${pageSize.most}.` },
    afterArgOptions: { description: 'Only rows after the one with this cursor; goes with `first`.' },
    beforeArgOptions: { description: 'Only rows before the one with this cursor; goes with `last`.' },
    pageInfoFieldOptions: { description: 'Where this page stands in the list.' },
    edgesFieldOptions: { description: 'The rows of the page, each with its cursor.', nullable: false },
    nodesOnConnection: { description: 'The rows of the page.' },
    cursorFieldOptions: { description: 'Where the row stands in the list; goes to `after` or `before`.' },
    nodeFieldOptions: { description: 'The row.', nullable: false },
  },
});

builder.queryType({
  description: 'What can be read. Every list holds the rows the reader may see and no others.',
  authScopes: { signedIn: true },
});
builder.mutationType({
  description: 'What can be done. What a person can mend comes back as a member of the result.',
  authScopes: { signedIn: true },
});
builder.subscriptionType({
  description: 'What can be followed, over server-sent events.',
  authScopes: { signedIn: true },
});
