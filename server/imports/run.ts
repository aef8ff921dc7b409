import { createHash } from 'node:crypto';
import type { Worker } from 'node:worker_threads';
import { DatabaseError, type PoolClient } from 'pg';
import type { Database } from '../../prisma/client.ts';
import { thread } from '../../prisma/thread.ts';
import { transaction } from '../../prisma/transaction.ts';
import type { ImportReport, Upload } from '../../schema/context.ts';
import type { Words } from '../../solver/plan.ts';
import { curriculum } from '../../solver/problem.ts';
import { defaultCurriculum } from '../../solver/standards.ts';
import { importSeal } from '../audit/import-seal.ts';
import { recordDeedOn } from '../audit-event.ts';
import { instant } from '../clock.ts';
import type { Encoding } from '../sheets/encoding.ts';
import { FileRefused } from '../sheets/file-refused.ts';
import { defaultLimits, type Limits } from '../sheets/limits.ts';
import { uuid } from '../uuid.ts';
import { Faults } from './faults.ts';
import { builtInMappings, type ColumnMapping, columnMapping } from './mapping.ts';
import { unpacked } from './packed-rows.ts';
import { besideReckoned, roundsOfPoints } from './points-standing.ts';
import { codesPage, pages, rowsByKey, statements } from './statements.ts';
import { tableOf } from './tables.ts';
import type { Answer, Batch, Errand, Order } from './talk.ts';

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
  /** Where the file is wanted back with its faults: in whose language. */
  readonly annotate?: keyof Words | undefined;
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
  const talk = await Talk.start(request.upload, limits, {
    mapping,
    encoding: request.encoding,
    circumstances: { countyId, subjects },
    now: Date.now(),
    timeZone,
    annotate: request.annotate,
  });
  try {
    let answer = await talk.hear(limits.seconds);
    while (answer.is !== 'examined') {
      for await (const json of onFile(database, countyId, answer)) talk.say({ is: 'rows', json });
      talk.say({ is: 'end-of-rows' });
      answer = await talk.hear(STEP_SECONDS);
    }
    // Its memory is not needed while what it found is written.
    await talk.end();
    const { examination, faults, notes, batches, columns, annotated } = answer;
    const report: ImportReport = {
      importId: null,
      sheets: examination.counts,
      faults: faults.told,
      faultCount: faults.count,
      notes: notes.told,
      changes: examination.told,
      columns,
      annotated,
    };
    if (request.dryRun || batches.length === 0) return report;
    return { ...report, importId: await write(database, request, report, batches) };
  } catch (error) {
    if (error instanceof FileRefused) return refusedWhole(request, error);
    if (error instanceof FrozenPoints) return refusedWhole(request, pointsFrozen);
    if (error instanceof ReckonedPoints) return refusedWhole(request, pointsReckoned);
    if (meanwhile(error)) return refusedWhole(request, changedMeanwhile);
    throw error;
  } finally {
    await talk.end();
  }
}

/** What the thread asks for, as JSON text piece by piece. */
async function* onFile(
  { pool }: Database,
  countyId: string,
  asked: Exclude<Answer, { is: 'examined' }>,
): AsyncIterable<string> {
  if (asked.is === 'ask-codes') {
    yield* pages({ pool }, codesPage(asked.entity), countyId);
    return;
  }
  const sql = rowsByKey(tableOf(asked.entity));
  const { rows } = await pool.query<{ json: string }>(sql, [countyId, asked.keys]);
  for (const { json } of rows) yield json;
}

/** How long the thread may take over some of the rows once the file is read. */
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

class FrozenPoints extends Error {}

class ReckonedPoints extends Error {}

const pointsReckoned: WholeFault = {
  code: 'points-reckoned',
  found: null,
  expected: {
    zh: '不含已按积分办法计分的学年的教师积分：同一学年的积分只能来自导入或积分办法之一。未写入任何数据',
    en: 'no scores of teachers for a school year that is reckoned by a points rule: they come from a table or from a rule, never from both. Nothing was written',
  },
};

const pointsFrozen: WholeFault = {
  code: 'points-frozen',
  found: null,
  expected: {
    zh: '不含已冻结学年的积分：本学年有轮次已冻结积分，只能凭书面决定逐条更正。未写入任何数据',
    en: 'no points of a school year in which a round has frozen them: they are corrected one by one, by a named decision. Nothing was written',
  },
};

/** A row was edited, removed, or added by somebody else since it was read. */
class RowChanged extends Error {}

/** PostgreSQL's codes for a row that is there already or gone, and for writers in each other's way. */
const meanwhile = (error: unknown): boolean =>
  error instanceof RowChanged ||
  (error instanceof DatabaseError && /^(23505|23503|40001|40P01)$/.test(error.code ?? ''));

async function mappingNamed(
  { db }: Database,
  { countyId, mapping: name }: ImportRequest,
): Promise<ColumnMapping | 'unknown' | undefined> {
  if (name === undefined) return undefined;
  const saved = await db.columnMapping.findUnique({ where: { countyId_name: { countyId, name } } });
  return (saved && columnMapping.parse(saved.body)) ?? builtIn(name) ?? 'unknown';
}

const builtIn = (name: string): ColumnMapping | undefined =>
  Object.hasOwn(builtInMappings, name) ? builtInMappings[name] : undefined;

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
  { pool }: Database,
  { countyId, userId, upload }: ImportRequest,
  report: ImportReport,
  batches: readonly Batch[],
): Promise<string> {
  const importId = uuid();
  const counts = report.sheets.map((sheet) => ({ ...sheet }));
  const sha256 = createHash('sha256').update(upload.bytes).digest('hex');
  await transaction(pool, async (client) => {
    await client.query(`SELECT pg_advisory_xact_lock(hashtextextended($1, ${importLock}))`, [countyId]);
    await client.query(
      `INSERT INTO "Import" (id, "countyId", "fileName", sha256, bytes, counts, "importedBy", "importedAt")
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [
        ...[importId, countyId, upload.name, sha256, upload.bytes.length],
        ...[JSON.stringify(counts), userId, instant()],
      ],
    );
    for (const batch of batches) await writeBatch(client, importId, batch);
    if (batches.some(({ entity }) => entity === 'points')) await mustTakePoints(client, importId);
    const { rows } = await client.query<{ seal: string }>(importSeal, [importId]);
    await recordDeedOn(client, {
      countyId,
      userId,
      action: 'import.apply',
      entity: 'Import',
      entityId: importId,
      after: { fileName: upload.name, sha256, counts, seal: rows[0]?.seal ?? '' },
    });
  });
  return importId;
}

/** Neither frozen, nor reckoned by a rule. */
async function mustTakePoints(client: PoolClient, importId: string): Promise<void> {
  const rounds = await client.query<{ frozen: boolean }>(roundsOfPoints, [importId]);
  if (rounds.rows.some(({ frozen }) => frozen)) throw new FrozenPoints();
  const { rowCount } = await client.query(besideReckoned, [importId]);
  if (rowCount !== 0) throw new ReckonedPoints();
}

/** One import a county at a time. */
const importLock = 0x696d70;

async function writeBatch(client: PoolClient, importId: string, batch: Batch): Promise<void> {
  const [first = '', ...others] = statements(tableOf(batch.entity), batch.operation);
  const json = await unpacked(batch);
  const { rowCount } = await client.query(first, [importId, json, batch.position, batch.base]);
  if (rowCount !== batch.count) throw new RowChanged();
  for (const other of others) await client.query(other, [json]);
}

/** The thread, spoken to one answer at a time. */
class Talk {
  readonly #worker: Worker;
  readonly #heard: Answer[] = [];
  #waiting: { resolve: (answer: Answer) => void; reject: (error: unknown) => void } | undefined;
  #failure: unknown;

  static async start(
    { name: fileName, bytes }: Upload,
    limits: Limits,
    more: Pick<Errand, 'mapping' | 'encoding' | 'circumstances' | 'now' | 'timeZone' | 'annotate'>,
  ): Promise<Talk> {
    const errand: Errand = { fileName, bytes, limits, ...more };
    const worker = await thread(new URL('./thread.ts', import.meta.url), {
      workerData: errand,
      resourceLimits: { maxOldGenerationSizeMb: limits.megabytes, maxYoungGenerationSizeMb: 8 },
    });
    return new Talk(worker);
  }

  private constructor(worker: Worker) {
    this.#worker = worker;
    this.#worker.on('message', (answer: Answer) => this.#take(answer));
    this.#worker.on('error', (error) =>
      this.#fail(outOfMemory(error) ? new FileRefused('too-much-memory') : error),
    );
    this.#worker.on('exit', () => this.#fail(new Error('The thread that reads files has ended.')));
  }

  say(order: Order): void {
    this.#worker.postMessage(order);
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
