import { createHash } from 'node:crypto';
import type { Database } from '../../prisma/client.ts';
import type { FiguresPrepared } from '../../schema/context.ts';
import { InvalidInput, NotFound } from '../../schema/errors.ts';
import { bodyOf, type PublicBody, type PublicStandard } from '../../schema/public-body.ts';
import type { BalanceStandard } from '../../solver/balance/standard.ts';
import { planned, schoolYearOn } from '../../solver/calendar.ts';
import { hiding } from '../../solver/public-figures/table.ts';
import type { Reckoner } from '../jobs/reckoner.ts';
import { ofCounty } from '../rounds/balance.ts';
import { balanceStandardOf } from '../rounds/balance-standard.ts';

/** What both act through. */
export interface Means {
  readonly database: Database;
  readonly reckoner: Pick<Reckoner, 'publicFigures'>;
}

/**
 * What would be published of a county as it stands on a day, beside what was published last, withdrawn or not: whoever read that
 * still has it. Writes nothing. Throws `NotFound`, `InvalidInput`.
 */
export async function prepare(
  { database: { db, pool }, reckoner }: Means,
  countyId: string,
  on: string,
  threshold: number,
): Promise<FiguresPrepared> {
  mustBeReckonable(on, threshold);
  const schoolYear = schoolYearOn(on);
  const county = await db.county.findUnique({
    where: { id: countyId },
    select: { code: true, name: true, schools: { select: { code: true, name: true } } },
  });
  if (!county) throw new NotFound();
  const last = await db.publicFigures.findFirst({ where: { countyId }, orderBy: { version: 'desc' } });
  const { rows } = await pool.query<{ facts: string }>(ofCounty, [countyId, schoolYear, on]);
  const before = last && bodyOf(last.body).stages;
  const standards = {
    basic: await balanceStandardOf(db, countyId, on, 'basic'),
    quality: await balanceStandardOf(db, countyId, on, 'quality'),
  };
  const { stages, leaks, differences } = await reckoner.publicFigures({
    facts: rows[0]?.facts ?? '',
    threshold,
    before,
    standards,
  });
  const [leak] = leaks;
  if (leak)
    throw new Error(`${leaks.length} small figures could be worked out, the first: ${JSON.stringify(leak)}`);
  const listed = new Set(stages.flatMap((stage) => stage.schools.map(({ school }) => school)));
  const names = county.schools.flatMap(({ code, name }) => (listed.has(code) ? [[code, name] as const] : []));
  const version = last?.version ?? 0;
  const body: PublicBody = {
    format: 'junheng-public-figures/1',
    county: { code: county.code, name: county.name },
    version: version + 1,
    day: on,
    schoolYear,
    threshold,
    schools: Object.fromEntries(names.sort(([a], [b]) => (a < b ? -1 : 1))),
    stages,
    standards: [standards.basic, standards.quality].map(told),
  };
  const seal = createHash('sha256')
    .update(JSON.stringify([body, differences]))
    .digest('hex');
  return { version, differences, body, seal };
}

const told = ({ version, kind, title, limit, indicators }: BalanceStandard): PublicStandard => ({
  version,
  kind,
  title,
  limit,
  indicators: indicators.map(({ code, name }) => ({ code, name })),
});

function mustBeReckonable(on: string, threshold: number): void {
  if (on < `${planned.first}-01-01` || on > `${planned.last}-12-31`)
    throw new InvalidInput(['on'], {
      zh: `日期须在 ${planned.first} 年至 ${planned.last} 年之间，所给为 ${on}。`,
      en: `The day must lie from ${planned.first} to ${planned.last}, and ${on} does not.`,
    });
  if (!hiding.safeParse({ threshold }).success)
    throw new InvalidInput(['threshold'], {
      zh: `隐藏界限须为 3 至 20 之间的整数，所给为 ${threshold}。`,
      en: `The threshold must be a whole number from 3 to 20, and ${threshold} is none.`,
    });
}
