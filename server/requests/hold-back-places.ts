import * as z from 'zod';
import type { Database } from '../../prisma/client.ts';
import type { HoldBackPlaces } from '../../schema/year-acts.ts';
import { policy as format } from '../../solver/problem.ts';
import { holdBack as rule } from '../../solver/rules/hold-back.ts';
import { capOf } from '../../solver/rules/ratio.ts';
import { isOnStaff } from '../rounds/facts.ts';

/** How many of so many teachers a policy lets one section hold back; null: it knows no hold-backs. */
export function holdBackLimit(body: unknown, staff: number): number | null {
  const setting = format.parse(body).rules[rule.name];
  return (setting?.level ?? rule.level) === 'off' ? null : capOf(rule.read(setting), staff);
}

/** How many each section may hold back in a round, and has asked for; by `sectionId roundId`, without those the policy knows none for. */
export async function holdBackPlaces(
  { db }: Pick<Database, 'db'>,
  asked: readonly { readonly sectionId: string; readonly roundId: string }[],
): Promise<ReadonlyMap<string, HoldBackPlaces>> {
  const found = counted.parse(
    await db.$queryRawUnsafe(
      statement,
      asked.map(({ sectionId }) => sectionId),
      asked.map(({ roundId }) => roundId),
    ),
  );
  return new Map(
    found.flatMap(({ section, round, policy, staff, held }) => {
      const limit = holdBackLimit(policy, staff);
      return limit === null ? [] : [[`${section} ${round}`, { staff, limit, asked: held }]];
    }),
  );
}

const counted = z.array(
  z.object({ section: z.string(), round: z.string(), policy: z.unknown(), staff: z.int(), held: z.int() }),
);

const statement = `
  SELECT section.id AS section, round.id AS round, policy.body AS policy,
    (SELECT count(*)::int FROM "Teacher" teacher, (SELECT round.effective AS day) input
     WHERE teacher."servingSectionId" = section.id AND ${isOnStaff}) AS staff,
    (SELECT count(*)::int FROM "HoldBack" held
     WHERE held."roundId" = round.id AND held."sectionId" = section.id
       AND held.state IN ('submitted', 'approved')) AS held
  FROM unnest($1::uuid[], $2::uuid[]) AS asked("sectionId", "roundId")
  JOIN "Section" section ON section.id = asked."sectionId"
  JOIN "Round" round ON round.id = asked."roundId" AND round."countyId" = section."countyId"
  JOIN "Policy" policy ON policy.id = round."policyId"`;
