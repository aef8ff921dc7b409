import type { Ending, Told } from './told.ts';

/** What everybody is told where there is no plan. */
export const noPlan = (status: Ending): Told => {
  if (status === 'said-impossible') {
    return {
      code: 'not-proven',
      figures: {},
      text: {
        zh: '求解引擎称没有可行方案，但未能证明。',
        en: 'The engine says that there is no plan; no proof of it was found.',
      },
    };
  }
  return status === 'infeasible'
    ? {
        code: 'no-plan',
        figures: {},
        text: {
          zh: '各项规则不能同时满足，没有可行方案，见诊断。',
          en: 'The rules cannot all hold: there is no plan. See the diagnosis.',
        },
      }
    : {
        code: 'cut-short',
        figures: {},
        text: {
          zh: '求解中途停止，尚无方案。',
          en: 'The search was stopped before a plan was found.',
        },
      };
};
