import { expect, test } from 'vitest';
import { nameIn } from '../../web/ui/download-button.tsx';

test('the name in UTF-8 goes before the plain one', () =>
  expect(nameIn(`attachment; filename="plan-1.xlsx"; filename*=UTF-8''%E6%96%B9%E6%A1%88%201.xlsx`)).toBe(
    '方案 1.xlsx',
  ));
test('a plain name is taken as it is', () =>
  expect(nameIn('attachment; filename="template-DEMO.xlsx"')).toBe('template-DEMO.xlsx'));
test('a file without a name is a workbook of ours', () => expect(nameIn(null)).toBe('junheng.xlsx'));
