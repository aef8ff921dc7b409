import type { BalanceReport } from '../balance/report.ts';
import { type BalanceKind, type BalanceStandard, nationalBalance } from '../balance/standard.ts';
import { type Cell, millionths } from '../demand.ts';
import type { SectionEstablishment } from '../establishment.ts';
import { grouped } from '../grouped.ts';
import type { Guarantee } from '../guarantees/guarantees.ts';
import { isIndicator } from '../indicators.ts';
import type { Words } from '../plan.ts';
import type { Problem, Stage } from '../problem.ts';
import { sectionName } from '../section-name.ts';
import { type Said, sayings } from './words.ts';

export const problemCodes = [
  'coefficient',
  'mean',
  'levels',
  'not-computable',
  'critical-subject',
  'gap',
  'structural-shortage',
  'over-staffed',
  'exchange-quota',
  'backbone-quota',
  'certificates',
  'class-size',
  'school-size',
] as const;
export type ProblemCode = (typeof problemCodes)[number];

/** Grave: the county fails by it, or a lesson cannot be given. Serious: it has to be mended. Minor: to be looked into. */
export type Severity = 'grave' | 'serious' | 'minor';

const severities: Readonly<Record<ProblemCode, Severity>> = {
  coefficient: 'grave',
  mean: 'grave',
  levels: 'serious',
  'not-computable': 'serious',
  'critical-subject': 'grave',
  gap: 'serious',
  'structural-shortage': 'serious',
  'over-staffed': 'minor',
  'exchange-quota': 'serious',
  'backbone-quota': 'serious',
  certificates: 'serious',
  'class-size': 'serious',
  'school-size': 'minor',
};

/** A problem as an inspector would put it on the list (问题清单). */
export interface ListedProblem {
  /**
   * The same problem found on another day has the same: code, national standard and view, stage, place, subject or indicator.
   * A county's new version of a standard makes no new problem of it.
   */
  readonly key: string;
  readonly code: ProblemCode;
  readonly severity: Severity;
  /** Of problems of balance: the standard's version, which national one it applies, and where teachers were counted. */
  readonly standard: string | null;
  readonly balanceKind: BalanceKind | null;
  readonly view: string | null;
  readonly stage: Stage | null;
  /** Keys of the problem format; null: it is the county's. */
  readonly school: string | null;
  readonly section: string | null;
  readonly subject: string | null;
  readonly indicator: string | null;
  readonly figures: ProblemFigures;
  readonly words: Words;
  /** What would show that it is mended. */
  readonly proof: Words;
}

export interface ProblemFigures {
  /** Null: what is wrong is that there is no figure. */
  readonly found: number | null;
  readonly limit: number | null;
  readonly unit: Words;
  /** By indicator, what is missed and by how much, or by grade; empty: the figure above is all. */
  readonly parts: readonly {
    readonly of: string;
    readonly found: number;
    readonly limit: number;
    readonly lacking: number;
  }[];
  /** Codes of what is concerned: schools that have not reported, subjects that are missing. */
  readonly concerns: readonly string[];
}

/** What the list is drawn up from. */
export interface ListFacts {
  readonly problem: Problem;
  readonly balance: BalanceReport;
  readonly standard: BalanceStandard;
  readonly cells: readonly Cell[];
  readonly establishment: readonly SectionEstablishment[];
  readonly guarantees: readonly Guarantee[];
  /** Schools whose staff is not on file, and how many teachers they report (balance/silent.ts). */
  readonly silent: ReadonlyMap<string, number>;
}

/** From how large a gap on a subject is a problem of its own, in full-time posts. */
export interface ListSettings {
  readonly leastGap: number;
}

const usualList: ListSettings = { leastGap: 1 };

/**
 * The problems of a county as it stands, gravest first, then in the order of codes, stages and places. A limit that is met to the
 * last digit is no problem, and one beyond it is, whatever is shown rounded.
 */
export function problemsOf(facts: ListFacts, settings: ListSettings = usualList): ListedProblem[] {
  const name = new Names(facts);
  const found = [
    ...ofBalance(facts, name),
    ...ofSilence(facts, name),
    ...ofCoverage(facts, name, settings),
    ...ofEstablishment(facts, name),
    ...ofGuarantees(facts, name),
  ];
  const grave = ['grave', 'serious', 'minor'];
  return found.toSorted((a, b) => grave.indexOf(a.severity) - grave.indexOf(b.severity));
}

export type Place = Partial<
  Pick<
    ListedProblem,
    'standard' | 'balanceKind' | 'view' | 'stage' | 'school' | 'section' | 'subject' | 'indicator'
  >
>;

/** What a problem is known by, of this kind at this place. */
export function keyOf(code: ProblemCode, place: Place): string {
  const { balanceKind, view, stage, school, section, subject, indicator } = place;
  const national = balanceKind && nationalBalance[balanceKind].version;
  const parts = [code, national, view, stage, section ?? school, subject ?? indicator];
  return parts.filter((part) => part != null).join('|');
}

function listed(code: ProblemCode, place: Place, { words, proof, ...figures }: Said): ListedProblem {
  const { standard = null, balanceKind = null, view = null, stage = null } = place;
  const { school = null, section = null, subject = null, indicator = null } = place;
  const where = { standard, balanceKind, view, stage, school, section, subject, indicator };
  return { key: keyOf(code, place), code, severity: severities[code], ...where, figures, words, proof };
}

/** What schools, sections, subjects and indicators are called. */
class Names {
  readonly #schools: ReadonlyMap<string, { readonly name: string }>;
  readonly #sections: ReadonlyMap<string, { readonly school: string; readonly stage: Stage }>;
  readonly #subjects: ReadonlyMap<string, { readonly name: Words }>;

  constructor({ problem }: ListFacts) {
    this.#schools = new Map(problem.schools.map((school) => [school.id, school]));
    this.#sections = new Map(problem.sections.map((section) => [section.id, section]));
    this.#subjects = new Map(problem.curriculum.subjects.map((subject) => [subject.code, subject]));
  }

  school(code: string): string {
    return this.#schools.get(code)?.name ?? code;
  }

  /** Schools of which only the reports are on file are told by their code. */
  schoolAt(code: string, stage: Stage): Words {
    return sectionName(this.school(code), stage);
  }

  section(key: string): Words {
    const section = this.#sections.get(key);
    return section ? this.schoolAt(section.school, section.stage) : { zh: key, en: key };
  }

  place(key: string): Pick<Place, 'stage' | 'school' | 'section'> {
    const section = this.#sections.get(key);
    return { section: key, school: section?.school ?? null, stage: section?.stage ?? null };
  }

  subject(code: string): Words {
    return this.#subjects.get(code)?.name ?? { zh: code, en: code };
  }
}

function* ofBalance({ balance, standard }: ListFacts, name: Names): Iterable<ListedProblem> {
  const by = { standard: balance.standard, balanceKind: balance.kind, view: balance.view };
  for (const report of balance.stages) {
    const { stage, limit, mean } = report;
    if (mean?.computable && !mean.within)
      yield listed('mean', { ...by, stage }, sayings.mean({ stage, standard, value: mean.value, limit }));
    for (const one of report.indicators) {
      const { code, name: called } = one.indicator;
      const place = { ...by, stage, indicator: code };
      if (!one.computable) {
        // A county without schools of a stage has nothing to mend there.
        if (one.because.code === 'no-schools') continue;
        const { because } = one;
        const places = because.places.map((key) =>
          because.code === 'pupils-unknown' ? name.section(key) : name.schoolAt(key, stage),
        );
        yield listed('not-computable', place, sayings.notComputable({ stage, called, because, places }));
      } else if (one.within === false)
        yield listed(
          'coefficient',
          place,
          sayings.coefficient({ stage, called, found: one.coefficient, limit }),
        );
    }
    const units = new Map(report.indicators.map(({ indicator }) => [indicator.code, indicator]));
    for (const { school, sections, passes, shortfalls, reached } of report.schools) {
      if (passes !== false) continue;
      const parts = shortfalls.flatMap((short) => {
        const indicator = units.get(short.indicator);
        return indicator ? [{ ...short, called: indicator }] : [];
      });
      yield listed(
        'levels',
        { ...by, stage, school, section: sections[0] ?? null },
        sayings.levels({ place: name.schoolAt(school, stage), reached: reached.length, standard, parts }),
      );
    }
  }
}

/** Schools whose staff no indicator asks for: their stage has something else missing, or they are in no table. */
function* ofSilence({ balance, silent }: ListFacts, name: Names): Iterable<ListedProblem> {
  const asked = new Set(
    balance.stages.flatMap(({ indicators }) =>
      indicators.flatMap((one) =>
        !one.computable && one.because.code === 'not-reported' && isIndicator(one.indicator.amount)
          ? one.because.places
          : [],
      ),
    ),
  );
  for (const [school, teachers] of silent)
    if (!asked.has(school))
      yield listed('not-computable', { school }, sayings.staffUnknown(school, name.school(school), teachers));
}

/** A subject nobody can teach is told as that, however few its hours. */
function* ofCoverage(
  { cells, silent }: ListFacts,
  name: Names,
  { leastGap }: ListSettings,
): Iterable<ListedProblem> {
  for (const { section, subject, gap, need, supply, critical, specialist } of cells) {
    const place = { ...name.place(section), subject };
    if (silent.has(place.school ?? '')) continue;
    const told = { place: name.section(section), subject: name.subject(subject), need, supply, gap };
    if (critical) yield listed('critical-subject', place, sayings.criticalSubject(told));
    else if (specialist && millionths(gap) >= millionths(leastGap))
      yield listed('gap', place, sayings.gap({ ...told, leastGap }));
  }
}

function* ofEstablishment({ establishment, silent }: ListFacts, name: Names): Iterable<ListedProblem> {
  for (const { section, structuralShortage, missing, registered, beyond, onFile, due } of establishment) {
    const posts = onFile ?? due;
    if (posts === null || beyond === null) continue;
    const place = name.place(section);
    if (silent.has(place.school ?? '')) continue;
    const told = { place: name.section(section), registered, posts, onFile: onFile !== null };
    if (structuralShortage)
      yield listed(
        'structural-shortage',
        place,
        sayings.structuralShortage({
          ...told,
          codes: missing,
          missing: missing.map((code) => name.subject(code)),
        }),
      );
    if (beyond > 0) yield listed('over-staffed', place, sayings.overStaffed({ ...told, beyond }));
  }
}

/** What is not met: where it is a school's, one problem each. What lacks hours is told above, subject by subject. */
function* ofGuarantees({ guarantees }: ListFacts, name: Names): Iterable<ListedProblem> {
  for (const guarantee of guarantees) {
    const { code, met } = guarantee;
    if (met !== false) continue;
    if (code === 'exchange-quota' || code === 'backbone-quota') {
      yield listed(code, {}, sayings.quota(guarantee));
    } else if (code === 'certificates' || code === 'class-size' || code === 'school-size') {
      const bySection = grouped(guarantee.breaches, ({ section, school }) => section ?? school);
      for (const breaches of bySection.values()) {
        const [first] = breaches;
        if (!first) continue;
        const { section, school } = first;
        const place = section === null ? { school } : name.place(section);
        const called =
          section === null ? { zh: name.school(school), en: name.school(school) } : name.section(section);
        yield listed(code, place, sayings[code](called, breaches));
      }
    }
  }
}
