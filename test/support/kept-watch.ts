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

/** Told instead of facts where nothing is kept any more. */
const forgotten = {};

/**
 * Keeps the facts of counties as a server keeps them. The answer looks after an act: throws where facts are still kept and are no
 * longer so.
 */
export async function keptBefore(database: Pick<Database, 'db' | 'pool'>): Promise<() => Promise<void>> {
  const kept = createKept(database.pool);
  const counties = await database.db.county.findMany({
    select: { id: true },
    orderBy: { code: 'asc' },
    take: 2,
  });
  const asked = counties.flatMap(({ id }) => days.map((on) => ({ id, on })));
  const now = ({ id, on }: { readonly id: string; readonly on: string }) => factsOf(database, id, on);
  for (const one of asked) await kept.of(one.id, 'facts', [one.on], () => now(one));
  return async () => {
    for (const one of asked) {
      const before = await kept.of<object>(one.id, 'facts', [one.on], async () => forgotten);
      if (before === forgotten) continue;
      const after = await now(one);
      const stale = Object.entries(before).filter(
        ([name, facts]) => JSON.stringify(facts) !== JSON.stringify(after[name as keyof typeof after]),
      );
      if (stale.length > 0)
        throw new Error(
          `What is kept of a county for ${one.on} (${stale.map(([name]) => name)}) is no longer so, and no deed of the county says it.`,
        );
    }
  };
}
