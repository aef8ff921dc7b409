import { Duplex } from 'node:stream';
import type { Worker } from 'node:worker_threads';
import { thread } from './thread.ts';

/** PGlite in a thread of its own, spoken to by node-postgres as if it were a server across a socket. */
export interface Embedded {
  /** A connection for `pg.Pool`; PGlite is one backend, so no more than one may be open at a time. */
  connection(): Duplex;
  close(): Promise<void>;
}

/** What goes to and fro between a connection and the thread; connection 0 wants no answer. */
export interface Bytes {
  readonly connection: number;
  readonly bytes: Uint8Array;
}

/**
 * Opens (and at first makes) the PGlite database in `dataDir`; `memory://` keeps it in memory.
 * `image` is a data folder as PGlite dumps it (tar), to start from instead of an empty one.
 * Throws when the folder cannot be opened. It does not guard the folder: see folder-lock.ts.
 */
export async function openEmbedded(dataDir: string, image?: Uint8Array): Promise<Embedded> {
  const worker = await thread(new URL('./embedded-thread.ts', import.meta.url), {
    workerData: { dataDir, image },
  });
  await told(worker, 'ready');
  let connections = 0;
  return {
    connection: () => new Connection(worker, ++connections),
    async close() {
      const closed = told(worker, 'closed');
      worker.postMessage('close');
      await closed;
      await worker.terminate();
    },
  };
}

const told = (worker: Worker, word: 'ready' | 'closed'): Promise<void> =>
  new Promise((resolve, reject) => {
    const heard = (message: unknown) => {
      if (message !== word) return;
      worker.off('message', heard);
      worker.off('error', reject);
      resolve();
    };
    worker.on('message', heard);
    worker.once('error', reject);
  });

/** AuthenticationOk, the parameters node-postgres looks at, ReadyForQuery (idle). */
const greeting = Buffer.concat([
  frame('R', Buffer.from([0, 0, 0, 0])),
  ...[
    ['server_version', '17.0'],
    ['client_encoding', 'UTF8'],
    ['DateStyle', 'ISO, MDY'],
    ['TimeZone', 'UTC'],
    ['standard_conforming_strings', 'on'],
  ].map(([name, value]) => frame('S', Buffer.from(`${name}\0${value}\0`))),
  frame('Z', Buffer.from('I')),
]);

function frame(type: string, body: Buffer): Buffer {
  const head = Buffer.alloc(5);
  head.write(type, 0, 'latin1');
  head.writeUInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
}

/** What node-postgres takes for a socket. */
class Connection extends Duplex {
  readonly #worker: Worker;
  /** Whose answers these are: a connection that is closing may still have some to come. */
  readonly #number: number;
  /** Bytes of a message not yet whole. */
  #pending: Buffer = Buffer.alloc(0);
  #greeted = false;

  constructor(worker: Worker, number: number) {
    super();
    this.#worker = worker;
    this.#number = number;
    worker.on('message', this.#heard);
    worker.on('error', this.#failed);
    worker.on('exit', this.#gone);
  }

  /** node-postgres calls these on its socket. */
  connect(): this {
    setImmediate(() => {
      // A thread that has ended would never answer.
      if (this.#worker.threadId < 0) this.#gone();
      else this.emit('connect');
    });
    return this;
  }
  setNoDelay(): this {
    return this;
  }
  setKeepAlive(): this {
    return this;
  }
  ref(): this {
    return this;
  }
  unref(): this {
    return this;
  }

  readonly #heard = (message: Bytes | string): void => {
    if (typeof message === 'string' || message.connection !== this.#number) return;
    const { buffer, byteOffset, byteLength } = message.bytes;
    this.push(Buffer.from(buffer, byteOffset, byteLength));
  };
  readonly #failed = (error: Error): void => {
    this.destroy(error);
  };
  readonly #gone = (): void => {
    if (!this.destroyed) this.destroy(new Error('The embedded database has stopped.'));
  };

  override _read(): void {}

  override _writev(
    chunks: readonly { chunk: unknown; encoding: BufferEncoding }[],
    done: (error?: Error | null) => void,
  ): void {
    this.#pending = Buffer.concat([this.#pending, ...chunks.map(({ chunk }) => chunk as Buffer)]);
    this.#send();
    done();
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.#worker.off('message', this.#heard);
    this.#worker.off('error', this.#failed);
    this.#worker.off('exit', this.#gone);
    done(error);
  }

  /** Passes on whole messages only, as many at once as there are. */
  #send(): void {
    if (!this.#greeted) {
      if (this.#pending.length < 4 || this.#pending.length < this.#pending.readUInt32BE(0)) return;
      this.#pending = this.#pending.subarray(this.#pending.readUInt32BE(0));
      this.#greeted = true;
      this.push(greeting);
    }
    let end = 0;
    let terminate = false;
    while (end + 5 <= this.#pending.length) {
      const next = end + 1 + this.#pending.readUInt32BE(end + 1);
      if (next > this.#pending.length) break;
      if (this.#pending[end] === 0x58 /* Terminate */) {
        terminate = true;
        break;
      }
      end = next;
    }
    if (end > 0) this.#tell(this.#number, this.#pending.subarray(0, end));
    this.#pending = this.#pending.subarray(end);
    if (terminate) {
      // The backend stays; what this connection leaves open, prepared, locked or set must not.
      for (const sql of ['ROLLBACK', 'DISCARD ALL']) this.#tell(0, frame('Q', Buffer.from(`${sql}\0`)));
      this.push(null);
      this.end();
    }
  }

  #tell(connection: number, bytes: Buffer): void {
    this.#worker.postMessage({ connection, bytes: new Uint8Array(bytes) } satisfies Bytes);
  }
}
