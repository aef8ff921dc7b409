import type { Worker } from 'node:worker_threads';
import type { Database } from '../../prisma/client.ts';
import { thread } from '../../prisma/thread.ts';
import type { Words } from '../../solver/plan.ts';
import { recordDeed } from '../audit-event.ts';
import { catalogue } from './catalogue.ts';
import { exportPage } from './export-columns.ts';
import { nationalSubjects, subjectsOf } from './run.ts';
import { countedPages } from './statements.ts';
import type { WriteOrder } from './write-thread.ts';

type Language = keyof Words;

/**
 * The county's whole registry as a workbook the importer takes back without a change: personal data in clear. A deed says who
 * took it and how many rows of each kind it holds.
 */
export async function exportCounty(
  database: Database,
  countyId: string,
  language: Language,
  userId: string | null = null,
): Promise<Uint8Array> {
  const subjects = await subjectsOf(database, countyId);
  const rows: Record<string, number> = {};
  const bytes = await written(async function* () {
    for (const { entity } of catalogue)
      for await (const { json, count } of countedPages(database, exportPage(entity), countyId)) {
        rows[entity] = (rows[entity] ?? 0) + count;
        yield { is: 'rows', entity, json };
      }
    yield { is: 'write-registry', wording: { language, subjects }, room: 0 };
  });
  await recordExport(database, { countyId, userId, file: 'registry', counts: rows });
  return bytes;
}

/** Records that somebody took a file with personal data in clear: before it is handed over. */
export async function recordExport(
  { db }: Database,
  {
    countyId,
    userId,
    ...told
  }: {
    readonly countyId: string;
    /** Null: from the command line. */
    readonly userId: string | null;
    readonly file: string;
    /** Rows of each kind, where they were counted. */
    readonly counts?: Readonly<Record<string, number>>;
    /** The plan or problem it is of. */
    readonly of?: string;
  },
): Promise<void> {
  await db.$transaction((tx) =>
    recordDeed(tx, {
      countyId,
      userId,
      action: 'personal-data.export',
      entity: 'County',
      entityId: countyId,
      after: told,
    }),
  );
}

/** An empty workbook to fill in: lists to choose from, text where digits count, a guide in front. */
export async function template(
  database: Database,
  countyId: string,
  language: Language,
): Promise<Uint8Array> {
  return emptyTemplate(language, await subjectsOf(database, countyId));
}

/** A template for no county in particular: its subjects are the national ones. */
export const emptyTemplate = (language: Language, subjects = nationalSubjects): Promise<Uint8Array> =>
  written(async function* () {
    yield { is: 'write-registry', wording: { language, subjects }, room: ROOM };
  });

/** Empty rows of a template that carry formats and lists: twice the teachers of the demo county. */
const ROOM = 2_000;

/** Hands the orders to a thread, the last of which has it write. */
export async function written(orders: () => AsyncIterable<WriteOrder>): Promise<Uint8Array> {
  const worker = await thread(new URL('./write-thread.ts', import.meta.url));
  try {
    const bytes = finished(worker);
    // Should the orders fail, theirs is the error to tell.
    bytes.catch(() => {});
    for await (const order of orders()) worker.postMessage(order);
    return await bytes;
  } finally {
    await worker.terminate();
  }
}

const finished = (worker: Worker): Promise<Uint8Array> =>
  new Promise((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', () => reject(new Error('The thread that writes workbooks has ended.')));
  });
