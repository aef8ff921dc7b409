import * as z from 'zod';
import type { Prisma } from '../../prisma/generated/client.ts';
import type { PinInput } from '../../schema/context.ts';
import { takesPlaceOf } from '../rounds/pin.ts';
import { madeFrom } from './four-eyes.ts';

/**
 * What is pinned for a plan alone, over the pins of its round: for the objection it was solved for, or that the plan was solved
 * for from which it was made by hand. Empty: nothing.
 */
export async function branchPins(tx: Prisma.TransactionClient, planId: string): Promise<PinInput[]> {
  const found = await tx.$queryRawUnsafe<{ pins: unknown }[]>(kept, planId);
  return found.flatMap(({ pins: given }) => pins.parse(given));
}

/** Pins less those that newer ones take the place of. */
export const without = (standing: readonly PinInput[], newer: readonly PinInput[]): PinInput[] =>
  standing.filter((pin) => !newer.some((one) => takesPlaceOf(one, pin)));

const pins = z.array(
  z.object({
    kind: z.enum(['move', 'stay', 'forbid']),
    teacherId: z.string(),
    sectionId: z.string().optional(),
    subject: z.string().optional(),
    reason: z.string().optional(),
  }),
);

/** Of the one solve that the line begins with. */
const kept = `${madeFrom}
  SELECT solve.pins FROM line JOIN "Solve" solve ON solve."planId" = line.id WHERE solve.pins IS NOT NULL`;
