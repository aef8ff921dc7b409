import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { correctionSteps } from '../../schema/correction-steps.ts';
import { objectionSteps, planSteps } from '../../schema/plan-steps.ts';
import { recruitSteps } from '../../schema/recruit-steps.ts';
import { steps as rectificationSteps } from '../../schema/rectification-steps.ts';
import { holdBackSteps, requestSteps, roundSteps } from '../../schema/round-steps.ts';
import { deedNames, unversioned } from '../../server/changed-since.ts';

/** What the code records on rows that tell a late writer who did what since, as it is written there. */
const recorded = readdirSync('server', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .flatMap((file) => [
    ...readFileSync(`server/${file}`, 'utf8').matchAll(
      /action: (?<action>[^\n]+),\s+entity: '(?:Plan|Round|Objection|Approver|StandIn|Request|HoldBack|Recruit|Assessment|Correction|Scenario|RectificationItem|User|Letter|LetterTemplate|PublicFigures|Wish|Points|PointsContest)'/g,
    ),
  ])
  .flatMap(({ groups }) => [...(groups?.['action'] ?? '').matchAll(/'([a-z.-]+\.[a-z-]+)'|`([^`]+)`/g)])
  .map(([, plain, template]) => plain ?? template ?? '');

const steps: Readonly<Record<string, readonly string[]>> = {
  'plan.${name}': Object.keys(planSteps).map((step) => `plan.${step}`),
  'objection.${step}': Object.keys(objectionSteps).map((step) => `objection.${step}`),
  'round.${name}': Object.keys(roundSteps).map((step) => `round.${step}`),
  'request.${name}': Object.keys(requestSteps).map((step) => `request.${step}`),
  'hold-back.${name}': Object.keys(holdBackSteps).map((step) => `hold-back.${step}`),
  'correction.${step}': Object.keys(correctionSteps).map((step) => `correction.${step}`),
  'rectification.${name}': Object.keys(rectificationSteps).map((step) => `rectification.${step}`),
  'recruit.${by.name}': [...Object.keys(recruitSteps), 'order', 'place', 'never-came'].map(
    (step) => `recruit.${step}`,
  ),
  'assessment.${name}': ['assess', 'confirm', 'comment'].map((step) => `assessment.${step}`),
  'account.${act}': [],
};
const silent: readonly string[] = unversioned;

const actions = [...new Set(recorded.flatMap((action) => steps[action] ?? [action]))]
  .filter((action) => !silent.includes(action))
  .sort();

test('the acts are found', () => {
  expect(actions).toEqual(
    expect.arrayContaining(['points.freeze', 'plan.undo', 'objection.uphold', 'round.pin', 'wish.set']),
  );
  expect(actions.length).toBeGreaterThan(70);
});

test.each(actions)('%s has a name in both languages', (action) => {
  expect(deedNames[action]).toEqual({
    zh: expect.stringMatching(/\p{Script=Han}/u),
    en: expect.stringMatching(/^[a-z]/),
  });
});
