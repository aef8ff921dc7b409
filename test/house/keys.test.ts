import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Kind, parse } from 'graphql';
import { expect, test } from 'vitest';
import { schema } from '../../schema/index.ts';
import { holdsSecrets } from '../../server/edge/idempotency.ts';
import { withoutKey } from '../../web/graphql/without-key.ts';

// The console sends its acts under keys; which acts take none, the server says.

const documents = readdirSync('web', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.graphql'))
  .map((file) => readFileSync(join('web', file), 'utf8'));

const acts = parse(documents.join('\n')).definitions.flatMap((one) =>
  one.kind === Kind.OPERATION_DEFINITION && one.operation === 'mutation'
    ? one.selectionSet.selections.flatMap((selection) =>
        selection.kind === Kind.FIELD ? [selection.name.value] : [],
      )
    : [],
);

test('the console sends no key with exactly those of its acts that the server takes none for', () => {
  const fields = schema.getMutationType()?.getFields() ?? {};
  const secret = acts.filter((act) => fields[act] !== undefined && holdsSecrets(fields[act]));
  expect(acts.length).toBeGreaterThan(50);
  expect([...withoutKey].sort()).toEqual([...new Set(secret)].sort());
});
