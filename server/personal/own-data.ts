import type { Database } from '../../prisma/client.ts';
import type { Prisma } from '../../prisma/generated/client.ts';
import type { Viewer } from '../../schema/context.ts';
import { correctedValue } from '../../schema/corrected.ts';
import { roleNames } from '../../schema/enums.ts';
import { letterBody } from '../../schema/letter-text.ts';
import { isToldTeacher } from '../../schema/posting-steps.ts';
import { figuresOf, reasonText } from '../../schema/reason.ts';
import { onceOut, rows } from '../../schema/scope.ts';
import { recordDeed } from '../audit-event.ts';
import { dayOf } from '../day.ts';
import { visitsOf } from '../postings/visits.ts';

/**
 * Everything that is on file about the one who asks (docs/personal-data.md), as JSON: the account, and of each record it is the
 * teacher of all that the teacher may read; of other people nothing. A deed says that it was taken. By a constant number of
 * statements.
 */
export async function ownData({ db }: Database, viewer: Viewer, now: Date): Promise<string> {
  // As the teacher, whatever else the account may read.
  const self: Viewer = { ...viewer, grants: viewer.grants.filter(({ role }) => role === 'teacher') };
  return db.$transaction(async (tx) => {
    const account = await accountOf(tx, viewer.userId);
    const records = await recordsOf(tx, self);
    const [first] = records;
    await recordDeed(tx, {
      countyId: first?.countyId ?? null,
      userId: viewer.userId,
      action: 'account.take-data',
      entity: 'User',
      entityId: viewer.userId,
      after: { records: records.length },
    });
    const told = {
      format: 'junheng-own-data/1',
      takenAt: now,
      account,
      records: records.map(({ told: one }) => one),
    };
    return `${JSON.stringify(written('', told), null, 2)}\n`;
  });
}

type Tx = Prisma.TransactionClient;

async function accountOf(tx: Tx, userId: string) {
  const { grants, secondFactor, ...account } = await tx.user.findUniqueOrThrow({
    where: { id: userId },
    select: {
      email: true,
      name: true,
      language: true,
      createdAt: true,
      grants: {
        select: {
          role: true,
          from: true,
          until: true,
          administrator: true,
          province: { select: { code: true, name: true } },
          county: { select: { code: true, name: true } },
          school: { select: { code: true, name: true } },
          teacher: { select: { staffNumber: true } },
        },
        orderBy: { id: 'asc' },
      },
      sessions: {
        select: { kind: true, name: true, createdAt: true, lastSeenAt: true, expiresAt: true },
        orderBy: { createdAt: 'desc' },
      },
      secondFactor: { select: { confirmedAt: true } },
    },
  });
  const signIns = await tx.auditEvent.findMany({
    where: { userId, action: { startsWith: 'account.' } },
    select: { at: true, action: true },
    orderBy: { position: 'desc' },
  });
  return {
    ...account,
    secondFactorSince: secondFactor?.confirmedAt ?? null,
    roles: grants.map(({ role, ...grant }) => ({ role: roleNames[role], ...grant })),
    deeds: signIns,
  };
}

async function recordsOf(tx: Tx, self: Viewer): Promise<{ countyId: string; told: object }[]> {
  const seen = rows(self);
  const ids = self.grants.flatMap(({ teacherId }) => teacherId ?? []);
  const teachers = await tx.teacher.findMany({
    where: { id: { in: ids } },
    orderBy: { id: 'asc' },
    omit: { nameKey: true, registeredSchoolId: true, servingSectionId: true },
    include: {
      county: { select: { code: true, name: true } },
      registered: { select: place },
      serving: { select: section },
      certificates: {
        select: { subject: true, stage: true, rank: true, number: true, issuedOn: true },
        orderBy: [{ rank: 'asc' }, { id: 'asc' }],
      },
      exemptions: {
        select: { kind: true, from: true, until: true, note: true },
        orderBy: [{ from: 'desc' }, { id: 'asc' }],
      },
      postings: {
        orderBy: [{ startsOn: 'desc' }, { id: 'asc' }],
        select: {
          hostSchool: { select: place },
          from: { select: section },
          to: { select: section },
          subject: true,
          role: true,
          form: true,
          days: true,
          relationMoves: true,
          startsOn: true,
          endsOn: true,
          endedOn: true,
          reportBy: true,
          reportedOn: true,
          state: true,
          decision: true,
          // Where the teacher goes at its end; null: back to the section left.
          back: { select: section },
          changes: {
            orderBy: { position: 'asc' },
            select: { step: true, on: true, at: true, kind: true, reason: true },
          },
          assessments: {
            where: seen.assessment,
            orderBy: { schoolYear: 'asc' },
            select: {
              schoolYear: true,
              pupilSatisfaction: true,
              rank: true,
              rankedOf: true,
              seriousViolation: true,
              qualityGain: true,
              passed: true,
              findings: true,
              note: true,
              comment: true,
              commentedAt: true,
              state: true,
              answer: true,
              answeredAt: true,
            },
          },
        },
      },
      // As whom the teacher was recruited; of one who was not, null.
      recruit: {
        select: {
          number: true,
          kind: true,
          education: true,
          arrivesOn: true,
          contractEnds: true,
          homePlace: true,
          choices: {
            orderBy: { rank: 'asc' },
            select: {
              rank: true,
              school: { select: place },
              zone: { select: { code: true, name: true } },
            },
          },
        },
      },
      allowances: {
        select: { month: true, days: true, area: true, transport: true },
        orderBy: [{ month: 'desc' }, { id: 'asc' }],
      },
      wishes: {
        orderBy: [{ schoolYear: 'desc' }, { id: 'asc' }],
        select: {
          schoolYear: true,
          volunteer: true,
          note: true,
          updatedAt: true,
          choices: {
            orderBy: { rank: 'asc' },
            select: {
              rank: true,
              school: { select: place },
              zone: { select: { code: true, name: true } },
            },
          },
        },
      },
      points: {
        orderBy: [{ schoolYear: 'desc' }, { id: 'asc' }],
        select: {
          schoolYear: true,
          section: { select: section },
          subject: true,
          points: true,
          source: true,
          reckonedOn: true,
          parts: true,
          corrected: true,
          contests: {
            orderBy: { createdAt: 'asc' },
            select: {
              reason: true,
              state: true,
              before: true,
              after: true,
              answer: true,
              answeredAt: true,
              createdAt: true,
            },
          },
        },
      },
      // That a school asked for it, and what came of it; why is said of the school's need, for HR alone.
      holdBacks: {
        where: { state: { in: ['approved', 'refused'] } },
        orderBy: { createdAt: 'desc' },
        select: { state: true, createdAt: true, decidedAt: true, round: { select: { name: true } } },
      },
      // What was fixed or ruled out for the teacher, from the day the list of that round came out.
      pins: {
        where: { round: { state: { in: ['provisional', 'final', 'closed'] } } },
        orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
        select: {
          kind: true,
          section: { select: section },
          subject: true,
          createdAt: true,
          round: { select: { name: true } },
        },
      },
      moves: {
        where: { plan: onceOut },
        orderBy: [{ plan: { createdAt: 'desc' } }, { id: 'asc' }],
        select: {
          plan: { select: plan },
          from: { select: section },
          to: { select: section },
          subject: true,
          role: true,
          form: true,
          relationMoves: true,
          km: true,
          bed: true,
          wishRank: true,
        },
      },
      reasons: {
        where: seen.reasonSheet,
        orderBy: [{ plan: { createdAt: 'desc' } }, { id: 'asc' }],
        select: { ...reasonText, outcome: true, plan: { select: plan } },
      },
      objections: {
        where: seen.objection,
        orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
        select: {
          plan: { select: plan },
          text: true,
          state: true,
          createdAt: true,
          answer: true,
          answeredAt: true,
        },
      },
      corrections: {
        orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
        select: {
          field: true,
          value: true,
          reason: true,
          state: true,
          createdAt: true,
          answer: true,
          answeredAt: true,
        },
      },
      letters: {
        where: seen.letter,
        orderBy: [{ datedOn: 'desc' }, { id: 'asc' }],
        select: {
          kind: true,
          language: true,
          reference: true,
          datedOn: true,
          state: true,
          body: true,
        },
      },
    },
  });
  const reveals = await tx.auditEvent.findMany({
    where: { entity: 'Teacher', entityId: { in: ids }, action: 'teacher.reveal' },
    select: { entityId: true, at: true, after: true },
    orderBy: { position: 'desc' },
  });
  const circuits = await circuitsOf(tx, ids);
  return teachers.map(({ id, countyId, partnerId, ...teacher }) => ({
    countyId,
    told: {
      ...teacher,
      // Who it is would be somebody else's data.
      partnerOnFile: partnerId !== null,
      postings: teacher.postings.map(({ changes, ...posting }) => ({
        ...posting,
        changes: changes.map(({ kind, reason, ...change }) => ({
          ...change,
          reason: isToldTeacher({ kind, step: change.step }) ? reason : null,
        })),
      })),
      reasons: teacher.reasons.map((reason) => ({
        plan: reason.plan,
        outcome: reason.outcome,
        code: reason.code,
        zh: reason.zh,
        en: reason.en,
        figures: figuresOf(reason, self),
      })),
      corrections: teacher.corrections.map(({ value, ...correction }) => ({
        ...correction,
        value: correctedValue.parse(value).value,
      })),
      circuits: circuits
        .filter(({ teacherId }) => teacherId === id)
        .map(({ teacherId: _own, ...circuit }) => circuit),
      letters: teacher.letters.map(({ body, ...letter }) => ({
        ...letter,
        text: letterBody.parse(body).blocks,
      })),
      revealed: reveals
        .filter(({ entityId }) => entityId === id)
        .map(({ at, after }) => ({ at, ...Object(after) })),
    },
  }));
}

/** Circuits (走教) of plans that are out or were, which stand with the plan until they are ordered as postings. */
async function circuitsOf(tx: Tx, teacherIds: readonly string[]) {
  const plans = await tx.plan.findMany({
    where: {
      AND: [
        onceOut,
        { OR: teacherIds.map((teacherId) => ({ circuits: { array_contains: [{ teacherId }] } })) },
      ],
    },
    orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
    select: { ...plan, circuits: true },
  });
  const own = plans.flatMap(({ circuits, ...told }) =>
    visitsOf(circuits)
      .filter(({ teacherId }) => teacherIds.includes(teacherId))
      .map((visit) => ({ ...visit, plan: told })),
  );
  const sections = await tx.section.findMany({
    where: { id: { in: own.flatMap((visit) => [visit.fromSectionId, visit.toSectionId]) } },
    select: { id: true, ...section },
  });
  const told = new Map(sections.map(({ id, ...one }) => [id, one]));
  return own.map(({ fromSectionId, toSectionId, ...circuit }) => ({
    ...circuit,
    from: told.get(fromSectionId) ?? null,
    to: told.get(toSectionId) ?? null,
  }));
}

const place = { code: true, name: true } as const;
const section = { stage: true, school: { select: place } } as const;
const plan = {
  name: true,
  state: true,
  publishedAt: true,
  finalAt: true,
  round: { select: { name: true, schoolYear: true, effective: true } },
} as const;

/** Columns that hold days; every other date is an instant. */
const days: ReadonlySet<string> = new Set([
  ...['born', 'teachingSince', 'registeredSince', 'servingSince', 'cadreSince', 'leftOn', 'issuedOn'],
  ...['from', 'until', 'startsOn', 'endsOn', 'endedOn', 'reportBy', 'reportedOn'],
  ...['datedOn', 'reckonedOn', 'effective', 'on', 'arrivesOn', 'contractEnds'],
]);

/** As JSON has it: days as YYYY-MM-DD, instants as they are written everywhere. */
function written(name: string, value: unknown): unknown {
  if (value instanceof Date) return days.has(name) ? dayOf(value) : value.toISOString();
  if (Array.isArray(value)) return value.map((one) => written(name, one));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, written(key, one)]));
}
