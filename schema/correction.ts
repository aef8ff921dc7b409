import type { Prisma } from '../prisma/generated/client.ts';
import { builder } from './builder.ts';
import { actorOf } from './calendar.ts';
import type { Context } from './context.ts';
import { type Corrected, correctedValue } from './corrected.ts';
import { stepBegins } from './correction-steps.ts';
import {
  CertificateRank,
  CorrectionField,
  CorrectionState,
  Education,
  ExemptionKind,
  Stage,
  Title,
} from './enums.ts';
import { InvalidInput, NotAllowed, NotFound, VersionConflict } from './errors.ts';
import { keyOf } from './ids.ts';
import { askedOfCounty, type FilterArgs, longList } from './long-list.ts';
import { exemptionGroups, hidden, isIntimate, maskedNumber } from './masked.ts';
import { decidesAbout, isTeacher, rows } from './scope.ts';
import { User, userOf } from './user.ts';
import { OutOfStep } from './year-refusals.ts';

export const Correction = builder.prismaNode('Correction', {
  description:
    'A teacher’s request to have the own record corrected (信息更正申请). Read by the teacher and by HR officers of the county.',
  id: { field: 'id' },
  select: { id: true },
  fields: (t) => ({
    teacher: t.relation('teacher', { description: 'Whose record.' }),
    field: t.expose('field', { type: CorrectionField, description: 'What of it.' }),
    value: t.field({
      type: 'JSON',
      nullable: true,
      description:
        'What should be on file: a text, a day as YYYY-MM-DD, a code; of a certificate `subject stage rank number issuedOn gone`, of an exemption `kind from until note gone`. HR reads telephones, identity numbers, addresses and exemptions masked: `revealPersonalData` answers them in clear. Null: nothing is to be on file.',
      select: { value: true, teacherId: true },
      resolve: ({ value, teacherId }, _args, { viewer }) => {
        const corrected = correctedValue.parse(value);
        return isTeacher(viewer, teacherId) ? corrected.value : maskedValue(corrected);
      },
    }),
    reason: t.field({
      type: 'String',
      description: 'What is wrong, as the teacher wrote. Of an exemption HR reads it masked as `***`.',
      select: { reason: true, field: true, teacherId: true },
      resolve: ({ reason, field, teacherId }, _args, { viewer }) =>
        field === 'exemption' && !isTeacher(viewer, teacherId) ? hidden : reason,
    }),
    state: t.expose('state', { type: CorrectionState, description: 'How far it is.' }),
    answer: t.exposeString('answer', {
      nullable: true,
      description: 'What was answered; null: nothing yet, or nothing was said.',
    }),
    answeredAt: t.expose('answeredAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was answered; null: not yet.',
    }),
    answeredBy: t.field({
      type: User,
      nullable: true,
      description: 'Who answered; null: nobody yet.',
      select: { answeredBy: true },
      resolve: ({ answeredBy }, _args, context) => userOf(context, answeredBy),
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was asked for.' }),
    mayWithdraw: t.boolean({
      description: 'Whether the reader may take it back: whose record it is, before it is answered.',
      select: { state: true, teacherId: true },
      resolve: ({ state, teacherId }, _args, { viewer }) =>
        stepBegins('withdraw', state) && isTeacher(viewer, teacherId),
    }),
    mayAnswer: t.boolean({
      description: 'Whether it waits for the reader’s answer: HR of the county, and not whose record it is.',
      select: { state: true, countyId: true, teacherId: true },
      resolve: ({ state, countyId, teacherId }, _args, { viewer }) =>
        stepBegins('accept', state) && decidesAbout(viewer, countyId, teacherId),
    }),
    version: t.exposeInt('version', { description: 'What a writer must give to change it.' }),
  }),
});

/** What HR reads of a request before it is revealed. */
function maskedValue({ field, value }: Corrected): unknown {
  if (value === null) return null;
  if (field === 'phone' || field === 'identity_number') return maskedNumber(value);
  if (field === 'home_place') return hidden;
  if (field !== 'exemption') return value;
  const { kind, note, ...days } = value;
  return {
    ...days,
    kind: isIntimate(kind) ? null : kind,
    group: exemptionGroups[kind],
    note: note === null ? null : hidden,
  };
}

const CorrectionConnection = builder.connectionObject(
  {
    type: Correction,
    name: 'CorrectionConnection',
    description: 'Requests to correct records, page by page.',
  },
  { name: 'CorrectionEdge', description: 'A request to correct a record in a list.' },
);

const CorrectionFilter = builder.inputType('CorrectionFilter', {
  description: 'Which requests; what is left out does not matter.',
  fields: (t) => ({
    states: t.field({ type: [CorrectionState], description: 'In one of these states.' }),
    fields: t.field({ type: [CorrectionField], description: 'Of one of these fields.' }),
    teacherId: t.id({ description: 'Of this teacher.' }),
  }),
});

type Filter = typeof CorrectionFilter.$inferInput;

const correctionsWhere = ({ states, fields, teacherId }: Filter): Prisma.CorrectionWhereInput => ({
  ...(states != null && { state: { in: states } }),
  ...(fields != null && { field: { in: fields } }),
  ...(teacherId != null && { teacherId: keyOf(teacherId, 'Teacher') }),
});

/** The requests of counties, newest first. */
const correctionsOf = longList(({ filter }: FilterArgs<Filter>, context, info) => {
  const { db, viewer } = context;
  const where = (counties: string[]): Prisma.CorrectionWhereInput => ({
    AND: [{ countyId: { in: counties } }, rows(viewer).correction, correctionsWhere(filter ?? {})],
  });
  return {
    rows: (counties, page) =>
      db.correction.findMany({
        ...page,
        select: askedOfCounty('Correction', context, info),
        where: where(counties),
        orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      }),
    parentOf: ({ countyId }) => countyId,
    counts: async (counties) => {
      const groups = await db.correction.groupBy({ by: 'countyId', where: where(counties), _count: true });
      return new Map(groups.map(({ countyId, _count }) => [countyId, _count]));
    },
  };
});

builder.prismaObjectField('County', 'corrections', (t) =>
  t.connection(
    {
      type: Correction,
      description:
        'Requests of its teachers to correct their records, newest first: for HR all, for a teacher the own, nothing for others.',
      args: { filter: t.arg({ type: CorrectionFilter, description: 'Which of them.' }) },
      resolve: ({ id }, args, context, info) => correctionsOf(id, args, context, info),
    },
    CorrectionConnection,
  ),
);

builder.prismaObjectField('Teacher', 'corrections', (t) =>
  t.relatedConnection(
    'corrections',
    {
      cursor: 'id',
      totalCount: true,
      description: 'Requests to correct the record, newest first. For HR and the teacher.',
      query: (_args, { viewer }) => ({
        where: rows(viewer).correction,
        orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      }),
    },
    CorrectionConnection,
  ),
);

const CorrectedCertificate = builder.inputType('CorrectedCertificate', {
  description: 'A certificate as it should be on file; known by its subject and stage.',
  fields: (t) => ({
    subject: t.string({ required: true, description: 'Code of the subject.' }),
    stage: t.field({ type: Stage, required: true, description: 'The stage.' }),
    rank: t.field({
      type: CertificateRank,
      required: true,
      defaultValue: 'main',
      description: 'Main or second subject.',
    }),
    number: t.string({ description: 'Number of the paper, 120 characters at most; unsaid: not on file.' }),
    issuedOn: t.field({ type: 'Day', description: 'Day of issue; unsaid: not on file.' }),
    gone: t.boolean({
      required: true,
      defaultValue: false,
      description: 'Whether it is on file by mistake, and to be taken off.',
    }),
  }),
});

const CorrectedExemption = builder.inputType('CorrectedExemption', {
  description: 'A time of exemption as it should be on file; known by its kind and first day.',
  fields: (t) => ({
    kind: t.field({ type: ExemptionKind, required: true, description: 'Why.' }),
    from: t.field({ type: 'Day', required: true, description: 'First day.' }),
    until: t.field({ type: 'Day', description: 'Last day, included; unsaid: until further notice.' }),
    note: t.string({ description: 'What HR should know, 200 characters at most.' }),
    gone: t.boolean({
      required: true,
      defaultValue: false,
      description: 'Whether it is on file by mistake, and to be taken off.',
    }),
  }),
});

const CorrectionValue = builder.inputType('CorrectionValue', {
  description: 'What should be on file: the one of these that the field takes, and no other.',
  fields: (t) => ({
    education: t.field({ type: Education, description: 'For `EDUCATION`.' }),
    title: t.field({ type: Title, description: 'For `TITLE`.' }),
    text: t.string({
      description:
        'For `PHONE` and `IDENTITY_NUMBER` (120 characters at most) and `HOME_PLACE` (200). Empty: a telephone or an address is to be taken off the file.',
    }),
    day: t.field({
      type: 'Day',
      description: 'For `TEACHING_SINCE`, `REGISTERED_SINCE` and `SERVING_SINCE`.',
    }),
    certificate: t.field({ type: CorrectedCertificate, description: 'For `CERTIFICATE`.' }),
    exemption: t.field({ type: CorrectedExemption, description: 'For `EXEMPTION`.' }),
  }),
});

type Value = typeof CorrectionValue.$inferInput;
type Field = typeof CorrectionField.$inferType;

/** Which of the values each field takes. */
const takes: Readonly<Record<Field, keyof Value>> = {
  education: 'education',
  title: 'title',
  certificate: 'certificate',
  home_place: 'text',
  phone: 'text',
  identity_number: 'text',
  teaching_since: 'day',
  registered_since: 'day',
  serving_since: 'day',
  exemption: 'exemption',
};

/** Throws `InvalidInput` where another value is given than the field takes, or too long a text. */
function correctedOf(field: Field, value: Value): Corrected {
  const wanted = takes[field];
  const given = Object.entries(value).flatMap(([name, one]) => (one == null ? [] : [name]));
  if (given.length !== 1 || given[0] !== wanted)
    throw new InvalidInput(['value'], {
      zh: `更正“${field}”只填 ${wanted}，现填了：${given.length === 0 ? '无' : given.join('、')}。`,
      en: `To correct ‘${field}’ give ‘${wanted}’ and nothing else; given: ${given.length === 0 ? 'nothing' : given.join(', ')}.`,
    });
  const { certificate, exemption } = value;
  if (certificate != null)
    return correctedValue.parse({
      field,
      value: {
        ...certificate,
        number: shortText(certificate.number, ['certificate', 'number'], LONGEST_CODE),
        issuedOn: certificate.issuedOn ?? null,
      },
    });
  if (exemption != null)
    return correctedValue.parse({
      field,
      value: {
        ...exemption,
        until: exemption.until ?? null,
        note: shortText(exemption.note, ['exemption', 'note'], LONGEST_TEXT),
      },
    });
  if (wanted !== 'text') return correctedValue.parse({ field, value: value[wanted] });
  const text = shortText(value.text, ['text'], field === 'home_place' ? LONGEST_TEXT : LONGEST_CODE);
  if (text === null && field === 'identity_number')
    throw new InvalidInput(['value', 'text'], {
      zh: '请填写身份证号。',
      en: 'Give the identity number.',
    });
  return correctedValue.parse({ field, value: text });
}

/** As long as the importer takes them. */
const LONGEST_CODE = 120;
const LONGEST_TEXT = 200;

function shortText(
  given: string | null | undefined,
  path: readonly string[],
  longest: number,
): string | null {
  const text = (given ?? '').trim();
  if ([...text].length > longest)
    throw new InvalidInput(['value', ...path], {
      zh: `这里最多写${longest}个字，现有${[...text].length}个。`,
      en: `This takes ${longest} characters at most, and has ${[...text].length}.`,
    });
  return text === '' ? null : text;
}

builder.mutationField('requestCorrection', (t) =>
  t.prismaField({
    type: 'Correction',
    description:
      'Asks for the own record to be corrected; HR answers it. For the teacher. One request a field waits at a time; of certificates and exemptions ten.',
    errors: { types: [NotAllowed, NotFound, InvalidInput] },
    args: {
      teacherId: t.arg.id({ required: true, description: 'The own row.' }),
      field: t.arg({ type: CorrectionField, required: true, description: 'What is wrong.' }),
      value: t.arg({ type: CorrectionValue, required: true, description: 'What should be on file.' }),
      reason: t.arg.string({
        required: true,
        description: 'What is wrong and how it can be seen, in at most 1,000 characters.',
      }),
    },
    resolve: async (query, _root, { teacherId, field, value, reason }, context) => {
      const key = keyOf(teacherId, 'Teacher');
      await mustBeOwn(context, key);
      const id = await context.rounds.personal.requestCorrection(actorOf(context), {
        teacherId: key,
        corrected: correctedOf(field, value),
        reason,
      });
      return context.db.correction.findUniqueOrThrow({ ...query, where: { id } });
    },
  }),
);

/** Before anything else is said of what was given. */
async function mustBeOwn({ db, viewer }: Context, teacherId: string): Promise<void> {
  if (isTeacher(viewer, teacherId)) return;
  const seen = await db.teacher.count({ where: { AND: [{ id: teacherId }, rows(viewer).teacher] } });
  throw seen > 0 ? new NotAllowed() : new NotFound();
}

const refusals = [NotAllowed, NotFound, VersionConflict, InvalidInput, OutOfStep];

builder.mutationField('withdrawCorrection', (t) =>
  t.prismaField({
    type: 'Correction',
    description: 'Takes back a request that waits for an answer. For the teacher.',
    errors: { types: refusals },
    args: {
      correctionId: t.arg.id({ required: true, description: 'The request.' }),
      version: t.arg.int({ required: true, description: 'The version the teacher has read.' }),
      reason: t.arg.string({ description: 'Why, in at most 1,000 characters.' }),
    },
    resolve: async (query, _root, { correctionId, version, reason }, context) => {
      const id = keyOf(correctionId, 'Correction');
      await context.rounds.personal.withdrawCorrection(actorOf(context), { id, version }, reason ?? null);
      return context.db.correction.findUniqueOrThrow({ ...query, where: { id } });
    },
  }),
);

builder.mutationField('answerCorrection', (t) =>
  t.prismaField({
    type: 'Correction',
    description:
      'Answers a request to correct a record: accepted, the record is changed at once, and where a home place changes the coordinates of the old one are taken off; a refusal says why. For HR officers of the county, never for the teacher.',
    errors: { types: refusals },
    args: {
      correctionId: t.arg.id({ required: true, description: 'The request.' }),
      version: t.arg.int({ required: true, description: 'The version the officer has read.' }),
      accepted: t.arg.boolean({ required: true, description: 'Whether the record is changed.' }),
      answer: t.arg.string({
        description: 'What the teacher is told, in at most 1,000 characters; wanted to refuse.',
      }),
    },
    resolve: async (query, _root, { correctionId, version, accepted, answer }, context) => {
      const id = keyOf(correctionId, 'Correction');
      await context.rounds.personal.answerCorrection(
        actorOf(context),
        { id, version },
        accepted,
        answer ?? null,
      );
      return context.db.correction.findUniqueOrThrow({ ...query, where: { id } });
    },
  }),
);
