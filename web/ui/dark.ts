import { useSyncExternalStore } from 'react';
import { flushSync } from 'react-dom';

const kept = 'junheng.display';
const listeners = new Set<() => void>();
const system = matchMedia('(prefers-color-scheme: dark)');
const paper = matchMedia('print');
let printing = false;

/** Light or dark: what was chosen in this browser, else what the system asks for; always light on paper. */
export function useDark() {
  const dark = useSyncExternalStore(listen, isDark);
  return { dark, chooseDark };
}

function isDark(): boolean {
  if (printing || paper.matches) return false;
  const chosen = localStorage.getItem(kept);
  return chosen === null ? system.matches : chosen === 'dark';
}

function chooseDark(dark: boolean): void {
  localStorage.setItem(kept, dark ? 'dark' : 'light');
  tell();
}

function tell(): void {
  for (const listener of listeners) listener();
}

/** The page is drawn anew before the browser takes its picture of it: that waits for this event and no longer. */
function print(begun: boolean): void {
  printing = begun;
  flushSync(tell);
}

addEventListener('beforeprint', () => print(true));
addEventListener('afterprint', () => print(false));

function listen(listener: () => void): () => void {
  listeners.add(listener);
  system.addEventListener('change', listener);
  paper.addEventListener('change', listener);
  return () => {
    listeners.delete(listener);
    system.removeEventListener('change', listener);
    paper.removeEventListener('change', listener);
  };
}
