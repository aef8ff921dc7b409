import { type ComponentType, lazy } from 'react';
import { connection, connectionLost, onConnection } from '../graphql/connection.ts';

/**
 * A page whose code is fetched when it is wanted, or when the pointer is on its link. Where the line is down it
 * waits for it, instead of loading the whole console anew and losing what was typed.
 */
export function lazyPage<Name extends string>(
  load: () => Promise<Readonly<Record<Name, ComponentType>>>,
  name: Name,
) {
  const page = lazy(async () => ({ default: (await patiently(load))[name] }));
  return Object.assign(page, {
    preload: () =>
      load().then(
        () => undefined,
        () => undefined,
      ),
  });
}

async function patiently<Module>(load: () => Promise<Module>): Promise<Module> {
  try {
    return await load();
  } catch {
    await lineIsUp();
    return load();
  }
}

function lineIsUp(): Promise<void> {
  connectionLost();
  return new Promise((resolve) => {
    const stop = onConnection(() => {
      if (connection() !== 'up') return;
      stop();
      resolve();
    });
  });
}
