import { type Candidate, type Case, caseOf, type Posting } from './case.ts';
import { grouped } from './grouped.ts';
import { columnsMade, Ledger } from './ledger.ts';
import { modelOf, tightened } from './model.ts';
import type { Plan, Words } from './plan.ts';
import type { Problem, Teacher } from './problem.ts';
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
 * with what stands against the change: a rule, or a goal and by how much.
 *
 * Source: no justified envy is the standard of fair assignment (Abdulkadiroğlu & Sönmez 2003); lifetime rural service
 * is counted in promotion (domain A5).
 */
export function fairness(
  problem: Problem,
  { moves, circuits: planned = [] }: Pick<Plan, 'moves'> & Partial<Pick<Plan, 'circuits'>>,
): FairnessCase[] {
  const county = caseOf(problem);
  const program = tightened(modelOf(county).program());
  const candidates = grouped(county.candidates, ({ opening }) => opening);
  const made = county
    .postings(moves)
    .flatMap(({ teacher, opening }) => candidates.get(opening)?.find((one) => one.teacher === teacher) ?? []);
  const goes = new Map(made.map((candidate) => [candidate.teacher, candidate]));
  const circuits = county
    .circuitsOf(planned)
    .flatMap((made) =>
      county.circuits
        .filter(({ teacher, opening }) => teacher === made.teacher && opening === made.opening)
        .map(({ column }) => ({ ...made, column })),
    );
  const ledger = new Ledger(program, program.postings, columnsMade(made, circuits), county.relaxed);
  const plan = flowOf(made, circuits);
  const found: FairnessCase[] = [];
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
      const rule = own ? 'moves-already' : ledger.broken(rival.column, holder.column);
      const worse = rule ? null : worsened(county, plan, rival, holder);
      found.push(told(county, kind, rival, holder, rule, worse));
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

/** The first goal that giving the rival the post would worsen, and by how much; null: none. */
function worsened(
  county: Case,
  plan: ReturnType<typeof flowOf>,
  rival: Candidate,
  holder: Candidate,
): { title: Words; name: string; by: number } | null {
  for (const goal of county.goals) {
    const change = goal.change(county, plan, rival, holder);
    const by = goal.sense === 'minimise' ? change : -change;
    if (by !== 0) return by > 0 ? { title: goal.title, name: goal.name, by } : null;
  }
  return null;
}

function told(
  county: Case,
  kind: FairnessCase['kind'],
  rival: Candidate,
  holder: Candidate,
  rule: string | null,
  worse: { title: Words; name: string; by: number } | null,
): FairnessCase {
  const section = holder.opening.section;
  const place = county.nameOf(section);
  const points = ({ teacher }: Posting) => county.points(teacher.id, section.id, holder.opening.post);
  const [complains, other] = kind === 'envy' ? [rival, holder] : [holder, rival];
  const [own, others] =
    kind === 'envy' ? [points(rival), points(holder)] : [holder.teacher.ruralYears, rival.teacher.ruralYears];
  const what: Words =
    kind === 'envy'
      ? {
          zh: `${rival.teacher.name}志愿到${place.zh}，积分${own}高于到岗的${holder.teacher.name}（${others}）`,
          en: `${rival.teacher.name} wished for ${place.en} with ${own} points, more than ${holder.teacher.name} who goes (${others})`,
        }
      : {
          zh: `${holder.teacher.name}已有乡村任教${own}年仍被派出，同校可任该岗的${rival.teacher.name}仅${others}年`,
          en: `${holder.teacher.name} goes with ${own} rural years served, while ${rival.teacher.name} of the same section stays with ${others}`,
        };
  const title = rule && county.rules.find(({ name }) => name === rule)?.title;
  const why: Words = title
    ? { zh: `；改派将违反“${title.zh}”。`, en: `; the change would break '${title.en}'.` }
    : rule
      ? { zh: '；该教师已派往别处。', en: '; that teacher goes elsewhere.' }
      : worse
        ? {
            zh: `；改派将使“${worse.title.zh}”变差${worse.by}。`,
            en: `; the change would worsen '${worse.title.en}' by ${worse.by}.`,
          }
        : {
            zh: '；没有规则或目标反对改派，请复核。',
            en: '; no rule and no goal stands against the change: to be looked at.',
          };
  return {
    kind,
    teacher: complains.teacher.id,
    other: other.teacher.id,
    section: section.id,
    own,
    others,
    code: rule ?? worse?.name ?? 'unexplained',
    text: { zh: `${what.zh}${why.zh}`, en: `${what.en}${why.en}` },
  };
}
