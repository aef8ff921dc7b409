import { expect, test } from 'vitest';
import { markdown, plain, printSheet, type Sheet } from '../../bench/sheet.ts';

const sheet: Sheet = {
  title: 'Times',
  columns: [
    ['case', 6],
    ['s', 4],
    ['note', 0],
  ],
  lines: [
    { name: 'one', measure: async () => ['1.5', 'a|b'] },
    {
      name: 'two',
      measure: async () => {
        throw new Error('Not so: it is right.');
      },
    },
  ],
};

async function printed(style: typeof plain, isAsked = (_name: string) => true) {
  let text = '';
  const right = await printSheet(sheet, style, isAsked, (more) => {
    text += more;
  });
  return { text, right };
}

test('in text, columns stand beneath their titles, and a wrong answer has no figures', async () =>
  expect(await printed(plain)).toEqual({
    text: '\nTimes\ncase   s    note\none    1.5  a|b\ntwo    WRONG: Not so: it is right.\n',
    right: false,
  }));
test('in Markdown, a bar within a cell ends no cell', async () =>
  expect((await printed(markdown)).text).toBe(
    '\n### Times\n\n| case | s | note |\n|---|---|---|\n| one | 1.5 | a\\|b |\n| two | WRONG: Not so: it is right. |\n',
  ));
test('only the lines asked for are measured; with none there is no table', async () => {
  expect(await printed(plain, (name) => name === 'one')).toMatchObject({ right: true });
  expect(await printed(plain, () => false)).toEqual({ text: '', right: true });
});
