import type { Prisma, Teacher } from '../../prisma/generated/client.ts';
import type { Corrected } from '../../schema/corrected.ts';
import { InvalidInput } from '../../schema/errors.ts';
import type { Words } from '../../solver/plan.ts';
import { dateOf, dayOf } from '../day.ts';
import { clashes } from '../imports/checks.ts';
import type { Facts } from '../imports/tables.ts';

type Tx = Prisma.TransactionClient;

/** What was on file of the field, and what is now, as the record of deeds is given it. */
export interface Applied {
  readonly before: Prisma.InputJsonObject;
  readonly after: Prisma.InputJsonObject;
}

/** Throws `InvalidInput` where the record says so already, or cannot say so beside what else is in it. */
export async function mustFit(tx: Tx, teacherId: string, corrected: Corrected, today: string): Promise<void> {
  if (corrected.field === 'certificate' || corrected.field === 'exemption') {
    await paperMustFit(tx, teacherId, corrected);
    return;
  }
  const teacher = await tx.teacher.findUniqueOrThrow({ where: { id: teacherId } });
  const { column, value } = columnOf(corrected);
  if (factOf(teacher[column]) === value) throw new InvalidInput(['value'], asOnFile);
  if (typeof value === 'string' && sinceWhen.has(corrected.field) && value > today)
    throw new InvalidInput(['value', 'day'], {
      zh: `${value}还没有到，应不晚于今天（${today}）。`,
      en: `${value} is still to come: it can be no day after today, ${today}.`,
    });
  const row = factsOf(teacher);
  const known = new Set([...clashes('teachers', row, today)].map(({ key, code }) => `${key} ${code}`));
  for (const { key, code, expected } of clashes('teachers', { ...row, [column]: value }, today))
    if (!known.has(`${key} ${code}`))
      throw new InvalidInput(['value'], {
        zh: `与台账其他内容不符：${columnNames[key]?.zh ?? key}应为${expected.zh}。`,
        en: `This does not go with the rest of the record: ${columnNames[key]?.en ?? key} should be ${expected.en}.`,
      });
}

/** Puts it on file. */
export async function applied(tx: Tx, teacherId: string, corrected: Corrected): Promise<Applied> {
  if (corrected.field === 'certificate') return certificateApplied(tx, teacherId, corrected.value);
  if (corrected.field === 'exemption') return exemptionApplied(tx, teacherId, corrected.value);
  const { column, value } = columnOf(corrected);
  const before = await tx.teacher.findUniqueOrThrow({ where: { id: teacherId } });
  const written = sinceWhen.has(corrected.field) ? dateOf(String(value)) : value;
  await tx.teacher.update({
    where: { id: teacherId },
    data: {
      [column]: written,
      // Where the old home lay says nothing of the new one, and roads must not be reckoned from there.
      ...(column === 'homePlace' && { homeLongitude: null, homeLatitude: null }),
      version: { increment: 1 },
    },
  });
  return { before: { [column]: factOf(before[column]) }, after: { [column]: value } };
}

type Column = (typeof columns)[keyof typeof columns];

const columns = {
  education: 'education',
  title: 'title',
  home_place: 'homePlace',
  phone: 'phone',
  identity_number: 'identityNumber',
  teaching_since: 'teachingSince',
  registered_since: 'registeredSince',
  serving_since: 'servingSince',
} as const satisfies Record<Exclude<Corrected['field'], 'certificate' | 'exemption'>, keyof Teacher>;

const columnOf = ({
  field,
  value,
}: Exclude<Corrected, { field: 'certificate' | 'exemption' }>): { column: Column; value: string | null } => ({
  column: columns[field],
  value,
});

const sinceWhen: ReadonlySet<Corrected['field']> = new Set([
  'teaching_since',
  'registered_since',
  'serving_since',
]);

const columnNames: Readonly<Record<string, Words>> = {
  born: { zh: '出生日期', en: 'the day of birth' },
  sex: { zh: '性别', en: 'the sex' },
  identityNumber: { zh: '身份证号', en: 'the identity number' },
  teachingSince: { zh: '参加工作日期', en: 'the first day as a teacher' },
  servingSince: { zh: '到现校日期', en: 'the day of serving since' },
  leftOn: { zh: '离职日期', en: 'the day of leaving' },
};

const asOnFile: Words = {
  zh: '台账已经如此，无需更正。',
  en: 'The record says so already: there is nothing to correct.',
};

const factOf = (value: Date | string | null): string | null => (value instanceof Date ? dayOf(value) : value);

/** The row as the importer's checks read it. */
const factsOf = (teacher: Teacher): Facts => ({
  id: teacher.id,
  sex: teacher.sex,
  born: dayOf(teacher.born),
  identityNumber: teacher.identityNumber,
  teachingSince: dayOf(teacher.teachingSince),
  servingSince: dayOf(teacher.servingSince),
  leftOn: factOf(teacher.leftOn),
  homeLongitude: null,
  homeLatitude: null,
  partnerId: teacher.partnerId,
  subject: teacher.subject,
  secondSubject: teacher.secondSubject,
  cadreRole: teacher.cadreRole,
  cadreSince: factOf(teacher.cadreSince),
});

type Paper = Extract<Corrected, { field: 'certificate' | 'exemption' }>;
type CertificateValue = Extract<Corrected, { field: 'certificate' }>['value'];
type ExemptionValue = Extract<Corrected, { field: 'exemption' }>['value'];

const certificateKey = (teacherId: string, { subject, stage }: CertificateValue) => ({
  teacherId_subject_stage: { teacherId, subject, stage },
});
const exemptionKey = (teacherId: string, { kind, from }: ExemptionValue) => ({
  teacherId_kind_from: { teacherId, kind, from: dateOf(from) },
});

async function paperMustFit(tx: Tx, teacherId: string, corrected: Paper): Promise<void> {
  if (corrected.field === 'exemption') {
    const { from, until } = corrected.value;
    for (const { expected } of clashes('exemptions', { from, until }, from))
      throw new InvalidInput(['value', 'exemption', 'until'], {
        zh: `结束日期应为${expected.zh}。`,
        en: `The last day should be ${expected.en}.`,
      });
  }
  const onFile = await paperOnFile(tx, teacherId, corrected);
  if (corrected.value.gone && onFile === null)
    throw new InvalidInput(['value', corrected.field], {
      zh: '台账中没有这一项，无从删除。',
      en: 'There is nothing like it on file to take off.',
    });
  if (!corrected.value.gone && JSON.stringify(onFile) === JSON.stringify(paperAsWritten(corrected)))
    throw new InvalidInput(['value'], asOnFile);
}

/** What is on file under the same key, but for the key; null: nothing. */
async function paperOnFile(tx: Tx, teacherId: string, corrected: Paper): Promise<object | null> {
  if (corrected.field === 'certificate') {
    const where = certificateKey(teacherId, corrected.value);
    const found = await tx.certificate.findUnique({ where });
    return found && { rank: found.rank, number: found.number, issuedOn: factOf(found.issuedOn) };
  }
  const found = await tx.exemption.findUnique({ where: exemptionKey(teacherId, corrected.value) });
  return found && { until: factOf(found.until), note: found.note };
}

function paperAsWritten(corrected: Paper): object {
  if (corrected.field === 'certificate') {
    const { rank, number, issuedOn } = corrected.value;
    return { rank, number, issuedOn };
  }
  const { until, note } = corrected.value;
  return { until, note };
}

async function certificateApplied(tx: Tx, teacherId: string, value: CertificateValue): Promise<Applied> {
  const { subject, stage, rank, number, issuedOn, gone } = value;
  const where = certificateKey(teacherId, value);
  const before = await tx.certificate.findUnique({ where });
  const data = { rank, number, issuedOn: issuedOn === null ? null : dateOf(issuedOn) };
  if (gone) await tx.certificate.delete({ where });
  else await tx.certificate.upsert({ where, create: { teacherId, subject, stage, ...data }, update: data });
  await touched(tx, teacherId);
  const told = before && {
    subject,
    stage,
    rank: before.rank,
    number: before.number,
    issuedOn: factOf(before.issuedOn),
  };
  return {
    before: { certificate: told },
    after: { certificate: gone ? null : { subject, stage, rank, number, issuedOn } },
  };
}

async function exemptionApplied(tx: Tx, teacherId: string, value: ExemptionValue): Promise<Applied> {
  const { kind, from, until, note, gone } = value;
  const where = exemptionKey(teacherId, value);
  const before = await tx.exemption.findUnique({ where });
  const data = { until: until === null ? null : dateOf(until), note };
  if (gone) await tx.exemption.delete({ where });
  else
    await tx.exemption.upsert({
      where,
      create: { teacherId, kind, from: dateOf(from), ...data },
      update: data,
    });
  await touched(tx, teacherId);
  const told = before && { kind, from, until: factOf(before.until), note: before.note };
  return { before: { exemption: told }, after: { exemption: gone ? null : { kind, from, until, note } } };
}

/** Whoever edits the teacher's row meanwhile is told that it has changed. */
const touched = (tx: Tx, id: string) =>
  tx.teacher.update({ where: { id }, data: { version: { increment: 1 } }, select: { id: true } });
