import { DateTime } from 'luxon';
import type { Database } from '../../prisma/client.ts';
import type { Prisma } from '../../prisma/generated/client.ts';
import type { Language, Viewer } from '../../schema/context.ts';
import { InvalidInput } from '../../schema/errors.ts';
import type { IssueInput, TemplateInForce } from '../../schema/letter-acts.ts';
import {
  KeyUsedBefore,
  PlanNotDecided,
  type TemplateFault,
  TemplateRefused,
} from '../../schema/letter-refusals.ts';
import type { Block, LetterBody } from '../../schema/letter-text.ts';
import { issuedOf } from '../../schema/letters-due.ts';
import { recordDeed } from '../audit-event.ts';
import { mustBeAt } from '../changed-since.ts';
import { instant } from '../clock.ts';
import { dayAt } from '../day.ts';
import { uuid } from '../uuid.ts';
import { fill, referenceOf, type Values } from './compose.ts';
import { concerned, type Due, lettersDue, noticeDue } from './due.ts';
import {
  listOf,
  markOf,
  noticeValues,
  type PaperFacts,
  type PlanFacts,
  planFacts,
  valuesOf,
} from './facts.ts';
import { lockLetters } from './lock.ts';
import { templateInForce } from './template-in-force.ts';

type Tx = Prisma.TransactionClient;
type Db = Pick<Database, 'db'>;

/** Issues papers of a plan: every one of them, or none. What they say is kept as it is now. `today` is the county’s. */
export async function issue({ db }: Db, viewer: Viewer, input: IssueInput, today: string): Promise<string> {
  const { planId, kind, language, datedOn } = input;
  const key = keyGiven(input.key);
  const reason = reasonGiven(input.reason);
  const { countyId } = await db.plan.findUniqueOrThrow({ where: { id: planId }, select: { countyId: true } });
  return db.$transaction(async (tx) => {
    await lockLetters(tx, countyId);
    const asked = askedFor(input, reason);
    const before = await tx.letterIssue.findUnique({ where: { countyId_key: { countyId, key } } });
    if (before !== null) {
      if (before.planId !== planId || sortedText(before.asked) !== sortedText(asked))
        throw new KeyUsedBefore();
      return before.id;
    }
    // Nobody takes the plan back while its letters are written.
    await tx.$queryRawUnsafe('SELECT 1 AS locked FROM "Plan" WHERE id = $1::uuid FOR SHARE', planId);
    if (kind === 'placement') await holdRecruits(tx, planId);
    const plan = await planFacts(tx, planId);
    await mustBeAt(tx, 'Plan', { id: planId, version: plan.version }, input.version);
    mustBeDecided(plan, input);
    checkDays(plan, { ...input, reason }, today);
    const template = await templateInForce(tx, countyId, { kind, language }, datedOn);
    const papers = kind === 'notice' ? await noticeDue(tx, plan, input) : await lettersDue(tx, plan, input);
    const year = Number(datedOn.slice(0, 4));
    const first = 1 + (await lastNumber(tx, { countyId, kind, year }));
    const issueId = uuid();
    const letters = written(plan, template, papers, input, { issueId, year, first });
    await tx.letterIssue.create({
      data: {
        issuedAt: instant(),
        id: issueId,
        countyId,
        planId,
        key,
        asked,
        reason,
        issuedBy: viewer.userId,
      },
    });
    await insertLetters(tx, letters);
    await recordDeed(tx, {
      countyId,
      userId: viewer.userId,
      action: 'letters.issue',
      entity: 'LetterIssue',
      entityId: issueId,
      after: {
        ...asked,
        planId,
        template: template.version,
        letters: letters.length,
        numbers: [first, first + letters.length - 1],
      },
      reason: reason ?? undefined,
    });
    return issueId;
  });
}

/** None of them becomes a teacher meanwhile: the day gives teachers what was written of the recruits. */
async function holdRecruits(tx: Tx, planId: string): Promise<void> {
  await tx.$queryRawUnsafe(
    `SELECT 1 AS locked FROM "Recruit" WHERE id IN (SELECT "recruitId" FROM "Placement" WHERE "planId" = $1::uuid)
     ORDER BY id FOR SHARE`,
    planId,
  );
}

/** The rows to be kept. Throws `TemplateRefused` with everything that cannot be filled in. */
function written(
  plan: PlanFacts,
  { version, text }: TemplateInForce,
  papers: readonly Due[],
  { kind, language, datedOn, objectionsUntil }: IssueInput,
  { issueId, year, first }: { readonly issueId: string; readonly year: number; readonly first: number },
) {
  const faults: TemplateFault[] = [];
  const letters = papers.map(({ about, replaces }, index) => {
    const number = first + index;
    const reference = referenceOf(text.reference, {
      ...markOf(plan.county),
      year: String(year),
      serial: String(number),
    });
    const paper: PaperFacts = { language, datedOn, reference, objectionsUntil };
    const values: Values = about === null ? noticeValues(plan, paper) : valuesOf(plan, about, paper);
    const filled = fill(text.blocks, values, about === null ? [] : [values['staff number'] ?? '']);
    faults.push(...filled.faults);
    const body: LetterBody = {
      template: { version, text },
      facts: { ...values, ...(about === null && { of: plan.state }) },
      blocks: replaces === null ? filled.blocks : withNote(filled.blocks, replaces.reference, language),
      list: about === null ? listOf(plan, text, language) : null,
    };
    return {
      id: uuid(),
      countyId: plan.countyId,
      planId: plan.id,
      issueId,
      ...concerned(about),
      kind,
      language,
      year,
      number,
      reference,
      datedOn,
      body,
      replacesId: replaces?.id ?? null,
    };
  });
  if (faults.length > 0) throw new TemplateRefused(faults);
  return letters;
}

/** Says above the signature in whose place the paper stands. */
function withNote(blocks: readonly Block[], reference: string, language: Language): Block[] {
  const text =
    language === 'zh-CN'
      ? `（本件替代已作废的${reference}）`
      : `(This stands in the place of ${reference}, which is void.)`;
  const sign = blocks.findIndex(({ as }) => as === 'sign');
  const at = sign < 0 ? blocks.length : sign;
  return [...blocks.slice(0, at), { as: 'note', label: '', text }, ...blocks.slice(at)];
}

/** One statement however many: Prisma would take its time over thousands. */
async function insertLetters(tx: Tx, letters: ReturnType<typeof written>): Promise<void> {
  await tx.$executeRawUnsafe(
    `INSERT INTO "Letter" ("id", "countyId", "planId", "issueId", "teacherId", "recruitId", "fromSchoolId", "toSchoolId", "kind",
       "language", "year", "number", "reference", "datedOn", "body", "replacesId", "createdAt")
     SELECT "id", "countyId", "planId", "issueId", "teacherId", "recruitId", "fromSchoolId", "toSchoolId", "kind",
       "language", "year", "number", "reference", "datedOn", "body", "replacesId", $2::timestamptz
     FROM jsonb_populate_recordset(NULL::"Letter", $1::jsonb)`,
    JSON.stringify(letters),
    instant(),
  );
}

async function lastNumber(
  tx: Tx,
  where: Pick<Prisma.LetterWhereInput, 'kind'> & { countyId: string; year: number },
): Promise<number> {
  const { _max } = await tx.letter.aggregate({ where, _max: { number: true } });
  return _max.number ?? 0;
}

function mustBeDecided({ state }: PlanFacts, { kind }: IssueInput): void {
  if (!issuedOf(state).includes(kind)) throw new PlanNotDecided(state, kind);
}

/** How far ahead a paper may be dated, days: what lies further is a slip of the pen. */
const FURTHEST_AHEAD = 366;

function checkDays(
  plan: PlanFacts,
  { kind, datedOn, objectionsUntil, reason }: Omit<IssueInput, 'reason'> & { readonly reason: string | null },
  today: string,
): void {
  const furthest =
    DateTime.fromISO(today, { zone: 'utc' }).plus({ days: FURTHEST_AHEAD }).toISODate() ?? today;
  if (datedOn > furthest)
    throw new InvalidInput(['datedOn'], {
      zh: `成文日期${datedOn}过于靠后，最晚可为${furthest}。`,
      en: `${datedOn} lies too far ahead: ${furthest} is the latest.`,
    });
  const since = decidedOn(plan) ?? today;
  if (datedOn < since && reason === null)
    throw new InvalidInput(['reason'], {
      zh: `成文日期${datedOn}早于方案确定（公示）的日期${since}。确需提前的，请写明理由。`,
      en: `${datedOn} is before ${since}, when the plan was decided. Say why, if it has to be.`,
    });
  if (kind !== 'notice') {
    if (objectionsUntil !== undefined)
      throw new InvalidInput(['objectionsUntil'], {
        zh: '只有公示名单有公示截止日期。',
        en: 'Only a list for the notice board has a last day for objections.',
      });
  } else if (objectionsUntil !== undefined && objectionsUntil < datedOn)
    throw new InvalidInput(['objectionsUntil'], {
      zh: `公示截止日期${objectionsUntil}早于成文日期${datedOn}。`,
      en: `Objections cannot end on ${objectionsUntil}, before the notice of ${datedOn}.`,
    });
}

/** The county’s day on which the plan became what it is; null: that is not on file, so not before today as far as anybody can show. */
function decidedOn({ state, finalAt, publishedAt, county }: PlanFacts): string | null {
  const at = state === 'final' ? finalAt : publishedAt;
  return at && dayAt(at, county.timeZone);
}

/** What a retry has to ask for again. */
const askedFor = (
  { kind, language, datedOn, teacherIds, recruitIds, objectionsUntil, version }: IssueInput,
  reason: string | null,
) => ({
  kind,
  language,
  datedOn,
  planVersion: version,
  teacherIds: teacherIds === undefined ? null : [...new Set(teacherIds)].sort(),
  // Not of what can have none: an issue from before is asked for again as it was.
  ...(kind === 'placement' && {
    recruitIds: recruitIds === undefined ? null : [...new Set(recruitIds)].sort(),
  }),
  objectionsUntil: objectionsUntil ?? null,
  reason,
});

/** JSON with sorted keys: the database does not keep their order. */
const sortedText = (value: Prisma.JsonValue): string =>
  JSON.stringify(
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
      : value,
  );

function keyGiven(given: string): string {
  const key = given.trim();
  if (key === '' || key.length > 100)
    throw new InvalidInput(['key'], {
      zh: '请求编号须为 1 至 100 个字符。',
      en: 'A key has 1 to 100 characters.',
    });
  return key;
}

const LONGEST_REASON = 500;

function reasonGiven(given: string | undefined): string | null {
  const reason = given?.trim() ?? '';
  if (reason.length > LONGEST_REASON)
    throw new InvalidInput(['reason'], {
      zh: `理由最多写${LONGEST_REASON}个字，现有${reason.length}个。`,
      en: `A reason takes ${LONGEST_REASON} characters at most, and has ${reason.length}.`,
    });
  return reason === '' ? null : reason;
}
