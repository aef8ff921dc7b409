import * as z from 'zod';
import { leastOf, percent, reachedPercent } from './ratio.ts';
import { defineRule } from './rule.ts';

/**
 * Cadre quota
 *
 * Of the principals and other cadres due to rotate at least a share does. Counts nobody where the rule `cadre` does
 * not let them rotate.
 *
 * Source: the 2014 Opinions let heads rotate after two terms (domain A2); the share is a local figure.
 */
export const cadreQuota = defineRule({
  name: 'cadre-quota',
  title: { zh: '干部交流比例', en: 'Cadre quota' },
  unit: 'cadres',
  source: {
    zh: '2014年意见：校长任满两届应交流；比例由各地自定，政策未写明时不启用',
    en: '2014 Opinions: heads rotate after two terms; the share is local, and off unless the policy says so',
  },
  level: 'off',
  clause: '任期届满的校级干部交流比例',
  settings: z.strictObject({ percent: percent.default(10) }),

  statesHere(settings, { cadres }) {
    const least = leastOf(settings.percent, cadres.length);
    return {
      zh: `任期届满、符合条件的${cadres.length}名干部中至少${settings.percent}%（${least}人）交流。`,
      en: `At least ${settings.percent} % of ${cadres.length} cadres due (${least}) rotate.`,
    };
  },

  constrain({ cadres }, settings, model) {
    const rotating = model.candidates.filter(({ opening }) => opening.role !== null);
    const moved = model.total(
      'cadres',
      rotating.map(({ column }) => column),
    );
    model.atLeast('cadre-quota', '', [[moved, 1]], leastOf(settings.percent, cadres.length));
  },

  *audit({ cadres }, settings, postings) {
    const moved = postings.filter(({ opening }) => opening.role !== null).length;
    const least = leastOf(settings.percent, cadres.length);
    if (moved >= least) return;
    yield {
      teachers: [],
      sections: [],
      amount: least - moved,
      text: {
        zh: `任期届满、符合条件的干部${cadres.length}人，交流${moved}人，不足${settings.percent}%（${least}人）。`,
        en: `${moved} of ${cadres.length} cadres due would rotate; ${settings.percent} % is ${least}.`,
      },
    };
  },

  accepts: ({ cadres }, settings, postings) =>
    reachedPercent(
      settings.percent,
      postings.filter(({ opening }) => opening.role !== null).length,
      cadres.length,
    ),
});
