import type { Prisma } from '../../prisma/generated/client.ts';
import { InvalidInput } from '../../schema/errors.ts';
import type { IssueInput } from '../../schema/letter-acts.ts';
import { NothingToIssue } from '../../schema/letter-refusals.ts';
import { dueOf, type PlanFacts } from './facts.ts';
import type { MoveFacts } from './move-facts.ts';
import type { PlacementFacts } from './placement-facts.ts';

type Tx = Prisma.TransactionClient;

/** A paper to be written: about whom (null: a list), and in whose place. */
export interface Due {
  readonly about: MoveFacts | PlacementFacts | null;
  readonly replaces: { readonly id: string; readonly reference: string } | null;
}

/** What is kept of whom a paper is of, and from and to where. */
export function concerned(about: Due['about']) {
  if (about === null) return { teacherId: null, recruitId: null, fromSchoolId: null, toSchoolId: null };
  if ('recruit' in about) {
    const { recruit, recruitId, section } = about;
    return { teacherId: recruit.teacherId, recruitId, fromSchoolId: null, toSchoolId: section.school.id };
  }
  const { teacherId, from, to } = about;
  return { teacherId, recruitId: null, fromSchoolId: from.school.id, toSchoolId: to.school.id };
}

/** What no two papers of a kind and plan are alike in: who visits two schools has a paper for each. */
const whose = (
  { teacherId, recruitId, toSchoolId }: Omit<ReturnType<typeof concerned>, 'fromSchoolId'>,
  kind: IssueInput['kind'],
): string => (kind === 'circuit' ? `${teacherId} ${toSchoolId}` : (recruitId ?? `${teacherId}`));

/** The papers of people that are asked for and not in force. Throws `NothingToIssue`, `InvalidInput`. */
export async function lettersDue(tx: Tx, plan: PlanFacts, input: IssueInput): Promise<Due[]> {
  const { kind } = input;
  const due = kind === 'placement' ? placementsAsked(plan, input) : movesAsked(plan, input);
  const before = await tx.letter.findMany({
    where: { planId: plan.id, kind },
    select: {
      id: true,
      teacherId: true,
      recruitId: true,
      toSchoolId: true,
      state: true,
      reference: true,
      replacedBy: { select: { id: true } },
    },
    orderBy: [{ year: 'asc' }, { number: 'asc' }],
  });
  const standing = new Set(before.flatMap((row) => (row.state === 'issued' ? [whose(row, kind)] : [])));
  const voided = new Map(
    before
      .filter(({ state, replacedBy }) => state === 'voided' && replacedBy === null)
      .map((row) => [whose(row, kind), { id: row.id, reference: row.reference }] as const),
  );
  const papers = due
    .map((about) => ({ about, key: whose(concerned(about), kind) }))
    .filter(({ key }) => !standing.has(key))
    .map(({ about, key }) => ({ about, replaces: voided.get(key) ?? null }));
  if (papers.length === 0) throw new NothingToIssue(kind, due.length);
  return papers;
}

/** Throws `InvalidInput` where a teacher asked for is not moved, or a recruit is. */
function movesAsked(plan: PlanFacts, { kind, teacherIds, recruitIds }: IssueInput) {
  if (recruitIds !== undefined) throw otherPeople('recruitIds');
  const moved = new Set([...plan.due, ...plan.circuits].map(({ teacherId }) => teacherId));
  const stranger = teacherIds?.findIndex((id) => !moved.has(id)) ?? -1;
  if (stranger >= 0)
    throw new InvalidInput(['teacherIds', String(stranger)], {
      ...(plan.moves.some(({ teacherId }) => teacherId === teacherIds?.[stranger])
        ? { zh: '这位教师的派任已取消。', en: 'The posting of this teacher was cancelled.' }
        : { zh: '该方案没有调动这位教师。', en: 'The plan does not move this teacher.' }),
    });
  const asked = teacherIds && new Set(teacherIds);
  return dueOf(plan, kind).filter((about) => 'teacherId' in about && (asked?.has(about.teacherId) ?? true));
}

/** Throws `InvalidInput` where a recruit asked for is not placed, or a teacher is. */
function placementsAsked({ placements }: PlanFacts, { teacherIds, recruitIds }: IssueInput) {
  if (teacherIds !== undefined) throw otherPeople('teacherIds');
  const placed = new Set(placements.map(({ recruitId }) => recruitId));
  const stranger = recruitIds?.findIndex((id) => !placed.has(id)) ?? -1;
  if (stranger >= 0)
    throw new InvalidInput(['recruitIds', String(stranger)], {
      zh: '该方案没有安置这位新聘教师，或安置已取消。',
      en: 'The plan does not place this recruit, or the placement was called off.',
    });
  const asked = recruitIds && new Set(recruitIds);
  return placements.filter(({ recruitId }) => asked?.has(recruitId) ?? true);
}

/** One list of a plan while it is provisional, and one once it is final. */
export async function noticeDue(
  tx: Tx,
  plan: PlanFacts,
  { kind, language, teacherIds, recruitIds }: IssueInput,
): Promise<Due[]> {
  if (recruitIds !== undefined) throw otherPeople('recruitIds');
  if (teacherIds !== undefined)
    throw new InvalidInput(['teacherIds'], {
      zh: '公示名单包含方案的全部人员，不能只选部分教师。',
      en: 'A list for the notice board names everybody the plan moves: teachers cannot be chosen.',
    });
  if (plan.moves.length === 0) throw new NothingToIssue(kind, 0);
  const before = await tx.letter.findMany({
    where: { planId: plan.id, kind, language, body: { path: ['facts', 'of'], equals: plan.state } },
    select: { id: true, state: true, reference: true, replacedBy: { select: { id: true } } },
    orderBy: [{ year: 'asc' }, { number: 'asc' }],
  });
  if (before.some(({ state }) => state === 'issued')) throw new NothingToIssue(kind, plan.moves.length);
  const last = before.filter(({ replacedBy }) => replacedBy === null).at(-1);
  return [{ about: null, replaces: last ?? null }];
}

const otherPeople = (path: 'teacherIds' | 'recruitIds') =>
  new InvalidInput(
    [path],
    path === 'teacherIds'
      ? {
          zh: '安置通知是发给新聘教师的，不能选择教师。',
          en: 'Notices of placement are of recruits: teachers cannot be chosen.',
        }
      : {
          zh: '只有安置通知是发给新聘教师的。',
          en: 'Only notices of placement are of recruits.',
        },
  );
