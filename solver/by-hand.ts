import { fromTo } from './amounts.ts';
import { audit } from './audit.ts';
import { type Case, caseOf } from './case.ts';
import type { MadeCircuit } from './circuits.ts';
import { notesOf } from './notes.ts';
import type { Opening } from './opening.ts';
import type {
  Finding,
  GoalValue,
  Move,
  Plan,
  PlannedCircuit,
  Reason,
  RecruitReason,
  Unfilled,
  Words,
} from './plan.ts';
import { signOf } from './planner.ts';
import type { Posting } from './posting.ts';
import type { Problem, Teacher } from './problem.ts';
import { comesHome } from './reasons/comes-home.ts';
import { openingInWords } from './reasons/need.ts';
import { teachesElsewhere } from './reasons/teaches-elsewhere.ts';
import type { Placement } from './recruits.ts';
import { moveOf } from './solve.ts';
import { filled, flowOf } from './staffing.ts';
import type { GoalChange } from './what-if.ts';

/** Where an officer sends one teacher; by the keys of the problem. */
export interface HandMove {
  readonly teacher: string;
  /** The section to go to; null: the teacher stays. */
  readonly to: string | null;
  /** The subject to teach there, or the role of the seat to take; null: what the teacher does today. */
  readonly post: string | null;
  /** What the teacher teaches elsewhere on some days again, as a move that is taken back had dropped it; left out: nothing. */
  readonly circuits?: readonly PlannedCircuit[] | undefined;
}

/**
 * Why a move cannot even be written down: the problem has no such teacher, section or post, the teacher serves there
 * already, comes home from a posting, or the plan has it so.
 */
export type HandFault = 'teacher' | 'section' | 'post' | 'at-home' | 'comes-home' | 'as-it-is';

/** A plan with one move made by hand: audited, its goals recounted, nothing claimed of how good it is. */
export interface HandMade
  extends Pick<
    Plan,
    'moves' | 'circuits' | 'placements' | 'unfilled' | 'findings' | 'reasons' | 'recruitReasons' | 'goals'
  > {
  /** How many findings break a law or a policy without a decision that allows it. */
  readonly breaches: number;
  /** Every goal as the plan was before, and as it is. */
  readonly changes: readonly (GoalChange & { readonly text: Words })[];
  /** What the plan had the teacher do before, and has now; null: stay. */
  readonly before: Move | null;
  readonly after: Move | null;
  /** Circuits of the teacher's that it dropped. */
  readonly dropped: readonly PlannedCircuit[];
  /** The change in a sentence, without the teacher's name. */
  readonly text: Words;
}

export type MadeByHand =
  | { readonly ok: true; readonly made: HandMade }
  | { readonly ok: false; readonly fault: HandFault };

/**
 * Makes, changes or takes back one move of a plan. Who goes no longer teaches elsewhere on some days: those circuits are
 * dropped. `touched`: the teachers whom officers have placed by hand, this one among them.
 */
export function madeByHand(
  problem: Problem,
  plan: Pick<Plan, 'moves' | 'circuits' | 'placements'>,
  { teacher: id, to, post, circuits: back = [] }: HandMove,
  touched: readonly string[] = [id],
): MadeByHand {
  const county = caseOf(problem);
  const before = plan.moves.find(({ teacher }) => teacher === id) ?? null;
  const placed = placeOf(county, id, to, post);
  if (typeof placed === 'string') return { ok: false, fault: placed };
  const after = placed.opening && moveOf(county, county.posting(placed.teacher, placed.opening));
  if (isSame(before, after)) return { ok: false, fault: 'as-it-is' };
  const moves = [...plan.moves.filter(({ teacher }) => teacher !== id), ...(after ? [after] : [])];
  const own = plan.circuits.filter(({ teacher }) => teacher === id);
  const circuits = after ? plan.circuits.filter((one) => !own.includes(one)) : [...plan.circuits, ...back];
  const { placements } = plan;
  const made = {
    moves: moves.sort(byTeacher),
    circuits: circuits.sort(byPlace),
    ...(placements && { placements }),
  };
  const [was, is] = [factsOf(county, plan), factsOf(county, made)];
  const findings = [...notesOf(county), ...audit(county, is.postings, is.circuits, is.placements)];
  return {
    ok: true,
    made: {
      ...made,
      findings,
      breaches: breachesIn(findings),
      goals: goalsOf(county, is),
      changes: changesOf(county, was, is),
      unfilled: unfilledOf(county, is),
      reasons: reasonsOf(county, is, new Set(touched)),
      ...(placements && { recruitReasons: recruitReasonsOf(county, is) }),
      before,
      after,
      dropped: after ? own : [],
      text: inWords(county, id, before, after),
    },
  };
}

/** How many findings stand against a plan. */
export const breachesIn = (findings: readonly Finding[]): number =>
  findings.filter(({ level, relaxed }) => level !== 'note' && relaxed === undefined).length;

/** The opening the teacher is sent to; null: none, the teacher stays. */
function placeOf(
  county: Case,
  id: string,
  to: string | null,
  post: string | null,
): HandFault | { readonly teacher: Teacher; readonly opening: Opening | null } {
  const { problem } = county;
  const teacher = county.teachers.find((one) => one.id === id);
  if (!teacher) return 'teacher';
  if (county.returns.has(teacher)) return 'comes-home';
  if (to === null) return { teacher, opening: null };
  if (!problem.sections.some((section) => section.id === to)) return 'section';
  if (teacher.serving.section === to) return 'at-home';
  const role = county.rotates(teacher);
  if (role && (post === null || post === role)) return { teacher, opening: county.seat(to, role) };
  const subject = post ?? teacher.subject;
  const known = problem.curriculum.subjects.some(({ code, specialist }) => code === subject && specialist);
  return subject !== undefined && known ? { teacher, opening: county.opening(to, subject) } : 'post';
}

const isSame = (before: Move | null, after: Move | null): boolean =>
  before === null || after === null
    ? before === after
    : before.to === after.to && before.subject === after.subject && before.role === after.role;

const byTeacher = (a: Pick<Move, 'teacher'>, b: Pick<Move, 'teacher'>): number =>
  a.teacher < b.teacher ? -1 : a.teacher > b.teacher ? 1 : 0;

/** By teacher, then where and what. */
const byPlace = (a: PlannedCircuit, b: PlannedCircuit): number =>
  byTeacher(a, b) || (keyOf(a) < keyOf(b) ? -1 : 1);
const keyOf = ({ to, subject }: PlannedCircuit): string => `${to} ${subject}`;

interface Made {
  readonly postings: readonly Posting[];
  readonly circuits: readonly MadeCircuit[];
  readonly placements: readonly Placement[];
}

const factsOf = (
  county: Case,
  { moves, circuits, placements }: Pick<Plan, 'moves' | 'circuits' | 'placements'>,
): Made => ({
  postings: county.postings(moves),
  circuits: county.circuitsOf(circuits),
  placements: county.placementsOf(placements),
});

/** Added so that nothing is −0. */
const ZERO = 0;

/** No bound: what no plan can pass was found beside other moves. */
const goalsOf = (county: Case, { postings, circuits, placements }: Made): GoalValue[] =>
  [...county.goals, ...county.parts].map(({ name, sense, unit, value }) => ({
    name,
    sense,
    unit,
    value: value(county, postings, circuits, placements) + ZERO,
    bound: null,
  }));

const changesOf = (county: Case, was: Made, is: Made): HandMade['changes'] =>
  [...county.goals, ...county.parts].map((goal) => {
    const before = goal.value(county, was.postings, was.circuits, was.placements) + ZERO;
    const after = goal.value(county, is.postings, is.circuits, is.placements) + ZERO;
    const { name, title, unit } = goal;
    const worse = signOf(goal) * (after - before) + ZERO;
    return { goal: name, title, unit, before, after, worse, text: fromTo(goal, before, after) };
  });

function unfilledOf(county: Case, { postings, circuits, placements }: Made): Unfilled[] {
  const plan = flowOf(postings, circuits, placements);
  return county.openings
    .map((opening) => ({ opening, came: filled(county, opening, plan) }))
    .filter(({ opening, came }) => came < opening.count)
    .map(({ opening, came }) => ({
      section: opening.section.id,
      subject: opening.subject,
      role: opening.role,
      openings: opening.count,
      filled: came,
      left: opening.count - came,
      code: 'by-hand',
      figures: {},
      text: {
        zh: '本方案经手工调整，未说明缺岗的原因；可围绕手工安排重新求解。',
        en: 'The plan was changed by hand, so why the post stays open is not told. Solve around the moves made by hand to learn it.',
      },
    }));
}

/** As a solved plan says it where that does not rest on comparing plans; else only what was done, and that it was by hand. */
function reasonsOf(county: Case, { postings, circuits }: Made, touched: ReadonlySet<string>): Reason[] {
  const going = new Map(postings.map((posting) => [posting.teacher, posting]));
  return county.teachers.map((teacher): Reason => {
    const { id } = teacher;
    const back = county.returns.get(teacher);
    if (back) return { teacher: id, outcome: 'moves', ...comesHome(county, back) };
    const posting = going.get(teacher);
    const barred = county.barred(teacher);
    const hand = { code: 'by-hand', figures: { byHand: touched.has(id) } };
    if (posting)
      return { teacher: id, outcome: 'moves', ...hand, text: goesInWords(county, posting, touched.has(id)) };
    const away = circuits.filter((made) => made.teacher === teacher);
    if (away.length > 0) return { teacher: id, outcome: 'stays', ...teachesElsewhere(county, away, barred) };
    if (barred) {
      const { rule, bar } = barred;
      return { teacher: id, outcome: 'not-eligible', code: rule.name, figures: bar.figures, text: bar.text };
    }
    return { teacher: id, outcome: 'stays', ...hand, text: touched.has(id) ? keptInPlace : notSent };
  });
}

/** No officer places a recruit by hand: all stand as in the plan it was made from, and are compared with nothing. */
const recruitReasonsOf = (county: Case, { placements }: Made): RecruitReason[] =>
  county.recruits.map((recruit) => {
    const placed = placements.find((placement) => placement.recruit === recruit);
    const where = placed && openingInWords(county, placed.opening);
    return {
      recruit: recruit.id,
      outcome: placed ? 'placed' : 'not-placed',
      code: 'by-hand',
      figures: {},
      text: where
        ? { zh: `${where.zh}${uncompared.zh}`, en: `${where.en} ${uncompared.en}` }
        : { zh: `本方案未安置。${uncompared.zh}`, en: `Not placed by this plan. ${uncompared.en}` },
    };
  });

function goesInWords(county: Case, { opening }: Posting, touched: boolean): Words {
  const where =
    opening.count > 0 ? openingInWords(county, opening) : sentence(placeInWords(county, targetOf(opening)));
  return touched
    ? { zh: `${where.zh}由经办人手工安排。`, en: `${where.en} Placed by the officer, by hand.` }
    : { zh: `${where.zh}${uncompared.zh}`, en: `${where.en} ${uncompared.en}` };
}

const targetOf = ({ section, subject, role }: Opening) => ({ to: section.id, subject, role });
const sentence = ({ zh, en }: Words): Words => ({ zh: `调往${zh}。`, en: `Goes to ${en}.` });

const uncompared: Words = {
  zh: '本方案经手工调整，未与其他安排逐一比较。',
  en: 'The plan was changed by hand and not compared with others.',
};
const keptInPlace: Words = { zh: '由经办人手工安排留任。', en: 'Kept in place by the officer, by hand.' };
const notSent: Words = {
  zh: `符合交流条件，本方案未安排调动。${uncompared.zh}`,
  en: `May go, and this plan does not send the teacher. ${uncompared.en}`,
};

function inWords(county: Case, teacher: string, before: Move | null, after: Move | null): Words {
  const who = { zh: `工号${teacher}`, en: `Staff number ${teacher}` };
  const [then, now] = [before && placeInWords(county, before), after && placeInWords(county, after)];
  if (!now) return { zh: `${who.zh}：改为留任。`, en: `${who.en} stays.` };
  return then
    ? {
        zh: `${who.zh}：由到${then.zh}改为到${now.zh}。`,
        en: `${who.en}: to ${now.en} instead of ${then.en}.`,
      }
    : { zh: `${who.zh}：调往${now.zh}。`, en: `${who.en} goes to ${now.en}.` };
}

function placeInWords(county: Case, { to, subject, role }: Pick<Move, 'to' | 'subject' | 'role'>): Words {
  const { zh, en } = county.nameOf(county.section(to));
  if (subject === null && role === null) return { zh, en };
  const post = county.postOf({ subject, role });
  return { zh: `${zh}${post.zh}`, en: `${en}, ${post.en}` };
}
