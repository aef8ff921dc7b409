import { parentPort, workerData } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';
import type { Bytes } from './embedded.ts';

/**
 * The thread PGlite lives in: bytes of PostgreSQL's wire protocol in, bytes out, in the order they came.
 * PGlite blocks while it works, so it must not share a thread with the server's event loop.
 */
const { dataDir, image } = workerData as {
  readonly dataDir: string;
  readonly image?: Uint8Array<ArrayBuffer>;
};
const port = parentPort;
if (port === null) throw new Error('embedded-thread.ts runs in a worker thread only.');

/** A county is small: PostgreSQL's own 128 MB of page cache would be most of the server's memory. */
const SHARED_BUFFERS = '16MB';

const database = await PGlite.create(dataDir, {
  relaxedDurability: false,
  startParams: [...PGlite.defaultStartParams, '-c', `shared_buffers=${SHARED_BUFFERS}`],
  ...(image === undefined ? {} : { loadDataDir: new Blob([image]) }),
});

let last: Promise<unknown> = Promise.resolve();
port.on('message', (message: Bytes | 'close') => {
  last = last.then(() => (message === 'close' ? close() : answer(message))).catch(fail);
});
port.postMessage('ready');

async function answer({ connection, bytes: question }: Bytes): Promise<void> {
  await database.execProtocolRawStream(question, {
    syncToFs: true,
    onRawData: (bytes) => port?.postMessage({ connection, bytes: bytes.slice() } satisfies Bytes),
  });
}

async function close(): Promise<void> {
  await database.close();
  port?.postMessage('closed');
  port?.close();
}

/** An error PostgreSQL reports travels in the protocol; what arrives here is the end of this database. */
function fail(error: unknown): void {
  setImmediate(() => {
    throw error;
  });
}
