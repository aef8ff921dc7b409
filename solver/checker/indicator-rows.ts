import { grouped } from '../grouped.ts';
import { CountedAt, counts, countsThen, isMeasured, pupilsOf, visitorsOf } from './counted.ts';
import type { Facts } from './facts.ts';
import type { Candidate } from './rule-rows.ts';
import { Draft, type Sheet } from './sheet.ts';

/**
 * The indicator floors: of the people an indicator counts in a section no more go, beyond those who come, than it has
 * beyond what its pupils ask; none where it has fewer.
 */
export function writeIndicators(facts: Facts, candidates: readonly Candidate[], sheet: Sheet): void {
  const { rules, problem, people } = facts;
  if (!rules.stands('indicator-floor')) return;
  const figures = rules.figures('indicator-floor');
  const at = new CountedAt(facts, figures);
  for (const { indicator, stage, least } of figures.floors) {
    const movable = candidates.filter((candidate) => at.changes(candidate));
    const comes = movable.filter((candidate) => countsThen(indicator, stage, candidate, figures));
    const goes = movable.filter(({ person }) => counts(indicator, stage, person.teacher, figures));
    const there = grouped(
      people.filter(({ teacher }) => counts(indicator, stage, teacher, figures)),
      (person) => at.of(person),
    );
    const visitors = visitorsOf(facts, indicator, figures);
    const coming = grouped(comes, ({ post }) => post.section.id);
    const going = grouped(goes, ({ person }) => at.of(person));
    for (const section of problem.sections) {
      const leaving = going.get(section.id) ?? [];
      if (section.stage !== stage || leaving.length === 0 || !isMeasured(facts, section, figures)) continue;
      const now = (there.get(section.id)?.length ?? 0) + visitors(section.id);
      const beyond = now - headsFor(least, pupilsOf(section));
      if (beyond < 0 && figures.below === 'may-fall') continue;
      const draft = new Draft(
        'indicator-floor',
        JSON.stringify([section.id, indicator]),
        Math.max(0, beyond),
      );
      for (const { column } of leaving) draft.add(column, 1);
      for (const { column } of coming.get(section.id) ?? []) draft.add(column, -1);
      sheet.atMost(draft);
    }
  }
}

/** The fewest people who are so many for every hundred pupils, these to two decimals. */
function headsFor(perHundred: number, pupils: number): number {
  const parts = Math.round(100 * perHundred) * pupils;
  const left = parts % 10_000;
  return (parts - left) / 10_000 + (left > 0 ? 1 : 0);
}
