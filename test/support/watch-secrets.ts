import { afterAll } from 'vitest';
import { findings, forget, note, noteAnswer } from './secret-watch.ts';

// Before every file of tests: all that is said goes past the watch, and a secret in it fails the file.

const plain = globalThis.fetch;
globalThis.fetch = async (asked, init) => {
  const response = await plain(asked, init);
  noteAnswer(asked instanceof Request ? asked.url : String(asked), response);
  return response;
};

const { console: said } = globalThis;
for (const level of ['debug', 'log', 'info', 'warn', 'error'] as const) {
  const say = said[level];
  said[level] = (...words: unknown[]) => {
    note('the console', words.map(String).join(' '));
    say(...words);
  };
}

afterAll(async () => {
  const found = await findings();
  forget();
  if (found.length > 0) throw new Error(`Secrets where they have no business:\n${found.join('\n')}`);
});
