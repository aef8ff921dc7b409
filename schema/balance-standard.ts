import {
  type BalanceKind,
  type BalanceStandard as Body,
  balanceStandard as format,
  type IndicatorOf,
} from '../solver/balance/standard.ts';
import type { Stage } from '../solver/problem.ts';
import { batched } from './batch.ts';
import { builder } from './builder.ts';
import { inWords } from './connection.ts';
import type { BalanceStandardInForce, Context, StandardAsked } from './context.ts';
import { BalanceStandard as Kind } from './enums.ts';
import { asOf, dayAsked } from './on-day.ts';
import { Words } from './words.ts';

const FigureOfStages = builder.objectRef<Readonly<Record<Stage, number>>>('FigureOfStages').implement({
  description: 'A figure of a standard for each stage.',
  fields: (t) => ({
    primary: t.exposeFloat('primary', { description: 'Of the primary stage (小学).' }),
    junior: t.exposeFloat('junior', { description: 'Of the junior stage (初中).' }),
  }),
});

const StandardIndicator = builder.objectRef<IndicatorOf>('StandardIndicator').implement({
  description: 'An indicator that a standard of balance asks for.',
  fields: (t) => ({
    code: t.exposeString('code', { description: 'Its code in the standard.' }),
    name: t.string({
      description: 'Its name in the reader’s language.',
      resolve: ({ name }, _args, { language }) => inWords(name, language),
    }),
    words: t.field({
      type: Words,
      description: 'Its name in both languages.',
      resolve: ({ name }) => name,
    }),
    unit: t.string({
      description: 'What amounts are counted in, in the reader’s language.',
      resolve: ({ unit }, _args, { language }) => inWords(unit, language),
    }),
    amount: t.exposeString('amount', {
      description:
        'What is counted: `teachers`, `education`, `titles`, `backbone` or `arts-and-pe`, or what schools report: `teachingArea`, `sportsArea`, `equipmentValue`, `computers`, `books` or `multimediaRooms`.',
    }),
    per: t.int({ description: 'Told for so many pupils: 1 or 100.', resolve: ({ per }) => per }),
    level: t.field({
      type: FigureOfStages,
      nullable: true,
      description: 'What every school is to have; null: no level is set.',
      resolve: ({ level }) => level ?? null,
    }),
  }),
});

const LevelsNeeded = builder.objectRef<NonNullable<Body['levels']>>('LevelsNeeded').implement({
  description: 'How many levels each school is to reach.',
  fields: (t) => ({
    needed: t.exposeInt('needed', { description: 'So many of them.' }),
    otherwise: t.exposeFloat('otherwise', {
      description: 'This part of the level of each of the others, 0 to 1.',
    }),
  }),
});

const VisitorsCounted = builder.objectRef<NonNullable<Body['visitors']>>('VisitorsCounted').implement({
  description: 'Rural schools whose circuit teachers (走教) of PE and the arts count.',
  fields: (t) => ({
    least: t.exposeInt('least', { description: 'Of at least so many pupils.' }),
    most: t.exposeInt('most', { description: 'Of at most so many.' }),
  }),
});

const StageWeights = builder.objectRef<Body['split']>('StageWeights').implement({
  description: 'What a pupil of each stage weighs where stages share what a school has.',
  fields: (t) => ({
    primary: t.exposeFloat('primary', { description: 'Of the primary stage.' }),
    junior: t.exposeFloat('junior', { description: 'Of the junior stage.' }),
    senior: t.exposeFloat('senior', { description: 'Of the senior stage.' }),
  }),
});

const Figures = builder.objectRef<Body>('BalanceStandardFigures').implement({
  description: 'A standard of balance in its figures.',
  fields: (t) => ({
    title: t.string({
      description: 'Its name in the reader’s language.',
      resolve: ({ title }, _args, { language }) => inWords(title, language),
    }),
    limitsMean: t.boolean({
      description: 'Whether the mean of the coefficients of variation is limited, not each.',
      resolve: ({ limit }) => limit.of === 'mean',
    }),
    limit: t.field({
      type: FigureOfStages,
      description: 'The most each coefficient may be, or where `limitsMean` the mean of all.',
      resolve: ({ limit }) => limit,
    }),
    levels: t.field({
      type: LevelsNeeded,
      nullable: true,
      description: 'How many levels each school is to reach; null: none are asked.',
      resolve: ({ levels }) => levels ?? null,
    }),
    leastPupilsOfPoint: t.exposeInt('leastPupilsOfPoint', {
      description: 'Teaching points with fewer pupils are left out; 0: none is.',
    }),
    artsAndPe: t.exposeStringList('artsAndPe', {
      description: 'Codes of the subjects whose teachers count as teachers of PE and the arts.',
    }),
    visitors: t.field({
      type: VisitorsCounted,
      nullable: true,
      description: 'Where circuit teachers of these subjects count too; null: nowhere.',
      resolve: ({ visitors }) => visitors ?? null,
    }),
    weights: t.field({
      type: StageWeights,
      description: 'How what stages share is parted among them.',
      resolve: ({ split }) => split,
    }),
    indicators: t.field({
      type: [StandardIndicator],
      description: 'What it asks for, in its order.',
      resolve: ({ indicators }) => indicators,
    }),
  }),
});

builder.prismaNode('BalanceStandard', {
  name: 'CountyBalanceStandard',
  description: 'A standard of balance (均衡标准) of a county’s own, from a day on.',
  id: { field: 'id' },
  select: { id: true },
  fields: (t) => ({
    version: t.exposeString('version', { description: 'Its name, unique in the county.' }),
    kind: t.field({
      type: Kind,
      description: 'Which national standard it applies.',
      select: { kind: true },
      resolve: ({ kind }) => kind,
    }),
    effectiveFrom: t.expose('effectiveFrom', { type: 'Day', description: 'First day in force.' }),
    figures: t.field({
      type: Figures,
      description: 'Its figures.',
      select: { body: true },
      resolve: ({ body }) => format.parse(body),
    }),
  }),
});

const InForce = builder
  .objectRef<BalanceStandardInForce & { readonly kind: BalanceKind }>('BalanceStandardInForce')
  .implement({
    description: 'The standard of balance that figures of a day are reckoned by.',
    fields: (t) => ({
      version: t.string({
        description: 'Its version; `basic-2012` or `quality-2017`: the national one.',
        resolve: ({ standard }) => standard.version,
      }),
      kind: t.field({
        type: Kind,
        description: 'Which national standard it is, or applies.',
        resolve: ({ kind }) => kind,
      }),
      effectiveFrom: t.field({
        type: 'Day',
        nullable: true,
        description:
          'First day in force; null: the county has none of its own by then, and the national one holds.',
        resolve: ({ effectiveFrom }) => effectiveFrom,
      }),
      figures: t.field({ type: Figures, description: 'Its figures.', resolve: ({ standard }) => standard }),
    }),
  });

/** By the JSON of a `StandardAsked`. */
const inForce = batched(async (keys, { rounds }: Context) => {
  const found = await rounds.balanceStandards(keys.map((key): StandardAsked => JSON.parse(key)));
  return new Map(found.map((one, at) => [keys[at] ?? '', one]));
});

builder.prismaObjectField('County', 'balanceStandardInForce', (t) =>
  t.field({
    type: InForce,
    description: 'The standard of balance that holds on the day: the county’s own, or the national one.',
    args: {
      standard: t.arg({ type: Kind, required: true, defaultValue: 'quality', description: 'Of which kind.' }),
      on: t.arg(asOf),
    },
    select: { id: true, timeZone: true },
    resolve: async ({ id, timeZone }, { standard: kind, on }, context) => {
      const asked: StandardAsked = { countyId: id, on: dayAsked(context, on, timeZone), kind };
      const found = await inForce(context, JSON.stringify(asked));
      if (found === undefined) throw new Error('The standard that was asked for was not told.');
      return { ...found, kind };
    },
  }),
);
