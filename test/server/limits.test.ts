import { buildSchema, parse } from 'graphql';
import { expect, test } from 'vitest';
import { limits } from '../../server/edge/limits.ts';
import { holdToLimits } from '../../server/edge/size.ts';

const schema = buildSchema(`
  type Query { rows(first: Int, last: Int): Rows! few: [Row!]! listed(first: Int = 7): [Row!]! row: Row }
  type Rows { nodes: [Row!]! edges: [Edge!]! totalCount: Int! }
  type Edge { node: Row! }
  type Row { id: ID! self: Row! rows(first: Int, last: Int): Rows! }
`);
const message = (text: string, variables: unknown = {}): string | undefined => {
  try {
    holdToLimits(schema, parse(text), variables);
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
};
const times = (count: number, part: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => part(index)).join(' ');
const within = (depth: number) => `{ row { ${'self { '.repeat(depth - 2)}id ${'} '.repeat(depth - 2)}} }`;

test('14 levels may be asked for, and no 15, nor by way of fragments', () => {
  expect(message(within(14))).toBeUndefined();
  expect(message(within(15))).toBe('A request may be 14 levels deep.');
  const spread = (depth: number) =>
    `{ row { ...a } } fragment a on Row { ${'self { '.repeat(depth - 2)}id ${'} '.repeat(depth - 2)}}`;
  expect(message(spread(14))).toBeUndefined();
  expect(message(spread(15))).toBe('A request may be 14 levels deep.');
});

test('one field may be asked for 12 times in one place, and no 13, over fragments too', () => {
  expect(message(`{ ${times(12, () => 'row { id }')} }`)).toBeUndefined();
  expect(message(`{ ${times(13, () => 'row { id }')} }`)).toBe(
    'A field may be asked for 12 times in one place.',
  );
  const over = (count: number) =>
    `{ row { id } ...a ...b } fragment a on Query { ${times(6, () => 'row { id }')} } fragment b on Query { ${times(count - 7, () => 'row { id }')} }`;
  expect(message(over(12))).toBeUndefined();
  expect(message(over(13))).toBe('A field may be asked for 12 times in one place.');
});

test('a place may have 150 fields, and no 151, those of a fragment that nothing spreads too', () => {
  const many = (count: number) => times(count, (index) => `no${index}`);
  expect(message(`{ ${many(150)} }`)).toBeUndefined();
  expect(
    message(`{ ${many(100)} ...a } fragment a on Query { ${times(51, (index) => `yes${index}`)} }`),
  ).toBe('A selection may have 150 fields, fragments expanded.');
  expect(message(`{ row { id } } fragment a on Query { ${many(151)} }`)).toBe(
    'A selection may have 150 fields, fragments expanded.',
  );
});

test('aliases and directives are counted as often as they are spread', () => {
  const aliased = (count: number) =>
    `{ ...f row { self { ...f } } } fragment f on Row { ${times(count, (index) => `a${index}: id`)} }`;
  expect(message(aliased(15))).toBeUndefined();
  expect(message(aliased(16))).toBe('A request may have 30 aliases, fragments expanded.');
  expect(message(`{ row { ${times(31, (index) => `t${index}: __typename`)} } }`)).toBeUndefined();
  expect(message(`{ row ${'@x '.repeat(30)}{ id } }`)).toBeUndefined();
  expect(message(`{ row ${'@x '.repeat(31)}{ id } }`)).toBe(
    'A request may have 30 directives, fragments expanded.',
  );
});

test('fragments that double one another end at the limit, and so does one that holds itself', () => {
  const doubled = `{ ...f0 } ${times(40, (index) => `fragment f${index} on Query { ...f${index + 1} ...f${index + 1} }`)}`;
  expect(message(doubled)).toBe(`A request may have ${limits.selections} selections, fragments expanded.`);
  expect(message('{ ...a } fragment a on Query { ...b } fragment b on Query { row { id } ...a }')).toBe(
    'A fragment holds itself.',
  );
});

test.each([
  ['what is written', '{ rows(first: 200) { nodes { rows(first: 200) { nodes { id } } } } }', {}, 80_401],
  [
    'a variable',
    'query ($n: Int) { rows(first: $n) { nodes { rows(last: $n) { nodes { id } } } } }',
    { n: 200 },
    80_401,
  ],
  ['the default of a variable', 'query ($n: Int = 200) { rows(first: $n) { nodes { id } } }', {}, 401],
  ['the usual length', '{ rows { nodes { id } } }', {}, 101],
  ['the usual length for null', 'query ($n: Int = 9) { rows(first: $n) { nodes { id } } }', { n: null }, 101],
  ['the longest page for more', '{ rows(first: 9000) { nodes { id } } }', {}, 401],
  ['one row for none', '{ rows(first: 0) { nodes { id } } }', {}, 3],
  ['the default of the list', '{ listed { id } }', {}, 14],
  ['the longer of both', '{ rows(first: 2, last: 3) { edges { node { id } } } }', {}, 10],
  ['5 rows for a list that is always whole', '{ few { id } }', {}, 10],
  ['no rows for a count of them', '{ rows { totalCount } }', {}, 2],
])('a list counts for %s', (_what, text, variables, values) => {
  const usual = limits.values;
  try {
    limits.values = values;
    expect(message(text, variables)).toBeUndefined();
    limits.values = values - 1;
    expect(message(text, variables)).toContain(`answered with ${values}.`);
  } finally {
    limits.values = usual;
  }
});
