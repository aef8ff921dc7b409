import type { Database } from '../../prisma/client.ts';
import type { Prisma } from '../../prisma/generated/client.ts';
import type { Cell } from '../../solver/demand.ts';
import type { Reckoner } from '../jobs/reckoner.ts';
import { roundFacts } from '../rounds/freeze.ts';

/** What demand shows where teachers are asked for; FTE. Frozen with the request. */
export type Evidence = {
  /** YYYY-MM-DD: when it was looked at. */
  readonly on: string;
  readonly need: number;
  readonly supply: number;
  readonly gap: number;
  /** Posts open there already: by the gap, and by requests approved before. */
  readonly openings: number;
  readonly critical: boolean;
  /** Numbers of other requests for the same, undecided or approved. */
  readonly doubles: readonly string[];
};

/** The cell of a round's demand; null: the subject is neither taught nor needed there. */
export async function cellOf(
  { database, reckoner }: { readonly database: Database; readonly reckoner: Pick<Reckoner, 'demand'> },
  roundId: string,
  section: string,
  subject: string,
): Promise<Cell | null> {
  const cells = await reckoner.demand(await roundFacts(database, roundId));
  return cells.find((cell) => cell.section === section && cell.subject === subject) ?? null;
}

/** Numbers of other requests of the round for the same, undecided or approved. */
export async function doublesOf(
  tx: Prisma.TransactionClient,
  roundId: string,
  { sectionId, subject, id }: { readonly sectionId: string; readonly subject: string; readonly id?: string },
): Promise<string[]> {
  const others = await tx.request.findMany({
    where: {
      sectionId,
      subject,
      state: { in: ['submitted', 'approved'] },
      OR: [{ roundId }, { roundId: null }],
      ...(id !== undefined && { id: { not: id } }),
    },
    orderBy: { number: 'asc' },
    select: { number: true },
  });
  return others.map(({ number }) => number);
}

export const evidenceOf = (cell: Cell, on: string, doubles: readonly string[]): Evidence => ({
  on,
  need: cell.need,
  supply: cell.supply,
  gap: cell.gap,
  openings: cell.openings,
  critical: cell.critical,
  doubles,
});

/** As the database takes it. */
export const stored = ({ doubles, ...figures }: Evidence): Prisma.InputJsonObject => ({
  ...figures,
  doubles: [...doubles],
});
