import { type ComponentType, createElement, lazy, useState } from 'react';
import { connection, connectionLost, onConnection } from '../graphql/connection.ts';

/**
 * A page whose code is fetched when it is wanted, or when the pointer is on its link. Where the line is down it
 * waits for it, instead of loading the whole console anew and losing what was typed.
 */
export function lazyPage<Name extends string>(
  load: () => Promise<Readonly<Record<Name, ComponentType>>>,
  name: Name,
) {
  let fetched: ComponentType | undefined;
  const fetching = lazy<ComponentType>(async () => ({ default: (await patiently(load))[name] }));
  // Code that is there is shown at once: React holds what it had to wait for back for a third of a second.
  const Page = () => {
    const [Shown] = useState<ComponentType>(() => fetched ?? fetching);
    return createElement(Shown);
  };
  return Object.assign(Page, {
    preload: () =>
      load().then(
        (module) => {
          fetched = module[name];
        },
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
