import type { Database } from '../../prisma/client.ts';
import type { Prisma } from '../../prisma/generated/client.ts';
import { InvalidInput } from '../../schema/errors.ts';
import type { Postings } from '../../schema/posting-acts.ts';
import { type PostingTerms, postingTerms, usualTerms } from '../../solver/postings/terms.ts';
import { recordDeed } from '../audit-event.ts';
import { instant } from '../clock.ts';
import { dateOf } from '../day.ts';
import { inOneSentence, readInWords, type SaidFault } from '../read-in-words.ts';
import { uuid } from '../uuid.ts';

/** The newest version in force on a day; a county that has set none has the usual terms. */
export async function termsOn(
  db: Pick<Prisma.TransactionClient, 'postingStandard'>,
  countyId: string,
  on: string,
): Promise<PostingTerms> {
  const standard = await db.postingStandard.findFirst({
    where: { countyId, effectiveFrom: { lte: dateOf(on) } },
    orderBy: [{ effectiveFrom: 'desc' }, { createdAt: 'desc' }],
    select: { body: true },
  });
  return standard === null ? usualTerms : postingTerms.parse(standard.body);
}

/** A new version of a county's terms. Throws `InvalidInput`. Answers its id. */
export async function setTerms(
  { db }: Pick<Database, 'db'>,
  ...[viewer, { countyId, version, effectiveFrom, settings }]: Parameters<Postings['setTerms']>
): Promise<string> {
  const name = version.trim();
  if (name === '' || name.length > 60)
    throw new InvalidInput(['version'], {
      zh: '请填写版本名称，不超过 60 个字。',
      en: 'Give the version a name of at most 60 characters.',
    });
  const wanted = readInWords(postingTerms, settings);
  if ('faults' in wanted) throw wrongSettings(wanted.faults);
  return db.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT id FROM "County" WHERE id = ${countyId}::uuid FOR NO KEY UPDATE`;
    if ((await tx.postingStandard.count({ where: { countyId, version: name } })) > 0)
      throw new InvalidInput(['version'], {
        zh: `已有名为“${name}”的版本，请换一个名称。`,
        en: `There is a version named “${name}” already. Choose another name.`,
      });
    const id = uuid();
    const body = { ...wanted.read };
    await tx.postingStandard.create({
      data: {
        createdAt: instant(),
        id,
        countyId,
        version: name,
        effectiveFrom: dateOf(effectiveFrom),
        body,
        createdBy: viewer.userId,
      },
    });
    await recordDeed(tx, {
      countyId,
      userId: viewer.userId,
      action: 'posting.set-terms',
      entity: 'PostingStandard',
      entityId: id,
      after: { version: name, effectiveFrom, ...body },
    });
    return id;
  });
}

/** Every setting that is wrong, at the path of the first. */
function wrongSettings(faults: readonly [SaidFault, ...SaidFault[]]): InvalidInput {
  const { zh, en } = inOneSentence(faults);
  return new InvalidInput(['settings', ...faults[0].path], {
    zh: `设置有误：${zh}`,
    en: `These settings cannot be: ${en}`,
  });
}
