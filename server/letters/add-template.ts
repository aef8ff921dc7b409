import type { Database } from '../../prisma/client.ts';
import type { Viewer } from '../../schema/context.ts';
import { InvalidInput } from '../../schema/errors.ts';
import type { Letters } from '../../schema/letter-acts.ts';
import { TemplateRefused } from '../../schema/letter-refusals.ts';
import { recordDeed } from '../audit-event.ts';
import { mustBeNewest } from '../changed-since.ts';
import { instant } from '../clock.ts';
import { dateOf } from '../day.ts';
import { faultsOf } from './compose.ts';
import { lockLetters } from './lock.ts';

const LONGEST_NOTE = 500;

/** Adds a version of a template; what was issued by others stays as it is. */
export async function addTemplate(
  { db }: Pick<Database, 'db'>,
  viewer: Viewer,
  { countyId, kind, language, version, effectiveFrom, text, note }: Parameters<Letters['addTemplate']>[1],
): Promise<string> {
  const said = note?.trim() ?? '';
  if (said.length > LONGEST_NOTE)
    throw new InvalidInput(['note'], {
      zh: `备注最多写${LONGEST_NOTE}个字，现有${said.length}个。`,
      en: `A note takes ${LONGEST_NOTE} characters at most, and has ${said.length}.`,
    });
  const faults = faultsOf(kind, text);
  if (faults.length > 0) throw new TemplateRefused(faults);
  return db.$transaction(async (tx) => {
    await lockLetters(tx, countyId);
    const versions = await tx.letterTemplate.findMany({
      where: { countyId, kind, language },
      select: { id: true, version: true },
    });
    await mustBeNewest(tx, 'LetterTemplate', versions, version);
    const { id } = await tx.letterTemplate.create({
      data: {
        createdAt: instant(),
        countyId,
        kind,
        language,
        version: version + 1,
        effectiveFrom: dateOf(effectiveFrom),
        body: text,
        note: said === '' ? null : said,
        createdBy: viewer.userId,
      },
      select: { id: true },
    });
    await recordDeed(tx, {
      countyId,
      userId: viewer.userId,
      action: 'letter-template.add',
      entity: 'LetterTemplate',
      entityId: id,
      after: { kind, language, version: version + 1, effectiveFrom, text },
    });
    return id;
  });
}
