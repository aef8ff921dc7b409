import type { Database } from '../../prisma/client.ts';
import { createKept } from '../../server/counties/kept.ts';
import { exchangeFacts } from '../../server/inspection/facts.ts';
import { balanceFacts } from '../../server/rounds/balance.ts';
import { balanceStandardOf } from '../../server/rounds/balance-standard.ts';
import { establishmentStandardOf } from '../../server/rounds/establishment.ts';
import { standingFacts } from '../../server/rounds/standing-facts.ts';

/** Days whose facts are looked at: this and the next school year of the counties of tests. */
const days = ['2026-10-01', '2027-09-01'];

/** All that answers about a county are reckoned from on a day. */
async function factsOf({ db, pool }: Pick<Database, 'db' | 'pool'>, countyId: string, on: string) {
  return [
    await standingFacts(db, countyId, on),
    await balanceFacts(pool, countyId, on),
    await exchangeFacts(pool, countyId, on),
    await balanceStandardOf(db, countyId, on, 'basic'),
    await balanceStandardOf(db, countyId, on, 'quality'),
    await establishmentStandardOf(db, countyId, on, null),
  ];
}

/**
 * Keeps the facts of every county as a server keeps them. The answer looks after an act: throws where one of them is still kept
 * and is no longer so.
 */
export async function keptBefore(database: Pick<Database, 'db' | 'pool'>): Promise<() => Promise<void>> {
  const kept = createKept(database.pool);
  const asked = await database.db.county.findMany({
    select: { id: true },
    orderBy: { code: 'asc' },
    take: 3,
  });
  const now = ({ id }: { readonly id: string }, on: string) => factsOf(database, id, on);
  const told = (county: { readonly id: string }, on: string) =>
    kept.of(county.id, 'facts', [on], () => now(county, on));
  for (const county of asked) for (const on of days) await told(county, on);
  return async () => {
    for (const county of asked)
      for (const on of days)
        if (JSON.stringify(await told(county, on)) !== JSON.stringify(await now(county, on)))
          throw new Error(
            `What is kept of a county for ${on} is no longer so, and no deed of the county says it.`,
          );
  };
}
