import type { Words } from './plan.ts';
import type { Stage } from './problem.ts';

/** What a section is called: its school, and its stage where the school's own name does not say it. */
export const sectionName = (school: string, stage: Stage): Words => ({
  zh: saysStage(school, stage) ? school : `${school}${stageNames[stage].zh}`,
  en: `${school} (${stageNames[stage].en})`,
});

const stageNames = { primary: { zh: '小学部', en: 'primary' }, junior: { zh: '初中部', en: 'junior' } };

/** A 小学 has no need of the word again, nor a 中学 of the junior stage. */
const saysStage = (school: string, stage: Stage): boolean =>
  (stage === 'primary' ? /小学$/ : /(中学|初中)$/).test(school);
