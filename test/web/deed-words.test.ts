import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema, isEnumType } from 'graphql';
import { expect, test } from 'vitest';
import { recruitSteps } from '../../schema/recruit-steps.ts';
import schemaText from '../../schema/schema.graphql?raw';
import { readable } from '../../web/ui/readable.ts';
import { zhCn } from '../../web/ui/words/zh-cn.ts';

const { actions, entities, values } = zhCn.deeds;

const sources = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? sources(path) : path.endsWith('.ts') ? [readFileSync(path, 'utf8')] : [];
  });
const server = sources('server').join('\n');
const written = (pattern: RegExp) => [
  ...new Set([...server.matchAll(pattern)].map(([, name]) => name ?? '')),
];

test('every deed the server writes down by name has a name in the console', () => {
  const found = written(/action: '([a-z-]+\.[a-z-]+)'/g);
  expect(found.length).toBeGreaterThan(40);
  expect(found.filter((name) => !(name in actions))).toEqual([]);
});

test('every change of a row in the registry has one, too', () =>
  expect(['teacher', 'school', 'section'].filter((row) => !(`${row}.change` in actions))).toEqual([]));

test('every step of a recruit has one, too', () =>
  expect(
    [...Object.keys(recruitSteps), 'order', 'place'].filter((step) => !(`recruit.${step}` in actions)),
  ).toEqual([]));

test('every kind of row a deed is done to has a name in the console', () => {
  const found = written(/entity: '([A-Z][A-Za-z]+)'/g);
  expect(found.length).toBeGreaterThan(20);
  expect(found.filter((name) => !(name in entities))).toEqual([]);
});

test('what may be revealed of a person has one, as the record keeps it', () => {
  const field = buildSchema(schemaText).getType('PersonalField');
  const names = isEnumType(field) ? field.getValues().map(({ name }) => name.toLowerCase()) : [];
  expect(names).toContain('home_place');
  expect(names.filter((name) => !(name in values))).toEqual([]);
});

test('a value of the record is read without quotes, braces, nothings and whole keys', () => {
  const words = {
    yes: 'Yes',
    no: 'No',
    comma: ', ',
    named: (value: string) => value.replace('hr_officer', 'HR'),
  };
  const field = (name: string) => name.toUpperCase();
  const read = (value: unknown) => readable(JSON.stringify(value), words, field);
  expect(read([{ role: 'hr_officer', from: null, administrator: true }])).toBe('ROLE HR, ADMINISTRATOR Yes');
  expect(read({ tenure: { years: 5 } })).toBe('TENURE (YEARS 5)');
  expect(read('01a22a29-5192-7435-ba5f-8475dbd5597c')).toBe('…d5597c');
  expect(readable('no JSON', words, field)).toBe('no JSON');
});
