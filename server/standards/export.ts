import type { Database } from '../../prisma/client.ts';
import { balanceKinds, nationalBalance } from '../../solver/balance/standard.ts';
import type { EstablishmentStandard } from '../../solver/establishment.ts';
import { establishment2014 } from '../../solver/establishment.ts';
import type { Words } from '../../solver/plan.ts';
import type { Problem } from '../../solver/problem.ts';
import { defaultCurriculum, defaultLoad } from '../../solver/standards.ts';
import { dayOf } from '../day.ts';
import { written } from '../imports/export.ts';
import { yesNo } from '../imports/workbook.ts';
import { rowsOfBalance } from './balance-sheet.ts';
import { grades, type StandardKind, standardSheets } from './sheets.ts';

/** Where a county has no standard of a kind, the usual one is written under its own name, from this day. */
const USUAL_FROM = '2022-09-01';

interface Version {
  readonly effectiveFrom: string;
  readonly body: unknown;
}

/** Every version of a county's standards as a workbook that the import takes back without a change. */
export async function exportStandards(
  { db }: Pick<Database, 'db'>,
  countyId: string,
  language: keyof Words,
): Promise<Uint8Array> {
  const newest = {
    where: { countyId },
    orderBy: [{ effectiveFrom: 'desc' as const }, { version: 'desc' as const }],
  };
  const balances = await db.balanceStandard.findMany(newest);
  const versions: Record<StandardKind, readonly Version[]> = {
    curriculum: orUsual(await db.curriculumStandard.findMany(newest), defaultCurriculum),
    load: orUsual(await db.loadStandard.findMany(newest), defaultLoad),
    establishment: orUsual(await db.establishmentStandard.findMany(newest), establishment2014),
    balance: balanceKinds.flatMap((kind) =>
      orUsual(
        balances.filter((one) => one.kind === kind),
        nationalBalance[kind],
      ),
    ),
  };
  return written(async function* () {
    for (const sheet of standardSheets) {
      yield {
        is: 'sheet',
        name: sheet[language],
        columns: sheet.columns.map((column) => ({
          header: column[language],
          ...(column.kind.type === 'text' || column.kind.type === 'code' ? { format: 'text' as const } : {}),
          ...(column.kind.type === 'choice' && {
            words: Object.fromEntries(column.kind.choices.map(({ value, zh, en }) => [value, { zh, en }])),
          }),
          ...(column.kind.type === 'yes-no' && { words: { true: yesNo.yes, false: yesNo.no } }),
        })),
        json: JSON.stringify(
          versions[sheet.kind].flatMap(({ effectiveFrom, body }) =>
            rows[sheet.kind](body).map((values) =>
              sheet.columns.map(({ key }) => ({ effectiveFrom, ...values })[key] ?? null),
            ),
          ),
        ),
      };
    }
    yield { is: 'write-sheets', language };
  });
}

const orUsual = (
  kept: readonly { readonly effectiveFrom: Date; readonly body: unknown }[],
  usual: object,
): readonly Version[] =>
  kept.length === 0
    ? [{ effectiveFrom: USUAL_FROM, body: usual }]
    : kept.map(({ effectiveFrom, body }) => ({
        effectiveFrom: dayOf(effectiveFrom),
        body,
      }));

type Values = Readonly<Record<string, string | number | boolean | undefined>>;

/** The rows of one version, by the columns' keys. */
const rows: Readonly<Record<StandardKind, (body: unknown) => readonly Values[]>> = {
  curriculum(body) {
    const { version, subjects } = body as Problem['curriculum'];
    return subjects.map(({ code, name, specialist, periods }) => ({
      version,
      code,
      ...name,
      specialist,
      ...Object.fromEntries(grades.map((grade) => [`grade${grade}`, periods[grade]])),
    }));
  },
  load(body) {
    const { version, periods, classTeacherDuty } = body as Problem['load'];
    return periods.map(({ stage, subject, load }) => ({ version, stage, subject, load, classTeacherDuty }));
  },
  establishment(body) {
    const { version, pupils, small } = body as EstablishmentStandard;
    return (['primary', 'junior'] as const).map((stage) => ({ version, stage, ...pupils[stage], ...small }));
  },
  balance: rowsOfBalance,
};
