import type { Database } from '../../prisma/client.ts';
import type { Prisma } from '../../prisma/generated/client.ts';
import { InvalidInput, NotAllowed, NotFound } from '../../schema/errors.ts';
import type { GradeGiven, RecordChange, Recorded, ValueGiven } from '../../schema/registry-acts.ts';
import { RecordRefused } from '../../schema/registry-refusals.ts';
import { decidesAbout, rows } from '../../schema/scope.ts';
import type { Actor } from '../../schema/year-acts.ts';
import { recordDeed } from '../audit-event.ts';
import { sheetOf } from '../imports/catalogue.ts';
import { subjectsOf } from '../imports/run.ts';
import { type Facts, tableOf } from '../imports/tables.ts';
import { textOf } from '../text.ts';
import { rowMustBeAt } from './conflict.ts';
import { type Judgement, judge, type RowKnown, type RowToWrite } from './judge.ts';

type Tx = Prisma.TransactionClient;

const LONGEST_REASON = 500;
/** Nine grades of two years, the one that ends and the one that begins. */
const MOST_GRADES = 18;

/** Changes a row of the registry; every deed on it stands in the record. */
export async function changeRecord(
  database: Database,
  { viewer, today }: Actor,
  { entity, row: { id, version }, values, grades, reason }: RecordChange,
): Promise<void> {
  const row = await seen[entity](database.db, viewer, id);
  if (row === null) throw new NotFound();
  if (!decidesAbout(viewer, row.countyId, id)) throw new NotAllowed();
  mustBeColumns(entity, values);
  mustBeGradesOf(row.stage, grades);
  const said = textOf(reason, ['reason'], LONGEST_REASON) ?? undefined;
  const subjects = await subjectsOf(database, row.countyId);
  const { name } = tableOf(entity);
  await database.db.$transaction(async (tx) => {
    const [held] = await tx.$queryRawUnsafe<{ version: number }[]>(
      `SELECT version FROM "${name}" WHERE id = $1::uuid FOR UPDATE`,
      id,
    );
    if (held === undefined) throw new NotFound();
    await rowMustBeAt(tx, entity, { id, version: held.version }, version);
    const judged = await judge(
      tx,
      entity,
      row,
      { values, grades },
      {
        today: today(row.timeZone),
        subjects,
      },
    );
    if (judged.faults.length > 0) throw new RecordRefused(judged.faults);
    if (judged.changed === null && judged.grades.length === 0) throw nothingChanges();
    await write(tx, entity, id, judged.changed?.after ?? {});
    for (const grade of judged.grades) await writeGrade(tx, grade);
    await recordDeed(tx, {
      countyId: row.countyId,
      userId: viewer.userId,
      action: `${name.toLowerCase()}.change`,
      entity: name,
      entityId: id,
      ...toldOf(judged),
      reason: said,
    });
  });
}

interface RowSeen extends RowKnown {
  readonly timeZone: string;
  /** Of a section. */
  readonly stage: string | null;
}

const ofCounty = { countyId: true, county: { select: { timeZone: true } } } as const;

/** The row as its reader knows it; null: there is none the reader may know of. */
const seen: {
  readonly [entity in Recorded]: (
    db: Database['db'],
    viewer: Actor['viewer'],
    id: string,
  ) => Promise<RowSeen | null>;
} = {
  async teachers(db, viewer, id) {
    const select = { staffNumber: true, ...ofCounty };
    const row = await db.teacher.findFirst({ where: { AND: [{ id }, rows(viewer).teacher] }, select });
    return row && { id, ...place(row), key: { staffNumber: row.staffNumber }, stage: null };
  },
  async schools(db, viewer, id) {
    const select = { code: true, ...ofCounty };
    const row = await db.school.findFirst({ where: { AND: [{ id }, rows(viewer).school] }, select });
    return row && { id, ...place(row), key: { code: row.code }, stage: null };
  },
  async sections(db, viewer, id) {
    const select = { stage: true, school: { select: { code: true } }, ...ofCounty };
    const row = await db.section.findFirst({ where: { AND: [{ id }, rows(viewer).section] }, select });
    return row && { id, ...place(row), key: { school: row.school.code, stage: row.stage }, stage: row.stage };
  },
};

const place = ({
  countyId,
  county,
}: {
  readonly countyId: string;
  readonly county: { readonly timeZone: string };
}) => ({ countyId, timeZone: county.timeZone });

/** Each column once, and none by which rows are known again. */
function mustBeColumns(entity: Recorded, values: readonly ValueGiven[]): void {
  const { key, columns } = sheetOf(entity);
  for (const [at, { column }] of values.entries()) {
    const path = ['values', String(at), 'column'];
    if (!columns.some((one) => one.key === column))
      throw new InvalidInput(path, {
        zh: `没有“${column}”这一栏，可填：${columns.map((one) => one.key).join('、')}。`,
        en: `There is no column ‘${column}’. There are: ${columns.map((one) => one.key).join(', ')}.`,
      });
    if (key.includes(column))
      throw new InvalidInput(path, {
        zh: `记录据“${column}”识别，不能修改。`,
        en: `The row is known by ‘${column}’, which does not change.`,
      });
    if (values.findIndex((one) => one.column === column) !== at)
      throw new InvalidInput(path, {
        zh: `“${column}”出现了两次。`,
        en: `‘${column}’ is given twice.`,
      });
  }
}

/** The first and the last grade of a stage. */
const gradesOf: Readonly<Record<string, readonly [number, number]>> = { primary: [1, 6], junior: [7, 9] };

function mustBeGradesOf(stage: string | null, grades: readonly GradeGiven[]): void {
  if (grades.length > MOST_GRADES)
    throw new InvalidInput(['grades'], {
      zh: `一次最多修改 ${MOST_GRADES} 个年级。`,
      en: `At most ${MOST_GRADES} grades are changed at once.`,
    });
  const [first, last] = gradesOf[stage ?? ''] ?? [1, 0];
  for (const [at, { grade }] of grades.entries())
    if (grade < first || grade > last)
      throw new InvalidInput(['grades', String(at), 'grade'], {
        zh: `本学段的年级为 ${first} 至 ${last}。`,
        en: `The grades of this stage are ${first} to ${last}.`,
      });
}

const nothingChanges = () =>
  new InvalidInput(['values'], {
    zh: '台账已经如此，无需修改。',
    en: 'The record says so already: there is nothing to change.',
  });

/** The columns are those of the house's own list, never what somebody sent. */
async function write(tx: Tx, entity: Recorded, id: string, after: Facts): Promise<void> {
  const { name, defaults } = tableOf(entity);
  const columns = Object.keys(after).filter((column) => column in defaults);
  const set = columns.map((column) => `"${column}" = p."${column}",`).join(' ');
  await tx.$executeRawUnsafe(
    `UPDATE "${name}" t SET ${set} version = t.version + 1, "updatedAt" = now()
     FROM jsonb_populate_record(null::"${name}", $2::jsonb) p WHERE t.id = $1::uuid`,
    id,
    JSON.stringify(after),
  );
}

async function writeGrade(tx: Tx, { id, before, after }: RowToWrite): Promise<void> {
  const data = after as unknown as Prisma.EnrolmentUncheckedCreateInput;
  if (before === null) await tx.enrolment.create({ data: { ...data, id } });
  else await tx.enrolment.update({ where: { id }, data });
}

/** What the record keeps: codes for ids, and nothing that follows from other columns. */
function toldOf({ changed, grades, codes }: Judgement) {
  const side = (of: 'before' | 'after'): Prisma.InputJsonObject => {
    const facts = Object.entries(changed?.[of] ?? {})
      .filter(([column]) => column !== 'nameKey')
      .map(([column, fact]) => [column, column in codes ? codes[column]?.[of] : fact]);
    const ofGrades = grades.map((grade) => ({ ...grade.after, ...grade[of], ...(grade[of] ? {} : none) }));
    return {
      ...(Object.fromEntries(facts) as Prisma.InputJsonObject),
      ...(grades.length > 0 && { grades: ofGrades as Prisma.InputJsonObject[] }),
    };
  };
  return { before: side('before'), after: side('after') };
}

/** What stood there of a grade that was not on file. */
const none = { classes: null, pupils: null };
