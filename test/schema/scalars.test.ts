import { GraphQLScalarType } from 'graphql';
import { describe, expect, test } from 'vitest';
import { schema } from '../../schema/index.ts';

const scalar = (name: string): GraphQLScalarType => {
  const type = schema.getType(name);
  if (type instanceof GraphQLScalarType) return type;
  throw new Error(`There is no scalar ${name}.`);
};

describe('Day', () => {
  const day = scalar('Day');

  test.each(['2026-09-01', '2024-02-29', '1999-12-31'])('%s is a day', (text) =>
    expect(day.parseValue(text)).toBe(text),
  );

  test.each([
    '2026-9-1',
    '2026-02-29',
    '2026-13-01',
    '2026-00-10',
    '2026-09-31',
    '2026-09-01T00:00:00Z',
    '26-09-01',
    '+2026-09-01',
    '２０２６-09-01',
    '',
    20260901,
    null,
  ])('%s is none', (text) =>
    expect(() => day.parseValue(text)).toThrow('A calendar day is expected, such as 2026-09-01.'),
  );

  test('a day of the database is the same day in every time zone', () =>
    expect(day.serialize(new Date('2026-09-01T00:00:00Z'))).toBe('2026-09-01'));
});

describe('File', () => {
  const file = scalar('File');

  test('takes an upload', () => {
    const upload = new File(['x'], 'county.xlsx');
    expect(file.parseValue(upload)).toBe(upload);
  });

  test.each(['county.xlsx', { name: 'county.xlsx' }, null])('%s is none', (value) =>
    expect(() => file.parseValue(value)).toThrow('A file is expected'),
  );
});

test('an instant is told in UTC', () =>
  expect(scalar('DateTime').serialize(new Date('2026-07-01T08:30:00+08:00'))).toBe(
    '2026-07-01T00:30:00.000Z',
  ));

describe('DateTime', () => {
  const instant = scalar('DateTime');

  test.each(['2026-07-01T00:30:00Z', '2024-02-29T23:59:59.999Z'])('%s is an instant', (text) =>
    expect(instant.parseValue(text)).toEqual(new Date(text)),
  );

  test.each([
    '2026-07-01',
    '2026-07-01T08:30:00+08:00',
    '2026-02-30T00:00:00Z',
    '2026-07-01T24:00:00Z',
    '',
    1,
    null,
  ])('%s is none', (value) =>
    expect(() => instant.parseValue(value)).toThrow('An instant in UTC is expected'),
  );
});
