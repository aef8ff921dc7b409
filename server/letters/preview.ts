import type { Database } from '../../prisma/client.ts';
import { InvalidInput, NotFound } from '../../schema/errors.ts';
import type { Preview, PreviewInput } from '../../schema/letter-acts.ts';
import { TemplateRefused } from '../../schema/letter-refusals.ts';
import { faultsOf, fill, referenceOf } from './compose.ts';
import {
  dayInWords,
  dueOf,
  listOf,
  markOf,
  noticeValues,
  planFacts,
  sampleList,
  sampleValues,
  valuesOf,
} from './facts.ts';
import { templateInForce } from './template-in-force.ts';

/** What a paper would say: of a real move or list, or of nobody in particular. The number in it is 1 of its year. */
export async function preview({ db }: Pick<Database, 'db'>, input: PreviewInput): Promise<Preview> {
  const { countyId, kind, language, datedOn, planId, teacherId, recruitId, objectionsUntil } = input;
  const inForce = input.text
    ? { version: null, text: input.text }
    : await templateInForce(db, countyId, { kind, language }, datedOn);
  const { version, text } = inForce;
  const faults = faultsOf(kind, text);
  if (faults.length > 0) throw new TemplateRefused(faults);
  const county = await db.county.findUnique({ where: { id: countyId }, select: { name: true } });
  if (county === null) throw new NotFound();
  const reference = referenceOf(text.reference, {
    ...markOf(county),
    year: datedOn.slice(0, 4),
    serial: '1',
  });
  if (planId === undefined) {
    const values = { ...sampleValues(kind, language), reference, dated: dayInWords(datedOn, language) };
    return {
      version,
      blocks: fill(text.blocks, values).blocks,
      list: kind === 'notice' ? sampleList(text, language) : null,
    };
  }
  const plan = await planFacts(db, planId);
  if (plan.countyId !== countyId) throw new NotFound();
  const paper = { language, datedOn, reference, objectionsUntil };
  const about = dueOf(plan, kind).find((one) =>
    'recruit' in one ? one.recruitId === recruitId : one.teacherId === teacherId,
  );
  if (kind !== 'notice' && about === undefined)
    throw new InvalidInput([kind === 'placement' ? 'recruitId' : 'teacherId'], {
      zh: '该方案没有这位教师的此类文书。',
      en: 'No such paper is due to this teacher by the plan.',
    });
  const filled = fill(
    text.blocks,
    about && kind !== 'notice' ? valuesOf(plan, about, paper) : noticeValues(plan, paper),
  );
  if (filled.faults.length > 0) throw new TemplateRefused(filled.faults);
  return {
    version,
    blocks: filled.blocks,
    list: kind === 'notice' ? listOf(plan, text, language) : null,
  };
}
