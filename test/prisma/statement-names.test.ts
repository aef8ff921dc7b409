import { expect, test } from 'vitest';
import { statementNames } from '../../prisma/statement-names.ts';

// Which statements a connection to PostgreSQL keeps planned.

test('what comes for the fifth time has a name from then on, the same each time and no other’s', () => {
  const nameOf = statementNames();
  const names = Array.from({ length: 6 }, () => nameOf({ sql: 'SELECT 1' }));
  expect(names.slice(0, 4)).toEqual(['', '', '', '']);
  expect(names[4]).not.toBe('');
  expect(names[5]).toBe(names[4]);
  expect(Array.from({ length: 5 }, () => nameOf({ sql: 'SELECT 2' })).at(-1)).not.toBe(names[4]);
});

test('however many statements there are, a connection keeps 300 of them', () => {
  const nameOf = statementNames();
  const names = new Set<string>();
  for (let number = 0; number < 1_000; number++)
    for (let time = 0; time < 5; time++) names.add(nameOf({ sql: `SELECT ${number}` }));
  names.delete('');
  expect(names.size).toBe(300);
});

test('texts that come once each never crowd out one that comes often', () => {
  const nameOf = statementNames();
  for (let number = 0; number < 10_000; number++) nameOf({ sql: `SELECT ${number}` });
  expect(Array.from({ length: 5 }, () => nameOf({ sql: 'SELECT now()' })).at(-1)).not.toBe('');
});
