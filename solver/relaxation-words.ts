import { plural } from './amounts.ts';
import type { Case } from './case.ts';
import type { Accepts, Finding, Words } from './plan.ts';
import type { StandingRule } from './rules/rule.ts';
import { sectionsInWords } from './section-name.ts';

/** A breach that names who is concerned, and where. */
export function waiveInWords(county: Case, { teachers, sections, text }: Finding): Words {
  const [id, ...others] = teachers;
  if (id === undefined || others.length > 0) return text;
  const { name } = county.teacher(id);
  if (text.zh.includes(name)) return text;
  const [, to] = sections;
  const place = to === undefined ? null : county.nameOf(county.section(to));
  return {
    zh: `${name}（${id}）${place ? `到${place.zh}` : ''}：${text.zh}`,
    en: `${name} (${id})${place ? ` to ${place.en}` : ''}: ${text.en}`,
  };
}

/** What is given up in one relaxation, rule by rule, by name and figures; and the figures that would do instead. */
export function relaxationInWords(
  county: Case,
  broken: readonly StandingRule[],
  waives: readonly Finding[],
  accepts: readonly Accepts[],
  proven: boolean,
): Words {
  const parts = broken.map((rule) =>
    givenUp(
      county,
      rule,
      waives.filter((waive) => waive.rule === rule.name),
    ),
  );
  const either = {
    zh: accepts.length > 0 ? `；或${accepts.map(({ text }) => text.zh).join('，并')}` : '',
    en: accepts.length > 0 ? `; or ${accepts.map(({ text }) => text.en).join(' and ')}` : '',
  };
  const fewest = proven
    ? { zh: '', en: '' }
    : { zh: '（未能证明这已是最少）', en: ' (not shown to be the least)' };
  return {
    zh: `${parts.map(({ zh }) => zh).join('；')}${fewest.zh}${either.zh}。`,
    en: `${parts.map(({ en }) => en).join('; ')}${fewest.en}${either.en}.`,
  };
}

function givenUp(county: Case, rule: StandingRule, waives: readonly Finding[]): Words {
  const { title } = rule;
  const people = peopleOf(rule, waives);
  if (people.length > 0) {
    const names = people.map((id) => personInWords(county, id));
    const more = names.length > MOST_NAMES;
    const shown = names.slice(0, MOST_NAMES);
    const { subjects, schools } = placesOf(county, people);
    return {
      zh: `就“${title.zh}”为${people.length}人作出例外决定：${shown.map(({ zh }) => zh).join('、')}${more ? '等' : ''}（${subjects.map(({ zh }) => zh).join('、')}；${schools.length}所学校）`,
      en: `Decide an exception to '${title.en}' for ${plural(people.length, 'person', 'people')}: ${shown.map(({ en }) => en).join(', ')}${more ? ` and ${people.length - MOST_NAMES} more` : ''} (${subjects.map(({ en }) => en).join(', ')}; ${plural(schools.length, 'school')})`,
    };
  }
  const amount = waives.reduce((sum, waive) => sum + Math.round(waive.amount * THOUSAND), 0) / THOUSAND;
  const { zh, en } = quantity(amount, waives[0]?.unit ?? '');
  const sections = [...new Set(waives.flatMap((waive) => waive.sections))];
  if (sections.length === 0) {
    return {
      zh: `“${title.zh}”差${zh}，由决定认可`,
      en: `Decide that '${title.en}' may be missed by ${en}`,
    };
  }
  const places = sectionsInWords(county, sections);
  return {
    zh: `“${title.zh}”在${places.zh}共突破${zh}，由决定认可`,
    en: `Decide that '${title.en}' may be passed by ${en} at ${places.en}`,
  };
}

const MOST_NAMES = 5;
const THOUSAND = 1000;

/** Who is let off by name; empty where a rule is about numbers. */
function peopleOf({ scope, name }: StandingRule, waives: readonly Finding[]): string[] {
  const byName = scope !== 'how-many' || ['pins', 'longest-stay', 'couples'].includes(name);
  return byName ? [...new Set(waives.flatMap(({ teachers }) => teachers))] : [];
}

/** How many people a relaxation touches: whom it names, or as many as the rule counts too many or too few. */
export function touched(broken: readonly StandingRule[], waives: readonly Finding[]): number {
  return broken.reduce((sum, rule) => {
    const own = waives.filter((waive) => waive.rule === rule.name);
    const people = peopleOf(rule, own).length;
    return sum + (people > 0 ? people : own.reduce((heads, waive) => heads + headsOf(waive), 0));
  }, 0);
}

const headsOf = ({ unit, amount, teachers }: Finding): number =>
  countsHeads.includes(unit) ? amount : teachers.length;

const countsHeads: readonly string[] = ['teachers', 'cadres', 'people', 'beds', 'seats', 'posts'];

function personInWords({ teacher, section, school, problem }: Case, id: string): Words {
  const { name, subject, serving } = teacher(id);
  const at = school(section(serving.section).school).name;
  const taught = problem.curriculum.subjects.find(({ code }) => code === subject)?.name;
  return {
    zh: `${name}（${id}，${at}${taught ? `，${taught.zh}` : ''}）`,
    en: `${name} (${id}, ${at}${taught ? `, ${taught.en}` : ''})`,
  };
}

/** What these people teach, and where. */
export function placesOf({ teacher, section, problem }: Case, people: readonly string[]) {
  const taught = new Set(people.map((id) => teacher(id).subject));
  return {
    subjects: problem.curriculum.subjects.filter(({ code }) => taught.has(code)).map(({ name }) => name),
    schools: [...new Set(people.map((id) => section(teacher(id).serving.section).school))],
  };
}

const units: Readonly<Record<string, { zh: string; one: string; many: string }>> = {
  teachers: { zh: '人', one: 'teacher', many: 'teachers' },
  people: { zh: '人', one: 'person', many: 'people' },
  cadres: { zh: '名干部', one: 'cadre', many: 'cadres' },
  beds: { zh: '张床位', one: 'bed', many: 'beds' },
  seats: { zh: '个岗位', one: 'seat', many: 'seats' },
  posts: { zh: '个编制', one: 'post', many: 'posts' },
  moves: { zh: '项调动', one: 'move', many: 'moves' },
  yuan: { zh: '元', one: 'yuan a year', many: 'yuan a year' },
  FTE: { zh: '个专任教师', one: 'full-time post', many: 'full-time posts' },
  pins: { zh: '项指定', one: 'pin', many: 'pins' },
};

function quantity(amount: number, unit: string): Words {
  const known = units[unit];
  return known
    ? { zh: `${amount}${known.zh}`, en: plural(amount, known.one, known.many) }
    : { zh: `${amount}（${unit}）`, en: `${amount} ${unit}` };
}
