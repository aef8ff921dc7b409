// @vitest-environment jsdom
import { act } from 'react';
import { createRoot } from 'react-dom/client';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { GapTable } from '../../web/features/gaps/gap-table.tsx';
import { type Cell, matrixOf } from '../../web/features/gaps/matrix.ts';
import { chooseLanguage, startLanguage } from '../../web/ui/language.ts';

const section = (id: string, name: string): Cell['section'] => ({
  id,
  stage: 'PRIMARY',
  school: { id, code: id, name, place: 'URBAN' },
});
const cell = (where: Cell['section'], code: string, facts: Partial<Cell>): Cell => ({
  section: where,
  subject: { code, words: { zh: { maths: '数学', music: '音乐' }[code] ?? code, en: code } },
  need: 2,
  supply: 1,
  gap: 0,
  lent: 0,
  surplus: 0,
  openings: 1,
  requested: 0,
  critical: false,
  specialist: true,
  ...facts,
});

const lakeside = section('1', 'Lakeside');
const hilltop = section('2', 'Hilltop');
const cells = [
  cell(lakeside, 'maths', { gap: 2, critical: true }),
  cell(lakeside, 'music', { surplus: 0.5 }),
  cell(hilltop, 'maths', { gap: 1 }),
];

beforeAll(async () => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
  await startLanguage();
});

let leave = () => {};
afterEach(() => act(() => leave()));

/** The table on a page; `chosen` gathers the cells clicked. */
function show() {
  const chosen: string[] = [];
  const place = document.body.appendChild(document.createElement('div'));
  const root = createRoot(place);
  leave = () => root.unmount();
  act(() =>
    root.render(
      <GapTable
        matrix={matrixOf(cells, {})}
        posts={new Map()}
        chosen={undefined}
        onChoose={(key) => chosen.push(key)}
      />,
    ),
  );
  const button = (label: string) => {
    const found = place.querySelector<HTMLButtonElement>(`button[aria-label="${label}"]`);
    if (!found)
      throw new Error(
        `No cell «${label}»: ${[...place.querySelectorAll('button')].map((one) => one.ariaLabel ?? one.getAttribute('aria-label'))}`,
      );
    return found;
  };
  return { place, chosen, button };
}

const press = (key: string) =>
  act(() => {
    document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
  });

const focused = () => document.activeElement?.getAttribute('aria-label');

test('a cell says where it is and what it lacks', () => {
  const { button } = show();
  expect(button('Lakeside小学，数学：缺 2，开不齐课').textContent).toBe('!−2');
  expect(button('Lakeside小学，音乐：余 0.5').textContent).toBe('+0.5');
});

test('one cell takes Tab; arrow keys go on from there and stop at the edge', () => {
  const { place, button } = show();
  expect([...place.querySelectorAll('button')].filter(({ tabIndex }) => tabIndex === 0)).toHaveLength(1);
  button('Lakeside小学，数学：缺 2，开不齐课').focus();
  press('ArrowRight');
  expect(focused()).toBe('Lakeside小学，音乐：余 0.5');
  press('ArrowRight');
  expect(focused()).toBe('Lakeside小学，音乐：余 0.5');
  press('ArrowLeft');
  press('ArrowDown');
  expect(focused()).toBe('Hilltop小学，数学：缺 1');
});

test('a section that does not teach a subject has an empty cell there, which arrows pass over', () => {
  const { button } = show();
  button('Lakeside小学，音乐：余 0.5').focus();
  press('ArrowDown');
  expect(focused()).toBe('Lakeside小学，音乐：余 0.5');
});

test('a click chooses', () => {
  const { chosen, button } = show();
  act(() => button('Hilltop小学，数学：缺 1').click());
  expect(chosen).toEqual(['2:maths']);
});

test('the same table in English', async () => {
  await chooseLanguage('en');
  expect(show().button('Lakeside, Primary, maths: 2 short, nobody teaches it').textContent).toBe('!−2');
  await act(() => chooseLanguage('zh-CN'));
});
