import type { Database } from '../../prisma/client.ts';
import type { Posting } from '../../prisma/generated/client.ts';
import { InvalidInput, NotFound } from '../../schema/errors.ts';
import type { Acting, Postings } from '../../schema/posting-acts.ts';
import { firstDayInstead, keepsFrom } from '../../schema/posting-hold.ts';
import {
  AssessmentContested,
  AssessmentWanted,
  HomeClosed,
  NothingToUndo,
} from '../../schema/posting-refusals.ts';
import { canBeUndone, lastStanding, unreplaced, waitsForAnswer } from '../../schema/posting-steps.ts';
import { plusDays, plusMonths, schoolYearOn } from '../../solver/calendar.ts';
import { recordDeed } from '../audit-event.ts';
import { instant } from '../clock.ts';
import { dateOf, dayOf } from '../day.ts';
import { voidLettersOf } from '../letters/void.ts';
import { uuid } from '../uuid.ts';
import { beforeLanding, lockedTeacher, partOf, writeTeacher } from './carry-out.ts';
import { isOpenOn } from './open-on.ts';
import { neverCame } from './recruits.ts';
import { type Change, factsIn, lockTeachers, maybeSaid, said, step, type Tx } from './step.ts';
import { termsOn } from './terms.ts';
import { lastDay } from './visits.ts';

type Db = Pick<Database, 'db'>;

/** Says that the teacher has come: not before the window opens, and not for a day still to come. */
export async function report({ db }: Db, ...[acting, on]: Parameters<Postings['report']>): Promise<void> {
  await step(db, 'report', acting, async (tx, posting) => {
    if (posting.reportedOn !== null)
      throw new InvalidInput(['postingId'], {
        zh: `该教师已于${dayOf(posting.reportedOn)}报到。日期有误时，请县人事部门先撤回这一步。`,
        en: `The teacher reported for duty on ${dayOf(posting.reportedOn)}. Where that day is wrong, HR of the county takes the step back first.`,
      });
    if (posting.reportBy === null)
      throw new InvalidInput(['postingId'], {
        zh: '该派任不须报到。',
        en: 'Nobody is asked to report for duty for this posting.',
      });
    if (on > acting.today)
      throw new InvalidInput(['on'], {
        zh: `今天是${acting.today}，${on}还没有到。`,
        en: `Today is ${acting.today}; ${on} is still to come.`,
      });
    const { reportDays } = await termsOn(tx, posting.countyId, dayOf(posting.startsOn));
    const first = plusDays(dayOf(posting.startsOn), -reportDays);
    if (on < first)
      throw new InvalidInput(['on'], {
        zh: `该派任自${dayOf(posting.startsOn)}起，最早可在${first}报到。`,
        en: `The posting begins on ${dayOf(posting.startsOn)}; nobody reports for it before ${first}.`,
      });
    if (posting.endsOn !== null && on > dayOf(posting.endsOn))
      throw new InvalidInput(['on'], {
        zh: `该派任到${dayOf(posting.endsOn)}为止。`,
        en: `The posting is over on ${dayOf(posting.endsOn)}.`,
      });
    return { on, after: { reportedOn: on } };
  });
}

/** Cancels the posting of who has not come, and orders somebody else from today on, or from its first day. */
export async function replace(
  { db }: Db,
  ...[acting, { teacherId, reason, explanation }]: Parameters<Postings['replace']>
): Promise<string> {
  const why = said(reason, 'reason');
  const whyOther = said(explanation, 'explanation');
  const made = await step(
    db,
    'replace',
    acting,
    async (tx, posting) => {
      if (posting.reportedOn !== null)
        throw new InvalidInput(['postingId'], {
          zh: `该教师已于${dayOf(posting.reportedOn)}报到。要结束派任，请提前结束。`,
          en: `The teacher reported for duty on ${dayOf(posting.reportedOn)}. To end the posting, end it early.`,
        });
      if (posting.planId === null || unreplaced.includes(posting.form) || posting.toSectionId === null)
        throw new InvalidInput(['postingId'], {
          zh: '只有按方案下达的派任才能改派他人，走教、返回和新聘到岗除外。',
          en: 'Somebody else is ordered only in the place of a posting that a plan ordered, and not of circuit teaching, a return or a first post.',
        });
      if (posting.endsOn !== null && dayOf(posting.endsOn) < acting.today)
        throw new InvalidInput(['postingId'], {
          zh: `该派任到${dayOf(posting.endsOn)}为止，已经过期。`,
          en: `The posting was to last until ${dayOf(posting.endsOn)}, which is over.`,
        });
      if ((await tx.posting.count({ where: { replacesId: posting.id } })) > 0)
        throw new InvalidInput(['postingId'], {
          zh: '该派任已经改派他人，请在新的派任上处理。',
          en: 'Somebody else was ordered in its place already: go on from that posting.',
        });
      await lockTeachers(tx, [teacherId, posting.teacherId]);
      await mustFit(tx, posting, teacherId, firstDayInstead(dayOf(posting.startsOn), acting.today));
      const besides = posting.state === 'serving' ? await takeBack(tx, posting) : undefined;
      // Why somebody did not come may be an illness: as of an early end, it stands with the posting alone.
      return { on: acting.today, after: { state: 'cancelled' }, reason: why, untold: true, besides };
    },
    async (tx, posting) => {
      const id = await orderInstead(tx, posting, { ...acting, teacherId, explanation: whyOther });
      await voidLettersOf(tx, posting, acting.viewer.userId, 'replaced');
      return id;
    },
  );
  if (made === undefined) throw new NotFound();
  return made;
}

/** The teacher never came: everything is as it was before the first day. Answers what of the teacher is so. */
async function takeBack(tx: Tx, posting: Posting): Promise<Change['besides']> {
  const teacher = await lockedTeacher(tx, posting.teacherId);
  if (teacher.servingSectionId !== posting.toSectionId) return undefined;
  const changed = await beforeLanding(tx, posting.id);
  if (Object.keys(changed).length === 0) return undefined;
  await writeTeacher(tx, teacher.id, changed);
  return { before: { teacher: partOf(teacher, changed) }, after: { teacher: changed } };
}

async function orderInstead(
  tx: Tx,
  posting: Posting,
  {
    teacherId,
    today,
    viewer,
    explanation,
  }: Pick<Acting, 'today' | 'viewer'> & {
    readonly teacherId: string;
    readonly explanation: string;
  },
): Promise<string> {
  const id = uuid();
  const startsOn = firstDayInstead(dayOf(posting.startsOn), today);
  const { reportDays } = await termsOn(tx, posting.countyId, startsOn);
  const { countyId, toSectionId, hostSchoolId, subject, role, form, relationMoves, endsOn, planId } = posting;
  await tx.posting.create({
    data: {
      id,
      countyId,
      teacherId,
      fromSectionId: (await sectionOn(tx, teacherId, startsOn)).id,
      toSectionId,
      hostSchoolId,
      subject,
      role,
      form,
      relationMoves,
      startsOn: dateOf(startsOn),
      endsOn,
      reportBy: dateOf(plusDays(startsOn, reportDays)),
      state: 'ordered',
      planId,
      replacesId: posting.id,
    },
  });
  await tx.postingChange.create({
    data: {
      at: instant(),
      id: uuid(),
      countyId,
      postingId: id,
      position: 1,
      step: 'order',
      on: dateOf(today),
      by: viewer.userId,
      reason: explanation,
      before: {},
      after: { state: 'ordered' },
    },
  });
  await recordDeed(tx, {
    countyId,
    userId: viewer.userId,
    action: 'posting.order',
    entity: 'Posting',
    entityId: id,
    after: { teacherId, toSectionId, startsOn, state: 'ordered', replacesId: posting.id, planId },
    reason: explanation,
  });
  return id;
}

/** Where a teacher serves on a day, home by then from a posting that is decided to end before. */
async function sectionOn(tx: Tx, teacherId: string, day: string): Promise<{ id: string; schoolId: string }> {
  const place = { select: { id: true, schoolId: true } } as const;
  const { serving } = await tx.teacher.findUniqueOrThrow({
    where: { id: teacherId },
    select: { serving: place },
  });
  const ending = await tx.posting.findFirst({
    where: {
      teacherId,
      form: { not: 'circuit' },
      toSectionId: serving.id,
      state: 'serving',
      decision: 'return',
      endsOn: { lt: dateOf(day) },
    },
    orderBy: [{ endsOn: 'desc' }, { id: 'desc' }],
    select: { back: place, from: place },
  });
  return ending?.back ?? ending?.from ?? serving;
}

/** Whom the law lets take the post on its first day: of the county, in its service, certified for it, free. Throws `InvalidInput`. */
async function mustFit(tx: Tx, posting: Posting, teacherId: string, first: string): Promise<void> {
  const teacher = await tx.teacher.findFirst({
    where: { id: teacherId, countyId: posting.countyId },
    include: { certificates: true, exemptions: true },
  });
  const refused = (zh: string, en: string) => new InvalidInput(['teacherId'], { zh, en });
  if (teacher === null) throw refused('本县没有该教师。', 'The county has no such teacher.');
  if (teacher.leftOn !== null && dayOf(teacher.leftOn) <= first)
    throw refused('该教师届时已离职。', 'The teacher has left the service by then.');
  if ((await sectionOn(tx, teacherId, first)).schoolId === posting.hostSchoolId)
    throw refused('该教师届时就在这所学校任教。', 'The teacher serves at this school by then.');
  if ((await tx.posting.count({ where: { teacherId, ...keepsFrom(first) } })) > 0)
    throw refused(
      '该教师已有派任，届时尚未结束。',
      'The teacher has a posting already, which is not over by then.',
    );
  const { stage } = await tx.section.findUniqueOrThrow({ where: { id: posting.toSectionId ?? '' } });
  const { subject } = posting;
  if (
    subject !== null &&
    !teacher.certificates.some((held) => held.subject === subject && held.stage === stage)
  )
    throw refused(
      '该教师没有这一学科、学段的教师资格。',
      'The teacher is not certified in this subject and stage.',
    );
  const exempt = teacher.exemptions.some(
    ({ from, until }) => dayOf(from) <= first && (until === null || first <= dayOf(until)),
  );
  if (exempt) throw refused('该教师届时为免交流对象。', 'The teacher is exempt from exchange then.');
}

/** Puts the last day later, as far as the terms let it. */
export async function extend(
  { db }: Db,
  ...[acting, { until, reason }]: Parameters<Postings['extend']>
): Promise<void> {
  const why = said(reason, 'reason');
  await step(db, 'extend', acting, async (tx, posting) => {
    const last = lastDayOf(posting);
    if (until <= last)
      throw new InvalidInput(['until'], {
        zh: `该派任现到${last}，延长后的日期须在其后。`,
        en: `The posting lasts until ${last}; it is extended to a day after.`,
      });
    await mustNotBeTooLong(tx, posting, until, ['until']);
    await mustBeTheLast(tx, posting);
    return {
      on: acting.today,
      after: { endsOn: until, decision: null, backSectionId: null },
      reason: why,
      untold: true,
    };
  });
}

/** Who is ordered to the next posting has to be free by then. Throws `InvalidInput`. */
async function mustBeTheLast(tx: Tx, posting: Posting): Promise<void> {
  if (await isOrderedElsewhere(tx, posting))
    throw new InvalidInput(['postingId'], {
      zh: '该教师的下一份派任已经下达。要延长这一份，请先取消下一份。',
      en: 'The teacher is ordered to the next posting already. To make this one longer, cancel that one first.',
    });
}

function lastDayOf({ endsOn }: Posting): string {
  if (endsOn === null)
    throw new InvalidInput(['postingId'], {
      zh: '该派任没有期满日期，无须延长或决定去留。',
      en: 'The posting has no last day: there is nothing to extend or decide.',
    });
  return dayOf(endsOn);
}

async function mustNotBeTooLong(
  tx: Tx,
  { countyId, startsOn }: Posting,
  until: string,
  path: readonly string[],
): Promise<void> {
  const { mostMonths } = await termsOn(tx, countyId, until);
  const most = lastDay(dayOf(startsOn), mostMonths);
  if (until > most)
    throw new InvalidInput(path, {
      zh: `一次派任连同延长最多${mostMonths}个月，即到${most}。`,
      en: `A posting lasts ${mostMonths} months at most with its extensions, which is until ${most}.`,
    });
}

/** Ends it on a day from today on; from the next day the teacher is at home. */
export async function endEarly(
  { db }: Db,
  ...[acting, { on, kind, reason, backSectionId }]: Parameters<Postings['endEarly']>
): Promise<void> {
  const why = maybeSaid(reason, 'reason');
  await step(db, 'end_early', acting, async (tx, posting) => {
    if (on < acting.today || on < dayOf(posting.startsOn))
      throw new InvalidInput(['on'], {
        zh: `最后一天不能早于今天（${acting.today}）。`,
        en: `The last day cannot lie before today (${acting.today}).`,
      });
    if (posting.endsOn !== null && on >= dayOf(posting.endsOn))
      throw new InvalidInput(['on'], {
        zh: `该派任本来到${dayOf(posting.endsOn)}期满，${on}并未提前。`,
        en: `The posting lasts until ${dayOf(posting.endsOn)} in any case; ${on} is not early.`,
      });
    const back = await homeOf(tx, posting, plusDays(on, 1), backSectionId);
    return { on, after: { endsOn: on, decision: 'return', backSectionId: back }, reason: why, kind };
  });
}

/** Where the teacher goes instead of home; null: home, which is open then. Throws `HomeClosed`, `InvalidInput`. */
async function homeOf(tx: Tx, posting: Posting, day: string, given: string | null): Promise<string | null> {
  if (posting.form === 'circuit') return null;
  const id = given ?? posting.fromSectionId;
  const section =
    id === null
      ? null
      : await tx.section.findFirst({
          where: { id, countyId: posting.countyId },
          include: { school: true },
        });
  const open = section !== null && isOpenOn(section.school, day);
  if (open && section.school.ownership === 'public') return given;
  if (given === null) throw new HomeClosed();
  throw new InvalidInput(['backSectionId'], {
    zh: `${day}本县没有这样一个开办中的公办学校学部。`,
    en: `No public school of the county that is open on ${day} has such a section.`,
  });
}

/**
 * Calls it off: its first day is still to come, or it has come and the teacher has not. Then everything is as it was before that
 * day, and who was recruited for it has never been in service.
 */
export async function cancel({ db }: Db, ...[acting, reason]: Parameters<Postings['cancel']>): Promise<void> {
  const why = said(reason, 'reason');
  await step(
    db,
    'cancel',
    acting,
    async (tx, posting) => {
      const called = { on: acting.today, after: { state: 'cancelled' }, reason: why, untold: true } as const;
      if (posting.state === 'ordered') return called;
      if (posting.reportBy === null || posting.reportedOn !== null)
        throw new InvalidInput(['postingId'], {
          zh: '该派任已经开始，且教师已报到。要结束派任，请提前结束。',
          en: 'The posting has begun and the teacher has come. To end it, end it early.',
        });
      await lockTeachers(tx, [posting.teacherId]);
      const besides =
        posting.form === 'recruitment' ? await neverServed(tx, posting) : await takeBack(tx, posting);
      return { ...called, besides };
    },
    async (tx, posting) => {
      await voidLettersOf(tx, posting, acting.viewer.userId, 'cancelled');
      if (posting.state === 'serving' && posting.form === 'recruitment')
        await neverCame(tx, posting.teacherId, acting.viewer.userId);
    },
  );
}

/** Who was recruited and never came leaves on the day the service was to begin. Answers what of the teacher is so. */
async function neverServed(tx: Tx, { teacherId, startsOn }: Posting): Promise<Change['besides']> {
  const { leftOn } = await lockedTeacher(tx, teacherId);
  await tx.teacher.update({
    where: { id: teacherId },
    data: { leftOn: startsOn, version: { increment: 1 } },
  });
  return {
    before: { teacher: { leftOn: leftOn && dayOf(leftOn) } },
    after: { teacher: { leftOn: dayOf(startsOn) } },
  };
}

/** Takes the last step back that still stands, by one of its own: both stay on record. */
export async function undo({ db }: Db, ...[acting, reason]: Parameters<Postings['undo']>): Promise<void> {
  const why = said(reason, 'reason');
  await step(db, 'undo', acting, async (tx, posting) => {
    const changes = await tx.postingChange.findMany({
      where: { postingId: posting.id },
      orderBy: { position: 'asc' },
    });
    const last = lastStanding(changes);
    if (last === undefined || !canBeUndone.includes(last.step)) throw new NothingToUndo();
    if (last.step === 'cancel' && (dayOf(posting.startsOn) <= acting.today || (await isTaken(tx, posting))))
      throw new NothingToUndo();
    const after = factsIn(last.before);
    const lasted = after.endsOn != null && after.endsOn < acting.today;
    if (lasted || (last.step !== 'report' && (await isOrderedElsewhere(tx, posting))))
      throw new NothingToUndo();
    return { on: acting.today, after, reason: why, untold: true, undoes: last.position };
  });
}

/** Whether another posting of the teacher is still to begin; circuits aside. */
async function isOrderedElsewhere(tx: Tx, { id, teacherId, form }: Posting): Promise<boolean> {
  if (form === 'circuit') return false;
  const others = await tx.posting.count({
    where: { teacherId, id: { not: id }, state: 'ordered', form: { not: 'circuit' } },
  });
  return others > 0;
}

/** Whether the teacher will be elsewhere on the first day, or the first day there is another posting's now. */
async function isTaken(tx: Tx, { id, teacherId, hostSchoolId, startsOn, form }: Posting): Promise<boolean> {
  const others = await tx.posting.count({
    where: {
      teacherId,
      id: { not: id },
      OR: [
        { hostSchoolId, startsOn, state: { not: 'cancelled' } },
        ...(form === 'circuit'
          ? []
          : [
              {
                form: { not: 'circuit' as const },
                state: 'serving' as const,
                NOT: { decision: 'return' as const, endsOn: { lt: startsOn } },
              },
            ]),
      ],
    },
  });
  return others > 0;
}

/**
 * Decides of the end, a person's own act (Personal Information Protection Law, art. 24): the assessment of the school year it
 * ends in proposes, and who decides otherwise says why. Longer is by the months of the terms.
 */
export async function decide(
  { db }: Db,
  ...[acting, { decision, reason, backSectionId }]: Parameters<Postings['decide']>
): Promise<void> {
  const why = maybeSaid(reason, 'reason');
  await step(db, 'decide', acting, async (tx, posting) => {
    if (posting.decision !== null)
      throw new InvalidInput(['postingId'], {
        zh: '该派任的期满去留已经决定。要改变，请先撤回上一步。',
        en: 'The end of this posting is decided already. To change that, take the last step back.',
      });
    const last = lastDayOf(posting);
    const assessment = await tx.assessment.findFirst({
      where: { postingId: posting.id, state: 'confirmed', schoolYear: schoolYearOn(last) },
      select: { passed: true, state: true, commentedAt: true, answeredAt: true },
    });
    if (assessment === null) throw new AssessmentWanted();
    if (waitsForAnswer(assessment)) throw new AssessmentContested();
    if (decision !== proposed(assessment) && why === null)
      throw new InvalidInput(['reason'], {
        zh: '决定与考核提出的建议不同，请写明理由。',
        en: 'This is not what the assessment proposes: say why.',
      });
    if (decision === 'return') {
      // Decided late, the teacher goes home from the next day on, and not in the past.
      const endsOn = last < acting.today ? acting.today : last;
      const back = await homeOf(tx, posting, plusDays(endsOn, 1), backSectionId);
      return { on: acting.today, after: { decision, endsOn, backSectionId: back }, reason: why };
    }
    const { extensionMonths } = await termsOn(tx, posting.countyId, last);
    const endsOn = plusDays(plusMonths(plusDays(last, 1), extensionMonths), -1);
    await mustNotBeTooLong(tx, posting, endsOn, ['decision']);
    await mustBeTheLast(tx, posting);
    return { on: acting.today, after: { decision: null, endsOn, backSectionId: null }, reason: why };
  });
}

/** What an assessment speaks for: who passes goes home, who does not stays longer (domain A6). */
const proposed = ({ passed }: { readonly passed: boolean }) => (passed ? 'return' : 'extend');
