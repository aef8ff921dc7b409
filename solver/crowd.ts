import type { Candidate, Case } from './case.ts';
import { grouped } from './grouped.ts';
import type { Opening } from './opening.ts';
import type { Teacher } from './problem.ts';
import { certificate } from './rules/certificate.ts';
import type { StandingRule } from './rules/rule.ts';

/**
 * Who could teach where in a county, by certificate: counted once a subject and stage, not once a post, so that what
 * became of everybody can be told of every post however many people there are.
 */
export class Crowd {
  readonly #county: Case;
  /** Keeps whoever is not certified from a post; null: nothing does. */
  readonly #certificate: StandingRule | null;
  readonly #mayGo: readonly Teacher[];
  readonly #barred: readonly Teacher[];
  readonly #openings: ReadonlyMap<string | null, readonly Opening[]>;
  readonly #candidates: ReadonlyMap<Opening, ReadonlyMap<Teacher, Candidate>>;
  readonly #certified = new Map<string, readonly Teacher[]>();
  readonly #out = new Map<string, Out>();

  constructor(county: Case) {
    this.#county = county;
    const rule = county.rules.find(({ name }) => name === certificate.name);
    this.#certificate = rule && !county.relaxed.has(rule.name) ? rule : null;
    const byBar = grouped(county.teachers, (teacher) => county.barred(teacher) !== null);
    this.#mayGo = byBar.get(false) ?? [];
    this.#barred = byBar.get(true) ?? [];
    this.#openings = grouped(county.openings, ({ subject }) => subject);
    this.#candidates = new Map(
      [...grouped(county.candidates, ({ opening }) => opening)].map(([opening, candidates]) => [
        opening,
        new Map(candidates.map((candidate) => [candidate.teacher, candidate])),
      ]),
    );
  }

  candidate(teacher: Teacher, opening: Opening): Candidate | undefined {
    return this.#candidates.get(opening)?.get(teacher);
  }

  /** Of those who may go, whoever is certified for an opening, those of its own section included. */
  certifiedFor(opening: Opening): readonly Teacher[] {
    const key = kindOf(opening);
    const known = this.#certified.get(key);
    if (known) return known;
    const found = this.#mayGo.filter((teacher) => this.#fits(teacher, opening));
    this.#certified.set(key, found);
    return found;
  }

  /** How many certified teachers of other sections each rule about the person bars. */
  barredFrom(opening: Opening): Map<StandingRule, number> {
    const { everywhere, at } = this.#outOf(opening);
    const found = new Map(everywhere);
    for (const [rule, count] of at.get(opening.section.id) ?? []) {
      found.set(rule, (found.get(rule) ?? 0) - count);
    }
    return found;
  }

  /** The openings of other sections that a teacher is certified for, and how many others there are. */
  openingsFor(teacher: Teacher): { fitting: Opening[]; others: number } {
    const elsewhere = (opening: Opening) => opening.section.id !== teacher.serving.section;
    const subjects = new Set(teacher.certificates.map(({ subject }): string | null => subject).concat(null));
    const lists = this.#certificate
      ? [...subjects].map((subject) => this.#openings.get(subject) ?? [])
      : [this.#county.openings];
    const fitting = lists.flat().filter((opening) => elsewhere(opening) && this.#fits(teacher, opening));
    return { fitting, others: this.#county.openings.filter(elsewhere).length - fitting.length };
  }

  #fits(teacher: Teacher, opening: Opening): boolean {
    const posting = this.#county.posting(teacher, opening);
    return (this.#certificate?.keepsFrom(this.#county, posting) ?? 0) === 0;
  }

  #outOf(opening: Opening): Out {
    const key = kindOf(opening);
    const known = this.#out.get(key);
    if (known) return known;
    const out: Out = { everywhere: new Map(), at: new Map() };
    for (const teacher of this.#barred) {
      const rule = this.#county.barred(teacher)?.rule;
      if (!rule || !this.#fits(teacher, opening)) continue;
      const { section } = teacher.serving;
      const there = out.at.get(section) ?? new Map<StandingRule, number>();
      out.at.set(section, there);
      for (const counts of [out.everywhere, there]) counts.set(rule, (counts.get(rule) ?? 0) + 1);
    }
    this.#out.set(key, out);
    return out;
  }
}

/** Certified teachers whom each rule bars: in the county, and of these the ones who serve in each section. */
interface Out {
  readonly everywhere: Map<StandingRule, number>;
  readonly at: Map<string, Map<StandingRule, number>>;
}

/** What a certificate is for. */
const kindOf = ({ post, role, section }: Opening): string => JSON.stringify([post, role, section.stage]);
