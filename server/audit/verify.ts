import type { Pool, PoolClient } from 'pg';
import { z } from 'zod';
import type { Words } from '../../solver/plan.ts';
import { type Entry, entryColumns, firstHashOf, hashOf, isOfSecondForm } from './chain.ts';
import { importSeal } from './import-seal.ts';

/** Where the record stood at some time: written down elsewhere, it shows later that nothing before was written anew. */
export interface Anchor {
  readonly position: string;
  readonly hash: string;
}

export type FaultCode =
  | 'edited'
  | 'unsealed'
  | 'removed'
  | 'inserted'
  | 're-ordered'
  | 'rewritten'
  | 'import-edited'
  | 'cut-off';

/** The first place where the record is not as it was written. */
export interface RecordFault {
  readonly code: FaultCode;
  /** The entry where it shows; of what was cut off, the last that is left (null: none). */
  readonly position: string | null;
  readonly words: Words;
}

export interface Verified {
  /** How many entries were looked at. */
  readonly entries: number;
  /** The newest entry looked at; null: there are none. */
  readonly head: Anchor | null;
  /** Null: the record is as it was written. */
  readonly fault: RecordFault | null;
}

/** Entries read at once. */
const portion = 1_000;

/**
 * Reckons the whole chain of the record again, as it stands at one moment, in portions. With `expected` the entry at that
 * position must still bear that hash: whoever could write everything anew could seal it anew as well.
 */
export async function verifyRecord(pool: Pool, expected: Anchor | null = null): Promise<Verified> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    return await walk(client, expected);
  } finally {
    await client.query('ROLLBACK');
    client.release();
  }
}

async function walk(client: PoolClient, expected: Anchor | null): Promise<Verified> {
  let head: Anchor | null = null;
  let entries = 0;
  let met = expected === null;
  for (;;) {
    const rows: readonly Sealed[] = await after(client, head?.position ?? null);
    for (const row of rows) {
      const fault = (await faultOf(client, row, head)) ?? anchorFault(row, expected);
      if (fault !== null) return { entries, head, fault };
      met ||= row.position === expected?.position;
      entries++;
      head = { position: row.position, hash: row.hash ?? '' };
    }
    if (rows.length < portion) break;
  }
  return { entries, head, fault: met || expected === null ? null : cutOff(head, expected) };
}

interface Sealed extends Entry {
  readonly hash: string | null;
}

async function after(client: PoolClient, position: string | null): Promise<readonly Sealed[]> {
  const { rows } = await client.query<Sealed>(
    `SELECT ${entryColumns}, hash FROM "AuditEvent"
     WHERE $1::bigint IS NULL OR "AuditEvent".position > $1::bigint ORDER BY "AuditEvent".position LIMIT ${portion}`,
    [position],
  );
  return rows;
}

/** What is wrong with an entry behind another; null: nothing. */
async function faultOf(client: PoolClient, row: Sealed, before: Anchor | null): Promise<RecordFault | null> {
  const { hash, position, previous } = row;
  if (hash === null) return at('unsealed', position);
  // What was once sealed whole is never sealed by less again.
  const whole = isOfSecondForm(hash) || (before !== null && isOfSecondForm(before.hash));
  if (hash !== (whole ? hashOf(row) : firstHashOf(row))) return at('edited', position);
  if (previous !== (before?.hash ?? null)) return at(await misplaced(client, row), position);
  return (await isSealed(client, row)) ? null : at('import-edited', position);
}

const sealed = z.object({ seal: z.string() });

/** Whether what an import wrote is still what its deed bears; deeds of old bear nothing of it. */
async function isSealed(client: PoolClient, { action, entityId, after }: Sealed): Promise<boolean> {
  if (action !== 'import.apply' || after === null) return true;
  const told = sealed.safeParse(JSON.parse(after));
  if (!told.success) return true;
  const { rows } = await client.query<{ seal: string }>(importSeal, [entityId]);
  return rows[0]?.seal === told.data.seal;
}

/** Why an entry does not follow the one before it: by where the one stands that it was written after. */
async function misplaced(
  client: PoolClient,
  { position, previous }: Sealed,
): Promise<'inserted' | 'removed' | 're-ordered'> {
  if (previous === null) return 'inserted';
  const { rows } = await client.query<{ earlier: boolean }>(
    'SELECT position < $2::bigint AS earlier FROM "AuditEvent" WHERE hash = $1 LIMIT 1',
    [previous, position],
  );
  const [found] = rows;
  if (found === undefined) return 'removed';
  return found.earlier ? 'inserted' : 're-ordered';
}

const anchorFault = ({ position, hash }: Sealed, expected: Anchor | null): RecordFault | null =>
  position === expected?.position && hash !== expected.hash ? at('rewritten', position) : null;

const cutOff = (head: Anchor | null, { position }: Anchor): RecordFault => ({
  code: 'cut-off',
  position: head?.position ?? null,
  words: {
    zh: `记录中没有所给位置 ${position} 的条目，现在止于${head === null ? '空' : `位置 ${head.position}`}：末尾被截去，或该条目被删除后重新封存。`,
    en: `There is no entry ${position} any more, and the record ends ${head === null ? 'before its first entry' : `at ${head.position}`}: its tail was cut off, or that entry was taken out and the rest sealed anew.`,
  },
});

const at = (code: Exclude<FaultCode, 'cut-off'>, position: string): RecordFault => ({
  code,
  position,
  words: { zh: `位置 ${position}：${texts[code].zh}`, en: `Entry ${position}: ${texts[code].en}` },
});

const texts: Readonly<Record<Exclude<FaultCode, 'cut-off'>, Words>> = {
  edited: {
    zh: '内容或位置与其封存时不同，该条目被改动过。',
    en: 'it is not what was sealed; its content or its place was edited.',
  },
  unsealed: { zh: '没有封存值，不是由本系统写入的。', en: 'it bears no hash; this system did not write it.' },
  removed: {
    zh: '其前一条目已不存在：被删除，或被改动后重新封存。',
    en: 'the entry it was written after is gone: removed, or edited and sealed anew.',
  },
  inserted: {
    zh: '其前插入了不属于此处的条目，或该条目是插入的。',
    en: 'it does not follow the entry before it: one of the two was inserted.',
  },
  're-ordered': {
    zh: '其前一条目排在它之后：顺序被改动。',
    en: 'the entry it was written after stands behind it: the order was changed.',
  },
  'import-edited': {
    zh: '该次导入写入的内容与封存时不同：导入的前后值被改动或删除过。',
    en: 'what this import wrote is not what was sealed: its rows before and after were edited or removed.',
  },
  rewritten: {
    zh: '封存值与所给的不同：此前的记录被重新写过。',
    en: 'its hash is not the one expected: the record up to here was written anew.',
  },
};
