import { useSyncExternalStore } from 'react';

const kept = 'junheng.display';
const listeners = new Set<() => void>();
const system = matchMedia('(prefers-color-scheme: dark)');

/** Light or dark: what was chosen in this browser, else what the system asks for. */
export function useDark() {
  const dark = useSyncExternalStore(listen, isDark);
  return { dark, chooseDark };
}

function isDark(): boolean {
  const chosen = localStorage.getItem(kept);
  return chosen === null ? system.matches : chosen === 'dark';
}

function chooseDark(dark: boolean): void {
  localStorage.setItem(kept, dark ? 'dark' : 'light');
  for (const listener of listeners) listener();
}

function listen(listener: () => void): () => void {
  listeners.add(listener);
  system.addEventListener('change', listener);
  return () => {
    listeners.delete(listener);
    system.removeEventListener('change', listener);
  };
}
