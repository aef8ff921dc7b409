import { Worker } from 'node:worker_threads';

/** Starts the server. The first word comes before the code is loaded, which takes seconds and holds the loop up. */
process.stdout.write('均衡 Junheng is starting …');
const began = performance.now();
const ticking = new Worker(`setInterval(() => require('node:fs').writeSync(1, ' …'), 1000)`, {
  eval: true,
  execArgv: [],
});
const { start } = await import('./start.ts');
await ticking.terminate();
process.stdout.write(` done in ${((performance.now() - began) / 1000).toFixed(1)} s.\n`);
await start();
