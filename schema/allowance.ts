import { plusMonths, schoolYearOn } from '../solver/calendar.ts';
import { isOver } from '../solver/postings/month.ts';
import { monthWords } from '../solver/postings/month-words.ts';
import { remembered } from './batch.ts';
import { builder } from './builder.ts';
import type { Context } from './context.ts';
import { InvalidInput, NotAllowed, NotFound } from './errors.ts';
import { keyOf } from './ids.ts';
import type {
  MonthCost as CostShape,
  AllowanceList as ListShape,
  AllowanceRow as RowShape,
} from './posting-acts.ts';
import { administers, mustAdminister, readsCounty, rows } from './scope.ts';
import { Teacher } from './teacher.ts';
import { User, userOf } from './user.ts';
import { sentence } from './words.ts';

type Row = RowShape & { readonly who: typeof Teacher.$inferType };

const AllowanceRow = builder.objectRef<Row>('AllowanceRow').implement({
  description: 'What a teacher is paid for a month, in yuan.',
  fields: (t) => ({
    teacher: t.field({ type: Teacher, description: 'Who.', resolve: ({ who }) => who }),
    days: t.exposeInt('days', { description: 'Days served of the month.' }),
    area: t.exposeInt('area', { description: 'By the zone of the host.' }),
    transport: t.exposeInt('transport', {
      description: 'By years of teaching complete on the first of the month.',
    }),
    total: t.int({ description: 'Both.', resolve: ({ area, transport }) => area + transport }),
    zones: t.stringList({
      description:
        'Names of the zones served in, those that began earlier first; of a host without one, none.',
      resolve: ({ reckoned }) => [...new Set(reckoned?.parts.flatMap(({ zone }) => zone ?? []))],
    }),
    years: t.int({
      nullable: true,
      description: 'Years of teaching complete on the first of the month; null: no day was served.',
      resolve: ({ reckoned }) => reckoned?.years,
    }),
    ...sentence(
      t,
      {
        text: 'How it is reckoned, in the reader’s language.',
        words: 'The same in both languages.',
      },
      ({ reckoned, approved: _approved, who: _who, ...pay }) =>
        reckoned === null
          ? { zh: '当月没有在岗。', en: 'No day of the month was served.' }
          : monthWords({ ...pay, reckoned }),
    ),
    approved: t.int({
      nullable: true,
      description: 'What was approved in all, its corrections counted; null: nothing was.',
      resolve: ({ approved }) => approved && approved.area + approved.transport,
    }),
  }),
});

const AllowanceApproval = builder.prismaObject('AllowanceMonth', {
  name: 'AllowanceApproval',
  description: 'A month of allowances as it was approved, or what was corrected of it. Only ever added to.',
  select: { id: true },
  fields: (t) => ({
    position: t.exposeInt('position', { description: '0 is the list, 1, 2 … its corrections.' }),
    area: t.exposeInt('area', { description: 'Yuan by zones; of a correction, more or less.' }),
    transport: t.exposeInt('transport', { description: 'Yuan by years of teaching; likewise.' }),
    approvedAt: t.expose('approvedAt', { type: 'DateTime', description: 'When.' }),
    approvedBy: t.field({
      type: User,
      nullable: true,
      description: 'Who; null: not known.',
      select: { approvedBy: true },
      resolve: ({ approvedBy }, _args, context) => userOf(context, approvedBy),
    }),
  }),
});

interface County {
  readonly id: string;
  readonly provinceId: string;
  readonly timeZone: string;
}
interface List extends Omit<ListShape, 'rows'> {
  readonly rows: readonly Row[];
  readonly county: County;
  readonly code: string;
}

const AllowanceList = builder.objectRef<List>('AllowanceList').implement({
  description: 'What a month comes to as the county stands now, of the teachers the reader may see.',
  fields: (t) => ({
    month: t.exposeString('month', { description: 'YYYY-MM.' }),
    rows: t.field({ type: [AllowanceRow], description: 'By staff number.', resolve: ({ rows: all }) => all }),
    area: t.int({
      description: 'Yuan by zones, of these.',
      resolve: (list) => sum(list, ({ area }) => area),
    }),
    transport: t.int({
      description: 'Yuan by years of teaching, of these.',
      resolve: (list) => sum(list, ({ transport }) => transport),
    }),
    total: t.int({
      description: 'Both.',
      resolve: (list) => sum(list, ({ area, transport }) => area + transport),
    }),
    paid: t.int({
      description: 'How many of these are paid anything.',
      resolve: ({ rows: all }) => all.filter(isPaid).length,
    }),
    changed: t.int({
      description:
        'How many of these are not paid what was approved in all; where nothing was approved, all who are paid.',
      resolve: ({ rows: all }) => all.filter(isChanged).length,
    }),
    mayApprove: t.boolean({
      description:
        'Whether the reader may approve it, or a correction of it, as HR of the county: once the month is over, and where something has changed since it was approved.',
      resolve: ({ county, month, rows: all, approvals }, _args, { viewer, today }) =>
        administers(viewer, county.id) &&
        isOver(month, today(county.timeZone)) &&
        (approvals === 0 || all.some(isChanged)),
    }),
    approvals: t.prismaField({
      type: [AllowanceApproval],
      description: 'Its approvals, in order; empty: none. For who reads the county.',
      resolve: (query, { county, month }, _args, { db, viewer }) =>
        readsCounty(viewer, county)
          ? db.allowanceMonth.findMany({
              ...query,
              where: { countyId: county.id, month },
              orderBy: { position: 'asc' },
            })
          : [],
    }),
    seal: t.string({
      nullable: true,
      description:
        'What `approveAllowances` takes: of another list it is another one. For HR officers alone.',
      resolve: ({ seal, county }, _args, { viewer }) => (administers(viewer, county.id) ? seal : null),
    }),
    exportPath: t.string({
      nullable: true,
      description:
        'Where the list can be fetched as a workbook (.xlsx), with the same login; for HR officers alone.',
      resolve: ({ month, county, code }, _args, { viewer }) =>
        administers(viewer, county.id)
          ? `/allowances/${month}.xlsx?county=${encodeURIComponent(code)}`
          : null,
    }),
  }),
});

const isPaid = ({ area, transport }: Pick<Row, 'area' | 'transport'>): boolean => area + transport !== 0;

const isChanged = ({ area, transport, approved }: Row): boolean =>
  area !== (approved?.area ?? 0) || transport !== (approved?.transport ?? 0);

const sum = ({ rows: all }: List, of: (row: Row) => number): number =>
  all.reduce((total, row) => total + of(row), 0);

const MonthCost = builder.objectRef<CostShape>('MonthCost').implement({
  description: 'What allowances come to in a month, in yuan.',
  fields: (t) => ({
    month: t.exposeString('month', { description: 'YYYY-MM.' }),
    teachers: t.exposeInt('teachers', { description: 'How many are paid.' }),
    area: t.exposeInt('area', { description: 'By zones.' }),
    transport: t.exposeInt('transport', { description: 'By years of teaching.' }),
    total: t.int({ description: 'Both.', resolve: ({ area, transport }) => area + transport }),
  }),
});

const YearCost = builder
  .objectRef<{ readonly schoolYear: number; readonly months: readonly CostShape[] }>('YearCost')
  .implement({
    description: 'What allowances come to in a school year, September to August, in yuan.',
    fields: (t) => ({
      schoolYear: t.exposeInt('schoolYear', { description: 'The autumn it starts in.' }),
      months: t.field({ type: [MonthCost], description: 'Its months.', resolve: ({ months }) => months }),
      total: t.int({
        description: 'All of them.',
        resolve: ({ months }) => costOf(months),
      }),
    }),
  });

/** Reckoned once in a request. */
const lists = remembered<ListShape>();
const forecasts = remembered<readonly CostShape[]>();

builder.prismaObjectFields('County', (t) => ({
  allowances: t.field({
    type: AllowanceList,
    description:
      'Who is paid what for a month of a posting: for who reads the county, all; for a principal, of the teachers the principal may see; for a teacher, the own.',
    args: { month: t.arg.string({ description: 'YYYY-MM; unsaid: the present month.' }) },
    errors: {
      types: [InvalidInput],
      union: { name: 'AllowancesResult', description: 'The list, or why there is none.' },
    },
    select: { id: true, code: true, provinceId: true, timeZone: true },
    resolve: async ({ id, code, provinceId, timeZone }, args, context) => {
      const month = args.month ?? context.today(timeZone).slice(0, 7);
      const list = await lists(context, `${id} ${month}`, () =>
        context.rounds.postings.allowances(id, month),
      );
      return {
        ...list,
        rows: await readable(context, list.rows),
        county: { id, provinceId, timeZone },
        code,
      };
    },
  }),
  approvableMonth: t.string({
    description:
      'The newest month whose allowances can be approved, YYYY-MM: the last that is over, by the day it is in the county.',
    select: { timeZone: true },
    resolve: ({ timeZone }, _args, { today }) => plusMonths(today(timeZone), -1).slice(0, 7),
  }),
  allowanceYear: t.field({
    type: YearCost,
    nullable: true,
    description:
      'What a school year comes to: approved months as approved, others as the county stands now. Null: for whoever does not read the whole county.',
    args: {
      schoolYear: t.arg.int({
        description: 'The autumn it starts in, 2000 to 2198; unsaid: that of `month`, or the present one.',
      }),
      month: t.arg.string({ description: 'YYYY-MM: the school year this month lies in.' }),
    },
    select: { id: true, provinceId: true, timeZone: true },
    resolve: async ({ timeZone, ...county }, args, context) => {
      if (!readsCounty(context.viewer, county)) return null;
      const day = args.month == null ? context.today(timeZone) : `${args.month}-01`;
      const schoolYear = args.schoolYear ?? schoolYearOn(day);
      const months = await context.rounds.postings.allowanceYear(county.id, schoolYear);
      return { schoolYear, months };
    },
  }),
}));

/** Those of teachers the viewer may see, in one statement. */
async function readable({ db, viewer }: Context, all: readonly RowShape[]): Promise<Row[]> {
  const teachers = await db.teacher.findMany({
    where: { AND: [{ id: { in: all.map(({ teacher }) => teacher) } }, rows(viewer).teacher] },
    orderBy: { staffNumber: 'asc' },
  });
  const byTeacher = new Map(all.map((row) => [row.teacher, row]));
  return teachers.flatMap((who) => {
    const row = byTeacher.get(who.id);
    return row === undefined ? [] : [{ ...row, who }];
  });
}

builder.prismaObjectFields('Plan', (t) => ({
  allowanceForecast: t.field({
    type: [YearCost],
    nullable: true,
    description:
      'What its moves would cost in allowances over their stay, by school year and month, at the rates in force on the day they take effect. Null: for whoever does not read the whole county.',
    select: { id: true, county: { select: { id: true, provinceId: true } } },
    resolve: async ({ id, county }, _args, context) => {
      if (!readsCounty(context.viewer, county)) return null;
      const months = await forecasts(context, id, () => context.rounds.postings.forecast(id));
      const years = new Map<number, CostShape[]>();
      for (const cost of months) {
        const schoolYear = schoolYearOn(`${cost.month}-01`);
        years.set(schoolYear, [...(years.get(schoolYear) ?? []), cost]);
      }
      return [...years].map(([schoolYear, own]) => ({ schoolYear, months: own }));
    },
  }),
  allowanceForecastTotal: t.int({
    nullable: true,
    description: 'What `allowanceForecast` comes to in all, in yuan. Null: likewise.',
    select: { id: true, county: { select: { id: true, provinceId: true } } },
    resolve: async ({ id, county }, _args, context) => {
      if (!readsCounty(context.viewer, county)) return null;
      const months = await forecasts(context, id, () => context.rounds.postings.forecast(id));
      return costOf(months);
    },
  }),
}));

const costOf = (months: readonly CostShape[]): number =>
  months.reduce((total, { area, transport }) => total + area + transport, 0);

builder.mutationField('approveAllowances', (t) =>
  t.prismaField({
    type: AllowanceApproval,
    description:
      'Freezes the allowances of a month that is over, as the officer has read them; once frozen, what has changed since is added as a correction, and nothing is written over. For HR officers of the county.',
    errors: { types: [NotAllowed, NotFound, InvalidInput] },
    args: {
      countyId: t.arg.id({ required: true, description: 'The county.' }),
      month: t.arg.string({ required: true, description: 'YYYY-MM.' }),
      seal: t.arg.string({ required: true, description: 'The seal of the list the officer has read.' }),
    },
    resolve: async (query, _root, { countyId, month, seal }, context) => {
      const id = keyOf(countyId, 'County');
      const viewer = await mustAdminister(context, id);
      const { timeZone } = await context.db.county.findUniqueOrThrow({
        where: { id },
        select: { timeZone: true },
      });
      const today = context.today(timeZone);
      await context.rounds.postings.approve(viewer, { countyId: id, month, seal, today });
      return context.db.allowanceMonth.findFirstOrThrow({
        ...query,
        where: { countyId: id, month },
        orderBy: { position: 'desc' },
      });
    },
  }),
);
