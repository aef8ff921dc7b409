import type { LeastCoefficient as Shape } from '../solver/balance/least.ts';
import { builder } from './builder.ts';
import { Stage } from './enums.ts';

const LeastCoefficient = builder.objectRef<Shape>('LeastCoefficient').implement({
  description:
    'The coefficient of variation of an indicator of staffing today, after the plan, and after the evenest exchange there could be.',
  fields: (t) => ({
    stage: t.expose('stage', { type: Stage, description: 'The stage.' }),
    code: t.exposeString('indicator', { description: 'The indicator’s code in the standard.' }),
    today: t.exposeFloat('today', { description: 'Today; every school for itself, sites of others too.' }),
    plan: t.exposeFloat('plan', { description: 'After the plan.' }),
    least: t.exposeFloat('least', {
      nullable: true,
      description:
        'The evenest found that keeps every rule of the policy: today, the plan, or an exchange with nothing but this indicator for a goal; null: no exchange keeps them.',
    }),
    proven: t.exposeBoolean('proven', {
      description:
        'Whether it is proven that no exchange does better; false also where some move would change how many people count, and with it the mean.',
    }),
  }),
});

export const LeastCoefficients = builder
  .objectRef<{ readonly indicators: readonly Shape[] }>('LeastCoefficients')
  .implement({
    description: 'How even any exchange could make a county.',
    fields: (t) => ({
      indicators: t.field({
        type: [LeastCoefficient],
        description: 'Those that moves can change and that are computable: primary, then junior.',
        resolve: ({ indicators }) => indicators,
      }),
    }),
  });
