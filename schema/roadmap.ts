import { isFound } from '../solver/plan.ts';
import type { Assumption } from '../solver/roadmap/assumptions.ts';
import type { Retirement as RetirementShape } from '../solver/roadmap/carry.ts';
import type { GradeForecast as GradeShape } from '../solver/roadmap/enrolment.ts';
import type { BornGap as BornGapShape, Gap } from '../solver/roadmap/gaps.ts';
import type { Roadmap as RoadmapShape } from '../solver/roadmap/roadmap.ts';
import type { Start, StartPlace } from '../solver/roadmap/start-now.ts';
import {
  carriedOn,
  type Due as DueShape,
  type Homecoming as HomecomingShape,
  leftIn,
  missingIn,
  type Quota,
  sentIn,
  type RoadmapYear as YearShape,
} from '../solver/roadmap/year.ts';
import { builder } from './builder.ts';
import { forms } from './comparison.ts';
import { Diagnosis, diagnosisFor } from './diagnosis.ts';
import { CadreRole, cadreRoles, ForecastBasis, GapCause, MoveForm, PlanStatus, StartCode } from './enums.ts';
import { InvalidInput, notSignedIn, ProblemRefused, QuestionGivenUp, TooManyQuestions } from './errors.ts';
import { sectionKeyed, sectionOnFile, teacherNumbered, teacherOnFile } from './on-file.ts';
import { Goal } from './plan.ts';
import { withoutValues } from './refusal.ts';
import { administers, readsCounty } from './scope.ts';
import { Subject, subjectOf } from './subject.ts';
import { sentence } from './words.ts';

/** Whose roadmap a part belongs to; its sections and teachers are told by their keys. */
interface County {
  readonly id: string;
  readonly provinceId: string;
}
type Of<Shape> = Shape & { readonly county: County };

const of = <Shape extends object>(county: County, parts: readonly Shape[]): Of<Shape>[] =>
  parts.map((part) => ({ ...part, county }));

type Plan = YearShape['plan'];
type Fields<Parent> = PothosSchemaTypes.ObjectFieldBuilder<typeof builder.$inferSchemaTypes, Of<Parent>>;

const section = <Parent>(t: Fields<Parent>, description: string, keyOf: (parent: Parent) => string) =>
  sectionOnFile(t, `${description}; null: no longer on file.`, (parent, context) =>
    sectionKeyed(context, parent.county.id, keyOf(parent)),
  );

const teacher = <Parent>(t: Fields<Parent>, description: string, numberOf: (parent: Parent) => string) =>
  teacherOnFile(t, `${description}; null: no longer on file.`, (parent, context) =>
    teacherNumbered(context, parent.county.id, numberOf(parent)),
  );

const day = <Parent>(t: Fields<Parent>, description: string, dayOf: (parent: Parent) => string) =>
  t.field({ type: 'Day', description, resolve: (parent) => new Date(`${dayOf(parent)}T00:00:00Z`) });

const RoadmapAssumption = builder.objectRef<Of<Assumption>>('RoadmapAssumption').implement({
  description: 'What a roadmap is reckoned by because nobody can know it.',
  fields: (t) => ({
    code: t.exposeString('code', { description: 'Stable, for programs.' }),
    sectionKeys: t.exposeStringList('sections', {
      description: 'The sections it is about, by their key in the problem; empty: all.',
    }),
    ...sentence(
      t,
      { text: 'The sentence, in the reader’s language.', words: 'The sentence in both languages.' },
      ({ text }) => text,
    ),
  }),
});

const StartNowPlace = builder.objectRef<Of<StartPlace>>('StartNowPlace').implement({
  description: 'What one section lacks of what is to be begun.',
  fields: (t) => ({
    section: section(t, 'Where', (place) => place.section),
    figures: t.expose('figures', { type: 'JSON', description: 'The figures of the sentence by name.' }),
    ...sentence(
      t,
      { text: 'The sentence, in the reader’s language.', words: 'The sentence in both languages.' },
      ({ text }) => text,
    ),
  }),
});

const StartNow = builder.objectRef<Of<Start>>('StartNow').implement({
  description: 'What is to be begun now so that a school year to come does not lack it.',
  fields: (t) => ({
    code: t.expose('code', { type: StartCode, description: 'What.' }),
    schoolYear: t.exposeInt('schoolYear', { description: 'The first school year that lacks it.' }),
    section: sectionOnFile(
      t,
      'Where; null: in the whole county, or at several sections, see `places`.',
      ({ county, section: key }, context) => (key === null ? null : sectionKeyed(context, county.id, key)),
    ),
    post: t.exposeString('post', {
      nullable: true,
      description:
        'Code of the subject (of a second certificate, that with hours to spare) or role of the seat it is about; null: neither.',
    }),
    figures: t.expose('figures', {
      type: 'JSON',
      description:
        'The figures of the sentence by name; of several sections `places`, how many, and the sums of theirs.',
    }),
    places: t.field({
      type: [StartNowPlace],
      description: 'The sections it is about, with what each lacks; empty: the whole county.',
      resolve: ({ county, places }) => of(county, places),
    }),
    ...sentence(
      t,
      { text: 'The sentence, in the reader’s language.', words: 'The sentence in both languages.' },
      ({ text }) => text,
    ),
  }),
});

const GradeForecast = builder.objectRef<Of<GradeShape>>('GradeForecast').implement({
  description: 'One grade of a section in a school year to come.',
  fields: (t) => ({
    section: section(t, 'The section', (grade) => grade.section),
    grade: t.exposeInt('grade', { description: 'Grade, 1 to 9.' }),
    classes: t.exposeInt('classes', { description: 'Its classes.' }),
    pupils: t.exposeInt('pupils', { nullable: true, description: 'Its pupils; null: not on file.' }),
    basis: t.expose('basis', { type: ForecastBasis, description: 'What the figures are from.' }),
  }),
});

const Retirement = builder.objectRef<Of<RetirementShape>>('Retirement').implement({
  description: 'Somebody who leaves at the age of retirement. For HR.',
  fields: (t) => ({
    teacher: teacher(t, 'Who', (gone) => gone.teacher),
    section: section(t, 'Where the teacher served last', (gone) => gone.section),
    subject: t.field({
      type: Subject,
      nullable: true,
      description: 'What the teacher taught; null: nothing.',
      resolve: ({ county, subject }, _args, context) =>
        subject === null ? null : subjectOf(context, county.id, subject),
    }),
    on: day(t, 'The day the age is reached.', ({ on }) => on),
  }),
});

const Homecoming = builder.objectRef<Of<HomecomingShape>>('Homecoming').implement({
  description: 'Somebody who comes home from a posting that is over.',
  fields: (t) => ({
    teacher: teacher(t, 'Who', (back) => back.teacher),
    from: section(t, 'Where the posting was', (back) => back.from),
    home: section(t, 'Home', (back) => back.home),
  }),
});

const BecomesDue = builder.objectRef<Of<DueShape>>('BecomesDue').implement({
  description: 'Somebody who has newly served long enough at one school to go.',
  fields: (t) => ({
    teacher: teacher(t, 'Who', (due) => due.teacher),
    section: section(t, 'Where the teacher serves', (due) => due.section),
    on: day(t, 'The day the years are reached.', ({ on }) => on),
    eligible: t.boolean({
      nullable: true,
      description:
        'Whether no other rule bars the teacher, which may tell an age or an exemption: for HR; null: for everybody else.',
      resolve: ({ county, eligible }, _args, { viewer }) =>
        administers(viewer, county.id) ? eligible : null,
    }),
  }),
});

const QuotasAsked = builder.objectRef<Of<Quota>>('QuotasAsked').implement({
  description: 'Who may go in a school year, and what the quotas ask.',
  fields: (t) => ({
    eligible: t.exposeInt('eligible', { description: 'Teachers who may go.' }),
    base: t.exposeInt('base', { description: 'Teachers whom quotas are measured by.' }),
    leastExchanged: t.exposeInt('leastExchanged', {
      nullable: true,
      description: 'The fewest to be exchanged; null: there is no such quota.',
    }),
    leastBackbone: t.exposeInt('leastBackbone', {
      nullable: true,
      description: 'The fewest backbone teachers where just so many go; null: there is no such quota.',
    }),
    eligibleBackbone: t.exposeInt('eligibleBackbone', {
      nullable: true,
      description: 'Backbone teachers who may go; null: there is no such quota.',
    }),
  }),
});

const YearGap = builder.objectRef<Of<Gap>>('YearGap').implement({
  description: 'What a section lacks in a subject for specialists before the exchange of a school year.',
  fields: (t) => ({
    section: section(t, 'The section', (gap) => gap.section),
    subject: t.field({
      type: Subject,
      description: 'The subject.',
      resolve: ({ county, subject }, _args, context) => subjectOf(context, county.id, subject),
    }),
    gap: t.exposeFloat('gap', { description: 'Full-time posts (FTE), above 0.' }),
    openings: t.exposeInt('openings', { description: 'Posts it opens to exchange.' }),
    critical: t.exposeBoolean('critical', {
      description: 'Nobody in the section teaches it or is certified for it (开不齐课).',
    }),
  }),
});

const CauseOfGap = builder.objectRef<BornGapShape['causes'][number]>('CauseOfGap').implement({
  description: 'What made a gap wider or narrower since the school year before.',
  fields: (t) => ({
    cause: t.expose('cause', { type: GapCause, description: 'What.' }),
    fte: t.exposeFloat('fte', { description: 'By so many full-time posts; below 0: narrower.' }),
  }),
});

const BornGap = builder.objectRef<Of<BornGapShape>>('BornGap').implement({
  description: 'A gap wider than a year before, or than the exchange of that year had left it.',
  fields: (t) => ({
    section: section(t, 'The section', (gap) => gap.section),
    subject: t.field({
      type: Subject,
      description: 'The subject.',
      resolve: ({ county, subject }, _args, context) => subjectOf(context, county.id, subject),
    }),
    before: t.exposeFloat('before', { description: 'Before the exchange of the year before, FTE.' }),
    afterExchange: t.exposeFloat('afterExchange', { description: 'After that exchange, FTE.' }),
    gap: t.exposeFloat('gap', { description: 'Now, FTE.' }),
    causes: t.field({
      type: [CauseOfGap],
      nullable: true,
      description:
        'What bore it; they add up to `gap` less `before`. A retirement at a small school tells an age: for HR; null: for everybody else.',
      resolve: ({ county, causes }, _args, { viewer }) =>
        administers(viewer, county.id) ? [...causes] : null,
    }),
  }),
});

const ForeseenMove = builder.objectRef<Of<Plan['moves'][number]>>('ForeseenMove').implement({
  description: 'Whom the plan of a school year to come would send.',
  fields: (t) => ({
    teacher: teacher(t, 'Who', (move) => move.teacher),
    from: section(t, 'Section left', (move) => move.from),
    to: section(t, 'Section gone to', (move) => move.to),
    subject: t.field({
      type: Subject,
      nullable: true,
      description: 'Subject of the opening it fills; null: a seat, or a return of somebody who teaches none.',
      resolve: ({ county, subject }, _args, context) =>
        subject === null ? null : subjectOf(context, county.id, subject),
    }),
    role: t.field({
      type: CadreRole,
      nullable: true,
      description: 'Role of the seat it fills; null: a teacher’s post.',
      resolve: ({ role }) => role && cadreRoles[role],
    }),
    form: t.field({
      type: MoveForm,
      description: 'Form of the exchange.',
      resolve: ({ form }) => forms[form],
    }),
    relationMoves: t.exposeBoolean('relationMoves', {
      description: 'Whether the personnel relation moves too (人走关系动).',
    }),
    bed: t.exposeBoolean('bed', { description: 'Whether the host houses the teacher.' }),
  }),
});

const ForeseenOpening = builder.objectRef<Of<Plan['unfilled'][number]>>('ForeseenOpening').implement({
  description:
    'Posts that no exchange fills in a school year to come, and why: what recruitment would have to.',
  fields: (t) => ({
    section: section(t, 'Where', (opening) => opening.section),
    subject: t.field({
      type: Subject,
      nullable: true,
      description: 'Which subject; null: seats of `role`.',
      resolve: ({ county, subject }, _args, context) =>
        subject === null ? null : subjectOf(context, county.id, subject),
    }),
    role: t.field({
      type: CadreRole,
      nullable: true,
      description: 'Role of the seats; null: posts of `subject`.',
      resolve: ({ role }) => role && cadreRoles[role],
    }),
    openings: t.exposeInt('openings', { description: 'Posts that are open.' }),
    filled: t.exposeInt('filled', { description: 'Posts the plan fills.' }),
    left: t.exposeInt('left', { description: 'Posts it leaves.' }),
    code: t.exposeString('code', { description: 'Why; stable, for programs.' }),
    ...sentence(
      t,
      { text: 'Why, in the reader’s language.', words: 'Why, in both languages.' },
      ({ text }) => text,
    ),
  }),
});

const ForeseenPlan = builder.objectRef<Of<Plan>>('ForeseenPlan').implement({
  description: 'The plan of a school year to come, by the county’s policy.',
  fields: (t) => ({
    status: t.field({
      type: PlanStatus,
      description: 'How much is proven of it.',
      resolve: ({ status }) => (status === 'cut-short' ? 'cut_short' : status),
    }),
    found: t.boolean({
      description:
        'Whether there is a plan: one was found, proven best or not. False: none exists, or the search was stopped before one was found.',
      resolve: isFound,
    }),
    goals: t.field({
      type: [Goal],
      description: 'What it reaches on each goal, in their order.',
      resolve: ({ goals }) => goals,
    }),
    moves: t.field({
      type: [ForeseenMove],
      description: 'Who goes where, returns included.',
      resolve: ({ county, moves }) => of(county, moves),
    }),
    unfilled: t.field({
      type: [ForeseenOpening],
      description: 'What it leaves open.',
      resolve: ({ county, unfilled }) => of(county, unfilled),
    }),
    diagnosis: t.field({
      type: Diagnosis,
      nullable: true,
      description: 'Why no plan exists; null: one does.',
      resolve: ({ county, diagnosis }, _args, { viewer }) =>
        diagnosis === null ? null : diagnosisFor(viewer, county, diagnosis),
    }),
  }),
});

const RoadmapYear = builder.objectRef<Of<YearShape>>('RoadmapYear').implement({
  description: 'One school year of a roadmap.',
  fields: (t) => ({
    schoolYear: t.exposeInt('schoolYear', { description: 'The autumn it starts in.' }),
    effective: day(t, 'The day its moves take effect.', ({ effective }) => effective),
    teachers: t.exposeInt('teachers', { description: 'Who serves then.' }),
    primaryPupils: t.int({
      nullable: true,
      description: 'Pupils of grades 1 to 6; null: not on file for some section.',
      resolve: ({ pupils }) => pupils.primary,
    }),
    juniorPupils: t.int({
      nullable: true,
      description: 'Pupils of grades 7 to 9; null: not on file for some section.',
      resolve: ({ pupils }) => pupils.junior,
    }),
    enrolment: t.field({
      type: [GradeForecast],
      description: 'Every grade with classes or pupils, by section, then grade.',
      resolve: ({ county, enrolment }) => of(county, enrolment),
    }),
    retired: t.int({
      description:
        'How many have retired since the moves of the year before; in the first year, since today.',
      resolve: ({ retirements }) => retirements.length,
    }),
    retirements: t.field({
      type: [Retirement],
      nullable: true,
      description: 'Who they are, which tells their age: for HR; null: for everybody else.',
      resolve: ({ county, retirements }, _args, { viewer }) =>
        administers(viewer, county.id) ? of(county, retirements) : null,
    }),
    returns: t.field({
      type: [Homecoming],
      description: 'Who comes home from a posting, by staff number.',
      resolve: ({ county, returns }) => of(county, returns),
    }),
    due: t.field({
      type: [BecomesDue],
      description: 'Who has newly served long enough at one school, by staff number.',
      resolve: ({ county, due }) => of(county, due),
    }),
    quotas: t.field({
      type: QuotasAsked,
      description: 'Who may go, and what the quotas ask.',
      resolve: ({ county, quota }) => ({ ...quota, county }),
    }),
    gaps: t.field({
      type: [YearGap],
      description: 'What is missing before its exchange, by section, then subject.',
      resolve: ({ county, gaps }) => of(county, gaps),
    }),
    gap: t.float({
      description: 'What is missing before its exchange in all, full-time posts (FTE).',
      resolve: missingIn,
    }),
    critical: t.int({
      description:
        'At how many sections nobody teaches a subject or is certified for it (开不齐课), counted by subject.',
      resolve: ({ gaps }) => gaps.filter((gap) => gap.critical).length,
    }),
    newGaps: t.field({
      type: [BornGap],
      description: 'Gaps that were born since the year before; of the first year none are told.',
      resolve: ({ county, newGaps }) => of(county, newGaps),
    }),
    plan: t.field({
      type: ForeseenPlan,
      description: 'By the policy as it is.',
      resolve: ({ county, plan }) => ({ ...plan, county }),
    }),
    cutShort: t.exposeBoolean('cutShort', {
      description:
        'Whether its time was up before its plan was proven best: each goal tells what was reached and what no plan can pass. The later years go on from the best plan so far, or where there is none from a year in which nobody is sent.',
    }),
    missingQuotas: t.field({
      type: ForeseenPlan,
      nullable: true,
      description:
        'Where there is none and only quotas stand in the way: the plan that misses them by as little as can be, by which the roadmap goes on. Null: there is a plan, or more than quotas clash.',
      resolve: ({ county, missingQuotas }) => missingQuotas && { ...missingQuotas, county },
    }),
    goesOnBy: t.field({
      type: ForeseenPlan,
      nullable: true,
      description:
        'The plan the roadmap goes on by: `plan` where one was found, else `missingQuotas`; null: there is neither, and nobody but who comes home moves.',
      resolve: ({ county, ...year }) => {
        const plan = carriedOn(year);
        return plan && { ...plan, county };
      },
    }),
    sent: t.int({
      nullable: true,
      description: 'How many `goesOnBy` sends; who comes home is not sent. Null: it goes on by none.',
      resolve: sentIn,
    }),
    left: t.int({
      nullable: true,
      description: 'Posts that `goesOnBy` leaves open; null: it goes on by none.',
      resolve: leftIn,
    }),
  }),
});

const Roadmap = builder.objectRef<Of<Omit<RoadmapShape, 'county'>>>('Roadmap').implement({
  description: 'The school years to come of a county, each solved and carried on into the next.',
  fields: (t) => ({
    years: t.field({
      type: [RoadmapYear],
      description: 'In their order.',
      resolve: ({ county, years }) => of(county, years),
    }),
    startNow: t.field({
      type: [StartNow],
      description:
        'What is to be begun now, by the school year it is for: one entry a subject or seat, with the sections beneath.',
      resolve: ({ county, startNow }) => of(county, startNow),
    }),
    assumptions: t.field({
      type: [RoadmapAssumption],
      description: 'What it rests on beside the facts.',
      resolve: ({ county, assumptions }) => of(county, assumptions),
    }),
  }),
});

builder.prismaObjectField('County', 'roadmap', (t) =>
  t.field({
    type: Roadmap,
    nullable: true,
    description:
      'Its next school years: who retires and comes home, who becomes due, what is missing where, whom a plan sends, and what to begin now. Null: for whoever does not read the whole county.',
    errors: {
      types: [InvalidInput, ProblemRefused, TooManyQuestions, QuestionGivenUp],
      union: { name: 'RoadmapResult' },
    },
    args: {
      years: t.arg.int({ required: true, defaultValue: MOST, description: `How many: 1 to ${MOST}.` }),
      on: t.arg({
        type: 'Day',
        description:
          'The day the first moves take effect, and the county is taken as it stands, from 2000 to 2190; unsaid: today. On a day to come it is taken as it is on file, without those who retire and with those at home whose posting ends by then; no grade moves up before it.',
      }),
    },
    select: { id: true, provinceId: true, timeZone: true },
    resolve: async ({ id, provinceId, timeZone }, { years, on }, { viewer, today, gone, rounds }) => {
      if (viewer === null) throw notSignedIn();
      const county = { id, provinceId };
      if (!readsCounty(viewer, county)) return null;
      if (years < 1 || years > MOST) throw notSoMany(years);
      const asOf = today(timeZone);
      const first = on ?? asOf;
      if (first < FIRST_DAY || first > LAST_DAY) throw notThen(first);
      try {
        const asker = { userId: viewer.userId, gone, asOf };
        return { ...(await rounds.roadmap(id, first, years, asker)), county };
      } catch (error) {
        throw error instanceof ProblemRefused && !administers(viewer, id)
          ? new ProblemRefused(withoutValues(error.faults))
          : error;
      }
    },
  }),
);

/** Years of a roadmap at most (solver/roadmap/roadmap.ts). */
const MOST = 5;

/** Days that a roadmap and its postings lead on from within the calendar. */
const FIRST_DAY = '2000-01-01';
const LAST_DAY = '2190-12-31';

const notSoMany = (years: number) =>
  new InvalidInput(['years'], {
    zh: `路线图为1至${MOST}年，不能为${years}年。`,
    en: `A roadmap is of 1 to ${MOST} years, not ${years}.`,
  });

const notThen = (day: string) =>
  new InvalidInput(['on'], {
    zh: `首年调动生效日须在${FIRST_DAY}至${LAST_DAY}之间，不能是${day}。`,
    en: `The first moves take effect on a day from ${FIRST_DAY} to ${LAST_DAY}, and ${day} is none.`,
  });
