import { plural } from '../amounts.ts';
import type { Candidate, Case } from '../case.ts';
import { daysOf, type MadeCircuit } from '../circuits.ts';
import type { Crowd } from '../crowd.ts';
import { joined } from '../joined.ts';
import type { Opening } from '../opening.ts';
import type { Words } from '../plan.ts';
import type { Teacher } from '../problem.ts';
import { certificate } from '../rules/certificate.ts';
import { Tally, titleOf } from './tally.ts';
import type { Told } from './told.ts';

/** Why posts of an opening stay open: what became of every teacher who could teach there and does not come. */
export function staysOpen(
  county: Case,
  opening: Opening,
  moves: ReadonlyMap<Teacher, Candidate>,
  crowd: Crowd,
  blockOf: (candidate: Candidate) => string | null,
): Told {
  const barriers = crowd.barredFrom(opening);
  const inside = new Tally();
  let came = 0;
  let certified = [...barriers.values()].reduce((sum, count) => sum + count, 0);
  for (const teacher of crowd.certifiedFor(opening)) {
    if (teacher.serving.section === opening.section.id) continue;
    if (moves.get(teacher)?.opening === opening) {
      came += 1;
      continue;
    }
    certified += 1;
    const own = crowd.candidate(teacher, opening);
    const kept = own ? null : county.kept(county.posting(teacher, opening));
    if (kept) barriers.set(kept, (barriers.get(kept) ?? 0) + 1);
    else if (moves.has(teacher)) inside.add('needed-elsewhere', { zh: '已派往别处', en: 'needed elsewhere' });
    else {
      const rule = own ? blockOf(own) : null;
      if (rule) inside.add(rule, titleOf(county, rule));
      else inside.add('goals', { zh: '可以增派而对目标不利', en: 'free to come, at a cost to the goals' });
    }
  }
  const outside = new Tally();
  for (const rule of county.rules) outside.add(rule.name, rule.title, barriers.get(rule) ?? 0);
  const fit = fitFor(county, opening);
  const besides = came > 0 ? `除已派来的${came}人外，` : '';
  const figures = { came, certified, ...outside.figures(), ...inside.figures() };
  if (certified === 0) {
    return {
      code: 'no-certified-teacher',
      figures,
      text: {
        zh: `${besides}全县其他学部没有${fit.zh}教师，需招聘补充。`,
        en: `${came > 0 ? `Besides the ${came} coming, no further` : 'No'} teacher${fit.en} elsewhere in the county: a case for recruitment.`,
      },
    };
  }
  const kept = outside.parts([]);
  const weighed = inside.parts([]);
  const told = {
    zh: [
      ...kept.map(({ title, count }) => `因“${title.zh}”不能派来的${count}人`),
      ...weighed.map(({ code, title, count }) =>
        inWordsOfOwn.has(code) ? `${title.zh}的${count}人` : `增派会违反“${title.zh}”的${count}人`,
      ),
    ],
    en: [
      ...kept.map(({ title, count }) => `'${title.en}' keeps ${count} away`),
      ...weighed.map(({ code, title, count }) =>
        inWordsOfOwn.has(code)
          ? `${count} ${count === 1 ? 'is' : 'are'} ${title.en}`
          : `sending ${count} would break '${title.en}'`,
      ),
    ],
  };
  return {
    code: inside.total === 0 ? 'all-barred' : inside.most([]),
    figures,
    text: {
      zh: `${besides}其他学部${fit.zh}教师有${certified}人：${told.zh.join('，')}。`,
      en: `${came > 0 ? `Besides the ${came} coming, ` : ''}${plural(certified, 'teacher')}${fit.en} ${certified === 1 ? 'serves' : 'serve'} elsewhere: ${told.en.join(', ')}.`,
    },
  };
}

/** Tallies that are no rule's. */
const inWordsOfOwn: ReadonlySet<string> = new Set(['needed-elsewhere', 'goals']);

/** Who could teach at an opening, in the words of the certificate rule as the policy sets it; without it anybody. */
function fitFor(county: Case, { subject }: Opening): Words {
  if (subject === null || !county.holds(certificate.name)) return { zh: '', en: '' };
  const { zh, en } = county.subject(subject);
  return certificate.read(county.problem.policy.rules[certificate.name]).ranks === 'main'
    ? { zh: `在该学段主教${zh}的`, en: ` with ${en} as main subject at this stage` }
    : { zh: `具备${zh}该学段资格的`, en: ` certified for ${en} at this stage` };
}

/** Why a post stays open, and on how many days circuits serve it all the same. */
export function withDays(told: Told, circuits: readonly MadeCircuit[]): Told {
  const days = daysOf(circuits);
  if (days === 0) return told;
  const teachers = new Set(circuits.map(({ teacher }) => teacher)).size;
  return {
    ...told,
    figures: { ...told.figures, circuitDays: days, circuitTeachers: teachers },
    text: joined([
      {
        zh: `${teachers}名教师每周走教${days}天。`,
        en: `Circuit teachers come on ${days} ${days === 1 ? 'day' : 'days'} a week (${teachers} of them).`,
      },
      told.text,
    ]),
  };
}
