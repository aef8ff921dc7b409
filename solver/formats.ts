import * as z from 'zod';
import { goals } from './goals/index.ts';
import { plan } from './plan.ts';
import { goalSetting, policy, problem, ruleSetting } from './problem.ts';
import { outlook } from './roadmap/outlook.ts';
import { rules } from './rules/index.ts';

type Schema = z.core.JSONSchema.BaseSchema;

/**
 * The problem file as JSON Schema (draft 2020-12), every rule's figures and every goal's weights included.
 * What rows say of one another (keys that must exist, days in order) only `readProblem` checks.
 */
export const problemSchema = (): Schema => ({
  ...schemaOf(problem),
  title: 'Junheng problem',
  description: 'Every fact a plan may rest on. The order of rows means nothing.',
});

/** The plan file as JSON Schema (draft 2020-12). */
export const planSchema = (): Schema => ({
  ...schemaOf(plan),
  title: 'Junheng plan',
  description: 'The answer to a problem: who moves where, what stays unfilled, and why.',
});

/** What a problem does not say of the years to come, as JSON Schema (draft 2020-12). */
export const outlookSchema = (): Schema => ({
  ...schemaOf(outlook),
  title: 'Junheng outlook',
  description:
    'What a problem does not say of the school years to come; what is left out stands at its default.',
});

function schemaOf(format: z.ZodType): Schema {
  return z.toJSONSchema(format, {
    io: 'input',
    override({ zodSchema, jsonSchema }) {
      if (zodSchema === policy.shape.rules.unwrap()) become(jsonSchema, everyRule());
      if (zodSchema === goalSetting) become(jsonSchema, { oneOf: everyGoal() });
      // `format` says it; the pattern beside it is unreadable.
      if (jsonSchema.format === 'date') delete jsonSchema.pattern;
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
      if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
    },
  });
}

function become(schema: Schema, wanted: Schema): void {
  for (const key of Object.keys(schema)) delete schema[key];
  Object.assign(schema, wanted);
}

function everyRule(): Schema {
  const { properties: common, required } = schemaOf(ruleSetting);
  const settings = rules.map((rule) => {
    const level = rule.always ? { level: { const: 'law' } } : {};
    return {
      type: 'object' as const,
      title: rule.title.en,
      description: `${rule.source.en}. Where it is left out: ${rule.level}, at its defaults.`,
      properties: { ...common, ...level, ...schemaOf(rule.settings).properties },
      required,
      additionalProperties: false,
    };
  });
  return {
    type: 'object',
    properties: Object.fromEntries(rules.map(({ name }, index) => [name, settings[index] ?? {}])),
    additionalProperties: false,
  };
}

const everyGoal = (): Schema[] =>
  goals.map((goal) => ({
    type: 'object',
    title: goal.title.en,
    description: `${goal.source}. To ${goal.sense}, in ${goal.unit}.`,
    properties: { name: { const: goal.name }, ...schemaOf(goal.settings).properties },
    required: ['name'],
    additionalProperties: false,
  }));
