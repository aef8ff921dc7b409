import { parentPort, workerData } from 'node:worker_threads';
import { DateTime } from 'luxon';
import { FileRefused } from '../sheets/file-refused.ts';
import { readFile } from '../sheets/read-file.ts';
import type { Entity } from './catalogue.ts';
import { type EntityWrites, examine } from './examine.ts';
import { Faults } from './faults.ts';
import { recognise, type Table } from './recognise.ts';
import type { Facts } from './tables.ts';
import type { Answer, Batch, Errand, Order } from './talk.ts';

/**
 * Where files are read and judged, away from the server's event loop: the server may end this thread at any
 * time. It asks for what is on file, tells what it finds, and hands over the batches to be written.
 */
const errand = workerData as Errand;
const port = parentPort;
if (port === null) throw new Error('Files are read in a thread of their own.');

/** Rows a statement: enough to be quick, few enough not to hold anybody up. */
const BATCH = 500;

const faults = new Faults(errand.fileName);
const notes = new Faults(errand.fileName);
let rows: Facts[] = [];
let handedOver: (rows: readonly Facts[]) => void = () => {};
let batches: Iterator<Batch> | undefined;

port.on('message', (order: Order) => {
  if (order.is === 'rows') for (const row of JSON.parse(order.json) as Facts[]) rows.push(row);
  else if (order.is === 'end-of-rows') {
    handedOver(rows);
    rows = [];
  } else answer({ is: 'batch', batch: batches?.next().value ?? null });
});

const { counts, told, writes } = await examine(
  await read(),
  onFile,
  { ...errand.circumstances, today: today() },
  faults,
);
if (faults.count === 0) batches = inBatches(writes);
answer({
  is: 'examined',
  examination: { counts, told },
  faults: { told: faults.told, count: faults.count },
  notes: { told: notes.told, count: notes.count },
  writes: writes.reduce((sum, { added, changed }) => sum + added.length + changed.length, 0),
});

/** The day it is in the county, which began hours before it did in UTC. */
function today(): string {
  const { now, timeZone } = errand;
  return DateTime.fromMillis(now, { zone: timeZone }).toFormat('yyyy-MM-dd');
}

async function read(): Promise<Table[]> {
  const { bytes, limits, encoding, mapping } = errand;
  try {
    return recognise(await readFile(bytes, limits, encoding), mapping, faults, notes);
  } catch (error) {
    if (!(error instanceof FileRefused)) throw error;
    const { sheet, code, found, expected } = error;
    faults.add({ sheet, row: null, column: null }, code, found, expected);
    return [];
  }
}

function onFile(entity: Entity | 'rounds', what: 'codes' | 'all'): Promise<readonly Facts[]> {
  answer({ is: 'ask', entity, what });
  return new Promise((resolve) => {
    handedOver = resolve;
  });
}

function answer(it: Answer): void {
  port?.postMessage(it);
}

function* inBatches(writes: readonly EntityWrites[]): Generator<Batch> {
  let position = 0;
  for (const { entity, base, added, links, changed } of writes) {
    const operations = [
      ['add', added],
      ['link', links],
      ['change', changed],
    ] as const;
    for (const [operation, rows] of operations)
      for (let at = 0; at < rows.length; at += BATCH) {
        const slice = rows.slice(at, at + BATCH);
        const json = `[${slice.join(',')}]`;
        yield { entity, operation, count: slice.length, position, base: JSON.stringify(base), json };
        position += slice.length;
      }
  }
}
