import type { Database } from '../../prisma/client.ts';
import { createKept } from '../../server/counties/kept.ts';
import { exchangeFacts } from '../../server/inspection/facts.ts';
import { balanceFacts } from '../../server/rounds/balance.ts';
import { balanceStandardOf } from '../../server/rounds/balance-standard.ts';
import { establishmentStandardOf } from '../../server/rounds/establishment.ts';
import { standingFacts } from '../../server/rounds/standing-facts.ts';

/** Days whose facts are looked at: this and the next school year of the counties of tests. */
const days = ['2026-10-01', '2027-09-01'];

/** All that answers about a county are reckoned from on a day, by name. */
async function factsOf({ db, pool }: Pick<Database, 'db' | 'pool'>, countyId: string, on: string) {
  return {
    standing: inNoOrder(JSON.parse(await standingFacts(db, countyId, on))),
    balance: inNoOrder(JSON.parse(await balanceFacts(pool, countyId, on))),
    exchange: inNoOrder(JSON.parse(await exchangeFacts(pool, countyId, on))),
    basic: await balanceStandardOf(db, countyId, on, 'basic'),
    quality: await balanceStandardOf(db, countyId, on, 'quality'),
    establishment: await establishmentStandardOf(db, countyId, on, null),
  };
}

/** The rows of facts come as the database has them, in another order after it planned anew: lists are compared as sets. */
function inNoOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => JSON.stringify(inNoOrder(item))).sort();
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, inNoOrder(item)]));
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
      for (const on of days) {
        const before = Object.entries(await told(county, on));
        const after = Object.values(await now(county, on));
        const [stale] = before.filter(
          ([, facts], place) => JSON.stringify(facts) !== JSON.stringify(after[place]),
        );
        if (stale !== undefined)
          throw new Error(
            `What is kept of a county for ${on}, its ${stale[0]}, is no longer so, and no deed of the county says it.`,
          );
      }
  };
}
