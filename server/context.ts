import { DateTime } from 'luxon';
import type { Database } from '../prisma/client.ts';
import type { Context, Imports, Rounds, Scenarios } from '../schema/context.ts';
import { type AccountsOptions, accountsFor } from './accounts/accounts.ts';
import type { Visitor } from './edge/visitor.ts';

export interface ContextOptions extends AccountsOptions {
  readonly database: Database;
  readonly imports: Imports;
  readonly rounds: Rounds;
  readonly scenarios: Scenarios;
}

/** What the resolvers of one request may reach. */
export const contextFor = (options: ContextOptions, visitor: Visitor, gone: AbortSignal): Context => ({
  db: options.database.db,
  viewer: visitor.login?.viewer ?? null,
  language: visitor.language,
  gone,
  today: (timeZone) => DateTime.fromJSDate(options.now(), { zone: timeZone }).toFormat('yyyy-MM-dd'),
  accounts: accountsFor(options, visitor),
  imports: options.imports,
  rounds: options.rounds,
  scenarios: options.scenarios,
});
