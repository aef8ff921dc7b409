import { type Response, Router } from 'express';
import type { Database } from '../../prisma/client.ts';
import type { Prisma } from '../../prisma/generated/client.ts';
import { LetterKind } from '../../prisma/generated/enums.ts';
import type { Viewer } from '../../schema/context.ts';
import { letterBody } from '../../schema/letter-text.ts';
import { rows } from '../../schema/scope.ts';
import { dayAt, dayOf } from '../day.ts';
import { written } from '../imports/export.ts';
import { type Page, pageOf } from '../letters/page.ts';
import { print } from '../letters/print.ts';
import { answers, askerOf } from './asker.ts';

/**
 * Orders and letters to print or to edit, for whoever may read them (`rows().letter`): one by its id, a list for the notice
 * board also as a workbook, and all of a plan’s that are not void (`/plans/ID/letters.pdf`, `.docx`, `.zip` of single
 * documents; `?kind=dispatch`, `transfer`, `return`, `circuit` or `placement`, `?school=ID` of those from or to one school). Of a principal’s plan that is the own
 * school’s letters. What one may not have is answered like what does not exist.
 */
export function letterFiles(database: Database, now: () => Date): Router {
  const router = Router();
  for (const format of ['docx', 'pdf', 'xlsx'] as const)
    router.get(`/letters/:id.${format}`, async (request, response) => {
      const { login } = await askerOf(database, request, now());
      if (login === null) return void response.status(401).json(answers.unauthenticated);
      const [letter] = await lettersOf(database, login.viewer, { id: request.params.id }, now());
      if (letter === undefined || (format === 'xlsx' && letter.page.list === null))
        return void response.status(404).json(answers.notFound);
      const bytes =
        format === 'xlsx'
          ? await workbook(letter.page)
          : await print({ as: format, pages: [letter.page], names: [] });
      send(response, `${letter.name}.${format}`, bytes);
    });
  for (const format of ['docx', 'pdf', 'zip'] as const)
    router.get(`/plans/:id/letters.${format}`, async (request, response) => {
      const { login } = await askerOf(database, request, now());
      if (login === null) return void response.status(401).json(answers.unauthenticated);
      const { kind, school } = request.query;
      const asked = { planId: request.params.id, kind, school };
      const letters = await lettersOf(database, login.viewer, asked, now());
      const [first] = letters;
      if (first === undefined) return void response.status(404).json(answers.notFound);
      const names = letters.map(({ name }) => `${name}.docx`);
      const bytes = await print({ as: format, pages: letters.map(({ page }) => page), names });
      send(
        response,
        `${first.page.reference}${letters.length > 1 ? ` +${letters.length - 1}` : ''}.${format}`,
        bytes,
      );
    });
  return router;
}

interface ToPrint {
  /** What its file is called, without an ending. */
  readonly name: string;
  readonly page: Page;
}

/** The letters asked for, of those the viewer may read, by number. By a constant number of statements. */
async function lettersOf(
  { db }: Database,
  viewer: Viewer,
  asked: Readonly<Record<string, unknown>>,
  now: Date,
): Promise<ToPrint[]> {
  const where = whereOf(asked);
  if (where === null) return [];
  const letters = await db.letter.findMany({
    where: { AND: [where, rows(viewer).letter] },
    orderBy: [{ year: 'asc' }, { number: 'asc' }],
    select: {
      language: true,
      reference: true,
      number: true,
      datedOn: true,
      body: true,
      voidedAt: true,
      replacedBy: { select: { reference: true } },
      county: { select: { timeZone: true } },
    },
  });
  return letters.map(({ body, datedOn, voidedAt, replacedBy, county, number, ...letter }) => {
    const inCounty = (instant: Date) => dayAt(instant, county.timeZone);
    const kept = letterBody.parse(body);
    const page = pageOf(
      {
        ...letter,
        body: kept,
        datedOn: dayOf(datedOn),
        voidedOn: voidedAt && inCounty(voidedAt),
        replacedBy: replacedBy?.reference ?? null,
      },
      inCounty(now),
    );
    const whose = kept.facts['teacher'] ?? '';
    return { name: fileName(`${String(number).padStart(4, '0')} ${letter.reference} ${whose}`), page };
  });
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Null for what names no letters. */
function whereOf({
  id,
  planId,
  kind = 'dispatch',
  school,
}: Readonly<Record<string, unknown>>): Prisma.LetterWhereInput | null {
  if (id !== undefined) return isKey(id) ? { id } : null;
  if (!isKey(planId) || !isOfPeople(kind)) return null;
  const all = { planId, kind, state: 'issued' } as const;
  if (school === undefined) return all;
  return isKey(school) ? { ...all, OR: [{ fromSchoolId: school }, { toSchoolId: school }] } : null;
}

const isOfPeople = (kind: unknown): kind is Exclude<LetterKind, 'notice'> =>
  kind !== 'notice' && Object.values(LetterKind).some((one) => one === kind);

const isKey = (value: unknown): value is string => typeof value === 'string' && uuid.test(value);

/** Nothing that a file system takes amiss, or that turns a name round. */
const fileName = (text: string): string =>
  [...text.replace(/[\p{Cc}\p{Cf}\p{Cs}<>:"/\\|?*]/gu, '_').trim()]
    .slice(0, LONGEST_NAME)
    .join('')
    .replace(/[. ]+$/, '');
const LONGEST_NAME = 100;

/** The list of a notice; no cell of it starts a formula. */
const workbook = ({ list, language }: Page): Promise<Uint8Array> =>
  written(async function* () {
    const zh = language === 'zh-CN';
    yield {
      is: 'sheet',
      name: zh ? '公示名单' : 'Notice',
      columns: (list?.heads ?? []).map((header) => ({ header, format: 'text' })),
      json: JSON.stringify(list?.rows ?? []),
    };
    yield { is: 'write-sheets', language: zh ? 'zh' : 'en' };
  });

function send(response: Response, name: string, bytes: Uint8Array): void {
  response
    .attachment(fileName(name.slice(0, name.lastIndexOf('.'))) + name.slice(name.lastIndexOf('.')))
    .setHeader('cache-control', 'private, no-store')
    .send(Buffer.from(bytes));
}
