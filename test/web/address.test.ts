import { expect, test } from 'vitest';
import { flag, oneOf, text } from '../../web/app/search.ts';
import { orderOf } from '../../web/features/plan/view.ts';

test('an address may be written by anyone: what is not known counts as not said', () => {
  expect(oneOf(['PRIMARY', 'JUNIOR'], 'SENIOR')).toBeUndefined();
  expect(oneOf(['PRIMARY', 'JUNIOR'], ['PRIMARY'])).toBeUndefined();
  expect(flag('true')).toBeUndefined();
  expect(text({ q: 'x' })).toBeUndefined();
  expect(text('')).toBeUndefined();
});

test('a staff number in an address is text again', () => expect(text(20260001)).toBe('20260001'));

test('an order by column, rising or falling', () => {
  expect(orderOf('TO', ['FROM', 'TO'], 'FROM')).toEqual({ orderBy: 'TO', descending: false });
  expect(orderOf('-TO', ['FROM', 'TO'], 'FROM')).toEqual({ orderBy: 'TO', descending: true });
});

test('an order the list does not know is the usual one, rising', () => {
  expect(orderOf('-SALARY', ['FROM', 'TO'], 'FROM')).toEqual({ orderBy: 'FROM', descending: false });
  expect(orderOf(undefined, ['FROM', 'TO'], 'FROM')).toEqual({ orderBy: 'FROM', descending: false });
});
