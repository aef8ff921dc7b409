import { plural } from '../amounts.ts';
import type { Case } from '../case.ts';
import type { Crowd } from '../crowd.ts';
import { joined } from '../joined.ts';
import type { Words } from '../plan.ts';
import type { Posting } from '../posting.ts';
import { roleNames, type Stage, type Teacher } from '../problem.ts';
import { certificate } from '../rules/certificate.ts';
import type { StandingRule } from '../rules/rule.ts';
import { Tally } from './tally.ts';
import type { Told } from './told.ts';

/** A teacher who may go and whom no opening fits: how many openings each rule keeps away. */
export function nowhere(county: Case, crowd: Crowd, teacher: Teacher): Told {
  const tally = new Tally();
  const kept = new Map<StandingRule, Posting[]>();
  const { fitting, others } = crowd.openingsFor(teacher);
  for (const opening of fitting) {
    const posting = county.posting(teacher, opening);
    const rule = county.kept(posting);
    if (!rule) continue;
    tally.add(rule.name, rule.title);
    kept.set(rule, [...(kept.get(rule) ?? []), posting]);
  }
  tally.add(certificate.name, certificate.title, others);
  const seat = noSeatFor(county, teacher);
  if (tally.total === 0) {
    return {
      code: 'no-opening',
      figures: { openings: 0 },
      text: seat ?? {
        zh: '符合交流条件；其他学部没有空缺岗位。',
        en: 'May go; no other section has a post open.',
      },
    };
  }
  // A post for which the teacher is not certified says less than one that fails a later rule.
  const code = tally.most(tally.size > 1 ? [certificate.name] : []);
  const own = tally.total - tally.count(certificate.name);
  const figures = { openings: tally.total, ...tally.figures() };
  if (own === 0 && seat) return { code, figures, text: seat };
  if (own === 0) {
    const mine = certificatesOf(county, teacher);
    return {
      code,
      figures,
      text: mine
        ? {
            zh: `符合交流条件；可任教${mine.zh}，其他学部没有这样的空缺（其他学科学段的空缺${tally.total}处）。`,
            en: `May go and could teach ${mine.en}; no other section has such a post open (${plural(tally.total, 'opening')} of other subjects and stages).`,
          }
        : {
            zh: `符合交流条件；没有登记可任教的学科学段，${tally.total}处空缺都不能担任。`,
            en: `May go; no subject and stage to teach is on record, so no opening elsewhere fits (${tally.total} there are).`,
          },
    };
  }
  const barriers = [...kept].filter(([{ name }]) => name !== certificate.name);
  const posts = subjectsOf(
    county,
    barriers.flatMap(([, postings]) => postings),
  );
  const first: Words = {
    zh: `符合交流条件；本人可任教的${posts.zh}有${own}处空缺，${own === 1 ? '不能去' : '都不能去'}。`,
    en:
      own === 1
        ? `May go, but not to the one opening for ${posts.en}.`
        : `May go, but to none of the ${own} openings for ${posts.en}.`,
  };
  return {
    code,
    figures,
    text: joined([
      first,
      ...barriers.map(([rule, postings]): Words => {
        const { zh, en } = rule.away(county, postings);
        const count = postings.length;
        return count === own
          ? { zh: `不符合“${rule.title.zh}”：${zh}`, en: `Against '${rule.title.en}': ${en}` }
          : {
              zh: `其中${count}处不符合“${rule.title.zh}”：${zh}`,
              en: `${count} of them ${count === 1 ? 'is' : 'are'} against '${rule.title.en}': ${en}`,
            };
      }),
    ]),
  };
}

/** Of a cadre who rotates, to whom posts of teachers are nothing; null: no such cadre. */
function noSeatFor(county: Case, teacher: Teacher): Words | null {
  const role = county.rotates(teacher);
  return (
    role && {
      zh: `符合交流条件；其他学部没有空缺的${roleNames[role].zh}岗位。`,
      en: `May go; no other section has a seat of ${roleNames[role].en} open.`,
    }
  );
}

/** What a teacher is certified to be sent for; null: nothing. */
export function certificatesOf(county: Case, { certificates }: Teacher): Words | null {
  const { ranks } = certificate.read(county.problem.policy.rules[certificate.name]);
  const counted = certificates.filter(({ rank }) => rank === 'main' || ranks === 'main-or-second');
  return counted.length === 0
    ? null
    : listed(counted.map(({ subject, stage }) => inStage(county.subject(subject), stage)));
}

const subjectsOf = (county: Case, postings: readonly Posting[]): Words =>
  listed(postings.map(({ opening }) => inStage(county.postOf(opening), opening.section.stage)));

const inStage = ({ zh, en }: Words, stage: Stage): Words => ({
  zh: `${stages[stage].zh}${zh}`,
  en: `${en} (${stages[stage].en})`,
});

const stages = { primary: { zh: '小学', en: 'primary' }, junior: { zh: '初中', en: 'junior' } };

/** Each once. */
const listed = (all: readonly Words[]): Words => ({
  zh: [...new Set(all.map(({ zh }) => zh))].join('、'),
  en: [...new Set(all.map(({ en }) => en))].join(', '),
});
