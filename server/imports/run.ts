import { createHash } from 'node:crypto';
import type { Worker } from 'node:worker_threads';
import type { Database } from '../../prisma/client.ts';
import { Prisma } from '../../prisma/generated/client.ts';
import { thread } from '../../prisma/thread.ts';
import type { ImportReport, Upload } from '../../schema/context.ts';
import type { Words } from '../../solver/plan.ts';
import { curriculum } from '../../solver/problem.ts';
import { defaultCurriculum } from '../../solver/standards.ts';
import { recordDeed } from '../audit-event.ts';
import type { Encoding } from '../sheets/encoding.ts';
import { FileRefused } from '../sheets/file-refused.ts';
import { defaultLimits, type Limits } from '../sheets/limits.ts';
import { Faults } from './faults.ts';
import { builtInMappings, type ColumnMapping, columnMapping } from './mapping.ts';
import { page, pages, statements } from './statements.ts';
import { tableOf } from './tables.ts';
import type { Answer, Batch, Errand, Order } from './talk.ts';
import { uuid } from './uuid.ts';

export interface ImportRequest {
  readonly countyId: string;
  /** Null: the system itself. */
  readonly userId: string | null;
  readonly upload: Upload;
  readonly dryRun: boolean;
  /** Name of a saved or built-in column mapping. */
  readonly mapping?: string | undefined;
  /** Of a csv; left out: found out. */
  readonly encoding?: Encoding | undefined;
  readonly limits?: Limits | undefined;
}

/**
 * Takes a file in, or with `dryRun` tells what that would do. All or nothing: with any fault nothing is
 * written. The file is read and judged in a thread; here only finished batches pass through.
 */
export async function runImport(database: Database, request: ImportRequest): Promise<ImportReport> {
  const mapping = await mappingNamed(database, request);
  if (mapping === 'unknown') return refusedWhole(request, unknownMapping(request.mapping ?? ''));
  const { countyId } = request;
  const subjects = await subjectsOf(database, countyId);
  const { timeZone } = await database.db.county.findUniqueOrThrow({
    where: { id: countyId },
    select: { timeZone: true },
  });
  const limits = request.limits ?? defaultLimits;
  const talk = new Talk(request.upload, limits, {
    mapping,
    encoding: request.encoding,
    circumstances: { countyId, subjects },
    now: Date.now(),
    timeZone,
  });
  try {
    let answer = await talk.hear(limits.seconds);
    while (answer.is === 'ask') {
      for await (const json of pages(database, page(answer.entity, answer.what), countyId))
        talk.say({ is: 'rows', json });
      talk.say({ is: 'end-of-rows' });
      answer = await talk.hear(STEP_SECONDS);
    }
    if (answer.is !== 'examined') throw new Error(`The thread answers ${answer.is} out of turn.`);
    const { examination, faults, notes, writes } = answer;
    const report: ImportReport = {
      importId: null,
      sheets: examination.counts,
      faults: faults.told,
      faultCount: faults.count,
      notes: notes.told,
      changes: examination.told,
    };
    if (request.dryRun || faults.count > 0 || writes === 0) return report;
    return { ...report, importId: await write(database, request, report, talk) };
  } catch (error) {
    if (error instanceof FileRefused) return refusedWhole(request, error);
    if (meanwhile(error)) return refusedWhole(request, changedMeanwhile);
    throw error;
  } finally {
    await talk.end();
  }
}

/** How long the thread may take over one entity, or one batch, once the file is read. */
const STEP_SECONDS = 120;

interface WholeFault {
  readonly code: string;
  readonly found: string | null;
  readonly expected: Words;
}

function refusedWhole({ upload }: ImportRequest, { code, found, expected }: WholeFault): ImportReport {
  const faults = new Faults(upload.name);
  faults.add({ sheet: null, row: null, column: null }, code, found, expected);
  return {
    importId: null,
    sheets: [],
    faults: faults.told,
    faultCount: faults.count,
    notes: [],
    changes: [],
  };
}

const unknownMapping = (name: string): WholeFault => ({
  code: 'unknown-mapping',
  found: name,
  expected: {
    zh: `已保存的列对应方案，或内置方案：${Object.keys(builtInMappings).join('、')}`,
    en: `a saved column mapping, or one of: ${Object.keys(builtInMappings).join(', ')}`,
  },
});

const changedMeanwhile: WholeFault = {
  code: 'changed-meanwhile',
  found: null,
  expected: {
    zh: '导入期间有人修改了相同的记录，未写入任何数据：请重新导入',
    en: 'nobody else to change the same rows while importing. Nothing was written: import again',
  },
};

/** A row was edited, removed, or added by somebody else since it was read. */
class RowChanged extends Error {}

/** PostgreSQL's codes for a row that is there already or gone, and for writers in each other's way. */
const meanwhile = (error: unknown): boolean =>
  error instanceof RowChanged ||
  (error instanceof Prisma.PrismaClientKnownRequestError &&
    /Code: `(23505|23503|40001|40P01)`/.test(error.message));

async function mappingNamed(
  { db }: Database,
  { countyId, mapping: name }: ImportRequest,
): Promise<ColumnMapping | 'unknown' | undefined> {
  if (name === undefined) return undefined;
  const saved = await db.columnMapping.findUnique({ where: { countyId_name: { countyId, name } } });
  return (saved && columnMapping.parse(saved.body)) ?? builtInMappings[name] ?? 'unknown';
}

/** Names of the county's subjects, by the newest curriculum standard; else the national one's. */
export async function subjectsOf(
  { db }: Pick<Database, 'db'>,
  countyId: string,
): Promise<ReadonlyMap<string, Words>> {
  const standard = await db.curriculumStandard.findFirst({
    where: { countyId },
    orderBy: [{ effectiveFrom: 'desc' }, { createdAt: 'desc' }],
  });
  return standard === null ? nationalSubjects : namesOf(curriculum.parse(standard.body).subjects);
}

const namesOf = (subjects: typeof defaultCurriculum.subjects): ReadonlyMap<string, Words> =>
  new Map(subjects.map(({ code, name }) => [code, name]));

export const nationalSubjects = namesOf(defaultCurriculum.subjects);

async function write(
  { db }: Database,
  { countyId, userId, upload }: ImportRequest,
  report: ImportReport,
  talk: Talk,
): Promise<string> {
  const importId = uuid();
  const counts: Prisma.InputJsonArray = report.sheets.map((sheet) => ({ ...sheet }));
  await db.$transaction(
    async (tx) => {
      await tx.$queryRaw`SELECT 1 AS locked FROM pg_advisory_xact_lock(hashtextextended(${countyId}, ${importLock}))`;
      await tx.import.create({
        data: {
          id: importId,
          countyId,
          fileName: upload.name,
          sha256: createHash('sha256').update(upload.bytes).digest('hex'),
          bytes: upload.bytes.length,
          counts,
          importedBy: userId,
        },
      });
      for (let batch = await talk.batch(); batch !== null; batch = await talk.batch())
        await writeBatch(tx, importId, batch);
      await recordDeed(tx, {
        countyId,
        userId,
        action: 'import.apply',
        entity: 'Import',
        entityId: importId,
        after: { fileName: upload.name, counts },
      });
    },
    { maxWait: 60_000, timeout: 600_000 },
  );
  return importId;
}

/** One import a county at a time. */
const importLock = 0x696d70;

async function writeBatch(tx: Prisma.TransactionClient, importId: string, batch: Batch): Promise<void> {
  const [first = '', ...others] = statements(tableOf(batch.entity), batch.operation);
  const written = await tx.$executeRawUnsafe(first, importId, batch.json, batch.position, batch.base);
  if (written !== batch.count) throw new RowChanged();
  for (const other of others) await tx.$executeRawUnsafe(other, batch.json);
}

/** The thread, spoken to one answer at a time. */
class Talk {
  readonly #worker: Worker;
  readonly #heard: Answer[] = [];
  #waiting: { resolve: (answer: Answer) => void; reject: (error: unknown) => void } | undefined;
  #failure: unknown;

  constructor(
    { name: fileName, bytes }: Upload,
    limits: Limits,
    more: Pick<Errand, 'mapping' | 'encoding' | 'circumstances' | 'now' | 'timeZone'>,
  ) {
    const errand: Errand = { fileName, bytes, limits, ...more };
    this.#worker = thread(new URL('./thread.ts', import.meta.url), {
      workerData: errand,
      resourceLimits: { maxOldGenerationSizeMb: limits.megabytes, maxYoungGenerationSizeMb: 24 },
    });
    this.#worker.on('message', (answer: Answer) => this.#take(answer));
    this.#worker.on('error', (error) =>
      this.#fail(outOfMemory(error) ? new FileRefused('too-much-memory') : error),
    );
    this.#worker.on('exit', () => this.#fail(new Error('The thread that reads files has ended.')));
  }

  say(order: Order): void {
    this.#worker.postMessage(order);
  }

  /** The next batch to be written; null: that was all. */
  async batch(): Promise<Batch | null> {
    this.say({ is: 'next-batch' });
    const answer = await this.hear(STEP_SECONDS);
    if (answer.is !== 'batch') throw new Error(`The thread answers ${answer.is} out of turn.`);
    return answer.batch;
  }

  /** The next answer; a thread that lets wait longer is given up. */
  hear(seconds: number): Promise<Answer> {
    let timer: NodeJS.Timeout | undefined;
    return new Promise<Answer>((resolve, reject) => {
      timer = setTimeout(() => reject(new FileRefused('took-too-long')), seconds * 1_000);
      const before = this.#heard.shift();
      if (before !== undefined) resolve(before);
      else if (this.#failure !== undefined) reject(this.#failure);
      else this.#waiting = { resolve, reject };
    }).finally(() => clearTimeout(timer));
  }

  async end(): Promise<void> {
    await this.#worker.terminate();
  }

  #take(answer: Answer): void {
    if (this.#waiting === undefined) this.#heard.push(answer);
    else this.#waiting.resolve(answer);
    this.#waiting = undefined;
  }

  #fail(error: unknown): void {
    this.#failure ??= error;
    this.#waiting?.reject(error);
    this.#waiting = undefined;
  }
}

const outOfMemory = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
