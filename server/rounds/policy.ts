import * as z from 'zod';
import type { Prisma } from '../../prisma/generated/client.ts';
import type { StandingPolicy } from '../../schema/context.ts';
import { goals } from '../../solver/goals/index.ts';
import type { Words } from '../../solver/plan.ts';
import { policy as format } from '../../solver/problem.ts';
import { withRecruitGoals } from '../../solver/recruits.ts';
import { rules } from '../../solver/rules/index.ts';
import { travel } from '../../solver/rules/travel.ts';

/** A policy with everything its body leaves out at the defaults. Throws a ZodError on a body that is no policy. */
export function standingPolicy(body: unknown): StandingPolicy {
  const given = format.parse(body);
  return {
    rules: rules.map((rule) => {
      const setting = given.rules[rule.name];
      return {
        name: rule.name,
        title: rule.title,
        level: rule.always ? 'law' : (setting?.level ?? rule.level),
        clause: setting?.clause ?? rule.clause,
        source: rule.source,
        relaxed: setting?.relaxed ?? null,
        always: rule.always,
        format: formatOf(rule),
        figures: { ...Object(rule.read(setting)) },
        text: rule.says(setting),
      };
    }),
    goals: withRecruitGoals(given).flatMap(({ name, ...weights }) => {
      const goal = goals.find((known) => known.name === name);
      return goal === undefined
        ? []
        : [{ name, title: goal.title, figures: { ...Object(goal.settings.parse(weights)) } }];
    }),
  };
}

export const ruleTitle = (name: string): Words | null =>
  rules.find((rule) => rule.name === name)?.title ?? null;

const formats = new WeakMap<object, Readonly<Record<string, unknown>>>();

/** The settings of a rule as JSON Schema, as one writes them: what may be left out may be. */
function formatOf({ settings }: (typeof rules)[number]): Readonly<Record<string, unknown>> {
  const known = formats.get(settings);
  if (known) return known;
  const { $schema: _schema, ...made } = z.toJSONSchema(settings, { io: 'input' });
  formats.set(settings, made);
  return made;
}

/** What a policy has a great circle multiplied by to get a road. */
export async function roadFactorOf(tx: Prisma.TransactionClient, policyId: string): Promise<number> {
  const { body } = await tx.policy.findUniqueOrThrow({ where: { id: policyId } });
  return travel.read(format.parse(body).rules[travel.name]).roadFactor;
}
