import { parentPort, workerData } from 'node:worker_threads';
import { DateTime } from 'luxon';
import type { SheetRead } from '../sheets/cell.ts';
import type { Encoding } from '../sheets/encoding.ts';
import { FileRefused } from '../sheets/file-refused.ts';
import { readFile } from '../sheets/read-file.ts';
import { annotated } from './annotate.ts';
import { columnsIn } from './columns-in.ts';
import { type EntityWrites, examine } from './examine.ts';
import { Faults } from './faults.ts';
import { recognise, type Table } from './recognise.ts';
import type { Facts } from './tables.ts';
import type { Answer, Batch, Errand, Order } from './talk.ts';

/**
 * Where files are read and judged, away from the server's event loop: the server may end this thread at any
 * time. It asks for what is on file, and ends by telling what it finds and handing over the batches to be written.
 */
const errand = workerData as Errand;
const port = parentPort;
if (port === null) throw new Error('Files are read in a thread of their own.');

/** Faults beside rows: more than anybody mends. */
const MOST_ANNOTATED = 100_000;

const faults = new Faults(errand.fileName, errand.annotate === undefined ? 0 : MOST_ANNOTATED);
const notes = new Faults(errand.fileName);
let rows: Facts[] = [];
let handedOver: (rows: readonly Facts[]) => void = () => {};

port.on('message', (order: Order) => {
  if (order.is === 'rows') for (const row of JSON.parse(order.json) as Facts[]) rows.push(row);
  else {
    handedOver(rows);
    rows = [];
  }
});

let sheets: SheetRead[] = [];
const atHand = await read();
const columns = columnsIn(sheets, atHand);
const { counts, told, writes } = await examine(
  atHand,
  {
    codes: (entity) => ask({ is: 'ask-codes', entity }),
    rows: (entity, keys) => ask({ is: 'ask-rows', entity, keys: JSON.stringify(keys) }),
  },
  { ...errand.circumstances, today: today() },
  faults,
);
answer({
  is: 'examined',
  examination: { counts, told },
  faults: { told: faults.told, count: faults.count },
  notes: { told: notes.told, count: notes.count },
  columns,
  annotated: await withFaults(),
  batches: faults.count === 0 ? [...inOrder(writes)] : [],
});

/** The day it is in the county, which began hours before it did in UTC. */
function today(): string {
  const { now, timeZone } = errand;
  return DateTime.fromMillis(now, { zone: timeZone }).toFormat('yyyy-MM-dd');
}

async function read(): Promise<Table[]> {
  const { bytes, limits, encoding, mapping } = errand;
  try {
    sheets = await readFile(bytes, limits, encoding);
    for (const { assumed } of sheets) if (assumed !== undefined) noteAssumed(assumed);
    return recognise(sheets, mapping, faults, notes);
  } catch (error) {
    if (!(error instanceof FileRefused)) throw error;
    const { sheet, row, code, found, expected } = error;
    faults.add({ sheet, row, column: null }, code, found, expected);
    return [];
  }
}

async function withFaults(): Promise<Uint8Array | null> {
  const { annotate } = errand;
  if (annotate === undefined || faults.count === 0 || sheets.length === 0) return null;
  return annotated(sheets, atHand, faults.all, annotate);
}

/** A guess of a short file may be wrong without a fault: names would be other names. */
function noteAssumed(encoding: Encoding): void {
  const name = encoding.toUpperCase();
  notes.add({ sheet: null, row: null, column: null }, 'encoding-assumed', name, {
    zh: `文件没有标明编码，已按 ${name} 读取；如文字有误，请指明编码或另存为 UTF-8`,
    en: `the file does not say its encoding and was read as ${name}; if its words look wrong, say which it is or save it as UTF-8`,
  });
}

function ask(question: Answer): Promise<readonly Facts[]> {
  answer(question);
  return new Promise((resolve) => {
    handedOver = resolve;
  });
}

function answer(it: Answer): void {
  port?.postMessage(it);
}

/** In the order they are written: rows that refer to others of their table after all its new ones. */
function* inOrder(writes: readonly EntityWrites[]): Generator<Batch> {
  let position = 0;
  for (const { entity, base, added, links, changed } of writes) {
    const operations = [
      ['add', added],
      ['link', links],
      ['change', changed],
    ] as const;
    for (const [operation, rows] of operations)
      for (const batch of rows.batches()) {
        yield { entity, operation, position, base: JSON.stringify(base), ...batch };
        position += batch.count;
      }
  }
}
