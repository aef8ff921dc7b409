import type { Verification } from '../solver/verify.ts';
import { builder } from './builder.ts';
import { Words } from './words.ts';

const PlanFault = builder.objectRef<Verification['faults'][number]>('PlanFault').implement({
  description: 'Something a plan says that is not so.',
  fields: (t) => ({
    code: t.exposeString('code', { description: 'Which kind; stable, for programs.' }),
    words: t.field({ type: Words, description: 'In words.', resolve: ({ text }) => text }),
  }),
});

export const PlanVerification = builder
  .objectRef<Verification & { readonly hash: string; readonly told: boolean }>('PlanVerification')
  .implement({
    description:
      'What an independent reckoning says of a plan, as `npm run verify` does: without a solver, and without any code of the rules.',
    fields: (t) => ({
      confirmed: t.exposeBoolean('confirmed', {
        description:
          'Whether everything the plan says that can be reckoned from the facts alone is so: it keeps every rule, reaches what it says, and its proof holds.',
      }),
      hash: t.exposeString('hash', { description: 'The fingerprint of the facts it was checked against.' }),
      faultCount: t.int({
        description: 'How many things are not so; 0 where it is confirmed.',
        resolve: ({ faults }) => faults.length,
      }),
      faults: t.field({
        type: [PlanFault],
        description: 'What is not so. For HR officers, as people are named; empty for everybody else.',
        resolve: ({ faults, told }) => (told ? faults : []),
      }),
      unproven: t.field({
        type: [Words],
        description: 'What the plan says and this does not prove, or what it owns not to say.',
        resolve: ({ unproven }) => unproven,
      }),
    }),
  });
