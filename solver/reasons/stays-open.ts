import { plural } from '../amounts.ts';
import type { Candidate, Case } from '../case.ts';
import { daysOf, type MadeCircuit } from '../circuits.ts';
import type { Crowd } from '../crowd.ts';
import { joined } from '../joined.ts';
import type { Opening } from '../opening.ts';
import type { Words } from '../plan.ts';
import type { Teacher } from '../problem.ts';
import { certificate } from '../rules/certificate.ts';
import { type Beside, breachesInWords, nearestOf } from './beside.ts';
import { Tally, titleOf } from './tally.ts';
import type { Told } from './told.ts';

/** Why posts of an opening stay open: what became of every teacher who could teach there and does not come. */
export function staysOpen(
  county: Case,
  opening: Opening,
  moves: ReadonlyMap<Teacher, Candidate>,
  crowd: Crowd,
  blockOf: (candidate: Candidate) => string | null,
  beside: Beside,
): Told {
  const barriers = crowd.barredFrom(opening);
  const inside = new Tally();
  const stopped: Candidate[] = [];
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
      if (own && rule) {
        inside.add(rule, titleOf(county, rule));
        stopped.push(own);
      } else inside.add('goals', { zh: '可以增派而对目标不利', en: 'free to come, at a cost to the goals' });
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
  const groups = groupsOf(county, outside, inside);
  return {
    code: inside.total === 0 ? 'all-barred' : inside.most([]),
    figures,
    text: joined([
      ...nearestChance(county, stopped, inside.count('goals'), beside),
      {
        zh: `${besides}其他学部${fit.zh}教师${certified}人：${groups.map(({ zh }) => zh).join('；')}。`,
        en: `${came > 0 ? `Besides the ${came} coming, ` : ''}${plural(certified, 'teacher')}${fit.en} ${certified === 1 ? 'serves' : 'serve'} elsewhere: ${groups.map(({ en }) => en).join('; ')}.`,
      },
    ]),
  };
}

/** Who could come soonest, and what stops that; nobody is named, for other schools read it. */
function nearestChance(county: Case, stopped: readonly Candidate[], free: number, beside: Beside): Words[] {
  if (free > 0) return [];
  const chances = stopped.map((candidate) => ({ candidate, rules: beside.breaks(candidate) }));
  const nearest = nearestOf(chances);
  if (!nearest) return [];
  const home = county.nameOf(nearest.candidate.from);
  return [
    breachesInWords(beside.told(nearest.candidate, nearest.rules, false), {
      zh: `最接近可行的是从${home.zh}派1人，但派来后`,
      en: `The nearest chance is a teacher of ${home.en}, but `,
    }),
  ];
}

/** What became of everybody who could teach there, in groups that add up. */
function groupsOf(county: Case, outside: Tally, inside: Tally): Words[] {
  const scopes = new Map(county.rules.map(({ name, scope }) => [name, scope]));
  const kept = outside.parts([]);
  const weighed = inside.parts([...inWordsOfOwn]);
  const group = (parts: readonly Part[], zh: string, en: string): Words[] => {
    const count = parts.reduce((sum, part) => sum + part.count, 0);
    if (count === 0) return [];
    const sorted = parts.toSorted((a, b) => b.count - a.count);
    return [
      {
        zh: `${count}人${zh}（${sorted.map(({ title, count: each }) => `${title.zh}${each}`).join('、')}）`,
        en: `${count} ${en} (${sorted.map(({ title, count: each }) => `${title.en} ${each}`).join(', ')})`,
      },
    ];
  };
  const own = (code: string, zh: string, en: string): Words[] => {
    const count = inside.count(code);
    return count === 0 ? [] : [{ zh: `${count}人${zh}`, en: `${count} ${en}` }];
  };
  const elsewhere = inside.count('needed-elsewhere') === 1 ? 'is' : 'are';
  return [
    ...group(
      kept.filter(({ code }) => scopes.get(code) === 'who'),
      '不符合交流条件',
      'may not go',
    ),
    ...group(
      kept.filter(({ code }) => scopes.get(code) !== 'who'),
      '与该岗位不合',
      'may not go to this post',
    ),
    ...group(weighed, '派来会违反规则', 'would break a rule by coming'),
    ...own('goals', '可以增派而对目标不利', 'could come, at a cost to the goals'),
    ...own('needed-elsewhere', '已派往别处', `${elsewhere} needed elsewhere`),
  ];
}

interface Part {
  code: string;
  title: Words;
  count: number;
}

/** Tallies that are no rule's. */
const inWordsOfOwn = ['needed-elsewhere', 'goals'];

/** Who could teach at an opening, in the words of the certificate rule as the policy sets it; without it anybody. */
function fitFor(county: Case, { subject }: Opening): Words {
  if (subject === null || !county.holds(certificate.name)) return { zh: '', en: '' };
  const { zh, en } = county.subject(subject);
  return certificate.read(county.problem.policy.rules[certificate.name]).ranks === 'main'
    ? { zh: `在该学段主教${zh}的`, en: ` with ${en} as main subject at this stage` }
    : { zh: `具备${zh}该学段资格的`, en: ` certified for ${en} at this stage` };
}

/** Why a post stays open, and how many recruits are placed there all the same. */
export const withRecruits = (told: Told, placed: number): Told =>
  placed === 0
    ? told
    : {
        ...told,
        figures: { ...told.figures, recruits: placed },
        text: joined([
          {
            zh: `已安置新聘教师${placed}人。`,
            en: `${placed} ${placed === 1 ? 'recruit is' : 'recruits are'} placed there.`,
          },
          told.text,
        ]),
      };

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
