// @vitest-environment jsdom
import { afterEach, expect, test, vi } from 'vitest';
import { copied } from '../../web/ui/copied.ts';
import { randomKey } from '../../web/ui/random-key.ts';

// What a browser gives a page without TLS: no `navigator.clipboard`, which jsdom lacks too, and no `randomUUID`.
afterEach(() => {
  document.body.replaceChildren();
  Reflect.deleteProperty(document, 'execCommand');
  vi.unstubAllGlobals();
});

function copiesBy(execCommand: () => boolean): void {
  Object.assign(document, { execCommand });
}

test('without a clipboard the text is copied by selection, and the focus stays where it was', async () => {
  const button = document.createElement('button');
  document.body.append(button);
  button.focus();
  const taken: string[] = [];
  copiesBy(() => {
    const { activeElement } = document;
    if (activeElement instanceof HTMLTextAreaElement) taken.push(activeElement.value);
    return true;
  });
  expect(await copied('张三\t语文')).toBe(true);
  expect(taken).toEqual(['张三\t语文']);
  expect(document.activeElement).toBe(button);
  expect(document.querySelector('textarea')).toBeNull();
});

test('where nothing can be copied, it is told, not thrown', async () => {
  expect(await copied('a')).toBe(false);
  copiesBy(() => false);
  expect(await copied('a')).toBe(false);
});

test('keys are made without TLS, and differ', () => {
  vi.stubGlobal('crypto', { getRandomValues: crypto.getRandomValues.bind(crypto) });
  const keys = [randomKey(), randomKey()];
  expect(keys[0]).toMatch(/^[\da-f]{32}$/);
  expect(new Set(keys).size).toBe(2);
});
