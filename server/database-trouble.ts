import type { Words } from '../solver/plan.ts';

/** What an asker is told where the database cannot do its work for now: no bug of ours, and nothing they did wrong. */
export interface Trouble {
  readonly code: 'UNAVAILABLE' | 'NO_ROOM';
  readonly words: Words;
}

/** HTTP: try again later. */
export const TROUBLE_STATUS = 503;

/** Undefined: the error is something else. Looks at codes, and at what drivers say without one, through all that errors wrap. */
export function databaseTrouble(error: unknown): Trouble | undefined {
  const marks = marksOf(error);
  if (marks.some((mark) => noRoomCodes.test(mark) || noRoomWords.test(mark))) return noRoom;
  if (marks.some((mark) => goneCodes.test(mark) || goneWords.test(mark))) return unavailable;
  return undefined;
}

/** Of PostgreSQL (disk full, input/output error) and of the system. */
const noRoomCodes = /^(53100|58030|ENOSPC|EDQUOT|EFBIG)$/;

/**
 * Of PostgreSQL (class 08, shut down, starting, too many connections, a deadlock or a clash it ended a transaction for), of the
 * system, of Prisma and its driver; a database that ends.
 */
const goneCodes =
  /^(08...|57P0[1-3]|53300|40P01|40001|P2028|P2034|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|P100[128]|P1017|P2024|DatabaseNotReachable|ConnectionClosed|SocketTimeout|TooManyConnections|PANIC)$/;

/** Of the system, in the words of PostgreSQL. */
const noRoomWords = /(No space left on device|Disk quota exceeded|File too large)$/;

/** Of node-postgres, its pool and the embedded database, which give no code. */
const goneWords =
  /^(Connection terminated|Client has encountered a connection error|timeout expired|timeout exceeded when trying to connect|The embedded database has stopped)/;

/** Also where it is not known why. */
export const unavailable: Trouble = {
  code: 'UNAVAILABLE',
  words: {
    zh: '数据库暂时没有响应，请稍后再试；如果正在修改数据，请先看一看是否已经生效。',
    en: 'The database does not answer. Try again in a moment; where something was to be changed, look first whether it was.',
  },
};

const noRoom: Trouble = {
  code: 'NO_ROOM',
  words: {
    zh: '数据库所在磁盘已满，未写入任何数据。请联系管理员腾出空间后再试。',
    en: 'The disk of the database is full, and nothing was written. Tell the administrator, and try again once there is room.',
  },
};

/** Codes and words of an error and of whatever it wraps. */
function marksOf(error: unknown, depth = 0): string[] {
  if (typeof error !== 'object' || error === null || depth > deepest) return [];
  const facts = new Map<string, unknown>(Object.entries(error));
  if (error instanceof Error) {
    facts.set('message', error.message);
    facts.set('cause', error.cause);
  }
  return [
    ...['code', 'originalCode', 'kind', 'severity', 'message'].map((name) => facts.get(name)),
    ...['cause', 'originalError', 'meta', 'driverAdapterError'].flatMap((name) =>
      marksOf(facts.get(name), depth + 1),
    ),
  ].filter((mark) => typeof mark === 'string');
}

const deepest = 6;
