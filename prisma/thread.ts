import { Worker, type WorkerOptions } from 'node:worker_threads';

/** Starts a TypeScript file of the house in a thread of its own. */
export const thread = (file: URL, options: WorkerOptions = {}): Worker =>
  new Worker(
    `import(${JSON.stringify(import.meta.resolve('tsx/esm/api'))})
      .then(({ register }) => { register(); return import(${JSON.stringify(file.href)}); })
      .catch((error) => setImmediate(() => { throw error; }));`,
    { ...options, eval: true, execArgv: [] },
  );
