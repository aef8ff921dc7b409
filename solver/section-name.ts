import type { Case } from './case.ts';
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

/** Several sections by name; of many the first, and how many there are. */
export function sectionsInWords(
  county: Pick<Case, 'nameOf' | 'section'>,
  sections: readonly string[],
): Words {
  const named = sections.slice(0, MOST_NAMES).map((id) => county.nameOf(county.section(id)));
  const more = sections.length - named.length;
  return {
    zh: `${named.map(({ zh }) => zh).join('、')}${more > 0 ? `等${sections.length}处` : ''}`,
    en: `${named.map(({ en }) => en).join(', ')}${more > 0 ? ` and ${more} more` : ''}`,
  };
}

const MOST_NAMES = 5;
