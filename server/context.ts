import type { Database } from '../prisma/client.ts';
import type { Context, Imports, Rounds, Scenarios } from '../schema/context.ts';
import type { Rollovers } from '../schema/rollover-acts.ts';
import { type AccountsOptions, accountsFor } from './accounts/accounts.ts';
import { dayAt } from './day.ts';
import type { Visitor } from './edge/visitor.ts';

export interface ContextOptions extends AccountsOptions {
  readonly database: Database;
  readonly imports: Imports;
  readonly rounds: Rounds;
  readonly scenarios: Scenarios;
  readonly rollovers: Rollovers;
}

/** What the resolvers of one request may reach. */
export const contextFor = (options: ContextOptions, visitor: Visitor, gone: AbortSignal): Context => ({
  db: options.database.db,
  viewer: visitor.login?.viewer ?? null,
  language: visitor.language,
  gone,
  today: (timeZone) => dayAt(options.now(), timeZone),
  now: options.now,
  accounts: accountsFor(options, visitor),
  imports: options.imports,
  rounds: options.rounds,
  scenarios: options.scenarios,
  rollovers: options.rollovers,
});
