import type { Database } from '../../prisma/client.ts';
import type { Viewer } from '../../schema/context.ts';
import { reachOf } from '../../schema/scope.ts';
import type { Waiting } from '../../schema/year-acts.ts';
import { checks } from './waiting-checks.ts';

/** What waits for the viewer in counties, each as of a day; nothing of it is stored. One statement for all. */
export async function waiting(
  { db }: Pick<Database, 'db'>,
  viewer: Viewer,
  counties: readonly { readonly id: string; readonly today: string }[],
): Promise<Map<string, Waiting[]>> {
  const { administered, schools } = reachOf(viewer.grants);
  const inspector = viewer.grants.filter(({ role }) => role === 'inspector' || role === 'province-officer');
  const inspected = reachOf(inspector);
  const rows = await db.$queryRawUnsafe<Row[]>(
    statement,
    counties.map(({ id }) => id),
    counties.map(({ today }) => today),
    administered,
    schools,
    viewer.userId,
    inspected.counties,
    inspected.provinces,
  );
  const found = new Map<string, Waiting[]>(counties.map(({ id }) => [id, []]));
  for (const { county, place, count, due, planId } of rows) {
    const check = checks[place];
    if (check) found.get(county)?.push({ code: check.code, count, due, planId, text: check.told(count) });
  }
  return found;
}

interface Row {
  readonly county: string;
  readonly place: number;
  readonly count: number;
  readonly due: string | null;
  readonly planId: string | null;
}

/** `asked`: the county, the day it is there, and what the viewer is in it. */
const statement = `
  WITH asked AS (
    SELECT asked.id, asked.today, county.id = ANY($3::uuid[]) AS officer,
      county.id = ANY($6::uuid[]) OR county."provinceId" = ANY($7::uuid[]) AS inspector,
      $4::uuid[] AS schools, $5::uuid AS viewer
    FROM unnest($1::uuid[], $2::date[]) AS asked(id, today) JOIN "County" county ON county.id = asked.id)
  SELECT asked.id AS county, waiting.place, waiting.count, to_char(waiting.due, 'YYYY-MM-DD') AS due,
    CASE WHEN waiting.count = 1 THEN waiting."planId" END AS "planId"
  FROM asked CROSS JOIN LATERAL (
    ${checks
      .map(
        ({ due = 'NULL::date', planId = 'NULL::uuid', from }, place) =>
          `SELECT ${place} AS place, count(*)::int AS count, min(${due})::date AS due,
            (array_agg(${planId}))[1] AS "planId" FROM ${from}`,
      )
      .join('\n    UNION ALL\n    ')}
  ) AS waiting
  WHERE waiting.count > 0
  ORDER BY asked.id, waiting.place`;
