import type { Prisma } from '../../prisma/generated/client.ts';
import type { TemplateInForce, TemplateKey } from '../../schema/letter-acts.ts';
import { templateText } from '../../schema/letter-text.ts';
import { dateOf } from '../day.ts';
import { shipped } from './shipped.ts';

/** The newest version in force on a day; where the county has none, the one that comes with the software. */
export async function templateInForce(
  tx: Prisma.TransactionClient,
  countyId: string,
  { kind, language }: TemplateKey,
  on: string,
): Promise<TemplateInForce> {
  const own = await tx.letterTemplate.findFirst({
    where: { countyId, kind, language, effectiveFrom: { lte: dateOf(on) } },
    orderBy: [{ effectiveFrom: 'desc' }, { version: 'desc' }],
    select: { version: true, body: true },
  });
  if (own === null) return { version: 0, text: shipped({ kind, language }) };
  return { version: own.version, text: templateText.parse(own.body) };
}
