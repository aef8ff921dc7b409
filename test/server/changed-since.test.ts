import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { objectionSteps, planSteps } from '../../schema/plan-steps.ts';
import { roundSteps } from '../../schema/round-steps.ts';
import { deedNames } from '../../server/changed-since.ts';

/** What the code records on rows that tell a late writer who did what since, as it is written there. */
const recorded = readdirSync('server', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .flatMap((file) => [
    ...readFileSync(`server/${file}`, 'utf8').matchAll(
      /action: (?<action>[^\n]+),\s+entity: '(?:Plan|Round|Objection|Approver|StandIn)'/g,
    ),
  ])
  .flatMap(({ groups }) => [...(groups?.['action'] ?? '').matchAll(/'([a-z.-]+\.[a-z-]+)'|`([^`]+)`/g)])
  .map(([, plain, template]) => plain ?? template ?? '');

const steps: Readonly<Record<string, readonly string[]>> = {
  'plan.${name}': Object.keys(planSteps).map((step) => `plan.${step}`),
  'objection.${step}': Object.keys(objectionSteps).map((step) => `objection.${step}`),
  'round.${name}': Object.keys(roundSteps).map((step) => `round.${step}`),
};

const actions = [...new Set(recorded.flatMap((action) => steps[action] ?? [action]))].sort();

test('the acts are found', () => {
  expect(actions).toEqual(
    expect.arrayContaining(['points.freeze', 'plan.undo', 'objection.uphold', 'round.pin']),
  );
  expect(actions.length).toBeGreaterThan(30);
});

test.each(actions)('%s has a name in both languages', (action) => {
  expect(deedNames[action]).toEqual({
    zh: expect.stringMatching(/\p{Script=Han}/u),
    en: expect.stringMatching(/^[a-z]/),
  });
});
