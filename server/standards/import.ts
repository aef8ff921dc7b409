import type { Database } from '../../prisma/client.ts';
import { Prisma } from '../../prisma/generated/client.ts';
import type { ImportReport, Upload } from '../../schema/context.ts';
import { balanceKinds, balanceStandard, nationalBalance } from '../../solver/balance/standard.ts';
import { establishmentStandard } from '../../solver/establishment.ts';
import { curriculum, load } from '../../solver/problem.ts';
import { recordDeed } from '../audit-event.ts';
import { instant } from '../clock.ts';
import { dateOf, dayOf } from '../day.ts';
import { Faults } from '../imports/faults.ts';
import { FileRefused } from '../sheets/file-refused.ts';
import { defaultLimits, type Limits } from '../sheets/limits.ts';
import { readFile } from '../sheets/read-file.ts';
import { refuseAtOdds } from './at-odds.ts';
import { noteOddities } from './oddities.ts';
import { readStandards, type StandardRead } from './read.ts';
import { type StandardKind, standardSheets } from './sheets.ts';

/** A few hundred rows: read at once, without a thread. */
const limits: Limits = {
  ...defaultLimits,
  fileBytes: 2e6,
  unpackedBytes: 20e6,
  rows: 5_000,
  cells: 100_000,
  letters: 1e6,
};

interface StandardsRequest {
  readonly countyId: string;
  readonly userId: string;
  readonly upload: Upload;
  readonly dryRun: boolean;
}

/**
 * Takes new versions of standards in, or with `dryRun` tells which there are. All or nothing: with any fault nothing is
 * written. A version on file that the file has otherwise is a fault; one that it has alike is left as it is.
 */
export async function importStandards(
  { db }: Pick<Database, 'db'>,
  request: StandardsRequest,
): Promise<ImportReport> {
  const { countyId, upload, dryRun } = request;
  const [faults, notes] = [new Faults(upload.name), new Faults(upload.name)];
  const read = await standardsIn(upload, faults, notes);
  const found = await sorted(db, countyId, read, faults);
  await refuseAtOdds(db, countyId, found.added, faults);
  noteOddities(found.added, notes);
  const report = reportOf(found, read, faults, notes);
  if (dryRun || faults.count > 0 || found.added.length === 0) return report;
  try {
    await write(db, request, found.added);
  } catch (error) {
    // Somebody has taken in a version of this name meanwhile: looked at again, it is there alike, or a fault.
    if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002')
      return importStandards({ db }, request);
    throw error;
  }
  return report;
}

async function write(
  db: Database['db'],
  { countyId, userId, upload }: StandardsRequest,
  added: readonly StandardRead[],
): Promise<void> {
  await db.$transaction(async (tx) => {
    for (const { kind, version, effectiveFrom, body } of added)
      await tables[kind](tx).create({
        data: {
          countyId,
          version,
          effectiveFrom: dateOf(effectiveFrom),
          body: json(body),
          createdAt: instant(),
        },
      });
    await recordDeed(tx, {
      countyId,
      userId,
      action: 'standards.import',
      entity: 'County',
      entityId: countyId,
      after: {
        file: upload.name,
        versions: added.map(({ kind, version, effectiveFrom }) => ({ kind, version, effectiveFrom })),
      },
    });
  });
}

async function standardsIn({ bytes }: Upload, faults: Faults, notes: Faults): Promise<StandardRead[]> {
  try {
    return readStandards(await readFile(bytes, limits), faults, notes);
  } catch (error) {
    if (!(error instanceof FileRefused)) throw error;
    faults.add({ sheet: error.sheet, row: error.row, column: null }, error.code, error.found, error.expected);
    return [];
  }
}

interface Sorted {
  readonly added: readonly StandardRead[];
  readonly left: readonly StandardRead[];
}

/** New versions, and those on file as they are; what is neither is a fault. */
async function sorted(
  db: Database['db'],
  countyId: string,
  read: readonly StandardRead[],
  faults: Faults,
): Promise<Sorted> {
  const onFile = new Map<string, string>();
  for (const kind of new Set(read.map((one) => one.kind)))
    for (const row of await tables[kind](db).findMany({ where: { countyId } }))
      onFile.set(
        `${kind} ${row.version}`,
        contentOf({ kind, body: row.body, effectiveFrom: dayOf(row.effectiveFrom) }),
      );
  const added: StandardRead[] = [];
  const left: StandardRead[] = [];
  for (const standard of read) {
    const known = onFile.get(`${standard.kind} ${standard.version}`);
    if (isNoNational(standard))
      faults.add(standard.place, 'national-version', standard.version, {
        zh: '另一个版本名称：这是国家标准的名称，而所填内容与国家标准不同',
        en: 'another name: this one is a national standard’s, whose figures are others',
      });
    else if (known === undefined) added.push(standard);
    else if (known === contentOf(standard)) left.push(standard);
    else
      faults.add(standard.place, 'version-on-file', standard.version, {
        zh: '一个新的版本名称：该版本已有，且内容或生效日期不同，已有的版本不再修改',
        en: 'a new name: this version is on file with other figures or another day, and a version is never edited',
      });
  }
  return { added, left };
}

/** Whether it bears the name of a national standard of balance without being it: what was made by that name would tell another. */
function isNoNational({ kind, version, body }: StandardRead): boolean {
  if (kind !== 'balance') return false;
  const national = balanceKinds.map((one) => nationalBalance[one]).find((one) => one.version === version);
  return national !== undefined && figuresOf({ kind, body }) !== figuresOf({ kind, body: national });
}

interface Content {
  readonly kind: StandardKind;
  readonly effectiveFrom: string;
  readonly body: unknown;
}

/** The same for the same figures, in whatever order they are written, defaults and grades without periods said or unsaid. */
const contentOf = ({ effectiveFrom, ...content }: Content): string =>
  JSON.stringify([effectiveFrom, figuresOf(content)]);

const figuresOf = ({ kind, body }: Pick<Content, 'kind' | 'body'>): string =>
  JSON.stringify(ordered(formats[kind].parse(body)));

const formats = { curriculum, load, establishment: establishmentStandard, balance: balanceStandard } as const;

function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((one) => JSON.stringify(ordered(one))).sort();
  if (typeof value !== 'object' || value === null) return value;
  return Object.entries(value)
    .filter(([, one]) => one !== 0)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, one]) => [key, ordered(one)]);
}

interface StandardTable {
  create(given: {
    data: {
      countyId: string;
      version: string;
      effectiveFrom: Date;
      body: Prisma.InputJsonObject;
      createdAt: Date;
    };
  }): Promise<unknown>;
  findMany(given: {
    where: { countyId: string };
  }): Promise<readonly { readonly version: string; readonly effectiveFrom: Date; readonly body: unknown }[]>;
}

const tables: Readonly<Record<StandardKind, (tx: Prisma.TransactionClient) => StandardTable>> = {
  curriculum: (tx) => tx.curriculumStandard,
  load: (tx) => tx.loadStandard,
  establishment: (tx) => tx.establishmentStandard,
  balance: (tx) => ({
    create: ({ data }) =>
      tx.balanceStandard.create({ data: { ...data, kind: balanceStandard.parse(data.body).kind } }),
    findMany: (given) => tx.balanceStandard.findMany(given),
  }),
};

function reportOf(
  { added, left }: Sorted,
  read: readonly StandardRead[],
  faults: Faults,
  notes: Faults,
): ImportReport {
  const of = (list: readonly StandardRead[], kind: StandardKind) =>
    list.filter((one) => one.kind === kind).length;
  return {
    importId: null,
    sheets: standardSheets
      .filter(({ kind }) => of(read, kind) > 0)
      .map(({ kind, zh }) => ({
        sheet: read.find((one) => one.kind === kind)?.place.sheet ?? zh,
        entity: kind,
        added: of(added, kind),
        changed: 0,
        left: of(left, kind),
        refused: of(read, kind) - of(added, kind) - of(left, kind),
      })),
    faults: faults.told,
    faultCount: faults.count,
    notes: notes.told,
    changes: added.map(({ kind, version, effectiveFrom }) => ({
      entity: kind,
      key: version,
      kind: 'added',
      fields: [{ field: 'effectiveFrom', before: null, after: effectiveFrom }],
    })),
  };
}

const json = (body: object): Prisma.InputJsonObject => JSON.parse(JSON.stringify(body));
