import { z } from 'zod';
import type { AssessmentFinding as Finding } from '../solver/postings/assessment.ts';
import { builder } from './builder.ts';
import type { Viewer } from './context.ts';
import { AssessmentLimit, AssessmentState, PostingDecision } from './enums.ts';
import { Posting } from './posting.ts';
import { beginsFrom, waitsForAnswer } from './posting-steps.ts';
import { administers, decidesAbout, heads, isTeacher, rows } from './scope.ts';
import { User, userOf } from './user.ts';

const findings = z.array(
  z.object({
    code: z.enum(['pupil-satisfaction', 'rank', 'serious-violation', 'quality-gain']),
    found: z.number().nullable(),
    limit: z.number(),
    of: z.number().nullable(),
    met: z.boolean(),
  }),
) satisfies z.ZodType<Finding[]>;

const AssessmentFinding = builder.objectRef<Finding>('AssessmentFinding').implement({
  description: 'One limit of an assessment, and what was found; compared without rounding.',
  fields: (t) => ({
    code: t.expose('code', { type: AssessmentLimit, description: 'Which limit.' }),
    found: t.exposeFloat('found', {
      nullable: true,
      description: 'Percent, or the place, or 1 for yes and 0 for no; null: not told.',
    }),
    limit: t.exposeFloat('limit', {
      description: 'Percent at least, or the last place that passes, or what should be found.',
    }),
    of: t.exposeInt('of', { nullable: true, description: 'Of how many the place is; null: it is none.' }),
    met: t.exposeBoolean('met', { description: 'Whether it is met.' }),
  }),
});

const isContested = { state: true, commentedAt: true, answeredAt: true } as const;
const whose = { posting: { select: { countyId: true, hostSchoolId: true, teacherId: true } } } as const;

interface Whose {
  readonly countyId: string;
  readonly hostSchoolId: string;
  readonly teacherId: string;
}

const concerns = (viewer: Viewer | null, { countyId, hostSchoolId, teacherId }: Whose): boolean =>
  administers(viewer, countyId) || heads(viewer, hostSchoolId) || isTeacher(viewer, teacherId);

builder.prismaNode('Assessment', {
  description:
    'What the host says of a posting in a school year (考核). Read by HR, inspectors and the host; by the teacher once it is confirmed, also while one that was is to be written anew.',
  id: { field: 'id' },
  select: { id: true },
  fields: (t) => ({
    posting: t.relation('posting', { description: 'The posting.' }),
    schoolYear: t.exposeInt('schoolYear', { description: 'The autumn the school year starts in.' }),
    pupilSatisfaction: t.exposeFloat('pupilSatisfaction', {
      nullable: true,
      description: 'Percent of pupils content; null: not told.',
    }),
    rank: t.exposeInt('rank', {
      nullable: true,
      description: 'Place by the annual rating among the host’s staff, 1 is the first; null: not told.',
    }),
    rankedOf: t.exposeInt('rankedOf', { nullable: true, description: 'Of how many; null: not told.' }),
    seriousViolation: t.exposeBoolean('seriousViolation', {
      description: 'Whether there was a serious violation.',
    }),
    qualityGain: t.exposeBoolean('qualityGain', {
      nullable: true,
      description: 'Whether there is a clear gain in quality; null: not told.',
    }),
    passed: t.exposeBoolean('passed', { description: 'Whether every limit is met.' }),
    findings: t.field({
      type: [AssessmentFinding],
      description: 'Each limit in force when it was made; empty: made elsewhere.',
      select: { findings: true },
      resolve: (row) => findings.parse(row.findings),
    }),
    proposal: t.field({
      type: PostingDecision,
      description: 'What it speaks for. Nothing more: a person decides.',
      select: { passed: true },
      resolve: ({ passed }) => (passed ? 'return' : 'extend'),
    }),
    note: t.field({
      type: 'String',
      nullable: true,
      description: 'What the host adds; null: nothing. For HR, the host and the teacher.',
      select: { note: true, ...whose },
      resolve: ({ note, posting }, _args, { viewer }) => (concerns(viewer, posting) ? note : null),
    }),
    state: t.expose('state', { type: AssessmentState, description: 'How far it is.' }),
    at: t.expose('at', { type: 'DateTime', description: 'When it was made.' }),
    by: t.field({
      type: User,
      nullable: true,
      description: 'Who made it; null: not known.',
      select: { by: true },
      resolve: ({ by }, _args, context) => userOf(context, by),
    }),
    confirmedAt: t.expose('confirmedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was confirmed; null: it is not.',
    }),
    confirmedBy: t.field({
      type: User,
      nullable: true,
      description: 'Who confirmed it; null: nobody yet, or not known.',
      select: { confirmedBy: true },
      resolve: ({ confirmedBy }, _args, context) => userOf(context, confirmedBy),
    }),
    comment: t.field({
      type: 'String',
      nullable: true,
      description: 'What the teacher says to it; null: nothing. For HR, the host and the teacher.',
      select: { comment: true, ...whose },
      resolve: ({ comment, posting }, _args, { viewer }) => (concerns(viewer, posting) ? comment : null),
    }),
    mayComment: t.boolean({
      description:
        'Whether the reader may say what is wrong with it: whose posting it is, once it is confirmed.',
      select: { state: true, ...whose },
      resolve: ({ state, posting: { teacherId } }, _args, { viewer }) =>
        beginsFrom('comment', state) && isTeacher(viewer, teacherId),
    }),
    commentedAt: t.expose('commentedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When the teacher said so; null: nothing was said.',
    }),
    answer: t.field({
      type: 'String',
      nullable: true,
      description: 'What HR answers to that; null: nothing yet. For HR, the host and the teacher.',
      select: { answer: true, ...whose },
      resolve: ({ answer, posting }, _args, { viewer }) => (concerns(viewer, posting) ? answer : null),
    }),
    answeredAt: t.expose('answeredAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When HR answered; null: it has not.',
    }),
    answeredBy: t.field({
      type: User,
      nullable: true,
      description: 'Who answered; null: nobody yet, or not known.',
      select: { answeredBy: true },
      resolve: ({ answeredBy }, _args, context) => userOf(context, answeredBy),
    }),
    mayAnswer: t.boolean({
      description:
        'Whether what the teacher says to it waits for the reader’s answer: HR of the county, neither who made it nor whom it is about.',
      select: {
        ...isContested,
        by: true,
        posting: { select: { countyId: true, teacherId: true } },
      },
      resolve: ({ by, posting, ...told }, _args, { viewer }) =>
        waitsForAnswer(told) &&
        decidesAbout(viewer, posting.countyId, posting.teacherId) &&
        by !== viewer?.userId,
    }),
    mayConfirm: t.boolean({
      description:
        'Whether it waits for the reader to confirm it: HR of the county, neither who made it nor whom it is about.',
      select: { state: true, by: true, posting: { select: { countyId: true, teacherId: true } } },
      resolve: ({ state, by, posting }, _args, { viewer }) =>
        state === 'submitted' &&
        decidesAbout(viewer, posting.countyId, posting.teacherId) &&
        by !== viewer?.userId,
    }),
    version: t.exposeInt('version', { description: 'What a writer must give to change it.' }),
  }),
});

builder.prismaObjectField(Posting, 'assessments', (t) =>
  t.relation('assessments', {
    description: 'What the host says of it, newest school year first; those the reader may see.',
    query: (_args, { viewer }) => ({ where: rows(viewer).assessment, orderBy: { schoolYear: 'desc' } }),
  }),
);
