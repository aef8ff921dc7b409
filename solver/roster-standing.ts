import { caseOf } from './case.ts';
import type { RuleAgainst } from './eligibility.ts';
import type { Problem } from './problem.ts';
import { whoMayGo } from './who-may-go.ts';

/** Whether a teacher may be exchanged on the day the problem's moves take effect. */
export interface RosterStanding {
  /** Staff number. */
  readonly teacher: string;
  /** The first rule that bars the teacher; null: none does. */
  readonly bar: Pick<RuleAgainst, 'rule' | 'title'> | null;
}

/**
 * Of every teacher of a problem what `eligibilityOf` says of that one day. When it changes is not asked, so a whole county takes no
 * longer than a few of its teachers there.
 */
export function rosterStanding(problem: Problem): RosterStanding[] {
  const { base: _base, baseCircuits: _circuits, seats: _seats, ...facts } = problem;
  const county = caseOf({ ...facts, requests: [], wishes: [], points: [], pins: [] });
  const strict = county.rules.filter(({ relaxed }) => relaxed === null);
  const who = whoMayGo(county, [], strict);
  return county.teachers.map((teacher) => {
    const barred = who.barred(teacher);
    return { teacher: teacher.id, bar: barred && { rule: barred.rule.name, title: barred.rule.title } };
  });
}
