// @vitest-environment jsdom
import { useEffect } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { beforeAll, expect, test, vi } from 'vitest';

beforeAll(() => {
  vi.stubGlobal('matchMedia', () => Object.assign(new EventTarget(), { matches: false }));
});

test('what is dark on the screen is light on paper, before the picture of it is taken', async () => {
  const { useDark } = await import('../../web/ui/dark.ts');
  function Display() {
    const { dark } = useDark();
    useEffect(() => {
      document.body.toggleAttribute('data-dark', dark);
    }, [dark]);
    return dark ? 'dark' : 'light';
  }
  localStorage.setItem('junheng.display', 'dark');
  const root = createRoot(document.body.appendChild(document.createElement('div')));
  const shown = () => [document.body.textContent, document.body.hasAttribute('data-dark')];
  flushSync(() => root.render(<Display />));
  expect(shown()).toEqual(['dark', true]);
  dispatchEvent(new Event('beforeprint'));
  expect(shown()).toEqual(['light', false]);
  dispatchEvent(new Event('afterprint'));
  expect(shown()).toEqual(['dark', true]);
  root.unmount();
});
