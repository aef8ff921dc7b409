import { expect, test } from 'vitest';
import * as z from 'zod';
import { inOneSentence, readInWords } from '../../server/read-in-words.ts';

const format = z.strictObject({
  years: z.int().min(1),
  name: z.string().refine((name) => name !== 'x', { message: 'not x', params: { zh: '不能是 x' } }),
});

test('what fits is read', () =>
  expect(readInWords(format, { years: 6, name: 'a' })).toEqual({ read: { years: 6, name: 'a' } }));

test('everything that is wrong is told, each in both languages, the library’s own faults too', () => {
  const wanted = readInWords(format, { years: 0, name: 'x', more: 1 });
  if (!('faults' in wanted)) throw new Error('It was read.');
  expect(wanted.faults.map(({ path }) => path.join('.'))).toEqual(['years', 'name', '']);
  for (const { words } of wanted.faults) {
    expect(words.zh).toMatch(/\p{Script=Han}/u);
    expect(words.en).not.toMatch(/\p{Script=Han}/u);
  }
  expect(wanted.faults[1]?.words).toEqual({ zh: '不能是 x', en: 'not x' });
  const { zh, en } = inOneSentence(wanted.faults);
  expect(zh).toMatch(/^years：.+；name：不能是 x；.+more/);
  expect(en).toMatch(/^years: .+; name: not x; .+more/);
});
