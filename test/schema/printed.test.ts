import { readFile } from 'node:fs/promises';
import {
  type GraphQLNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isSpecifiedScalarType,
} from 'graphql';
import { expect, test } from 'vitest';
import { schema } from '../../schema/index.ts';
import { printSchema } from '../../scripts/print-schema.ts';

const types = Object.values(schema.getTypeMap()).filter(
  (type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type),
);

test('schema.graphql is what the code says', async () => {
  const kept = await readFile(new URL('../../schema/schema.graphql', import.meta.url), 'utf8');
  expect(kept).toBe(await printSchema());
});

test('every type, field, argument and value says what it is', () => {
  const silent = types.flatMap((type) => [
    ...(type.description ? [] : [type.name]),
    ...partsOf(type)
      .filter(({ text }) => !text)
      .map(({ name }) => name),
  ]);
  expect(silent).toEqual([]);
});

test('a list that pages counts its rows', () => {
  const lists = types.filter(isObjectType).filter(({ name }) => name.endsWith('Connection'));
  expect(lists.length).toBeGreaterThan(15);
  for (const list of lists) expect(Object.keys(list.getFields()), list.name).toContain('totalCount');
});

test('every mutation but signing out answers with a union that holds its refusals', () => {
  const mutations = Object.values(schema.getMutationType()?.getFields() ?? {});
  const plain = mutations.filter(({ type }) => !String(type).endsWith('Result!'));
  expect(plain.map(({ name }) => name)).toEqual(['signOut', 'signOutEverywhere']);
});

function partsOf(type: GraphQLNamedType): { name: string; text: string | null | undefined }[] {
  if (isEnumType(type))
    return type
      .getValues()
      .map(({ name, description }) => ({ name: `${type.name}.${name}`, text: description }));
  if (isInputObjectType(type)) return named(type.name, Object.values(type.getFields()));
  if (!isObjectType(type) && !isInterfaceType(type)) return [];
  const fields = Object.values(type.getFields());
  return [
    ...named(type.name, fields),
    ...fields.flatMap((field) => named(`${type.name}.${field.name}`, field.args)),
  ];
}

const named = (of: string, parts: readonly { name: string; description?: string | null | undefined }[]) =>
  parts.map(({ name, description }) => ({ name: `${of}.${name}`, text: description }));
