import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readJsonText } from '../../solver/json-text.ts';

test('JSON is read', () =>
  expect(readJsonText(' {"a": [1, null]}\n')).toEqual({ ok: true, value: { a: [1, null] } }));

describe('what is no JSON is told by line and column', () => {
  test.each([
    ['', 1, 1, 'end'],
    ['nothing', 1, 1, '"n"'],
    ['{', 1, 2, 'end'],
    ['{"a": 1,}', 1, 9, '"}"'],
    ['[1, 2\n, 3\n  4]', 3, 3, '"4"'],
    ['{"a" 1}', 1, 6, '"1"'],
    ['{a: 1}', 1, 2, '"a"'],
    ['[1] 2', 1, 5, '"2"'],
    ['[01]', 1, 3, '"1"'],
    ['[1.]', 1, 3, '"."'],
    ['[}', 1, 2, '"}"'],
    ['{]', 1, 2, '"]"'],
    ['["a\nb"]', 1, 2, '"\\""'],
    ['["\\x"]', 1, 2, '"\\""'],
    ["{'a': 1}", 1, 2, '"\'"'],
    ['<html>', 1, 1, '"<"'],
    ['{"名": 张}', 1, 7, '"张"'],
    ['[😀]', 1, 2, '"😀"'],
    ['// note\n{}', 1, 1, '"/"'],
    ['[1]]', 1, 4, '"]"'],
    [',', 1, 1, '","'],
  ])('%j', (text, line, column, found) =>
    expect(readJsonText(text)).toEqual({ ok: false, line, column, found }),
  );
});

test('a text cut short anywhere is found to stop too early, or to break where it was cut', () =>
  fc.assert(
    fc.property(fc.json(), fc.nat(), (json, cut) => {
      const text = json.slice(0, cut % (json.length + 1));
      const read = readJsonText(text);
      if (read.ok) expect(read.value).toEqual(JSON.parse(text));
      else expect(read.column).toBeLessThanOrEqual(text.length + 1);
    }),
  ));

test('a character too many is found no later than where it stands', () =>
  fc.assert(
    fc.property(fc.json(), fc.nat(), (json, at) => {
      const place = at % (json.length + 1);
      const read = readJsonText(`${json.slice(0, place)}\u0001${json.slice(place)}`);
      if (read.ok) throw new Error('a control character is never JSON');
      expect(read.column - 1).toBeLessThanOrEqual(place);
    }),
  ));
