import type { Backend } from './backends/backend.ts';
import { untilDone } from './backends/backend.ts';
import { minimise } from './backends/minimise.ts';
import { type Case, caseOf } from './case.ts';
import { modelOf, tightened } from './model.ts';
import type { Opening } from './opening.ts';
import type { Words } from './plan.ts';
import type { Problem, Teacher } from './problem.ts';
import { rules } from './rules/index.ts';
import type { StandingRule } from './rules/rule.ts';

/** What a named decision would have to let be broken for a move to be made; each answer is solved. */
export class Waiver {
  readonly #problem: Problem;
  readonly #county: Case;
  readonly #backend: Backend;

  constructor(problem: Problem, county: Case, backend: Backend) {
    this.#problem = problem;
    this.#county = county;
    this.#backend = backend;
  }

  /** Every rule that forbids the move by itself, about the person and about the post. */
  against(teacher: Teacher, opening: Opening): StandingRule[] {
    const county = this.#county;
    const posting = county.posting(teacher, opening);
    return county.rules.filter(
      (rule) =>
        rule.relaxed === null && (rule.bars(county, teacher) !== null || rule.keepsFrom(county, posting) > 0),
    );
  }

  /**
   * The decision on the fewest rules with which some plan makes a move to one of these openings; or why none does: laws
   * that no decision touches, or rules about all moves together.
   */
  remedies(teacher: Teacher, openings: readonly Opening[]): Words[] {
    const ways = openings
      .map((opening) => ({ opening, against: this.against(teacher, opening) }))
      .sort((a, b) => a.against.length - b.against.length);
    const open = ways.filter(({ against }) => against.every(mayBeWaived));
    const [first] = ways;
    if (!first) return [];
    if (open.length === 0) {
      const laws = first.against.filter((rule) => !mayBeWaived(rule)).map(({ title }) => title);
      return [
        {
          zh: `${laws.map(({ zh }) => `“${zh}”`).join('、')}不能由决定放宽，此项安排没有别的办法。`,
          en: `No decision may waive ${laws.map(({ en }) => `'${en}'`).join(', ')}, so nothing a bureau could decide would change it.`,
        },
      ];
    }
    for (const { opening, against } of open.slice(0, MOST_TRIED)) {
      if (!this.#works(teacher, opening, against)) continue;
      const place = this.#county.nameOf(opening.section);
      const post = this.#county.postOf(opening);
      const titles = against.map(({ title }) => title);
      const together = titles.length > 1 ? { zh: '同时', en: ' together' } : { zh: '', en: '' };
      return [
        {
          zh: `经决定${together.zh}放宽${titles.map(({ zh }) => `“${zh}”`).join('、')}，即有可行方案派往${place.zh}${opening.role ? '任' : '任教'}${post.zh}（已重新求解）。`,
          en: `A named decision to relax ${titles.map(({ en }) => `'${en}'`).join(' and ')}${together.en}: then there is a plan with the move to ${place.en} for ${post.en} (solved again).`,
        },
      ];
    }
    return [nothingHelps];
  }

  /** Whether a plan makes the move once these rules may be broken. */
  #works(teacher: Teacher, opening: Opening, against: readonly StandingRule[]): boolean {
    const problem = this.#problem;
    const settings = { ...problem.policy.rules };
    for (const { name } of against) {
      settings[name] = { ...problem.policy.rules[name], level: 'policy', relaxed: 'asked' };
    }
    const county = caseOf({ ...problem, policy: { ...problem.policy, rules: settings } });
    const model = modelOf(county);
    const written = model.program();
    const wanted = county.candidates.find(
      (candidate) => candidate.teacher.id === teacher.id && candidate.opening.key === opening.key,
    );
    if (!wanted) return false;
    const lower = Float64Array.from(written.lower);
    lower[wanted.column] = 1;
    const program = tightened({ ...written, lower });
    return 'values' in minimise(this.#backend, program, new Float64Array(program.columns), limited());
  }
}

/** Openings with the fewest rules against them that are tried. */
const MOST_TRIED = 3;

/** Any plan will do: the first one ends the search, and so does too long a search. */
function limited() {
  let asked = 0;
  let found = false;
  return {
    shouldStop() {
      asked += 1;
      return found || asked > MOST_STEPS || untilDone.shouldStop();
    },
    improved(incumbent: number | null) {
      found ||= incumbent !== null;
    },
  };
}

const MOST_STEPS = 200;

const mayBeWaived = ({ name, level }: StandingRule): boolean =>
  level === 'policy' && rules.some((rule) => rule.name === name && rule.relaxable);

/** What is said where nothing that was tried changes it. */
export const nothingHelps: Words = {
  zh: '试过的放宽办法都不能得到可行方案：其余规则不允许。',
  en: 'No decision that was tried leads to a plan: the other rules do not allow it.',
};
