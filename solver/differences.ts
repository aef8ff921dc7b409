import { canonical } from './canonical.ts';
import { type Case, caseOf } from './case.ts';
import { goals } from './goals/index.ts';
import type { Words } from './plan.ts';
import type { BackboneLevel, Pin, Policy, Problem, RuleSetting } from './problem.ts';
import { rules } from './rules/index.ts';
import type { Rule } from './rules/rule.ts';

/**
 * In what two problems of one county differ, in sentences: rules, goals, budget, requests, pins, and how many rows of the
 * registry. Empty: in nothing that a plan may rest on. People are named by their staff numbers.
 */
export function differencesBetween(before: Problem, after: Problem): Words[] {
  const [earlier, later] = [canonical(before), canonical(after)];
  const counties = { earlier: caseOf(earlier), later: caseOf(later) };
  return [
    ...ruleDifferences(counties),
    ...goalDifferences(earlier.policy, later.policy),
    ...budgetDifferences(earlier, later),
    ...requestDifferences(counties),
    ...pinDifferences(counties),
    ...factDifferences(earlier, later),
  ];
}

interface Counties {
  readonly earlier: Case;
  readonly later: Case;
}

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

const changed = (what: Words, from: Words, to: Words): Words => ({
  zh: `${what.zh}：由“${from.zh}”改为“${to.zh}”。`,
  en: `${what.en}: instead of “${from.en}” “${to.en}”.`,
});

/** A rule is told by what it asks before and after, or, where its words are the same, by its figures. */
function ruleDifferences({ earlier, later }: Counties): Words[] {
  return rules.flatMap((rule): Words[] => {
    const [from, to] = [settingOf(rule, earlier), settingOf(rule, later)];
    if (same(from, to)) return [];
    const [asked, asks] = [statement(rule, earlier), statement(rule, later)];
    return [
      changed(rule.title, ...(asked.zh === asks.zh ? figuresApart(from, to) : ([asked, asks] as const))),
    ];
  });
}

type Setting = Readonly<Record<string, unknown>>;

/** A rule's level, clause, decision and figures, those at their defaults too. */
function settingOf(rule: Rule, { problem: { policy } }: Case): Setting {
  const given: RuleSetting | undefined = policy.rules[rule.name];
  const level = given?.level ?? rule.level;
  const { clause = rule.clause, relaxed } = given ?? {};
  return { level, clause, relaxed, ...(level === 'off' ? {} : Object(rule.read(given))) };
}

function statement(rule: Rule, county: Case): Words {
  const { level, relaxed } = settingOf(rule, county);
  const standing = rule.stand(county.problem.policy.rules[rule.name]);
  if (standing === null || level === 'off') return { zh: '不适用', en: 'not applied' };
  const { zh, en } = standing.states(county);
  const decision =
    typeof relaxed === 'string'
      ? { zh: `（依${relaxed}可突破）`, en: ` (may be broken by ${relaxed})` }
      : { zh: '', en: '' };
  return { zh: `${zh.replace(/。$/, '')}${decision.zh}`, en: `${en.replace(/\.$/, '')}${decision.en}` };
}

/** The figures that two settings do not share. */
function figuresApart(from: Setting, to: Setting): [Words, Words] {
  const names = [...new Set([...Object.keys(from), ...Object.keys(to)])].filter(
    (name) => !same(from[name], to[name]),
  );
  const told = (setting: Setting): Words => {
    const text = names.map((name) => `${name} = ${JSON.stringify(setting[name] ?? null)}`).join(', ');
    return { zh: text, en: text };
  };
  return [told(from), told(to)];
}

function goalDifferences(earlier: Policy, later: Policy): Words[] {
  if (same([earlier.goals, earlier.combine], [later.goals, later.combine])) return [];
  const [from, to] = [goalsInWords(earlier), goalsInWords(later)];
  return [changed({ zh: '目标及其顺序', en: 'Goals and their order' }, from, to)];
}

function goalsInWords({ goals: listed, combine }: Policy): Words {
  const titles = listed.map(({ name, ...figures }) => {
    const title = goals.find((goal) => goal.name === name)?.title ?? { zh: name, en: name };
    const told = Object.keys(figures).length === 0 ? '' : ` ${JSON.stringify(figures)}`;
    return { zh: `${title.zh}${told}`, en: `${title.en}${told}` };
  });
  const summed = combine === 'weights';
  return {
    zh: titles.map(({ zh }) => zh).join(summed ? '＋' : '、'),
    en: titles.map(({ en }) => en).join(summed ? ' + ' : ', '),
  };
}

function budgetDifferences({ budget: from }: Problem, { budget: to }: Problem): Words[] {
  if (from === to) return [];
  const told = (yuan: number | undefined): Words =>
    yuan === undefined ? { zh: '不限', en: 'no limit' } : { zh: `每年${yuan}元`, en: `${yuan} yuan a year` };
  return [changed({ zh: '经费预算', en: 'Budget' }, told(from), told(to))];
}

type Request = Problem['requests'][number];

function requestDifferences({ earlier, later }: Counties): Words[] {
  const [before, after] = [
    byKey(earlier.problem.requests, ({ id }) => id),
    byKey(later.problem.requests, ({ id }) => id),
  ];
  return [...new Set([...before.keys(), ...after.keys()])].sort().flatMap((id): Words[] => {
    const [from, to] = [before.get(id), after.get(id)];
    if (same(from, to)) return [];
    const place = to ? nameOf(later, to) : from ? nameOf(earlier, from) : { zh: '', en: '' };
    const what = { zh: `申请${id}（${place.zh}）`, en: `Request ${id} (${place.en})` };
    return [changed(what, wanted(from), wanted(to))];
  });
}

const wanted = (request: Request | undefined): Words => {
  if (!request) return { zh: '无', en: 'none' };
  const { count, level, priority } = request;
  const asked =
    level === 'none'
      ? { zh: '', en: '' }
      : { zh: `，${levels[level].zh}及以上`, en: `, ${levels[level].en} level or above` };
  return { zh: `${count}人${asked.zh}，优先级${priority}`, en: `${count}${asked.en}, priority ${priority}` };
};

const levels: Readonly<Record<BackboneLevel, Words>> = {
  none: { zh: '不限', en: 'any' },
  school: { zh: '校级骨干', en: 'school' },
  county: { zh: '县级骨干', en: 'county' },
  city: { zh: '市级骨干', en: 'city' },
  province: { zh: '省级骨干', en: 'province' },
};

const nameOf = (county: Case, { section, subject }: Request): Words => {
  const [place, taught] = [county.nameOf(county.section(section)), county.subject(subject)];
  return { zh: `${place.zh}${taught.zh}`, en: `${taught.en} at ${place.en}` };
};

function pinDifferences({ earlier, later }: Counties): Words[] {
  const keyOf = (pin: Pin) => JSON.stringify(pin);
  const [before, after] = [byKey(earlier.problem.pins, keyOf), byKey(later.problem.pins, keyOf)];
  const gone = [...before.keys()].filter((key) => !after.has(key));
  const come = [...after.keys()].filter((key) => !before.has(key));
  return [
    ...gone.flatMap((key) => told(before.get(key), earlier, { zh: '不再', en: 'no longer ' })),
    ...come.flatMap((key) => told(after.get(key), later, { zh: '', en: '' })),
  ];
}

function told(pin: Pin | undefined, county: Case, not: Words): Words[] {
  if (!pin) return [];
  const who = { zh: `工号${pin.teacher}的教师`, en: `The teacher with staff number ${pin.teacher}` };
  if (pin.kind === 'stay')
    return [{ zh: `${who.zh}${not.zh}固定留任。`, en: `${who.en} is ${not.en}fixed to stay.` }];
  const place = county.nameOf(county.section(pin.section));
  return pin.kind === 'move'
    ? [
        {
          zh: `${who.zh}${not.zh}固定调往${place.zh}。`,
          en: `${who.en} is ${not.en}fixed to go to ${place.en}.`,
        },
      ]
    : [
        {
          zh: `${who.zh}${not.zh}禁止调往${place.zh}。`,
          en: `${who.en} is ${not.en}banned from ${place.en}.`,
        },
      ];
}

/** What nobody decides in a scenario, but may have changed in the registry: by how many rows. */
function factDifferences(earlier: Problem, later: Problem): Words[] {
  const parts = lists.flatMap(({ list, zh, en }): Words[] => {
    const [before, after] = [earlier[list], later[list]].map((rows = []) => byKey<object>(rows, keyOfRow));
    if (!before || !after) return [];
    const keys = new Set([...before.keys(), ...after.keys()]);
    const count = [...keys].filter((key) => !same(before.get(key), after.get(key))).length;
    return count === 0 ? [] : [{ zh: `${zh}${count}条`, en: `${count} of ${en}` }];
  });
  if (parts.length === 0) return [];
  return [
    {
      zh: `登记数据不同：${parts.map(({ zh }) => zh).join('、')}。`,
      en: `What is on file differs: ${parts.map(({ en }) => en).join(', ')}.`,
    },
  ];
}

const lists = [
  { list: 'schools', zh: '学校', en: 'the schools' },
  { list: 'sections', zh: '学部', en: 'the sections' },
  { list: 'teachers', zh: '教师', en: 'the teachers' },
  { list: 'recruits', zh: '新聘教师', en: 'the recruits' },
  { list: 'wishes', zh: '意愿', en: 'the wishes' },
  { list: 'points', zh: '积分', en: 'the points' },
] as const;

/** Rows of a list are told apart by whose they are. */
const keyOfRow = (row: object): string => {
  const { id, teacher, section, subject } = row as Readonly<Record<string, unknown>>;
  return JSON.stringify([id, teacher, section, subject]);
};

const byKey = <Row>(rows: readonly Row[], keyOf: (row: Row) => string): Map<string, Row> =>
  new Map(rows.map((row) => [keyOf(row), row]));
