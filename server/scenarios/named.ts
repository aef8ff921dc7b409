import type { Prisma } from '../../prisma/generated/client.ts';
import type { AssumptionsInput } from '../../schema/context.ts';
import { InvalidInput } from '../../schema/errors.ts';
import { type Assumptions, assumptions } from '../../solver/scenario.ts';
import { inOneSentence, readInWords } from '../read-in-words.ts';

/**
 * Assumptions with rows named by their keys in the problem instead of by their ids, in a fixed number of statements. Throws
 * `InvalidInput` where a row is none of the county's or a figure is none.
 */
export async function named(
  tx: Prisma.TransactionClient,
  countyId: string,
  given: AssumptionsInput,
): Promise<Assumptions> {
  const keys = await keysOf(tx, countyId, given);
  const { rules, goals, budget, requests, moreRequests, freed, pins } = given;
  for (const [at, { rule }] of rules.entries())
    if (rules.findIndex((one) => one.rule === rule) < at)
      throw new InvalidInput(['assumptions', 'rules', String(at), 'rule'], {
        zh: `规则“${rule}”写了两次，请只保留一项。`,
        en: `The rule “${rule}” is named twice. Keep one of the two.`,
      });
  const asAssumed = readInWords(assumptions, {
    rules: Object.fromEntries(
      rules.map(({ rule, asUsual, figures, level, clause, relaxed }) => [
        rule,
        asUsual ? null : { ...figures, ...told({ level, clause, relaxed }) },
      ]),
    ),
    ...told({ goals: goals?.map(({ name, figures }) => ({ ...figures, name })), budget }),
    requests: requests.map(({ requestId, ...wanted }, at) => ({
      id: found(keys.requests, requestId, ['requests', String(at), 'requestId']),
      ...told(wanted),
    })),
    moreRequests: moreRequests.map(({ number, sectionId, ...wanted }, at) => ({
      id: number,
      section: found(keys.sections, sectionId, ['moreRequests', String(at), 'sectionId']),
      ...told(wanted),
    })),
    freed: freed.map((teacherId, at) => found(keys.teachers, teacherId, ['freed', String(at)])),
    pins: pins.map(({ kind, teacherId, sectionId, subject }, at) => ({
      kind,
      teacher: found(keys.teachers, teacherId, ['pins', String(at), 'teacherId']),
      ...(sectionId !== undefined && {
        section: found(keys.sections, sectionId, ['pins', String(at), 'sectionId']),
      }),
      ...told({ subject }),
    })),
  });
  if ('read' in asAssumed) return asAssumed.read;
  const { zh, en } = inOneSentence(asAssumed.faults);
  throw new InvalidInput(['assumptions', ...asAssumed.faults[0].path], {
    zh: `假设有误：${zh}`,
    en: `These assumptions cannot be: ${en}`,
  });
}

/** Without what is undefined. */
const told = <Figures extends object>(figures: Figures) =>
  Object.fromEntries(Object.entries(figures).filter(([, figure]) => figure !== undefined));

type Keys = ReadonlyMap<string, string>;

function found(keys: Keys, id: string, path: readonly string[]): string {
  const key = keys.get(id);
  if (key !== undefined) return key;
  throw new InvalidInput(['assumptions', ...path], {
    zh: '本县没有这条记录，或它不能用于本轮次。',
    en: 'The county has no such record, or none that this round may use.',
  });
}

async function keysOf(tx: Prisma.TransactionClient, countyId: string, given: AssumptionsInput) {
  const { requests, moreRequests, freed, pins } = given;
  const among = (ids: readonly (string | undefined)[]) => ({
    countyId,
    id: { in: [...new Set(ids.filter((id) => id !== undefined))] },
  });
  const [asked, sections, teachers] = await Promise.all([
    tx.request.findMany({
      where: { ...among(requests.map(({ requestId }) => requestId)), state: 'approved' },
      select: { id: true, number: true },
    }),
    tx.section.findMany({
      where: among([...moreRequests, ...pins].map(({ sectionId }) => sectionId)),
      select: { id: true, stage: true, school: { select: { code: true } } },
    }),
    tx.teacher.findMany({
      where: among([...freed, ...pins.map(({ teacherId }) => teacherId)]),
      select: { id: true, staffNumber: true },
    }),
  ]);
  return {
    requests: new Map(asked.map(({ id, number }) => [id, number])),
    sections: new Map(sections.map(({ id, stage, school }) => [id, `${school.code}:${stage}`])),
    teachers: new Map(teachers.map(({ id, staffNumber }) => [id, staffNumber])),
  };
}
