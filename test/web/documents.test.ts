import { buildSchema, parse, validate } from 'graphql';
import { expect, test } from 'vitest';
import schemaText from '../../schema/schema.graphql?raw';

const schema = buildSchema(schemaText);
const files = import.meta.glob<string>('../../web/**/*.graphql', {
  query: '?raw',
  import: 'default',
  eager: true,
});

test('there are documents', () => expect(Object.keys(files).length).toBeGreaterThan(5));

test('all documents together fit the schema: one name each, every fragment used', () =>
  expect(validate(schema, parse(Object.values(files).join('\n'))).map(String)).toEqual([]));

test('a document that asks for what the schema lacks is found', () =>
  expect(validate(schema, parse('query Wrong { viewer { age } }'))).toHaveLength(1));
