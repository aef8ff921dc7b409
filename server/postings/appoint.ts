import type { Prisma } from '../../prisma/generated/client.ts';
import type { OrderFault } from '../../schema/posting-refusals.ts';
import type { Words } from '../../solver/plan.ts';
import { dateOf, dayOf } from '../day.ts';
import { uuid } from '../uuid.ts';
import { isOpenOn } from './open-on.ts';
import { changeRecruit, lockRecruits } from './recruits.ts';
import type { Tx } from './step.ts';

const placed = {
  id: true,
  planId: true,
  sectionId: true,
  subject: true,
  startsOn: true,
  reportBy: true,
  section: {
    select: { schoolId: true, school: { select: { openedOn: true, closedOn: true } } },
  },
  recruit: true,
} as const satisfies Prisma.PlacementSelect;
type Placed = Prisma.PlacementGetPayload<{ select: typeof placed }>;

/** Placements of recruits, who are held until the transaction ends; by number. */
async function heldPlacements(tx: Tx, where: Prisma.PlacementWhereInput): Promise<Placed[]> {
  const found = await tx.placement.findMany({ where, select: { recruitId: true } });
  await lockRecruits(
    tx,
    found.map(({ recruitId }) => recruitId),
  );
  return tx.placement.findMany({ where, select: placed, orderBy: { recruit: { number: 'asc' } } });
}

/** What of a final plan is ordered of recruits, and what stands against it. Who has withdrawn is not asked for. */
export async function toAppoint(
  tx: Tx,
  { planId, startsOn }: { readonly planId: string; readonly startsOn: string },
): Promise<{ readonly due: readonly Placed[]; readonly faults: readonly OrderFault[] }> {
  const all = await heldPlacements(tx, { planId });
  const due = all.filter(({ recruit }) => recruit.state !== 'withdrawn');
  const taken = await numbersTaken(tx, due);
  return { due, faults: due.flatMap((one) => [...faultsOf(one, startsOn, taken)]) };
}

/** Staff numbers that teachers bear already. */
async function numbersTaken(tx: Tx, placements: readonly Placed[]): Promise<ReadonlySet<string>> {
  const [first] = placements;
  if (first === undefined) return new Set();
  const found = await tx.teacher.findMany({
    where: {
      countyId: first.recruit.countyId,
      staffNumber: { in: placements.map(({ recruit }) => recruit.number) },
    },
    select: { staffNumber: true },
  });
  return new Set(found.map(({ staffNumber }) => staffNumber));
}

function* faultsOf(
  { recruit, section }: Placed,
  startsOn: string,
  taken: ReadonlySet<string>,
): Generator<OrderFault> {
  const fault = (code: OrderFault['code'], words: Words): OrderFault => ({
    code,
    teacherId: null,
    recruitId: recruit.id,
    words,
  });
  const { state, number, arrivesOn, contractEnds } = recruit;
  if (state !== 'waiting')
    yield fault('ordered-elsewhere', {
      zh: '该新聘教师已另有派任或已到岗。',
      en: 'The recruit is ordered elsewhere already, or serves by now.',
    });
  if (dayOf(arrivesOn) > startsOn)
    yield fault('arrives-later', {
      zh: `该新聘教师${dayOf(arrivesOn)}才能到岗，晚于${startsOn}。`,
      en: `The recruit arrives on ${dayOf(arrivesOn)}, which is after ${startsOn}.`,
    });
  if (contractEnds !== null && dayOf(contractEnds) < startsOn)
    yield fault('contract-over', {
      zh: `该特岗教师的合同已于${dayOf(contractEnds)}期满。`,
      en: `The special-post contract ended on ${dayOf(contractEnds)}.`,
    });
  if (!isOpenOn(section.school, startsOn))
    yield fault('school-closed', {
      zh: `接收学校在${startsOn}不开办。`,
      en: `The host is not open on ${startsOn}.`,
    });
  if (taken.has(number))
    yield fault('number-taken', {
      zh: `已有教师使用工号${number}；如系同一人，请将新聘记录办理退出。`,
      en: `A teacher bears the staff number ${number} already. If it is the same person, withdraw the recruit.`,
    });
}

/** Orders recruits to the schools where a plan has placed them: nothing more happens before the day. */
export async function appoint(
  tx: Tx,
  due: readonly Placed[],
  {
    startsOn,
    reportBy,
    userId,
  }: { readonly startsOn: string; readonly reportBy: string; readonly userId: string },
): Promise<void> {
  for (const { id, recruit, sectionId } of due) {
    await tx.placement.update({
      where: { id },
      data: { startsOn: dateOf(startsOn), reportBy: dateOf(reportBy) },
    });
    await changeRecruit(
      tx,
      recruit,
      { state: 'ordered' },
      { name: 'order', userId, told: { placementId: id, sectionId, startsOn } },
    );
  }
}

/** Placements whose first day has come by `today`; those called off are not among them. */
export const appointedBy = (today: string) =>
  ({
    startsOn: { lte: dateOf(today) },
    recruit: { state: 'ordered' },
  }) as const satisfies Prisma.PlacementWhereInput;

/**
 * Brings about the first day of recruits: each is a teacher from then on, serves and is registered where placed, and has a
 * posting to report for. Answers the postings made, and the recruits who wait for a person: the school is closed, or the
 * number is a teacher's by now.
 */
export async function takeUp(
  tx: Tx,
  countyId: string,
  today: string,
): Promise<{ readonly landed: string[]; readonly heldRecruits: string[] }> {
  const due = await heldPlacements(tx, { ...appointedBy(today), recruit: { state: 'ordered', countyId } });
  const taken = await numbersTaken(tx, due);
  const landed: string[] = [];
  const heldRecruits: string[] = [];
  for (const placement of due) {
    const { recruit, section, startsOn } = placement;
    const open = startsOn !== null && isOpenOn(section.school, dayOf(startsOn));
    if (open && !taken.has(recruit.number)) landed.push(await takenUp(tx, placement, startsOn));
    else heldRecruits.push(recruit.id);
  }
  return { landed, heldRecruits };
}

async function takenUp(tx: Tx, placement: Placed, startsOn: Date): Promise<string> {
  const { recruit } = placement;
  const [teacherId, postingId] = [uuid(), uuid()];
  await tx.teacher.create({ data: teacherOf(placement, teacherId, startsOn) });
  const certificates = await tx.recruitCertificate.findMany({
    where: { recruitId: recruit.id },
    select: { subject: true, stage: true, rank: true, number: true, issuedOn: true },
  });
  await tx.certificate.createMany({ data: certificates.map((held) => ({ ...held, teacherId })) });
  // What was written of the recruit is the teacher’s from now on.
  await tx.letter.updateMany({ where: { recruitId: recruit.id }, data: { teacherId } });
  await tx.posting.create({ data: postingOf(placement, { id: postingId, teacherId, startsOn }) });
  await tx.postingChange.create({
    data: {
      id: uuid(),
      countyId: recruit.countyId,
      postingId,
      position: 1,
      step: 'land',
      on: startsOn,
      before: {},
      after: { state: 'serving' },
    },
  });
  await changeRecruit(
    tx,
    recruit,
    { state: 'placed', teacherId },
    {
      name: 'place',
      userId: null,
      told: { teacherId, postingId, sectionId: placement.sectionId, on: dayOf(startsOn) },
    },
  );
  return postingId;
}

/** A special-post teacher holds no establishment post while the contract runs (特岗教师聘期内不占编制). */
const teacherOf = ({ recruit, sectionId, section, subject }: Placed, id: string, startsOn: Date) => ({
  id,
  countyId: recruit.countyId,
  staffNumber: recruit.number,
  name: recruit.name,
  nameKey: recruit.nameKey,
  sex: recruit.sex,
  born: recruit.born,
  education: recruit.education,
  established: recruit.kind === 'graduate',
  subject,
  teachingSince: startsOn,
  registeredSchoolId: section.schoolId,
  registeredSince: startsOn,
  servingSectionId: sectionId,
  servingSince: startsOn,
  homeLongitude: recruit.homeLongitude,
  homeLatitude: recruit.homeLatitude,
  homePlace: recruit.homePlace,
});

/** No school sends, and nobody comes back: it has no last day. */
const postingOf = (
  { id: placementId, planId, recruit, sectionId, section, subject, reportBy }: Placed,
  own: { readonly id: string; readonly teacherId: string; readonly startsOn: Date },
) => ({
  ...own,
  countyId: recruit.countyId,
  toSectionId: sectionId,
  hostSchoolId: section.schoolId,
  subject,
  form: 'recruitment' as const,
  relationMoves: true,
  reportBy,
  state: 'serving' as const,
  planId,
  placementId,
});
