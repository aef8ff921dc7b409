import type { Database } from '../../prisma/client.ts';
import { InvalidInput, NotFound, ProblemRefused } from '../../schema/errors.ts';
import { mustAdminister } from '../../schema/scope.ts';
import type { Actor, PolicyGiven } from '../../schema/year-acts.ts';
import { type Policy, policy as policyFormat } from '../../solver/problem.ts';
import { readPolicy } from '../../solver/read.ts';
import { policyUnder } from '../../solver/scenario.ts';
import { recordDeed } from '../audit-event.ts';
import { dateOf } from '../day.ts';
import { named } from '../scenarios/named.ts';
import { textOf, textWanted } from '../text.ts';
import { mustBeNew } from './calendar-standard.ts';
import { inForce, noPolicyInForce } from './standards.ts';

const longestReason = 500;

/** A new version, made from one on file; rounds opened on days it is in force go by it, those open already keep theirs. */
export async function addPolicy(
  { db }: Pick<Database, 'db'>,
  { viewer }: Actor,
  { countyId, version, effectiveFrom, like, rules, goals, reason }: PolicyGiven,
): Promise<string> {
  await mustAdminister({ db, viewer }, countyId);
  const name = textWanted(version, ['version'], 60, {
    zh: '请填写版本名称。',
    en: 'Give the version a name.',
  });
  const why = textOf(reason, ['reason'], longestReason);
  return db.$transaction(async (tx) => {
    await mustBeNew(tx.policy.count({ where: { countyId, version: name } }), name);
    const base =
      like === undefined
        ? (await inForce(tx, countyId, dateOf(effectiveFrom))).policy
        : await tx.policy.findFirst({ where: { id: like, countyId } });
    if (base === null) throw like === undefined ? noPolicyInForce(['effectiveFrom']) : new NotFound();
    const nothing = { budget: undefined, requests: [], moreRequests: [], freed: [], pins: [] };
    const assumptions = await named(tx, countyId, { ...nothing, rules, ...(goals && { goals }) });
    const before = policyFormat.parse(base.body);
    const body = { ...policyUnder(before, { name, assumptions }), version: name };
    const reading = readPolicy(body);
    if (!reading.ok) throw new ProblemRefused(reading.faults);
    if (alike(before, body)) throw unchanged;
    const { id } = await tx.policy.create({
      data: {
        countyId,
        version: name,
        effectiveFrom: dateOf(effectiveFrom),
        body: JSON.parse(JSON.stringify(body)),
        createdBy: viewer.userId,
      },
    });
    const changed = Object.keys(assumptions.rules);
    await recordDeed(tx, {
      countyId,
      userId: viewer.userId,
      action: 'policy.add',
      entity: 'Policy',
      entityId: id,
      before: { version: base.version, ...saidOf(before, changed, goals !== undefined) },
      after: { version: name, effectiveFrom, ...saidOf(body, changed, goals !== undefined) },
      ...(why !== null && { reason: why }),
    });
    return id;
  });
}

/** What the record tells of a policy: the rules that changed, by name, and the goals where those did. */
const saidOf = (policy: Policy, changed: readonly string[], ofGoals: boolean) =>
  JSON.parse(
    JSON.stringify({
      ...Object.fromEntries(changed.map((rule) => [rule, policy.rules[rule] ?? null])),
      ...(ofGoals && { goals: policy.goals }),
    }),
  );

const alike = ({ version: _one, ...before }: Policy, { version: _other, ...after }: Policy): boolean =>
  JSON.stringify(before) === JSON.stringify(after);

const unchanged = new InvalidInput(['rules'], {
  zh: '新版本与原版本没有任何不同，请先修改数值。',
  en: 'The new version differs in nothing from the one it is made from. Change a figure first.',
});
