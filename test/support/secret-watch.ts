import type { Database } from '../../prisma/client.ts';
import { formsOf, markedSecrets, secrets } from './secrets.ts';
import { isZip, unzipped } from './unzipped.ts';

/**
 * Looks, once a file of tests, through all that its tests made the house write down or answer, for the secrets of
 * secrets.ts, for the identity numbers and telephones on file in its databases, and for the credentials that were given out.
 * Installed by watch-secrets.ts; databases are searched as they close (database.ts).
 */

/**
 * Where a secret may stand in a database: columns by table. Whatever is not here is searched, the record of deeds, the tables of
 * jobs, frozen facts, plans, reasons, letters and answers kept under keys among it.
 */
const home: Readonly<Record<string, readonly string[]>> = {
  // The record of a person itself: masked when read (docs/personal-data.md).
  Teacher: ['identityNumber', 'phone', 'homePlace'],
  // Read by HR and the teacher alone.
  Exemption: ['note'],
  // What a teacher asks to have on file instead: an identity number, a telephone, an address.
  Correction: ['value'],
  // An import is undone from what it replaced; no one reads it, and what is shown of it is masked.
  ImportChange: ['before', 'after'],
  // Plain where the operator sets no SECRETS_KEY (docs/accounts.md): a code cannot be checked without.
  SecondFactor: ['secret'],
};

/** Files in which what is personal stands in clear, for whom they are, with a deed that they were taken (docs/personal-data.md). */
const inClear: readonly { readonly path: RegExp; readonly why: string }[] = [
  { path: /^\/registry\.xlsx$/, why: 'the registry, to be taken back in: for HR officers' },
  { path: /^\/me\/data\.json$/, why: 'all data about oneself: for oneself' },
];

interface Note {
  readonly place: string;
  readonly text: string;
}

/** What was given out to one person while the tests ran, by what it is; and what is on file of people. */
interface Seen {
  readonly notes: Note[];
  readonly learnt: Map<string, string>;
  readonly waiting: Set<Promise<void>>;
}

const fresh = (): Seen => ({ notes: [], learnt: new Map(), waiting: new Set() });
let seen = fresh();

/** Something the house said, to be looked through at the end of the file: a line of a log, an answer that tells an error, a file. */
export const note = (place: string, text: string): void => void seen.notes.push({ place, text });

/** Something that was given out, and is to be found nowhere from now on. Shorter ones would be found in anything. */
export function learn(kind: string, value: unknown): void {
  if (typeof value === 'string' && value.length >= 11) seen.learnt.set(value, kind);
}

/** Each finding tells what kind of secret stands where, and never the secret. */
function findingsIn({ place, text }: Note, learnt: ReadonlyMap<string, string>): string[] {
  const kinds = new Set<string>();
  for (const [kind, secret] of Object.entries(secrets))
    if (formsOf(secret).some((form) => text.includes(form))) kinds.add(kind);
  for (const [kind, pattern] of Object.entries(markedSecrets)) if (pattern.test(text)) kinds.add(kind);
  for (const [value, kind] of learnt) if (!byShape.has(kind) && text.includes(value)) kinds.add(kind);
  for (const shape of byShape.values())
    for (const [one] of text.matchAll(shape)) {
      const kind = learnt.get(one);
      if (kind !== undefined) kinds.add(kind);
    }
  return [...kinds].map((kind) => `${kind}: found in ${place}`);
}

/** Of these a database may hold thousands: they are told by their form and then looked up. */
const byShape: ReadonlyMap<string, RegExp> = new Map([
  ['identity number in a database of the tests', /(?<![0-9A-Za-z])\d{17}[\dX](?![0-9A-Za-z])/g],
  ['telephone in a database of the tests', /(?<![0-9A-Za-z])1[3-9]\d{9}(?![0-9A-Za-z])/g],
]);

/** Everything noted since the file began. */
export async function findings(): Promise<string[]> {
  while (seen.waiting.size > 0) await Promise.all(seen.waiting);
  const { notes, learnt } = seen;
  return [...new Set(notes.flatMap((one) => findingsIn(one, learnt)))].sort();
}

/** Forgets what was noted. */
export const forget = (): void => {
  seen = fresh();
};

/** Notes every row that stands where none of it should, as it is when the database closes. */
export async function noteRows({ pool }: Pick<Database, 'pool'>): Promise<void> {
  const people = await pool.query<{ identity: string | null; phone: string | null }>(
    'SELECT "identityNumber" AS identity, phone FROM "Teacher" WHERE "identityNumber" IS NOT NULL OR phone IS NOT NULL',
  );
  for (const { identity, phone } of people.rows) {
    learn('identity number in a database of the tests', identity);
    learn('telephone in a database of the tests', phone);
  }
  const { rows } = await pool.query<{ name: string; table: string }>(
    `SELECT tablename AS name, format('%I.%I', schemaname, tablename) AS table
     FROM pg_tables WHERE schemaname IN ('public', 'pgboss') ORDER BY 2`,
  );
  for (const { name, table } of rows) {
    const found = await pool.query<{ row: string }>(
      `SELECT (to_jsonb(t) - $1::text[])::text AS row FROM ${table} t`,
      [home[name] ?? []],
    );
    note(`rows of ${table}`, found.rows.map(({ row }) => row).join('\n'));
  }
}

/** Looks at an answer of a server of the tests, beside whoever asked. */
export function noteAnswer(url: string, response: Response): void {
  const { pathname, hostname } = new URL(url);
  if (hostname !== '127.0.0.1' && hostname !== 'localhost') return;
  for (const cookie of response.headers.getSetCookie())
    learn('credential in a cookie', cookie.split(';')[0]?.split('=')[1]);
  const type = response.headers.get('content-type') ?? '';
  if (/event-stream|multipart/.test(type)) return;
  const reading = look(pathname, response.clone(), type).catch(() => undefined);
  const waited = reading.finally(() => seen.waiting.delete(waited));
  seen.waiting.add(waited);
}

async function look(path: string, response: Response, type: string): Promise<void> {
  const bytes = Buffer.from(await response.arrayBuffer());
  const place = path.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'ID');
  if (response.status >= 400) return note(`an answer ${response.status} of ${place}`, bytes.toString());
  if (path === '/graphql') return noteBody(bytes.toString());
  if (inClear.some((file) => file.path.test(path))) return;
  if (isZip(bytes)) for (const text of unzipped(bytes)) note(`the file ${place}`, text);
  // What is drawn in a PDF are glyphs; the document of the same letter is looked through.
  else if (!type.includes('pdf')) note(`the file ${place}`, bytes.toString());
}

/** An answer of the API: its errors and refusals are looked through, and credentials in it are learnt. */
export function noteBody(text: string): void {
  if (/"errors":|"message":/.test(text)) note('an error of the API', text);
  if (!/"(?:secret|uri|recoveryCodes)":/.test(text)) return;
  JSON.parse(text, (key, value: unknown) => {
    if (key === 'secret' || key === 'uri') learn('credential given out', value);
    if (key === 'recoveryCodes' && Array.isArray(value))
      for (const code of value) learn('recovery code', code);
    return value;
  });
}
