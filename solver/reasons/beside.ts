import type { Candidate, Case } from '../case.ts';
import type { MadeCircuit } from '../circuits.ts';
import type { Ledger } from '../ledger.ts';
import type { Finding, Words } from '../plan.ts';
import type { Placement } from '../recruits.ts';
import { titleOf } from './tally.ts';

/** What one posting more would break in a plan, told as the rules' own audits tell it. */
export class Beside {
  readonly #county: Case;
  readonly #ledger: Ledger;
  readonly #made: readonly Candidate[];
  readonly #circuits: readonly MadeCircuit[];
  readonly #placements: readonly Placement[];
  readonly #bySchool: ReadonlyMap<string, readonly Candidate[]>;
  readonly #served: ReadonlyMap<string, readonly MadeCircuit[]>;

  constructor(
    county: Case,
    ledger: Ledger,
    made: readonly Candidate[],
    circuits: readonly MadeCircuit[],
    placements: readonly Placement[] = [],
  ) {
    this.#county = county;
    this.#ledger = ledger;
    this.#made = made;
    this.#circuits = circuits;
    this.#placements = placements;
    this.#bySchool = bySchool(made, schoolsOf);
    this.#served = bySchool(circuits, ({ from, opening }) => [from.school, opening.school.id]);
  }

  /** Every rule that the posting would break, in the order of the rows. */
  breaks({ column }: Candidate): string[] {
    return this.#ledger.everyBroken([column], []);
  }

  /**
   * The breach of the first rules, in sentences, and the names of the others. `named`: whether a sentence may name
   * people; one that would is told by the name of its rule.
   */
  told(candidate: Candidate, rules: readonly string[], named: boolean): { facts: Words[]; others: Words[] } {
    const facts: Words[] = [];
    const others: Words[] = [];
    for (const rule of rules) {
      const fact = facts.length < MOST_FACTS ? this.#breach(candidate, rule, named) : null;
      if (fact) facts.push(fact);
      else others.push(quoted(this.#county, rule));
    }
    return { facts, others };
  }

  #breach(candidate: Candidate, name: string, named: boolean): Words | null {
    const county = this.#county;
    const rule = county.rules.find((one) => one.name === name);
    const [postings, circuits] = ofCounty.has(name)
      ? [[...this.#made, candidate], this.#circuits]
      : [this.#near(candidate), this.#circuitsNear(candidate)];
    const found = [...(rule?.audit(county, postings, circuits, this.#placements) ?? [])];
    const { teacher, from, opening } = candidate;
    const own =
      found.find(({ teachers }) => teachers.includes(teacher.id)) ??
      found.find(({ sections }) => [from.id, opening.section.id].some((id) => sections.includes(id))) ??
      found.find(({ sections }) => sections.length === 0);
    return own && (named || !this.#names(own)) ? own.text : null;
  }

  #names({ teachers, text }: Finding): boolean {
    return teachers.some((id) => text.zh.includes(this.#county.teacher(id).name));
  }

  /** The posting, and those made that share a school with it, or are its partner's: all that a rule of one place counts. */
  #near(candidate: Candidate): Candidate[] {
    const { partner } = candidate.teacher;
    const partners = partner === undefined ? [] : this.#made.filter(({ teacher }) => teacher.id === partner);
    const there = schoolsOf(candidate).flatMap((school) => this.#bySchool.get(school) ?? []);
    return [...new Set([...there, ...partners, candidate])];
  }

  /** The circuits that touch a school of the posting's. */
  #circuitsNear(candidate: Candidate): MadeCircuit[] {
    return [...new Set(schoolsOf(candidate).flatMap((school) => this.#served.get(school) ?? []))];
  }
}

/** By school, all that touch it. */
function bySchool<Placed>(
  all: readonly Placed[],
  schools: (one: Placed) => readonly string[],
): ReadonlyMap<string, readonly Placed[]> {
  const found = new Map<string, Placed[]>();
  for (const one of all)
    for (const school of new Set(schools(one))) {
      const there = found.get(school);
      if (there) there.push(one);
      else found.set(school, [one]);
    }
  return found;
}

/** Sentences of one posting: more than two are read by nobody. */
const MOST_FACTS = 2;

/** A rule by its title, where no sentence tells what breaks it. */
function quoted(county: Case, rule: string): Words {
  const { zh, en } = titleOf(county, rule);
  return rule === 'circuit'
    ? { zh: `“${zh}”（已有走教安排）`, en: `'${en}' (days are planned already)` }
    : { zh: `“${zh}”`, en: `'${en}'` };
}

/** Rules that count the postings of the whole county. */
const ofCounty: ReadonlySet<string> = new Set([
  'backbone-quota',
  'exchange-quota',
  'graduating-quota',
  'cadre-quota',
  'budget',
  'indicator-floor',
  'longest-stay',
  'pins',
]);

/** Where somebody serves, goes, and is registered. */
const schoolsOf = ({ from, opening, teacher }: Candidate): string[] => [
  ...new Set([from.school, opening.school.id, teacher.registered.school]),
];

/** At a post that is still open before one that is taken, the candidate that breaks the fewest rules, and of these the nearest by road. */
export const nearestOf = <Chance extends { candidate: Candidate; rules: readonly string[] }>(
  chances: readonly Chance[],
): Chance | undefined =>
  chances.reduce<Chance | undefined>(
    (best, chance) => (best && !nearer(chance, best) ? best : chance),
    undefined,
  );

interface Chance {
  candidate: Candidate;
  rules: readonly string[];
}

function nearer(one: Chance, other: Chance): boolean {
  const [a, b] = [one, other].map(({ candidate, rules }) => [
    Number(rules.includes('openings')),
    rules.length,
    candidate.km ?? Number.MAX_VALUE,
  ]);
  const place = a?.findIndex((figure, at) => figure !== b?.[at]) ?? -1;
  return place >= 0 && (a?.[place] ?? 0) < (b?.[place] ?? 0);
}

/** The fewest rules, found one by one, that stop every one of several changes; `first` before others that stop as many. */
export function stoppedBy(changes: readonly { rules: readonly string[] }[], first: string): string[] {
  const chosen: string[] = [];
  let left = changes.filter(({ rules }) => rules.length > 0);
  while (left.length > 0) {
    const counts = new Map<string, number>([[first, 0]]);
    for (const rule of left.flatMap(({ rules }) => rules)) counts.set(rule, (counts.get(rule) ?? 0) + 1);
    const [most = first] = [...counts].sort(([, a], [, b]) => b - a)[0] ?? [];
    chosen.push(most);
    left = left.filter(({ rules }) => !rules.includes(most));
  }
  return chosen;
}

/** The breaches of a posting in one sentence. */
export function breachesInWords(
  { facts, others }: { facts: readonly Words[]; others: readonly Words[] },
  opens: Words,
): Words {
  const titles = {
    zh: others.map(({ zh }) => zh).join('、'),
    en: others.map(({ en }) => en).join(' and '),
  };
  const also = facts.length > 0 ? { zh: '也', en: ' either' } : { zh: '', en: '' };
  const zh = [
    ...facts.map((fact) => fact.zh.replace(/。$/, '')),
    ...(others.length > 0 ? [`${also.zh}不符合${titles.zh}`] : []),
  ];
  const en = [
    ...facts.map((fact) => fact.en.replace(/\.$/, '')),
    ...(others.length > 0 ? [`${titles.en} would not hold${also.en}`] : []),
  ];
  return { zh: `${opens.zh}${zh.join('；')}。`, en: `${opens.en}${en.join('; ')}.` };
}

/** Titles of rules, the last after an “or”. */
export function eitherOf(county: Case, rules: readonly string[]): Words {
  const titles = rules.map((rule) => titleOf(county, rule));
  return {
    zh: titles.map(({ zh }) => `“${zh}”`).join('或'),
    en: titles.map(({ en }) => `'${en}'`).join(' or '),
  };
}
