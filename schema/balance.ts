import type { ArgBuilder } from '@pothos/core';
import type { BalanceChange as ChangeShape, IndicatorShares, Unchanged } from '../solver/balance/change.ts';
import type {
  BalanceReport,
  IndicatorReport,
  NotComputable as NotComputableShape,
  SchoolReport,
  StageReport,
  Value,
} from '../solver/balance/report.ts';
import type { LeftOut } from '../solver/balance/rows.ts';
import { builder } from './builder.ts';
import { inWords } from './connection.ts';
import { BalanceStandard as BalanceStandardCode, StaffView, Stage } from './enums.ts';
import { sectionKeyed, sectionOnFile, teacherNumbered, teacherOnFile } from './on-file.ts';
import { sentence, Words } from './words.ts';

/** Part of an answer about one county, whose sections are told by their keys. */
type Of<Shape> = Shape & { readonly countyId: string };

/** A part that hands on whose it is. */
const of = <Shape extends object>(countyId: string, parts: readonly Shape[]): Of<Shape>[] =>
  parts.map((part) => ({ ...part, countyId }));

const IndicatorValue = builder.objectRef<Of<Value>>('IndicatorValue').implement({
  description: 'What one school has of an indicator.',
  fields: (t) => ({
    section: sectionOnFile(
      t,
      'The school at this stage; sites not counted as schools are in it.',
      ({ countyId, sections }, context) => sectionKeyed(context, countyId, sections[0] ?? ''),
    ),
    pupils: t.exposeInt('pupils', { description: 'Its pupils at this stage.' }),
    amount: t.exposeFloat('amount', {
      description: 'What it has; of facilities that stages share, this stage’s part.',
    }),
    value: t.exposeFloat('value', {
      description: 'The amount for as many pupils as the indicator is told for, not rounded.',
    }),
    spread: t.exposeFloat('spread', {
      description:
        'What it adds to the square of the coefficient: its part of the pupils × (its distance from the mean ÷ the mean)²; those of all schools add up to that square.',
    }),
    reaches: t.exposeBoolean('reaches', {
      nullable: true,
      description: 'Whether it reaches the level, before rounding; null: none is set.',
    }),
  }),
});

const NotComputable = builder.objectRef<Of<NotComputableShape>>('NotComputable').implement({
  description: 'Why there is no figure.',
  fields: (t) => ({
    code: t.exposeString('code', {
      description: '`no-schools`, `pupils-unknown`, `not-reported` or `nothing-counted`.',
    }),
    places: t.exposeStringList('places', {
      description:
        'Codes of the schools that have not reported (or report teachers, and have none on file), or of the sections whose pupils are unknown.',
    }),
    ...sentence(
      t,
      { text: 'Why, in the reader’s language.', words: 'Why, in both languages.' },
      ({ words }) => words,
    ),
  }),
});

const Indicator = builder.objectRef<Of<IndicatorReport>>('Indicator').implement({
  description: 'A national indicator at one stage: computed, or told why not.',
  fields: (t) => ({
    code: t.string({ description: 'Its code in the standard.', resolve: ({ indicator }) => indicator.code }),
    name: t.string({
      description: 'Its name in the reader’s language.',
      resolve: ({ indicator }, _args, { language }) => inWords(indicator.name, language),
    }),
    words: t.field({
      type: Words,
      description: 'Its name in both languages.',
      resolve: ({ indicator }) => indicator.name,
    }),
    unit: t.string({
      description: 'What amounts are counted in, in the reader’s language.',
      resolve: ({ indicator }, _args, { language }) => inWords(indicator.unit, language),
    }),
    per: t.int({
      description: 'Told for so many pupils: 1 or 100.',
      resolve: ({ indicator }) => indicator.per,
    }),
    level: t.exposeFloat('level', {
      nullable: true,
      description: 'What every school is to have; null: no level is set.',
    }),
    mean: t.float({
      nullable: true,
      description:
        'The county’s: total over total, for as many pupils as it is told for; null: not computable.',
      resolve: (report) => (report.computable ? report.mean : null),
    }),
    coefficient: t.float({
      nullable: true,
      description: 'The coefficient of variation (差异系数), not rounded; null: not computable.',
      resolve: (report) => (report.computable ? report.coefficient : null),
    }),
    within: t.boolean({
      nullable: true,
      description:
        'Whether the coefficient is at most its limit, before rounding; null: the mean of all is limited, or it is not computable.',
      resolve: (report) => (report.computable ? report.within : null),
    }),
    values: t.field({
      type: [IndicatorValue],
      description: 'What it is reckoned from, the lowest first; empty: not computable.',
      resolve: (report) => (report.computable ? of(report.countyId, report.values) : []),
    }),
    notComputable: t.field({
      type: NotComputable,
      nullable: true,
      description: 'Why there is no figure; null: there is one.',
      resolve: (report) => (report.computable ? null : { ...report.because, countyId: report.countyId }),
    }),
  }),
});

const LevelsOfSchool = builder.objectRef<Of<SchoolReport>>('LevelsOfSchool').implement({
  description: 'How a school stands to the levels of a standard.',
  fields: (t) => ({
    section: sectionOnFile(t, 'The school at this stage.', ({ countyId, sections }, context) =>
      sectionKeyed(context, countyId, sections[0] ?? ''),
    ),
    pupils: t.exposeInt('pupils', { description: 'Its pupils at this stage.' }),
    reached: t.exposeStringList('reached', {
      description: 'Codes of the indicators whose level it reaches.',
    }),
    missed: t.exposeStringList('missed', { description: 'Codes of those it misses.' }),
    unknown: t.exposeStringList('unknown', {
      description:
        'Codes of those that are not known: it has not reported, or pupils who share what it has are not on file.',
    }),
    passes: t.exposeBoolean('passes', {
      nullable: true,
      description: 'Whether that is enough; null: it hangs on what is not reported.',
    }),
  }),
});

const leftOutBecause = {
  private: { zh: '民办学校不纳入计算。', en: 'A private school does not count.' },
  'no-pupils': { zh: '没有学生，不纳入计算。', en: 'It has no pupils and does not count.' },
  special: { zh: '特殊教育学校不纳入计算。', en: 'A special school does not count.' },
  vocational: { zh: '职业学校不纳入计算。', en: 'A vocational school does not count.' },
  'small-teaching-point': {
    zh: '学生数低于标准的教学点不纳入计算。',
    en: 'A teaching point with fewer pupils than the standard asks does not count.',
  },
};

const SectionLeftOut = builder.objectRef<Of<LeftOut>>('SectionLeftOut').implement({
  description: 'A section that does not count, and why.',
  fields: (t) => ({
    section: sectionOnFile(t, 'The section.', ({ countyId, section }, context) =>
      sectionKeyed(context, countyId, section),
    ),
    code: t.exposeString('because', {
      description: '`private`, `special`, `vocational`, `no-pupils` or `small-teaching-point`.',
    }),
    ...sentence(
      t,
      { text: 'Why, in the reader’s language.', words: 'Why, in both languages.' },
      ({ because }) => leftOutBecause[because],
    ),
  }),
});

const StageBalance = builder.objectRef<Of<StageReport>>('StageBalance').implement({
  description: 'The indicators of one stage.',
  fields: (t) => ({
    stage: t.expose('stage', { type: Stage, description: 'The stage.' }),
    limit: t.exposeFloat('limit', {
      description: 'The most each coefficient may be, or where `limitsMean` the mean of all of them.',
    }),
    limitsMean: t.boolean({
      description: 'Whether the mean of the coefficients is limited, not each.',
      resolve: ({ mean }) => mean !== null,
    }),
    mean: t.float({
      nullable: true,
      description:
        'The mean of all coefficients, where that is limited; null: each is limited, or one of them is not computable.',
      resolve: ({ mean }) => (mean?.computable ? mean.value : null),
    }),
    balanced: t.exposeBoolean('balanced', {
      nullable: true,
      description: 'Whether the limit holds, before rounding; null: not computable.',
    }),
    indicators: t.field({
      type: [Indicator],
      description: 'In the order of the standard.',
      resolve: ({ countyId, indicators }) => of(countyId, indicators),
    }),
    schools: t.field({
      type: [LevelsOfSchool],
      description: 'How each school stands to the levels, the worst first; empty: the standard sets none.',
      resolve: ({ countyId, schools }) => of(countyId, schools),
    }),
    leftOut: t.field({
      type: [SectionLeftOut],
      description: 'Sections that do not count.',
      resolve: ({ countyId, leftOut }) => of(countyId, leftOut),
    }),
  }),
});

export const Balance = builder.objectRef<Of<BalanceReport>>('Balance').implement({
  description: 'How balanced a county is by one standard.',
  fields: (t) => ({
    title: t.string({
      description: 'The standard’s name in the reader’s language.',
      resolve: (report, _args, { language }) => inWords(report.title, language),
    }),
    standard: t.field({
      type: BalanceStandardCode,
      description: 'Which national standard it is, or which one the county’s own applies.',
      resolve: ({ kind }) => kind,
    }),
    version: t.exposeString('standard', {
      description:
        'The version it is reckoned by: of the county’s own, or `basic-2012` or `quality-2017` where it has none.',
    }),
    view: t.expose('view', { type: StaffView, description: 'Where teachers are counted.' }),
    stages: t.field({
      type: [StageBalance],
      description: 'Primary, then junior.',
      resolve: ({ countyId, stages }) => of(countyId, stages),
    }),
  }),
});

const MoveShare = builder
  .objectRef<Of<{ readonly teacher: string; readonly share: number }>>('MoveShare')
  .implement({
    description: 'What one move has to do with the change of an indicator.',
    fields: (t) => ({
      teacher: teacherOnFile(t, 'Who moves; null: no longer on file.', ({ countyId, teacher }, context) =>
        teacherNumbered(context, countyId, teacher),
      ),
      share: t.exposeFloat('share', {
        description: 'Its part of the change of the coefficient; below 0: it makes things more even.',
      }),
    }),
  });

const IndicatorChange = builder.objectRef<Of<IndicatorShares>>('IndicatorChange').implement({
  description: 'How an indicator of staffing changes by a plan, and by which moves.',
  fields: (t) => ({
    stage: t.expose('stage', { type: Stage, description: 'The stage.' }),
    code: t.exposeString('indicator', { description: 'The indicator’s code in the standard.' }),
    change: t.exposeFloat('change', { description: 'The coefficient after, less that before.' }),
    moves: t.field({
      type: [MoveShare],
      description: 'The moves with a part in it, the largest first; their shares add up to the change.',
      resolve: ({ countyId, moves }) => of(countyId, moves),
    }),
  }),
});

const UnchangedIndicator = builder.objectRef<Unchanged>('UnchangedIndicator').implement({
  description: 'An indicator that a plan leaves as it is, and why.',
  fields: (t) => ({
    stage: t.expose('stage', { type: Stage, description: 'The stage.' }),
    indicator: t.exposeString('indicator', { description: 'The indicator’s code in the standard.' }),
    code: t.exposeString('code', {
      description: '`not-of-people`, `not-computable` or `nobody-counted-moves`.',
    }),
    ...sentence(
      t,
      { text: 'Why, in the reader’s language.', words: 'Why, in both languages.' },
      ({ words }) => words,
    ),
  }),
});

export const BalanceChange = builder.objectRef<Of<ChangeShape>>('BalanceChange').implement({
  description: 'How balanced a county is before and after a plan.',
  fields: (t) => ({
    before: t.field({
      type: Balance,
      description: 'As the plan’s problem has it.',
      resolve: ({ countyId, before }) => ({ ...before, countyId }),
    }),
    after: t.field({
      type: Balance,
      description: 'Once everybody has gone where the plan sends them.',
      resolve: ({ countyId, after }) => ({ ...after, countyId }),
    }),
    indicators: t.field({
      type: [IndicatorChange],
      description: 'Those that moves can change and that are computable before and after.',
      resolve: ({ countyId, indicators }) => of(countyId, indicators),
    }),
    unchanged: t.field({
      type: [UnchangedIndicator],
      description: 'Those that the plan leaves as they are: what it cannot change, and why.',
      resolve: ({ unchanged }) => unchanged,
    }),
  }),
});

/** By which standard, and where teachers are counted: what balance is asked with. */
export const balanceArgs = (arg: ArgBuilder<typeof builder.$inferSchemaTypes>) => ({
  standard: arg({
    type: BalanceStandardCode,
    required: true,
    defaultValue: 'quality',
    description:
      'By which: the county’s own newest one of this kind that is in force on the day (of a plan, the day its moves take effect), or the national one where it has none.',
  }),
  view: arg({
    type: StaffView,
    required: true,
    defaultValue: 'serving',
    description: 'Where teachers are counted.',
  }),
});
