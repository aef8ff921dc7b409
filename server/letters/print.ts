import type { Worker } from 'node:worker_threads';
import { thread } from '../../prisma/thread.ts';
import { turns } from '../imports/turns.ts';
import { fonts } from './fonts.ts';
import type { PrintOrder } from './print-thread.ts';

/** Papers as one file, or with names as an archive of single ones; away from the request loop, one order after the other. */
export const print = (order: Omit<PrintOrder, 'fonts'>): Promise<Uint8Array> =>
  inTurn(() => inThread({ ...order, fonts }));

/** Hundreds of letters take the memory of their fonts and pages: two orders at once would take it twice. */
const inTurn = turns(1);

async function inThread(order: PrintOrder): Promise<Uint8Array> {
  const worker: Worker = await thread(new URL('./print-thread.ts', import.meta.url));
  try {
    return await new Promise((resolve, reject) => {
      worker.once('message', resolve);
      worker.once('error', reject);
      worker.once('exit', () => reject(new Error('The thread that prints letters has ended.')));
      worker.postMessage(order);
    });
  } finally {
    await worker.terminate();
  }
}
