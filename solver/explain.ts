import { alternatives } from './alternatives.ts';
import { worsened } from './amounts.ts';
import type { Candidate, Case } from './case.ts';
import type { MadeCircuit } from './circuits.ts';
import { Crowd } from './crowd.ts';
import type { StandingGoal } from './goals/goal.ts';
import { grouped } from './grouped.ts';
import type { Ledger } from './ledger.ts';
import type { Plan, Reason } from './plan.ts';
import type { Teacher } from './problem.ts';
import { Beside } from './reasons/beside.ts';
import { comesHome } from './reasons/comes-home.ts';
import { goes } from './reasons/goes.ts';
import { noPlan } from './reasons/no-plan.ts';
import { nowhere } from './reasons/nowhere.ts';
import { recruitReasons } from './reasons/recruits.ts';
import { staysBehind } from './reasons/stays-behind.ts';
import { staysOpen, withDays, withRecruits } from './reasons/stays-open.ts';
import { teachesElsewhere } from './reasons/teaches-elsewhere.ts';
import type { Ending, Harm } from './reasons/told.ts';
import type { PossiblePlacement } from './recruits.ts';
import { filled, flowOf } from './staffing.ts';

/**
 * Exactly one reason for every teacher, and one for every post left unfilled. Nothing is claimed that a recount
 * does not show: who stays is told what the least harmful single change would have cost, or which rules stop every one
 * of those tried. Changes of several people at once are not looked at, and no reason says they are.
 */
export function explain(
  county: Case,
  ledger: Ledger,
  made: readonly Candidate[],
  status: Ending,
  circuits: readonly MadeCircuit[] = [],
  placements: readonly PossiblePlacement[] = [],
): Pick<Plan, 'reasons' | 'unfilled' | 'recruitReasons'> {
  const weighed = alternatives(county, ledger, made, circuits, placements);
  const away = grouped(circuits, ({ teacher }) => teacher);
  const moves = new Map(made.map((candidate) => [candidate.teacher, candidate]));
  const candidates = grouped(county.candidates, ({ teacher }) => teacher);
  const hasPlan = status === 'optimal' || status === 'feasible';
  const values = new Map<StandingGoal, number>();
  const harm: Harm = ({ goal, worse }) =>
    worsened(goal, worse, () => {
      const now = values.get(goal) ?? goal.value(county, made, [], placements);
      values.set(goal, now);
      return now;
    });

  const reasonOf = (teacher: Teacher): Omit<Reason, 'teacher'> => {
    const back = county.returns.get(teacher);
    if (back && hasPlan) return { outcome: 'moves', ...comesHome(county, back) };
    const barred = county.barred(teacher);
    const own = away.get(teacher);
    if (own) return { outcome: 'stays', ...teachesElsewhere(county, own, barred) };
    if (barred) {
      const { rule, bar } = barred;
      return { outcome: 'not-eligible', code: rule.name, figures: bar.figures, text: bar.text };
    }
    const move = moves.get(teacher);
    if (move) return { outcome: 'moves', ...goes(county, move, weighed.instead.get(teacher) ?? null, harm) };
    if (!hasPlan) return { outcome: 'stays', ...noPlan(status) };
    if (!candidates.has(teacher)) return { outcome: 'stays', ...nowhere(county, crowd, teacher) };
    return {
      outcome: 'stays',
      ...staysBehind(county, teacher, status, weighed.of(teacher), ledger, harm, beside),
    };
  };

  const plan = flowOf(made, circuits, placements);
  const serving = grouped(circuits, ({ opening }) => opening);
  const crowd = new Crowd(county);
  const beside = new Beside(county, ledger, made, circuits, placements);
  return {
    reasons: county.teachers.map((teacher) => ({ teacher: teacher.id, ...reasonOf(teacher) })),
    ...(county.recruits.length > 0 && {
      recruitReasons: recruitReasons(county, ledger, placements, status),
    }),
    unfilled: county.openings
      .map((opening) => ({ opening, came: filled(county, opening, plan) }))
      .filter(({ opening, came }) => came < opening.count)
      .map(({ opening, came }) => ({
        section: opening.section.id,
        subject: opening.subject,
        role: opening.role,
        openings: opening.count,
        filled: came,
        left: opening.count - came,
        ...(hasPlan
          ? withRecruits(
              withDays(
                staysOpen(county, opening, moves, crowd, weighed.block, beside),
                serving.get(opening) ?? [],
              ),
              plan.placed(opening),
            )
          : noPlan(status)),
      })),
  };
}
