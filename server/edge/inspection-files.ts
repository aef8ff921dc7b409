import { type Response, Router } from 'express';
import { DateTime } from 'luxon';
import type { Database } from '../../prisma/client.ts';
import type { Viewer } from '../../schema/context.ts';
import { mustBePlanned } from '../../schema/on-day.ts';
import type { Rectification } from '../../schema/rectification-acts.ts';
import { readsCounty, rows } from '../../schema/scope.ts';
import { dayAt } from '../day.ts';
import { type Pack, packOf } from '../inspection/pack.ts';
import { packPage } from '../inspection/pack-page.ts';
import { packWorkbook } from '../inspection/pack-workbook.ts';
import { answers, askerOf } from './asker.ts';

/**
 * What whoever reads the whole county may fetch: the inspection pack as a workbook and as a page to print (`?county=CODE`, left out:
 * the reader's own; `?on=DAY`, left out: today; `?lang=zh` or `en`, left out: the reader's), and the evidence of its rectification
 * list. What one may not have is answered like what does not exist.
 */
export function inspectionFiles(
  database: Database,
  rectification: Pick<Rectification, 'inspect'>,
  now: () => Date,
): Router {
  const router = Router();
  for (const kind of ['xlsx', 'html'] as const)
    router.get(`/inspection-pack.${kind}`, async (request, response) => {
      const { login, language: own } = await askerOf(database, request, now());
      if (login === null) return void response.status(401).json(answers.unauthenticated);
      const { county: code, on, lang } = request.query;
      const county = await countyOf(database, login.viewer, typeof code === 'string' ? code : undefined);
      if (county === null) return void response.status(404).json(answers.notFound);
      const today = dayAt(now(), county.timeZone);
      const day = on === undefined ? today : dayOf(on);
      if (day === null) return void response.status(400).json(answers.noSuchDay);
      const language = lang === 'en' || (lang !== 'zh' && own === 'en') ? 'en' : 'zh';
      await send(response, kind, await packOf(database, rectification, county.id, day), language);
    });
  router.get('/evidence/:id', async (request, response) => {
    const { login } = await askerOf(database, request, now());
    if (login === null) return void response.status(401).json(answers.unauthenticated);
    const { id } = request.params;
    const file = uuid.test(id)
      ? await database.db.evidence.findFirst({ where: { AND: [{ id }, rows(login.viewer).evidence] } })
      : null;
    if (file === null) return void response.status(404).json(answers.notFound);
    // Saved and never shown: what it holds is whatever somebody has uploaded.
    response
      .attachment(file.fileName)
      .setHeader('content-type', file.mediaType)
      .setHeader('cache-control', 'private, no-store')
      .setHeader('content-security-policy', "default-src 'none'; sandbox")
      .send(Buffer.from(file.content));
  });
  return router;
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The county of this code, or the first by code, of those the viewer reads as a whole; null: there is none. */
async function countyOf({ db }: Database, viewer: Viewer, code: string | undefined) {
  const counties = await db.county.findMany({
    where: { AND: [code === undefined ? {} : { code }, rows(viewer).county] },
    select: { id: true, provinceId: true, timeZone: true },
    orderBy: { code: 'asc' },
  });
  return counties.find((county) => readsCounty(viewer, county)) ?? null;
}

/** Null for what is no day that figures are reckoned for. */
function dayOf(text: unknown): string | null {
  if (typeof text !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return null;
  if (!DateTime.fromISO(text, { zone: 'utc' }).isValid) return null;
  try {
    mustBePlanned(text);
    return text;
  } catch {
    return null;
  }
}

async function send(response: Response, kind: 'xlsx' | 'html', pack: Pack, language: 'zh' | 'en') {
  response.setHeader('cache-control', 'private, no-store');
  if (kind === 'html') {
    response.type('html').send(packPage(pack, language));
    return;
  }
  const bytes = await packWorkbook(pack, language);
  response.attachment(`inspection-pack-${pack.county.code}-${pack.on}.xlsx`).send(Buffer.from(bytes));
}
