import { extname } from 'node:path';
import { type RequestHandler, Router } from 'express';
import type { Database } from '../../prisma/client.ts';
import type { Viewer } from '../../schema/context.ts';
import { administers, rows } from '../../schema/scope.ts';
import { exportCounty, recordExport, template } from '../imports/export.ts';
import { exportPlan } from '../imports/export-plan.ts';
import { allowanceWorkbook } from '../postings/allowance-workbook.ts';
import { planFile } from '../rounds/plan-file.ts';
import { exportStandards } from '../standards/export.ts';
import { answers, askerOf } from './asker.ts';

/**
 * Files to save, for HR officers alone: they hold what is masked for other readers. A county is named by
 * `?county=CODE`; left out, it is the officer's own. What one may not have is answered like what does not exist.
 */
export function downloads(database: Database, now: () => Date): Router {
  const router = Router();
  const handler =
    (make: Make): RequestHandler =>
    async (request, response) => {
      const { login, language } = await askerOf(database, request, now());
      if (login === null) {
        response.status(401).json(answers.unauthenticated);
        return;
      }
      const asked = {
        viewer: login.viewer,
        key: String(request.params['id'] ?? ''),
        county: typeof request.query['county'] === 'string' ? request.query['county'] : undefined,
        language: language === 'en' ? ('en' as const) : ('zh' as const),
      };
      const made = await make(database, asked);
      if (made === null) response.status(404).json(answers.notFound);
      else
        response
          .type(extname(made.name))
          .setHeader('cache-control', 'private, no-store')
          .attachment(made.name)
          .send(Buffer.from(made.bytes));
    };
  router.get('/plans/:id.xlsx', handler(planWorkbook));
  router.get('/plans/:id.json', handler(planText));
  router.get('/problems/:id.json', handler(problemText));
  router.get('/allowances/:id.xlsx', handler(allowancesOfMonth));
  router.get('/template.xlsx', handler(countyWorkbook('template', template)));
  router.get('/standards.xlsx', handler(countyWorkbook('standards', exportStandards)));
  router.get('/registry.xlsx', handler(countyWorkbook('registry', exportCounty)));
  return router;
}

interface Asked {
  readonly viewer: Viewer;
  readonly key: string;
  readonly county: string | undefined;
  readonly language: 'zh' | 'en';
}

type Make = (database: Database, asked: Asked) => Promise<{ name: string; bytes: Uint8Array } | null>;

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The plan of that key, for who may have it whole; null: there is none. */
async function planOf({ db }: Database, { viewer, key }: Asked) {
  if (!uuid.test(key)) return null;
  const plan = await db.plan.findFirst({
    where: { AND: [{ id: key }, rows(viewer).wholePlan] },
    select: { countyId: true, name: true },
  });
  return plan !== null && administers(viewer, plan.countyId) ? plan : null;
}

const planWorkbook: Make = async (database, asked) => {
  const plan = await planOf(database, asked);
  if (plan === null) return null;
  const bytes = await exportPlan(database, asked.key, asked.language);
  await recordTaken(database, asked, plan.countyId, 'plan-workbook');
  return { name: `${plan.name}.xlsx`, bytes };
};

/** These hold ages, exemptions and the like in clear. */
const recordTaken = (database: Database, { viewer, key }: Asked, countyId: string, file: string) =>
  recordExport(database, { countyId, userId: viewer.userId, file, of: key });

/** What `npm run verify` reads beside the problem. */
const planText: Make = async (database, asked) => {
  const plan = await planOf(database, asked);
  if (plan === null) return null;
  const bytes = Buffer.from(await planFile(database, asked.key));
  await recordTaken(database, asked, plan.countyId, 'plan');
  return { name: `${plan.name}.json`, bytes };
};

/** The very text that is solved: what `npm run plan` reads. */
const problemText: Make = async (database, asked) => {
  const { db, pool } = database;
  const { viewer, key } = asked;
  if (!uuid.test(key)) return null;
  const problem = await db.problem.findUnique({ where: { id: key }, select: { countyId: true, hash: true } });
  if (problem === null || !administers(viewer, problem.countyId)) return null;
  const { rows: found } = await pool.query<{ body: string }>(
    'SELECT body::text AS body FROM "Problem" WHERE id = $1',
    [key],
  );
  await recordTaken(database, asked, problem.countyId, 'problem');
  return { name: `problem-${problem.hash.slice(0, 12)}.json`, bytes: Buffer.from(found[0]?.body ?? '') };
};

const aMonth = /^(20|21)\d\d-(0[1-9]|1[0-2])$/;

/** The month stands where other files have an id. */
const allowancesOfMonth: Make = async (database, asked) => {
  const month = asked.key;
  if (!aMonth.test(month)) return null;
  return countyWorkbook(`allowances-${month}`, async (means, countyId, language, userId) => {
    const bytes = await allowanceWorkbook(means, countyId, month, language);
    await recordExport(means, { countyId, userId, file: `allowances-${month}` });
    return bytes;
  })(database, asked);
};

const countyWorkbook =
  (
    name: string,
    write: (
      database: Database,
      countyId: string,
      language: 'zh' | 'en',
      userId: string,
    ) => Promise<Uint8Array>,
  ) =>
  async (database: Database, { viewer, county: code, language }: Asked) => {
    const counties = await database.db.county.findMany({
      where: { AND: [code === undefined ? {} : { code }, rows(viewer).county] },
      select: { id: true, code: true },
      orderBy: { code: 'asc' },
    });
    const county = counties.find(({ id }) => administers(viewer, id));
    if (county === undefined) return null;
    return {
      name: `${name}-${county.code}.xlsx`,
      bytes: await write(database, county.id, language, viewer.userId),
    };
  };
