import { type HandFault, type HandMade, type HandMove, madeByHand } from '../../solver/by-hand.ts';
import { circuit, move, placement } from '../../solver/plan.ts';
import { problem as format } from '../../solver/problem.ts';
import { type Recheck, recheck } from '../../solver/recheck.ts';
import { type Difference, differences } from '../../solver/replan.ts';
import { listsOf, type Solved } from './solve-in-thread.ts';

/** A plan in the keys of its problem: lists as JSON text. */
export interface PlanText {
  readonly moves: string;
  readonly circuits: string;
  readonly placements: string;
}

export interface RecheckQuestion extends PlanText {
  /** The problem as frozen, and the facts of now. */
  readonly frozen: string;
  readonly now: string;
  readonly pinsApart: boolean;
}

export interface HandQuestion extends PlanText {
  readonly problem: string;
  readonly move: HandMove;
  /** Staff numbers of those placed by hand, this move's among them unless it only puts things back. */
  readonly touched: readonly string[];
}

export interface PeopleQuestion {
  readonly problem: string;
  readonly before: PlanText;
  readonly after: PlanText;
}

/** The lists of the plan made, which are long, stay text. */
export type HandAnswer =
  | { readonly ok: false; readonly fault: HandFault }
  | {
      readonly ok: true;
      readonly made: ReturnType<typeof listsOf> &
        Pick<Solved, 'goals'> &
        Pick<HandMade, 'breaches' | 'changes' | 'before' | 'after' | 'dropped' | 'text'> & {
          /** What the rules find in it, remarks apart. */
          readonly against: HandMade['findings'];
        };
    };

export const recheckFrom = ({ frozen, now, pinsApart, ...plan }: RecheckQuestion): Recheck =>
  recheck(format.parse(JSON.parse(frozen)), planOf(plan), format.parse(JSON.parse(now)), { pinsApart });

export function byHandFrom({ problem, move: moved, touched, ...plan }: HandQuestion): HandAnswer {
  const answer = madeByHand(format.parse(JSON.parse(problem)), planOf(plan), moved, touched);
  if (!answer.ok) return answer;
  const { goals, breaches, changes, before, after, dropped, text, findings } = answer.made;
  const against = findings.filter(({ level }) => level !== 'note');
  return {
    ok: true,
    made: { goals, breaches, changes, before, after, dropped, text, against, ...listsOf(answer.made) },
  };
}

export const peopleFrom = ({ problem, before, after }: PeopleQuestion): Difference[] =>
  differences(format.parse(JSON.parse(problem)), planOf(before), planOf(after));

const planOf = ({ moves, circuits, placements }: PlanText) => ({
  moves: move.array().parse(JSON.parse(moves)),
  circuits: circuit.array().parse(JSON.parse(circuits)),
  placements: placement.array().parse(JSON.parse(placements)),
});
