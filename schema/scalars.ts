import { GraphQLError } from 'graphql';
import { builder } from './builder.ts';

builder.scalarType('Day', {
  description:
    'A calendar day, `YYYY-MM-DD`: never an instant, so the same day in every time zone. No other form is taken.',
  serialize: (day) => day.toISOString().slice(0, 10),
  parseValue: dayOf,
});

builder.scalarType('DateTime', {
  description: 'An instant, ISO 8601 in UTC, such as `2026-07-01T08:30:00.000Z`.',
  serialize: (instant) => instant.toISOString(),
  parseValue: instantOf,
});

builder.scalarType('JSON', {
  description: 'Any JSON value; what it holds is told where it is used.',
});

builder.scalarType('File', {
  description:
    'An uploaded file, sent by the GraphQL multipart request convention (`operations`, `map`, then the files), with the header that guards against forged requests.',
  serialize: () => {
    throw new GraphQLError('Files are only taken in.');
  },
  parseValue: (value) => {
    if (isFile(value)) return value;
    throw new GraphQLError('A file is expected: send the request as multipart/form-data.');
  },
});

function dayOf(value: unknown): string {
  if (typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value)) {
    const day = new Date(`${value}T00:00:00Z`);
    if (!Number.isNaN(day.getTime()) && day.toISOString().startsWith(value)) return value;
  }
  throw new GraphQLError('A calendar day is expected, such as 2026-09-01.');
}

function instantOf(value: unknown): Date {
  if (typeof value === 'string' && /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,3})?Z$/.test(value)) {
    const instant = new Date(value);
    // 30 February is no day, and would become one of March.
    if (!Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(value.slice(0, 19)))
      return instant;
  }
  throw new GraphQLError('An instant in UTC is expected, such as 2026-07-01T08:30:00Z.');
}

/** By what it can do: the server's fetch library has a File class of its own. */
const isFile = (value: unknown): value is File =>
  typeof value === 'object' &&
  value !== null &&
  'arrayBuffer' in value &&
  typeof value.arrayBuffer === 'function' &&
  'name' in value &&
  typeof value.name === 'string';
