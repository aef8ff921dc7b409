import { plural } from '../amounts.ts';
import type { Case } from '../case.ts';
import type { Crowd } from '../crowd.ts';
import type { Teacher } from '../problem.ts';
import { certificate } from '../rules/certificate.ts';
import { Tally } from './tally.ts';
import type { Told } from './told.ts';

/** A teacher who may go and whom no opening fits: how many openings each rule keeps away. */
export function nowhere(county: Case, crowd: Crowd, teacher: Teacher): Told {
  const tally = new Tally();
  const { fitting, others } = crowd.openingsFor(teacher);
  for (const opening of fitting) {
    const rule = county.kept(county.posting(teacher, opening));
    if (rule) tally.add(rule.name, rule.title);
  }
  tally.add(certificate.name, certificate.title, others);
  if (tally.total === 0) {
    return {
      code: 'no-opening',
      figures: { openings: 0 },
      text: {
        zh: '符合交流条件；其他学部没有空缺岗位。',
        en: 'May go; no other section has a post open.',
      },
    };
  }
  // A post for which the teacher is not certified says less than one that fails a later rule.
  const code = tally.most(tally.size > 1 ? [certificate.name] : []);
  const own = tally.total - tally.count(certificate.name);
  const figures = { openings: tally.total, ...tally.figures() };
  if (own === 0) {
    return {
      code,
      figures,
      text: {
        zh: `符合交流条件；没有本人学科学段的岗位空缺（其他学科学段的空缺${tally.total}处）。`,
        en: `May go; no post of your subject and stage is open (${plural(tally.total, 'opening')} of others).`,
      },
    };
  }
  const barriers = tally.parts([certificate.name]);
  return {
    code,
    figures,
    text: {
      zh: `符合交流条件，但本人学科学段的${own}处空缺均不合适：${barriers.map(({ title, count }) => `不符合“${title.zh}”的${count}处`).join('，')}。`,
      en:
        own === 1
          ? `May go, but the one opening of your subject and stage does not fit: ${barriers.map(({ title }) => `'${title.en}' keeps you from it`).join(', ')}.`
          : `May go, but of the ${own} openings of your subject and stage none fits: ${barriers.map(({ title, count }) => `'${title.en}' keeps you from ${count}`).join(', ')}.`,
    },
  };
}
