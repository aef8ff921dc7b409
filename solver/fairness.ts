import { worsened as harm, plural } from './amounts.ts';
import { type Candidate, type Case, caseOf } from './case.ts';
import type { StandingGoal } from './goals/goal.ts';
import { grouped } from './grouped.ts';
import { columnsMade, Ledger } from './ledger.ts';
import { modelOf, tightened } from './model.ts';
import { once } from './once.ts';
import type { Plan, Words } from './plan.ts';
import type { Posting } from './posting.ts';
import type { Problem, Teacher } from './problem.ts';
import { hasPost, isKnown } from './replan.ts';
import { flowOf } from './staffing.ts';

/** A case of somebody who has reason to ask why another, and what the plan can answer. */
export interface FairnessCase {
  kind: 'envy' | 'rural-burden';
  /** Who may complain. */
  teacher: string;
  /** In whose place the teacher would rather be, or who could have gone in the teacher's place. */
  other: string;
  section: string;
  /** Points of both at the post (envy), or their lifetime rural years (rural burden). */
  own: number;
  others: number;
  /** Why it is so all the same: a rule, or the first goal that changing it would worsen; `unexplained`: neither. */
  code: string;
  text: Words;
}

/**
 * The fairness audit of a plan: every case of justified envy, and every case of a heavier lifetime burden.
 *
 * Envy is justified where a teacher wished for a school more than for what they got, may fill the very post another
 * was given there, and has more points at it. A burden is heavier where a teacher is sent although a colleague of the
 * same section, who could fill the post and stays, has served fewer years in rural or weak schools. Each case is told
 * with what stands against the change, which is tried: a rule, or a goal and by how much. Two who both go are exchanged.
 * Moves of people, or to sections, that the problem has no more are passed over.
 *
 * Source: no justified envy is the standard of fair assignment (Abdulkadiroğlu & Sönmez 2003); lifetime rural service
 * is counted in promotion (domain A5).
 */
export function fairness(
  problem: Problem,
  {
    moves,
    circuits: planned = [],
    placements: placing = [],
  }: Pick<Plan, 'moves'> & Partial<Pick<Plan, 'circuits' | 'placements'>>,
): FairnessCase[] {
  const county = caseOf(problem);
  const program = tightened(modelOf(county).program());
  const candidates = grouped(county.candidates, ({ opening }) => opening);
  const made = county
    .postings(moves.filter((move) => isKnown(problem, move)))
    .flatMap(({ teacher, opening }) => candidates.get(opening)?.find((one) => one.teacher === teacher) ?? []);
  const goes = new Map(made.map((candidate) => [candidate.teacher, candidate]));
  const circuits = county
    .circuitsOf(planned.filter((made) => isKnown(problem, made)))
    .flatMap((made) =>
      county.circuits
        .filter(({ teacher, opening }) => teacher === made.teacher && opening === made.opening)
        .map(({ column }) => ({ ...made, column })),
    );
  const isRecruited = (recruit: string) => (problem.recruits ?? []).some(({ id }) => id === recruit);
  const placements = county
    .placementsOf(placing.filter((made) => isRecruited(made.recruit) && hasPost(problem, made)))
    .flatMap(({ recruit, opening }) =>
      county.placements.filter((one) => one.recruit === recruit && one.opening === opening),
    );
  const columns = columnsMade(made, circuits, placements);
  const ledger = new Ledger(program, program.postings, columns, county.relaxed);
  const plan = flowOf(made, circuits, placements);
  const now = once(() => county.goals.map((goal) => goal.value(county, made, circuits, placements)));
  const found: FairnessCase[] = [];

  /** The first goal that giving the rival the post would worsen, and by how much; null: none. */
  const worsened = (rival: Candidate, holder: Candidate): Against => {
    for (const [place, goal] of county.goals.entries()) {
      const change = goal.change(county, plan, rival, holder);
      const by = goal.sense === 'minimise' ? change : -change;
      if (by !== 0) return by > 0 ? { goal, by, before: now()[place] ?? 0 } : null;
    }
    return null;
  };
  /** The holder stays, and the rival goes in that place. */
  const replace = (rival: Candidate, holder: Candidate): Against => {
    const rule = ledger.broken(rival.column, holder.column);
    return rule ? { rule } : worsened(rival, holder);
  };
  /** Both go, each to where the other was to go. */
  const exchange = (own: Candidate, rival: Candidate, holder: Candidate): Against => {
    const back = candidates.get(own.opening)?.find(({ teacher }) => teacher === holder.teacher);
    if (!back) {
      const rule = county.kept(county.posting(holder.teacher, own.opening))?.name;
      return { rule: rule ?? 'no-exchange' };
    }
    const [broken] = ledger.everyBroken([rival.column, back.column], [own.column, holder.column]);
    if (broken !== undefined) return { rule: broken };
    const then = made.map((one) => (one === own ? back : one === holder ? rival : one));
    for (const [place, goal] of county.goals.entries()) {
      const before = now()[place] ?? 0;
      const change = goal.value(county, then, circuits, placements) - before;
      const by = goal.sense === 'minimise' ? change : -change;
      if (by !== 0) return by > 0 ? { goal, by, before } : null;
    }
    return null;
  };
  for (const holder of made) {
    for (const rival of candidates.get(holder.opening) ?? []) {
      if (rival.teacher === holder.teacher) continue;
      const own = goes.get(rival.teacher) ?? null;
      const kind = envies(county, rival, own, holder)
        ? 'envy'
        : own === null && carriesLess(rival, holder)
          ? 'rural-burden'
          : null;
      if (!kind) continue;
      const against = own ? exchange(own, rival, holder) : replace(rival, holder);
      found.push(told(county, kind, rival, holder, own, against));
    }
  }
  return found;
}

/** Whether the rival wished for the post more than for what they got, and has more points at it than its holder. */
function envies(county: Case, rival: Candidate, own: Candidate | null, holder: Candidate): boolean {
  const { id } = holder.opening.section;
  if (rival.wish === null || (own?.wish != null && own.wish <= rival.wish)) return false;
  const points = (teacher: Teacher) => county.points(teacher.id, id, holder.opening.post);
  return points(rival.teacher) > points(holder.teacher);
}

/** Whether a colleague of the same section who stays has fewer rural years than the one sent. */
const carriesLess = (rival: Candidate, holder: Candidate): boolean =>
  rival.from === holder.from && rival.teacher.ruralYears < holder.teacher.ruralYears;

/** What stands against a change; null: nothing does. */
type Against =
  | { readonly rule: string }
  | { readonly goal: StandingGoal; readonly by: number; readonly before: number }
  | null;

function told(
  county: Case,
  kind: FairnessCase['kind'],
  rival: Candidate,
  holder: Candidate,
  own: Candidate | null,
  against: Against,
): FairnessCase {
  const section = holder.opening.section;
  const place = county.nameOf(section);
  const points = ({ teacher }: Posting) => county.points(teacher.id, section.id, holder.opening.post);
  const [complains, other] = kind === 'envy' ? [rival, holder] : [holder, rival];
  const [mine, theirs] =
    kind === 'envy' ? [points(rival), points(holder)] : [holder.teacher.ruralYears, rival.teacher.ruralYears];
  const what: Words =
    kind === 'envy'
      ? {
          zh: `${rival.teacher.name}志愿到${place.zh}，积分${mine}分，高于到岗的${holder.teacher.name}（${theirs}分）`,
          en: `${rival.teacher.name} wished for ${place.en} with ${plural(mine, 'point')}, more than ${holder.teacher.name} who goes (${theirs})`,
        }
      : {
          zh: `${holder.teacher.name}已有乡村任教${mine}年仍被派出，同校可任该岗的${rival.teacher.name}仅${theirs}年`,
          en: `${holder.teacher.name} goes with ${plural(mine, 'rural year')} served, while ${rival.teacher.name} of the same section stays with ${theirs}`,
        };
  const change: Words = own
    ? { zh: '两人互换去向', en: 'exchanging the two' }
    : { zh: '改派', en: 'the change' };
  const why = againstInWords(county, change, against);
  return {
    kind,
    teacher: complains.teacher.id,
    other: other.teacher.id,
    section: section.id,
    own: mine,
    others: theirs,
    code: against === null ? 'unexplained' : 'rule' in against ? against.rule : against.goal.name,
    text: { zh: `${what.zh}${why.zh}`, en: `${what.en}${why.en}` },
  };
}

function againstInWords({ rules }: Case, change: Words, against: Against): Words {
  if (against === null) {
    return {
      zh: `；${change.zh}不违反规则，也不使目标变差，请复核。`,
      en: `; no rule and no goal stands against ${change.en}: to be looked at.`,
    };
  }
  if ('goal' in against) {
    const { goal, by, before } = against;
    const { zh, en } = harm(goal, by, () => before);
    return {
      zh: `；${change.zh}将使“${goal.title.zh}”${zh}。`,
      en: `; ${change.en} would worsen '${goal.title.en}' ${en}.`,
    };
  }
  const title = rules.find(({ name }) => name === against.rule)?.title;
  return title
    ? { zh: `；${change.zh}将违反“${title.zh}”。`, en: `; ${change.en} would break '${title.en}'.` }
    : {
        zh: `；${change.zh}不可行：另一人不能到该处。`,
        en: `; ${change.en} cannot be: the other could not go there.`,
      };
}
