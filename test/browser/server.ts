import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TestProject } from 'vitest/node';

const home = fileURLToPath(new URL('../..', import.meta.url));

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the server listens, with its logins by role: as its first start prints them. */
    address: string;
    logins: Readonly<Record<string, { readonly email: string; readonly password: string }>>;
  }
}

/** README's `npm start`, on an empty folder and any free port; all browser tests share it. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = await mkdtemp(join(tmpdir(), 'junheng-browser-'));
  const server = spawn('npm', ['start'], {
    cwd: home,
    env: { ...process.env, PORT: '0', DATA_DIR: dataDir, DATABASE_URL: '' },
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own, so that what npm starts can be ended with it.
    detached: true,
  });
  const { address, logins } = await readiness(server);
  project.provide('address', address);
  project.provide('logins', logins);
  return async () => {
    const ended = new Promise((resolve) => server.once('close', resolve));
    if (server.pid !== undefined) process.kill(-server.pid, 'SIGTERM');
    await ended;
    await rm(dataDir, { recursive: true, force: true });
  };
}

/** Reads what the start prints until both the address and the logins stand there. */
function readiness(server: ChildProcess) {
  return new Promise<{ address: string; logins: Record<string, { email: string; password: string }> }>(
    (resolve, reject) => {
      let printed = '';
      const read = (chunk: Buffer) => {
        printed += chunk.toString();
        const address = /(http:\/\/localhost:\d+)\//.exec(printed)?.[1];
        const logins = Object.fromEntries(
          [...printed.matchAll(/^ +([a-z-]+) +(\S+@\S+) +(\S+)$/gm)].map(([, role, email, password]) => [
            role,
            { email: email ?? '', password: password ?? '' },
          ]),
        );
        if (address !== undefined && 'province-officer' in logins) resolve({ address, logins });
      };
      server.stdout?.on('data', read);
      server.stderr?.on('data', read);
      server.once('close', (code) => reject(new Error(`The server ended with ${code}:\n${printed}`)));
    },
  );
}
