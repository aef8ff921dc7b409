import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { note } from './secret-watch.ts';

/** How a script of the server ended, and what it wrote to standard output and standard error. */
export interface Ran {
  readonly code: unknown;
  readonly out: string;
  readonly said: string;
}

/** Runs a script of the repository, such as `server/audit/cli.ts`, with these words; on the embedded database unless `env` says otherwise. */
export function runScript(
  script: string,
  words: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<Ran> {
  const { DATABASE_URL: _url, ...inherited } = process.env;
  const path = fileURLToPath(new URL(`../../${script}`, import.meta.url));
  const all = ['--import', import.meta.resolve('tsx'), path, ...words];
  return new Promise((resolve) => {
    execFile(process.execPath, all, { env: { ...inherited, ...env } }, (error, out, said) => {
      note('the output of a program', out + said);
      resolve({ code: error?.code ?? 0, out, said });
    });
  });
}
