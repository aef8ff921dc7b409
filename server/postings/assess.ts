import type { Database } from '../../prisma/client.ts';
import type { Assessment, Posting } from '../../prisma/generated/client.ts';
import { InvalidInput, NotFound } from '../../schema/errors.ts';
import type { Acting, Postings } from '../../schema/posting-acts.ts';
import {
  AssessmentConfirmed,
  AssessmentNotContested,
  PostingNotAtThisStep,
  SamePerson,
} from '../../schema/posting-refusals.ts';
import {
  type AssessmentStep,
  assessedIn,
  assessmentSteps,
  beginsFrom,
  lastsInto,
  waitsForAnswer,
} from '../../schema/posting-steps.ts';
import { schoolYear as daysOf } from '../../solver/calendar.ts';
import { type Assessed, judge } from '../../solver/postings/assessment.ts';
import type { PostingTerms } from '../../solver/postings/terms.ts';
import { recordDeed } from '../audit-event.ts';
import { mustBeAt } from '../changed-since.ts';
import { instant } from '../clock.ts';
import { dayOf } from '../day.ts';
import { uuid } from '../uuid.ts';
import { lockedPosting, maybeSaid, said, type Tx } from './step.ts';
import { termsOn } from './terms.ts';

type Db = Pick<Database, 'db'>;

/**
 * Writes the host's assessment of a school year, judged by the terms in force today, or on its last day once that is over; one not confirmed yet
 * is written anew.
 * `version` is the posting's, that of the input the assessment's. Answers its id.
 */
export async function assess(
  { db }: Db,
  ...[acting, input]: Parameters<Postings['assess']>
): Promise<string> {
  const { viewer, id: postingId, version, today } = acting;
  const note = maybeSaid(input.note, 'note');
  return db.$transaction(async (tx) => {
    const posting = await lockedPosting(tx, postingId);
    await mustBeAt(tx, 'Posting', posting, version);
    if (!assessedIn.includes(posting.state)) throw new PostingNotAtThisStep(posting.state, assessedIn);
    const last = posting.endedOn ?? posting.endsOn;
    const lasting = { first: dayOf(posting.startsOn), last: last && dayOf(last) };
    if (!lastsInto(lasting, input.schoolYear, today))
      throw new InvalidInput(['schoolYear'], {
        zh: `该派任在${input.schoolYear}学年没有任教，或该学年还没有开始。`,
        en: `The posting has no day in the school year ${input.schoolYear}, or that year has not begun.`,
      });
    const { until } = daysOf(input.schoolYear);
    const terms = await termsOn(tx, posting.countyId, until < today ? until : today);
    mustTell(input, terms);
    const findings = judge(input, terms);
    const before = await tx.assessment.findUnique({
      where: { postingId_schoolYear: { postingId, schoolYear: input.schoolYear } },
    });
    if (before !== null && !beginsFrom('assess', before.state)) throw new AssessmentConfirmed(true);
    if (before !== null) await mustBeAt(tx, 'Assessment', before, input.version ?? 0);
    const { pupilSatisfaction, rank, rankedOf, seriousViolation, qualityGain } = input;
    const told = {
      state: assessmentSteps.assess.to,
      pupilSatisfaction,
      rank,
      rankedOf,
      seriousViolation,
      qualityGain,
      passed: findings.every(({ met }) => met),
      findings: findings.map((finding) => ({ ...finding })),
      note,
      by: viewer.userId,
      at: instant(),
    };
    const kept =
      before === null
        ? await tx.assessment.create({
            data: {
              ...told,
              id: uuid(),
              countyId: posting.countyId,
              postingId,
              schoolYear: input.schoolYear,
            },
          })
        : await tx.assessment.update({
            where: { id: before.id },
            data: { ...told, version: { increment: 1 } },
          });
    await record(tx, viewer.userId, 'assess', before, kept);
    return kept.id;
  });
}

/** What a limit is asked of must be told, and make sense whatever is asked. */
function mustTell(
  { pupilSatisfaction, rank, rankedOf, qualityGain }: Assessed,
  { assessment }: PostingTerms,
): void {
  const refused = (field: string, zh: string, en: string) => new InvalidInput([field], { zh, en });
  if (pupilSatisfaction === null ? assessment.pupilSatisfaction !== null : !isPercent(pupilSatisfaction))
    throw refused(
      'pupilSatisfaction',
      `请填写学生满意度（0 至 100），现为${pupilSatisfaction ?? '空'}。`,
      `Tell the percentage of pupils content, 0 to 100; found ${pupilSatisfaction ?? 'nothing'}.`,
    );
  const ranked = rank !== null && rankedOf !== null;
  if (ranked ? !(rank >= 1 && rank <= rankedOf) : rank !== rankedOf || assessment.topPercent !== null)
    throw refused(
      'rank',
      `请填写年度考核名次和参评人数，名次在 1 和人数之间，现为${rank ?? '空'}/${rankedOf ?? '空'}。`,
      `Tell the place by the annual rating and of how many, the place from 1 to their number; found ${rank ?? 'nothing'} of ${rankedOf ?? 'nothing'}.`,
    );
  if (qualityGain === null && assessment.qualityGain)
    throw refused(
      'qualityGain',
      '请填写教学质量是否有明显提升。',
      'Tell whether there is a clear gain in quality.',
    );
}

const isPercent = (given: number): boolean => given >= 0 && given <= 100;

/** Confirms it: somebody else than who made it. From then on the teacher reads it. */
export async function confirm({ db }: Db, ...[acting]: Parameters<Postings['confirm']>): Promise<void> {
  await stepOf(db, acting, 'confirm', (assessment) => {
    if (assessment.by === acting.viewer.userId) throw new SamePerson();
    return { confirmedBy: acting.viewer.userId, confirmedAt: instant() };
  });
}

/** What the teacher says to it, which HR answers. */
export async function comment({ db }: Db, ...[acting, text]: Parameters<Postings['comment']>): Promise<void> {
  const words = said(text, 'comment');
  await stepOf(db, acting, 'comment', () => ({
    comment: words,
    commentedAt: instant(),
    answer: null,
    answeredBy: null,
    answeredAt: null,
  }));
}

/** What HR answers to that: somebody else than who made it. Returned, it is the host's to write anew. */
export async function answer({ db }: Db, ...[acting, given]: Parameters<Postings['answer']>): Promise<void> {
  const words = said(given.answer, 'answer');
  await stepOf(db, acting, given.returned ? 'return' : 'answer', (assessment, { decision, endedOn }) => {
    if (!waitsForAnswer(assessment)) throw new AssessmentNotContested();
    if (assessment.by === acting.viewer.userId) throw new SamePerson();
    if (given.returned && decision !== null && endedOn === null)
      throw new InvalidInput(['returned'], {
        zh: '该派任已按这份考核决定返回。要退回重评，请先撤回该决定。',
        en: 'By this assessment a return is decided. To have it written anew, take that decision back first.',
      });
    return {
      answer: words,
      answeredBy: acting.viewer.userId,
      answeredAt: instant(),
      ...(given.returned && { confirmedBy: null, confirmedAt: null }),
    };
  });
}

async function stepOf(
  db: Database['db'],
  { viewer, id, version }: Acting,
  name: Exclude<AssessmentStep, 'assess'>,
  change: (assessment: Assessment, posting: Posting) => Partial<Assessment>,
): Promise<void> {
  await db.$transaction(async (tx) => {
    // An assessment is held by its posting, as while it is written.
    const whose = await tx.assessment.findUnique({ where: { id }, select: { postingId: true } });
    if (whose === null) throw new NotFound();
    const posting = await lockedPosting(tx, whose.postingId);
    const assessment = await tx.assessment.findUniqueOrThrow({ where: { id } });
    await mustBeAt(tx, 'Assessment', assessment, version);
    if (!beginsFrom(name, assessment.state))
      throw name === 'answer' || name === 'return'
        ? new AssessmentNotContested()
        : new AssessmentConfirmed(assessment.state === 'confirmed');
    const { findings: _findings, ...changed } = change(assessment, posting);
    const after = await tx.assessment.update({
      where: { id },
      data: { ...changed, state: assessmentSteps[name].to, version: { increment: 1 } },
    });
    await record(tx, viewer.userId, name, assessment, after);
  });
}

/** Null: it was not written before. */
const record = (tx: Tx, userId: string, name: string, before: Assessment | null, after: Assessment) =>
  recordDeed(tx, {
    countyId: after.countyId,
    userId,
    action: `assessment.${name}`,
    entity: 'Assessment',
    entityId: after.id,
    ...(before !== null && { before: recorded(before) }),
    after: recorded(after),
  });

/** What host, teacher and HR wrote in words stands with the assessment alone. */
const recorded = ({
  postingId,
  schoolYear,
  pupilSatisfaction,
  rank,
  rankedOf,
  seriousViolation,
  qualityGain,
  passed,
  state,
  version,
}: Assessment) => ({
  postingId,
  schoolYear,
  pupilSatisfaction,
  rank,
  rankedOf,
  seriousViolation,
  qualityGain,
  passed,
  state,
  version,
});
