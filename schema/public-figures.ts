import type { PrismaClient, PublicFigures as Row } from '../prisma/generated/client.ts';
import type { PublicCoefficient } from '../solver/public-figures/coefficients.ts';
import type { Difference } from '../solver/public-figures/differences.ts';
import type { StageFigures } from '../solver/public-figures/figures.ts';
import type { Category, Column, Figure } from '../solver/public-figures/table.ts';
import { builder } from './builder.ts';
import type { FiguresPrepared } from './context.ts';
import { Stage } from './enums.ts';
import { InvalidInput, NotAllowed, NotFound, VersionConflict } from './errors.ts';
import { keyOf } from './ids.ts';
import { bodyOf, type PublicBody } from './public-body.ts';
import { mustAdminister } from './scope.ts';

const PublicFigure = builder.objectRef<{ readonly figure: Figure }>('PublicFigure').implement({
  description: 'A number of people as everybody reads it.',
  fields: (t) => ({
    value: t.int({
      nullable: true,
      description: 'How many; null: hidden, or not on file.',
      resolve: ({ figure }) => (typeof figure === 'number' ? figure : null),
    }),
    hidden: t.boolean({
      description:
        'Whether it is hidden: small itself, or beside one that is. Which of the two is told to nobody.',
      resolve: ({ figure }) => figure === '*',
    }),
  }),
});

type Counts = Readonly<Record<'teachers' | Category, Figure>> & { readonly pupils?: Figure };

const PublicCounts = builder.objectRef<Counts>('PublicCounts').implement({
  description: 'People of one row of a public table; teachers where they teach (在岗).',
  fields: (t) => {
    const figureOf = (column: keyof Counts, description: string) =>
      t.field({
        type: PublicFigure,
        description,
        resolve: (counts) => ({ figure: counts[column] ?? null }),
      });
    return {
      pupils: t.field({
        type: PublicFigure,
        nullable: true,
        description: 'Pupils; null: of schools told together, each of which tells its own.',
        resolve: ({ pupils }) => (pupils === undefined ? null : { figure: pupils }),
      }),
      teachers: figureOf('teachers', 'Teachers in all.'),
      education: figureOf('education', 'Of them, above the required education.'),
      titles: figureOf('titles', 'Of them, of first title (一级) or higher.'),
      backbone: figureOf('backbone', 'Of them, backbone teachers of the county or higher.'),
      artsAndPe: figureOf('artsAndPe', 'Of them, teaching PE or the arts.'),
      established: figureOf('established', 'Of them, established staff (在编).'),
    };
  },
});

const PublicSchool = builder
  .objectRef<{ readonly code: string; readonly name: string; readonly counts: Counts }>('PublicSchool')
  .implement({
    description: 'A public school at one stage, with the sites that are counted as part of it.',
    fields: (t) => ({
      code: t.exposeString('code', { description: 'Its code.' }),
      name: t.exposeString('name', { description: 'Its name on the day of publication.' }),
      counts: t.expose('counts', { type: PublicCounts, description: 'Its people.' }),
    }),
  });

const PublicIndicator = builder.objectRef<PublicCoefficient>('PublicCoefficient').implement({
  description: 'A national indicator as everybody reads it.',
  fields: (t) => ({
    standard: t.exposeString('standard', { description: 'Version of the standard.' }),
    code: t.exposeString('code', { description: 'Its code in the standard.' }),
    coefficient: t.exposeFloat('coefficient', {
      nullable: true,
      description: 'The coefficient of variation (差异系数) to two decimals; null: not told.',
    }),
    within: t.exposeBoolean('within', {
      nullable: true,
      description: 'Whether it is within its limit, before rounding; null: not told, or none is set for it.',
    }),
    because: t.exposeString('because', {
      nullable: true,
      description: 'Why it is not told: `hidden` (a figure it rests on is), or why it is not computable.',
    }),
  }),
});

type OfBody<Shape> = Shape & { readonly names: PublicBody['schools'] };

const PublicStage = builder.objectRef<OfBody<StageFigures>>('PublicStage').implement({
  description: 'The public table of one stage.',
  fields: (t) => ({
    stage: t.expose('stage', { type: Stage, description: 'The stage.' }),
    schools: t.field({
      type: [PublicSchool],
      description: 'By code.',
      resolve: ({ schools, names }) =>
        schools.map(({ school, figures }) => ({ code: school, name: names[school] ?? '', counts: figures })),
    }),
    together: t.field({
      type: PublicCounts,
      nullable: true,
      description:
        'Schools whose teachers are hidden, taken together; null: there are none, or nothing is told of them.',
      resolve: ({ together }) => together,
    }),
    total: t.field({
      type: PublicCounts,
      description: 'Of all schools of which the figure is on file.',
      resolve: ({ total }) => total,
    }),
    coefficients: t.field({
      type: [PublicIndicator],
      description: 'National indicators, of two standards.',
      resolve: ({ coefficients }) => coefficients,
    }),
  }),
});

const stagesOf = ({ stages, schools: names }: PublicBody): OfBody<StageFigures>[] =>
  stages.map((stage) => ({ ...stage, names }));

type Published = Pick<Row, 'sha256' | 'publishedAt' | 'withdrawnAt'> & { readonly body: PublicBody };

const published = ({ body, ...row }: Row): Published => ({ ...row, body: bodyOf(body) });

const PublicFigures = builder.objectRef<Published>('PublicFigures').implement({
  description: 'What a county has published of its staffing: totals of schools alone, small ones hidden.',
  fields: (t) => ({
    code: t.string({ description: 'The county’s code.', resolve: ({ body }) => body.county.code }),
    name: t.string({ description: 'The county’s name.', resolve: ({ body }) => body.county.name }),
    version: t.int({
      description: 'The county’s first publication is 1, the next 2, and so on.',
      resolve: ({ body }) => body.version,
    }),
    day: t.field({
      type: 'Day',
      description: 'As of this day.',
      resolve: ({ body }) => new Date(`${body.day}T00:00:00Z`),
    }),
    schoolYear: t.int({
      description: 'The school year, by the autumn it starts in.',
      resolve: ({ body }) => body.schoolYear,
    }),
    threshold: t.int({
      description: 'Fewer people than this, and more than none, are hidden.',
      resolve: ({ body }) => body.threshold,
    }),
    sha256: t.exposeString('sha256', { description: 'SHA-256 of the file at `/public/CODE.json`.' }),
    publishedAt: t.expose('publishedAt', { type: 'DateTime', description: 'When.' }),
    withdrawnAt: t.expose('withdrawnAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was taken back; null: it was not.',
    }),
    stages: t.field({
      type: [PublicStage],
      description: 'Primary, then junior.',
      resolve: ({ body }) => stagesOf(body),
    }),
  }),
});

const FiguresDifference = builder.objectRef<Difference>('FiguresDifference').implement({
  description: 'A figure that tells more beside the one published last than either by itself.',
  fields: (t) => ({
    stage: t.expose('stage', { type: Stage, description: 'The stage.' }),
    school: t.exposeString('school', {
      nullable: true,
      description: 'Code of the school; empty: of schools together; null: of all.',
    }),
    column: t.exposeString('column', { description: 'Which figure: a field of `PublicCounts`.' }),
    kind: t.exposeString('kind', {
      description:
        '`now-hidden` (told before), `no-longer-hidden`, or `few-changed`: it differs by fewer people than the threshold.',
    }),
  }),
});

export const FiguresPreview = builder.objectRef<FiguresPrepared>('FiguresPreview').implement({
  description: 'What everybody would read, had it been published.',
  fields: (t) => ({
    version: t.exposeInt('version', {
      description:
        'Of what was published last, withdrawn or not; 0: nothing was. What publishing has to give.',
    }),
    seal: t.exposeString('seal', {
      description: 'Of these figures and differences; what publishing has to give.',
    }),
    stages: t.field({
      type: [PublicStage],
      description: 'Primary, then junior.',
      resolve: ({ body }) => stagesOf(body),
    }),
    figures: t.int({
      description: 'How many figures it has, those not on file left out.',
      resolve: ({ body }) => countOf(body, (figure) => figure !== null),
    }),
    hidden: t.int({
      description: 'How many of them are hidden.',
      resolve: ({ body }) => countOf(body, (figure) => figure === '*'),
    }),
    differences: t.field({
      type: [FiguresDifference],
      description: 'Where it tells more beside what was published last.',
      resolve: ({ differences }) => differences,
    }),
  }),
});

function countOf({ stages }: PublicBody, counts: (figure: Figure) => boolean): number {
  const figures = stages.flatMap(({ schools, together, total }) => [
    ...schools.flatMap((row) => figuresOf(row.figures)),
    ...figuresOf(together ?? {}),
    ...figuresOf(total),
  ]);
  return figures.filter(counts).length;
}

const figuresOf = (row: Readonly<Partial<Record<Column, Figure>>>): Figure[] => Object.values(row);

builder.queryField('publicFigures', (t) =>
  t.field({
    type: PublicFigures,
    nullable: true,
    skipTypeScopes: true,
    description:
      'What a county has published, for everybody, signed in or not; null: nothing, or it was withdrawn. The same is served at `/public/CODE.json`.',
    args: { county: t.arg.string({ required: true, description: 'The county’s code.' }) },
    resolve: async (_root, { county: code }, { db }) => {
      const newest = await db.publicFigures.findFirst({
        where: { county: { code } },
        orderBy: { version: 'desc' },
      });
      return newest && newest.withdrawnAt === null ? published(newest) : null;
    },
  }),
);

builder.mutationField('publishFigures', (t) =>
  t.field({
    type: PublicFigures,
    description:
      'Publishes the figures of a county as of a day: everybody reads them from then on. For HR, who has seen them in `County.figuresPreview`.',
    errors: { types: [NotAllowed, NotFound, InvalidInput, VersionConflict] },
    args: {
      countyId: t.arg.id({ required: true, description: 'The county.' }),
      on: t.arg({ type: 'Day', required: true, description: 'As of this day.' }),
      version: t.arg.int({
        required: true,
        description: 'The `version` of the preview the officer has seen.',
      }),
      seal: t.arg.string({
        required: true,
        description:
          'The `seal` of that preview: the officer has seen its figures and differences and answers for them.',
      }),
      threshold: t.arg.int({
        required: true,
        defaultValue: 5,
        description: 'Fewer people than this are hidden, from 3 to 20.',
      }),
    },
    resolve: async (_root, { countyId: id, ...input }, context) => {
      const countyId = keyOf(id, 'County');
      const viewer = await mustAdminister(context, countyId);
      await context.rounds.publishFigures(viewer, { countyId, ...input });
      return newestOf(context.db, countyId);
    },
  }),
);

builder.mutationField('withdrawFigures', (t) =>
  t.field({
    type: PublicFigures,
    description:
      'Takes back what a county published last: nobody reads figures of it until others are published. For HR.',
    errors: { types: [NotAllowed, NotFound, VersionConflict] },
    args: {
      countyId: t.arg.id({ required: true, description: 'The county.' }),
      version: t.arg.int({ required: true, description: 'The version to take back: the newest.' }),
    },
    resolve: async (_root, { countyId: id, version }, context) => {
      const countyId = keyOf(id, 'County');
      const viewer = await mustAdminister(context, countyId);
      await context.rounds.withdrawFigures(viewer, countyId, version);
      return newestOf(context.db, countyId);
    },
  }),
);

const newestOf = async (db: PrismaClient, countyId: string): Promise<Published> =>
  published(await db.publicFigures.findFirstOrThrow({ where: { countyId }, orderBy: { version: 'desc' } }));
