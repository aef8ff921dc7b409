import type { Form } from './forms.ts';
import type { Opening } from './opening.ts';
import type { School, Section, Teacher } from './problem.ts';

/** A teacher at an opening, with what the rules and goals ask about the two. */
export interface Posting {
  readonly teacher: Teacher;
  readonly from: Section;
  readonly opening: Opening;
  /** Road distance from home, or from the serving school where no home is known; null: unknown. */
  readonly km: number | null;
  /** Whether the host must house the teacher. */
  readonly bed: boolean;
  /** The host's place in the teacher's wishes, 1 is the first; null: not wished. */
  readonly wish: number | null;
  /** As what it is made; null: in no form that the policy knows. */
  readonly form: Form | null;
  /** The post it leaves open behind it; null: none, where the teacher serves less than one. */
  readonly leaves: Opening | null;
  /** How many relaxed rules it breaks by itself. */
  readonly waives: number;
}

/** What a county knows that the figures of a posting are found from. */
export interface Facts {
  km(teacher: Teacher, host: School): number | null;
  /** Whether so many km ask the host for a bed; null: unknown. */
  houses(km: number | null): boolean;
  /** The schools the teacher wishes for, the first first. */
  wishes(teacher: Teacher): readonly string[];
  form(posting: Posting): Form | null;
  leaves(teacher: Teacher): Opening | null;
  waives(posting: Posting): number;
}

/** Works its figures out when asked: most pairs of a teacher and a post fall at the first rule. */
export class Pair implements Posting {
  readonly teacher: Teacher;
  readonly from: Section;
  readonly opening: Opening;
  /** Its place among the candidates; −1: it is none. */
  readonly column: number;
  readonly #facts: Facts;
  #form: Form | null | undefined;
  #km: number | null | undefined;
  #leaves: Opening | null | undefined;

  constructor(teacher: Teacher, from: Section, opening: Opening, facts: Facts, column = -1) {
    this.teacher = teacher;
    this.from = from;
    this.opening = opening;
    this.column = column;
    this.#facts = facts;
  }

  get km(): number | null {
    if (this.#km === undefined) this.#km = this.#facts.km(this.teacher, this.opening.school);
    return this.#km;
  }

  get bed(): boolean {
    return this.#facts.houses(this.km);
  }

  get wish(): number | null {
    const place = this.#facts.wishes(this.teacher).indexOf(this.opening.school.id);
    return place < 0 ? null : place + 1;
  }

  get form(): Form | null {
    if (this.#form === undefined) this.#form = this.#facts.form(this);
    return this.#form;
  }

  get leaves(): Opening | null {
    if (this.#leaves === undefined) this.#leaves = this.#facts.leaves(this.teacher);
    return this.#leaves;
  }

  get waives(): number {
    return this.#facts.waives(this);
  }

  /** The same posting as the candidate of a column, with what is found out already. */
  at(column: number): Pair {
    const pair = new Pair(this.teacher, this.from, this.opening, this.#facts, column);
    pair.#form = this.#form;
    pair.#km = this.#km;
    pair.#leaves = this.#leaves;
    return pair;
  }
}
