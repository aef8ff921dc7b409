import type * as z from 'zod';
import type { Case } from '../case.ts';
import type { MadeCircuit } from '../circuits.ts';
import type { Model } from '../model.ts';
import type { Accepts, Figures, Finding, Words } from '../plan.ts';
import type { Posting } from '../posting.ts';
import type { RuleSetting, Teacher } from '../problem.ts';
import type { Placement } from '../recruits.ts';

/**
 * A rule speaks twice: to the model before (`bars`, `keepsFrom`, `constrain`), to any finished plan after
 * (`audit`). `defineRule` makes one from its definition; `stand` puts it in force with a policy's figures.
 */
export interface Rule<Settings = unknown> {
  readonly name: string;
  readonly title: Words;
  /** The unit a finding's amount is counted in. */
  readonly unit: string;
  /** Where the requirement and its default figures come from. */
  readonly source: Words;
  /** What the rule is where the policy does not name it. */
  readonly level: Level;
  readonly clause: string;
  /** Holds whatever the policy says: without it no plan could be written down at all. */
  readonly always: boolean;
  /** Whether a named decision may let it be broken, where it is a policy. */
  readonly relaxable: boolean;
  /** The rule's own figures; strict, every one with a default. The order in a list of them means nothing. */
  readonly settings: z.ZodType<Settings>;
  /** The figures a setting gives, or the defaults; throws a ZodError on figures that are none. */
  read(setting: RuleSetting | undefined): Settings;
  /** What the rule asks with the figures of a setting, or the defaults; null where that takes facts of a county. */
  says(setting: RuleSetting | undefined): Words | null;
  /** Null where the setting, or the default, is `off`. */
  stand(setting: RuleSetting | undefined): StandingRule | null;
}

export type Level = RuleSetting['level'];

/**
 * What a rule's breaches are counted in where a decision allows them: whole cases (a person too few, a bed too many, one
 * posting that a rule forbids), thousandths of a full-time post, or yuan. None is ever added to another.
 */
export type Measure = 'cases' | 'fte' | 'yuan';

/** A rule in force, with the figures of one policy. */
export interface StandingRule {
  readonly name: string;
  readonly title: Words;
  readonly level: 'law' | 'policy';
  readonly clause: string;
  /** The decision that lets this plan break the rule; null: it holds. */
  readonly relaxed: string | null;
  /** Whether it is about the person, the person at a post, or all moves together. */
  readonly scope: 'who' | 'where' | 'how-many';
  /** Holds whatever the policy says, so nothing is gained by naming it in a clash. */
  readonly always: boolean;
  /** What its breaches are counted in. */
  readonly measure: Measure;
  /** What the rule asks of this county, with its figures, as a diagnosis names it. */
  states(county: Case): Words;
  /** Why the teacher may not go at all; null: the rule lets the teacher go. */
  bars(county: Case, teacher: Teacher): Bar | null;
  /** How far the posting is beyond what the rule allows, in its unit; 0: allowed. */
  keepsFrom(county: Case, posting: Posting): number;
  /** What in the facts keeps one teacher from several openings, each of which `keepsFrom` counts above 0; names nobody. In English it goes on after a colon. */
  away(county: Case, postings: readonly Posting[]): Words;
  /** Writes what no single posting can break into the model. */
  constrain(county: Case, model: Model): void;
  /** Every breach in a set of postings, circuits and placements, whoever made it. */
  audit(
    county: Case,
    postings: readonly Posting[],
    circuits?: readonly MadeCircuit[],
    placements?: readonly Placement[],
  ): Iterable<Finding>;
  /** The figure of the rule that would let a set of postings stand; null: no single one would, or it stands. */
  accepts(county: Case, postings: readonly Posting[]): Accepts | null;
  /** How far a set of postings, circuits and placements breaks the rule, in whole units of its measure: what a relaxed rule costs a plan. */
  shortfall(
    county: Case,
    postings: readonly Posting[],
    circuits?: readonly MadeCircuit[],
    placements?: readonly Placement[],
  ): number;
}

/** Why a teacher may not go. */
export interface Bar {
  /** How far beyond the limit, in the rule's unit, above 0. */
  amount: number;
  /** The figures of the text; `from` is the day from which this rule, not every rule, lets the teacher go, where one is known. */
  figures: Figures;
  text: Words;
}

/** A finding before its rule's name, level and unit are put to it. */
export type Breach = Pick<Finding, 'teachers' | 'sections' | 'amount' | 'text'>;

interface Parts<Settings>
  extends Pick<Rule<Settings>, 'name' | 'title' | 'unit' | 'source' | 'level' | 'clause' | 'settings'> {
  always?: boolean;
  /** Makes moves possible rather than forbids them, so there is nothing in it to relax. */
  firm?: boolean;
  /** `cases` where left out. */
  measure?: Measure;
  bars?(county: Case, settings: Settings, teacher: Teacher): Bar | null;
  keepsFrom?(county: Case, settings: Settings, posting: Posting): number;
  /** The sentence for a posting that `keepsFrom` counts above 0. */
  tells?(county: Case, settings: Settings, posting: Posting): Words;
  /** The sentence for all openings of one teacher that `keepsFrom` counts above 0; left out: what the rule states. */
  away?(county: Case, settings: Settings, postings: readonly Posting[]): Words;
  constrain?(county: Case, settings: Settings, model: Model): void;
  audit?(
    county: Case,
    settings: Settings,
    postings: readonly Posting[],
    circuits: readonly MadeCircuit[],
    placements: readonly Placement[],
  ): Iterable<Breach>;
  accepts?(county: Case, settings: Settings, postings: readonly Posting[]): Omit<Accepts, 'rule'> | null;
}

/** What a rule asks is said by its figures alone (`states`), or by facts of the county too (`statesHere`). */
export type Definition<Settings> = Parts<Settings> &
  (
    | { states(settings: Settings): Words; statesHere?: never }
    | { states?: never; statesHere(settings: Settings, county: Case): Words }
  );

export function defineRule<Settings>(definition: Definition<Settings>): Rule<Settings> {
  const { name, title, unit, source, level, clause, settings, always = false, firm = false } = definition;
  const read = (setting: RuleSetting | undefined) => {
    const { level: _level, clause: _clause, relaxed: _relaxed, ...figures } = setting ?? { level };
    return settings.parse(figures);
  };
  return {
    name,
    title,
    unit,
    source,
    level,
    clause,
    always,
    relaxable: !always && !firm,
    settings,
    read,
    says: (setting) => definition.states?.(read(setting)) ?? null,
    stand(setting) {
      const asked = always ? 'law' : (setting?.level ?? level);
      if (asked === 'off') return null;
      const relaxed = asked === 'policy' && !firm ? (setting?.relaxed ?? null) : null;
      return standing(
        definition,
        { level: asked, clause: setting?.clause ?? clause, relaxed },
        read(setting),
      );
    },
  };
}

/** Parts of a full-time post. */
const THOUSANDTHS = 1000;

function standing<Settings>(
  definition: Definition<Settings>,
  { level, clause, relaxed }: Pick<StandingRule, 'level' | 'clause' | 'relaxed'>,
  settings: Settings,
): StandingRule {
  const { name, title, unit, measure = 'cases' } = definition;
  const parts = measure === 'fte' ? THOUSANDTHS : 1;
  const bars = (county: Case, teacher: Teacher) => definition.bars?.(county, settings, teacher) ?? null;
  const keepsFrom = (county: Case, posting: Posting) =>
    definition.keepsFrom?.(county, settings, posting) ?? 0;
  const states = (county: Case) =>
    definition.statesHere === undefined
      ? definition.states(settings)
      : definition.statesHere(settings, county);

  /** The breaches of single postings, one each at most. */
  function* ofPostings(county: Case, postings: readonly Posting[]): Iterable<Breach> {
    for (const posting of postings) {
      const { teacher, from, opening } = posting;
      const told = { teachers: [teacher.id], sections: [from.id, opening.section.id] };
      const bar = bars(county, teacher);
      if (bar) yield { ...told, amount: bar.amount, text: bar.text };
      const amount = keepsFrom(county, posting);
      if (amount > 0) {
        yield { ...told, amount, text: definition.tells?.(county, settings, posting) ?? title };
      }
    }
  }
  const ofAll = (
    county: Case,
    postings: readonly Posting[],
    circuits: readonly MadeCircuit[],
    placements: readonly Placement[],
  ): Iterable<Breach> => definition.audit?.(county, settings, postings, circuits, placements) ?? [];

  return {
    name,
    title,
    level,
    clause,
    relaxed,
    scope: definition.bars ? 'who' : definition.keepsFrom ? 'where' : 'how-many',
    always: definition.always ?? false,
    measure,
    states,
    bars,
    keepsFrom,
    away: (county, postings) => definition.away?.(county, settings, postings) ?? states(county),
    constrain: (county, model) => definition.constrain?.(county, settings, model),
    *audit(county, postings, circuits = [], placements = []) {
      const said = { rule: name, level, unit, ...(relaxed !== null && { relaxed }) };
      for (const breach of ofPostings(county, postings)) yield { ...said, ...breach };
      for (const breach of ofAll(county, postings, circuits, placements)) yield { ...said, ...breach };
    },
    accepts(county, postings) {
      const found = definition.accepts?.(county, settings, postings) ?? null;
      return found && { rule: name, ...found };
    },
    shortfall(county, postings, circuits = [], placements = []) {
      let whole = 0;
      for (const _breach of ofPostings(county, postings)) whole += 1;
      for (const { amount } of ofAll(county, postings, circuits, placements))
        whole += Math.round(amount * parts);
      return whole;
    },
  };
}
