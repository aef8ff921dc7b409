import type { Backend, Control } from './backends/backend.ts';
import { type Case, caseOf } from './case.ts';
import { type Causes, causesOf } from './causes.ts';
import { type Clash, Clashes } from './clash.ts';
import { clashInWords, keptHomeInWords } from './clash-words.ts';
import { Elastic } from './elastic.ts';
import type { Diagnosis, Relaxation, Words } from './plan.ts';
import type { Problem } from './problem.ts';
import { mayGive, Relaxer, ranked } from './relaxer.ts';
import { pins } from './rules/pins.ts';
import type { StandingRule } from './rules/rule.ts';

/**
 * Why no plan exists: rules that cannot all hold together, and what would be the least to give up.
 *
 * That a set has no plan is proven, not inferred; `extent` says whether every smaller set has one, or at least every set
 * with one rule fewer. What may not be relaxed is asked first: where it has no plan by itself, nothing else is the cause.
 * Causes that have nothing to do with each other are told each by itself. Policy rules come first in each clash, for they
 * are the ones an officer may relax; last those that always hold, where the others clash for want of posts or of people
 * who are free. Of pins those that clash are named.
 *
 * Each relaxation is a plan that was found: the rules named are broken as little as can be, and no other is.
 *
 * Null when stopped before the set was certain.
 */
export function diagnose(problem: Problem, backend: Backend, control: Control): Diagnosis | null {
  const county = caseOf(problem);
  const elastic = new Elastic(problem, county, backend);
  const clashes = new Clashes(elastic, control);
  const found = clashesOf(elastic, clashes);
  if (!found) return null;
  const relaxer = new Relaxer(problem, county, backend, control);
  const { relaxations, further } = waysOut(found, { county, elastic, clashes, relaxer });
  const told = [...found, ...further].map((clash) => clashTold(elastic, county, clash, control));
  const [first, ...others] = told;
  if (!first || control.shouldStop()) return null;
  return { ...first, further: others, relaxations };
}

function clashTold(elastic: Elastic, county: Case, clash: Clash, control: Control) {
  const causes = causesOf(elastic, county, clash, control);
  return {
    clash: [...clash.rules, ...causes.always].map((rule) => ({
      rule: rule.name,
      level: rule.level,
      clause: rule.clause,
      ...(rule.name === pins.name && causes.pins && { pins: [...causes.pins] }),
      ...keptHomeOf(county, rule, causes),
      text: clashInWords(county, rule, causes),
    })),
    extent: clash.extent,
  };
}

function keptHomeOf(county: Case, rule: StandingRule, causes: Causes): { keptHome?: Words } {
  const keptHome = keptHomeInWords(county, rule, causes);
  return keptHome ? { keptHome } : {};
}

/**
 * Clashes no two of which can be healed by relaxing one rule: the first; then what still clashes when everything in it
 * that may be relaxed is left out; and so on. The only one where what may not be relaxed clashes by itself. Null: stopped.
 */
function clashesOf({ rules, whole }: Elastic, clashes: Clashes): Clash[] | null {
  const firm = rules.filter((rule) => !mayGive(rule));
  // In a county too large to be looked at whole, rules that are not looked at may be what could be given.
  const lawful = whole && clashes.about(firm) === 'none';
  const found: Clash[] = [];
  for (let left = lawful ? firm : rules; ; ) {
    const clash = clashes.among(left);
    if (!clash) return null;
    found.push(clash);
    const given = clash.rules.filter(mayGive);
    left = left.filter((rule) => !given.includes(rule));
    if (given.length === 0 || clashes.about(left) !== 'none') return found;
  }
}

interface County {
  readonly county: Case;
  readonly elastic: Elastic;
  readonly clashes: Clashes;
  readonly relaxer: Relaxer;
}

/**
 * The least to give up, that which touches the fewest people first: one rule of each clash where that is enough. Else all
 * that may be relaxed together, as little of each as can be; `further`: what clashes besides, so that every rule given up
 * belongs to a clash that is told. Empty: what clashes may not be relaxed.
 */
function waysOut(
  found: readonly Clash[],
  { county, elastic, clashes, relaxer }: County,
): { relaxations: Relaxation[]; further: Clash[] } {
  const single = oneOfEach(found.map(({ rules }) => rules.filter(mayGive)))
    .slice(0, MOST_WAYS)
    .flatMap((given) => relaxer.relaxed(given) ?? []);
  if (single.length > 0) return { relaxations: ranked(single), further: [] };
  const every = county.rules.filter((rule) => !rule.always && mayGive(rule));
  const all = every.length === 0 ? null : relaxer.relaxed(every);
  if (!all) return { relaxations: [], further: [] };
  const given = (rule: StandingRule) => all.relaxation.rules.includes(rule.name);
  const told = new Set(found.flatMap(({ rules }) => rules.filter(given)));
  const further: Clash[] = [];
  for (;;) {
    const left = elastic.rules.filter((rule) => !told.has(rule));
    const clash = clashes.about(left) === 'none' ? clashes.among(left) : null;
    if (!clash?.rules.some(given)) return { relaxations: [all.relaxation], further };
    further.push(clash);
    for (const rule of clash.rules) if (given(rule)) told.add(rule);
  }
}

/** Ways out that are solved. */
const MOST_WAYS = 24;

/** Every choice of one from each list. */
const oneOfEach = <T>(lists: readonly (readonly T[])[]): T[][] =>
  lists.reduce<T[][]>((ways, list) => ways.flatMap((way) => list.map((one) => [...way, one])), [[]]);
