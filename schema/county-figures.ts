import type { BalanceReport } from '../solver/balance/report.ts';
import type { SectionEstablishment as SectionPosts } from '../solver/establishment.ts';
import type { Inspection } from '../solver/inspection.ts';
import { Balance, balanceArgs } from './balance.ts';
import { remembered } from './batch.ts';
import { builder } from './builder.ts';
import type { FiguresPrepared, Rounds } from './context.ts';
import { EstablishmentStandard } from './enums.ts';
import { SectionEstablishment } from './establishment.ts';
import { Guarantee } from './guarantee.ts';
import { asOf, dayAsked, mustBePlanned } from './on-day.ts';
import { FiguresPreview } from './public-figures.ts';
import { type FindingOfCounty, RegistryFinding } from './registry-finding.ts';
import { administers, readsCounty } from './scope.ts';

/** What a county as a whole comes to on a day. Each is reckoned once in a request, under however many aliases it is asked. */
const balances = remembered<BalanceReport>();
const posts = remembered<readonly SectionPosts[]>();
const found = remembered<Awaited<ReturnType<Rounds['registryFindings']>>>();
const previews = remembered<FiguresPrepared>();
const inspections = remembered<Inspection>();

builder.prismaObjectFields('County', (t) => ({
  balance: t.field({
    type: Balance,
    nullable: true,
    description:
      'How balanced it is by a national standard as it stands on the day; null: for whoever does not read the whole county.',
    args: {
      ...balanceArgs(t.arg),
      on: t.arg(asOf),
    },
    select: { id: true, timeZone: true, provinceId: true },
    resolve: async ({ id, timeZone, provinceId }, { standard, view, on }, context) => {
      if (!readsCounty(context.viewer, { id, provinceId })) return null;
      const day = dayAsked(context, on, timeZone);
      const report = await balances(context, `${id} ${day} ${standard} ${view}`, () =>
        context.rounds.balance(id, day, standard, view),
      );
      return { ...report, countyId: id };
    },
  }),
  registryFindings: t.field({
    type: [RegistryFinding],
    nullable: true,
    description:
      'What on file figures cannot be reckoned from, or not rightly: missing pupils, classes and loads, a school under two codes, staff of a school that is shut, standards that overlap or leave a hole, a policy that plans by other figures than the standard; null: for whoever does not read the whole county.',
    args: { on: t.arg(asOf) },
    select: { id: true, timeZone: true, provinceId: true },
    resolve: async ({ id, timeZone, provinceId }, { on }, context) => {
      if (!readsCounty(context.viewer, { id, provinceId })) return null;
      const day = dayAsked(context, on, timeZone);
      const { registry, standards } = await found(context, `${id} ${day}`, () =>
        context.rounds.registryFindings(id, day),
      );
      const ofStandards = standards.map((one) => ({ ...one, section: null, schools: [] as const }));
      return [...registry, ...ofStandards].map((one): FindingOfCounty => ({ ...one, countyId: id }));
    },
  }),
  establishment: t.field({
    type: [SectionEstablishment],
    nullable: true,
    description:
      'The posts of every section as it stands on the day; null: for whoever does not read the whole county.',
    args: {
      standard: t.arg({
        type: EstablishmentStandard,
        description:
          'By which posts are due; unsaid: by the county’s own in force on the day, or where it has none by the unified ratio of 2014.',
      }),
      on: t.arg(asOf),
    },
    select: { id: true, timeZone: true, provinceId: true },
    resolve: async ({ id, timeZone, provinceId }, { standard, on }, context) => {
      if (!readsCounty(context.viewer, { id, provinceId })) return null;
      const day = dayAsked(context, on, timeZone);
      const sections = await posts(context, `${id} ${day} ${standard ?? ''}`, () =>
        context.rounds.establishment(id, day, standard ?? null),
      );
      return sections.map((section) => ({ ...section, countyId: id }));
    },
  }),
  figuresPreview: t.field({
    type: FiguresPreview,
    nullable: true,
    description:
      'What everybody would read if its figures as of the day were published now; null: for whoever is no HR officer of it.',
    args: {
      threshold: t.arg.int({
        required: true,
        defaultValue: 5,
        description: 'Fewer people than this are hidden, from 3 to 20.',
      }),
      on: t.arg(asOf),
    },
    select: { id: true, timeZone: true },
    resolve: async ({ id, timeZone }, { threshold, on }, context) => {
      if (!administers(context.viewer, id)) return null;
      const day = dayAsked(context, on, timeZone);
      return previews(context, `${id} ${day} ${threshold}`, () =>
        context.rounds.prepareFigures(id, day, threshold),
      );
    },
  }),
  guarantees: t.field({
    type: [Guarantee],
    nullable: true,
    description:
      'What its government guarantees of staffing, as it stands on the day; null: for whoever does not read the whole county.',
    args: { on: t.arg(asOf) },
    select: { id: true, timeZone: true, provinceId: true },
    resolve: async ({ id, timeZone, provinceId }, { on }, context) => {
      if (!readsCounty(context.viewer, { id, provinceId })) return null;
      const day = dayAsked(context, on, timeZone);
      const { guarantees } = await inspections(context, `${id} ${day}`, () =>
        context.rounds.rectification.inspect(id, day, 'quality', 'serving'),
      );
      return guarantees.map((guarantee) => ({ ...guarantee, countyId: id }));
    },
  }),
  inspectionPackPath: t.string({
    nullable: true,
    description:
      'Where the inspection pack is fetched as a workbook, on this server; with `.html` in place of `.xlsx` as a page to print; null: for whoever does not read the whole county.',
    args: { on: t.arg(asOf) },
    select: { id: true, code: true, provinceId: true },
    resolve: ({ id, code, provinceId }, { on }, { viewer }) => {
      if (!readsCounty(viewer, { id, provinceId })) return null;
      mustBePlanned(on);
      return `/inspection-pack.xlsx?county=${encodeURIComponent(code)}${on == null ? '' : `&on=${on}`}`;
    },
  }),
}));
