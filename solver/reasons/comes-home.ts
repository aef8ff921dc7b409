import type { Case } from '../case.ts';
import type { Return } from '../returns.ts';
import type { Told } from './told.ts';

/** Who comes home from a posting that is over. */
export function comesHome(county: Case, { teacher, from, home }: Return): Told {
  const [left, back] = [from, home].map((section) => county.nameOf(section));
  const { since } = teacher.serving;
  return {
    code: 'return',
    figures: { from: from.id, home: home.id, since },
    text: {
      zh: `交流期满，自${since}起由${left?.zh}返回${back?.zh}。`,
      en: `The posting is over: returns from ${left?.en} to ${back?.en} on ${since}.`,
    },
  };
}
