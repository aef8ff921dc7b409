import Fraction from 'fraction.js';
import { exactly } from '../exactly.ts';
import { grouped } from '../grouped.ts';
import { counts, type Indicator, isIndicator, registeredAt, type View } from '../indicators.ts';
import { order } from '../order.ts';
import type { SchoolKind, Stage } from '../problem.ts';
import type {
  BalanceFacts,
  BalanceSchool,
  BalanceSection,
  BalanceTeacher,
  Facility,
  Visit,
} from './facts.ts';
import { silentSchools } from './silent.ts';
import type { BalanceStandard, IndicatorOf } from './standard.ts';
import type { Amount } from './variation.ts';

/** One school at one stage, as the tables of an inspection list it: a nine-year school has two rows. */
export interface Row {
  readonly school: BalanceSchool;
  /** The school's own section first, then those of its sites. */
  readonly sections: readonly string[];
  readonly pupils: number;
}

/** A section that is not in the tables, and why; the tables are right without it. */
export interface LeftOut {
  readonly section: string;
  readonly because: 'private' | SchoolKind | 'no-pupils' | 'small-teaching-point';
}

export interface Table {
  readonly stage: Stage;
  /** By the school's id. */
  readonly rows: readonly Row[];
  readonly leftOut: readonly LeftOut[];
  /** Sections whose pupils are not on file: without them nothing is computable. */
  readonly unknown: readonly string[];
  /** What a row has of an indicator's amount, or why that is not known. */
  amount(row: Row, amount: IndicatorOf['amount']): Amount | Untold;
}

/** What is not on file, and where: schools that have not reported, or sections whose pupils are unknown. */
export interface Untold {
  readonly untold: 'not-reported' | 'pupils-unknown';
  readonly places: readonly string[];
}

export const isTold = (amount: Amount | Untold): amount is Amount => !('untold' in amount);

/**
 * The rows of both stages. Sites not counted as schools fold into the school they are part of before anything is divided;
 * private, special and vocational schools are out, and teaching points of few pupils by the standard's figure (domain C1).
 */
export function tablesOf(facts: BalanceFacts, standard: BalanceStandard, view: View): Table[] {
  const families = new Families(facts, standard);
  const staff = new Staff(facts, families, standard, view);
  return (['primary', 'junior'] as const).map((stage): Table => {
    const rows: Row[] = [];
    const leftOut: LeftOut[] = [];
    const unknown: string[] = [];
    for (const { school, sections } of families.list) {
      const own = sections.filter((section) => section.stage === stage);
      if (own.length === 0) continue;
      const leave = (because: LeftOut['because']) => {
        for (const { id } of own) leftOut.push({ section: id, because });
      };
      const missing = own.filter(({ pupils }) => pupils === null);
      const pupils = pupilsIn(own);
      const apart = standard.without.find((kind) => kind === school.kind);
      const isPoint = school.place === 'teaching-point';
      if (school.ownership === 'private') leave('private');
      else if (apart !== undefined) leave(apart);
      else if (missing.length > 0) unknown.push(...missing.map(({ id }) => id));
      else if (pupils === 0) leave('no-pupils');
      else if (isPoint && pupils < standard.leastPupilsOfPoint) leave('small-teaching-point');
      else rows.push({ school, sections: own.map(({ id }) => id), pupils });
    }
    return {
      stage,
      rows,
      leftOut,
      unknown,
      amount: (row, amount) =>
        isIndicator(amount) ? staff.count(row, stage, amount) : families.share(row, stage, amount),
    };
  });
}

const pupilsIn = (sections: readonly BalanceSection[]): number =>
  sections.reduce((sum, { pupils }) => sum + (pupils ?? 0), 0);

/** A school with its sites. */
interface Family {
  readonly school: BalanceSchool;
  readonly members: readonly BalanceSchool[];
  readonly sections: readonly BalanceSection[];
  /** Who shares what is reported, as far as it is known. */
  readonly pupils: Readonly<Record<(typeof sharing)[number], number>>;
  /** Sections whose pupils are not on file. */
  readonly unknown: readonly string[];
}

const sharing = ['primary', 'junior', 'senior'] as const;

/** Schools with the sites that fold into them, and how facilities are split among their stages. */
class Families {
  /** By the school's id. */
  readonly list: readonly Family[];
  readonly #bySchool: ReadonlyMap<string, Family>;
  readonly #split: BalanceStandard['split'];

  constructor({ schools, sections }: BalanceFacts, { split }: BalanceStandard) {
    this.#split = split;
    const bySchool = new Map(schools.map((school) => [school.id, school]));
    const sectionsOf = grouped(sections, ({ school }) => school);
    const members = grouped(schools, (school) => headOf(school, bySchool));
    this.list = [...members]
      .map(([school, own]): Family => {
        const sites = own.filter((one) => one !== school).sort((a, b) => order(a.id, b.id));
        const all = [school, ...sites];
        const taught = all.flatMap(({ id }) => sectionsOf.get(id) ?? []);
        const at = (wanted: Stage) => pupilsIn(taught.filter(({ stage }) => stage === wanted));
        const senior = all.reduce((sum, { seniorPupils }) => sum + seniorPupils, 0);
        return {
          school,
          members: all,
          sections: taught,
          pupils: { primary: at('primary'), junior: at('junior'), senior },
          unknown: taught.flatMap(({ id, pupils }) => (pupils === null ? id : [])),
        };
      })
      .sort((a, b) => order(a.school.id, b.school.id));
    this.#bySchool = new Map(this.list.map((family) => [family.school.id, family]));
  }

  of({ school }: Row): Family | undefined {
    return this.#bySchool.get(school.id);
  }

  /**
   * A stage's part of what the school and its sites report: by pupils, a pupil of a higher stage weighing more; facilities
   * are shared, teachers are counted at each stage and never split. A site need not report, as the school may tell of all.
   */
  share(row: Row, stage: Stage, facility: Facility): Amount | Untold {
    const { school } = row;
    const family = this.of(row);
    if (!family || school.facilities[facility] === undefined)
      return { untold: 'not-reported', places: [school.id] };
    const { pupils, unknown, members } = family;
    if (unknown.length > 0) return { untold: 'pupils-unknown', places: unknown };
    const reported = members.flatMap((one) => one.facilities[facility] ?? []);
    const own = this.#split[stage] * pupils[stage];
    const all = sharing.reduce((sum, one) => sum + this.#split[one] * pupils[one], 0);
    return {
      value: reported.reduce((sum, amount) => sum + amount, 0) * (own / all),
      exact: () => {
        const weight = (one: keyof typeof pupils) => exactly(this.#split[one]).mul(pupils[one]);
        const weights = sharing.reduce((sum, one) => sum.add(weight(one)), new Fraction(0));
        const total = reported.reduce((sum, amount) => sum.add(exactly(amount)), new Fraction(0));
        return total.mul(weight(stage)).div(weights);
      },
    };
  }
}

/**
 * The school a site is part of, however many sites lie between; a private one is part of no public one, nor the other way
 * round, nor a special or vocational one of one of another kind. Of schools that are sites of each other, each is its own.
 */
export function headOf<School extends Pick<BalanceSchool, 'parent' | 'ownership' | 'kind'>>(
  school: School,
  schools: ReadonlyMap<string, School>,
): School {
  const seen = new Set<School>();
  for (let head = school; !seen.has(head); ) {
    seen.add(head);
    const next = head.parent === null ? undefined : schools.get(head.parent);
    if (next?.ownership !== school.ownership || kindOf(next) !== kindOf(school)) return head;
    head = next;
  }
  return school;
}

const kindOf = ({ kind = 'ordinary' }: Pick<BalanceSchool, 'kind'>) => kind;

/** The section where each teacher counts; undefined: nowhere in this view. */
export function placesOf(
  { sections }: Pick<BalanceFacts, 'sections'>,
  view: View,
): (teacher: BalanceTeacher) => BalanceSection | undefined {
  const byId = new Map(sections.map((section) => [section.id, section]));
  const sectionsOf = grouped(sections, ({ school }) => school);
  return ({ section, registered, established }) => {
    const served = byId.get(section);
    if (view === 'serving' || !served) return served;
    return established
      ? (registeredAt(served, registered, sectionsOf.get(registered)) ?? undefined)
      : undefined;
  };
}

const isTown = ({ place }: BalanceSchool): boolean => place === 'urban' || place === 'county-town';

/** Who counts in which section. */
class Staff {
  readonly #bySection: ReadonlyMap<string, readonly BalanceTeacher[]>;
  readonly #families: Families;
  readonly #standard: BalanceStandard;
  /** By section; none where teachers are counted by the relation. */
  readonly #visits: ReadonlyMap<string, readonly Visit[]>;
  /** Schools whose staff is not on file (silent.ts). */
  readonly #silent: ReadonlyMap<string, number>;

  constructor(facts: BalanceFacts, families: Families, standard: BalanceStandard, view: View) {
    this.#standard = standard;
    this.#families = families;
    const placeOf = placesOf(facts, view);
    this.#bySection = grouped(facts.staff, (teacher) => placeOf(teacher)?.id ?? '');
    this.#visits = grouped(view === 'serving' ? (facts.visits ?? []) : [], ({ section }) => section);
    this.#silent = silentSchools(facts);
  }

  count(row: Row, stage: Stage, indicator: Indicator): Amount | Untold {
    const { sections } = row;
    const silent = this.#families.of(row)?.members.filter(({ id }) => this.#silent.has(id)) ?? [];
    if (silent.length > 0) return { untold: 'not-reported', places: silent.map(({ id }) => id) };
    const here = sections.flatMap((id) => this.#bySection.get(id) ?? []);
    // Where nobody's education is on file, nobody has told it: that is no school of teachers without any.
    const isUntold = here.length > 0 && here.every(({ education }) => education === undefined);
    if (indicator === 'education' && isUntold) return { untold: 'not-reported', places: [row.school.id] };
    const own = here.filter((teacher) => counts(indicator, this.#standard, stage, teacher));
    const visitors =
      indicator === 'arts-and-pe' ? this.#visitorsAt(row, new Set(own.map(({ id }) => id))) : [];
    if (visitors === null) return { untold: 'pupils-unknown', places: this.#families.of(row)?.unknown ?? [] };
    const value = own.length + visitors.length;
    return { value, visitors, exact: () => new Fraction(value) };
  }

  /** Who comes to teach PE or the arts where such teachers count, each once; null: whether they count is not known. */
  #visitorsAt(row: Row, own: ReadonlySet<string>): string[] | null {
    const { visitors, artsAndPe } = this.#standard;
    const family = this.#families.of(row);
    if (!visitors || !family || isTown(row.school)) return [];
    const coming = row.sections
      .flatMap((section) => this.#visits.get(section) ?? [])
      .filter(({ teacher, subject }) => artsAndPe.includes(subject) && !own.has(teacher));
    if (coming.length === 0) return [];
    const { primary, junior } = family.pupils;
    const pupils = primary + junior;
    if (family.unknown.length > 0 && pupils <= visitors.most) return null;
    if (pupils < visitors.least || pupils > visitors.most) return [];
    return [...new Set(coming.map(({ teacher }) => teacher))].sort(order);
  }
}
