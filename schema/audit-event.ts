import type { Prisma } from '../prisma/generated/client.ts';
import { builder } from './builder.ts';
import type { Viewer } from './context.ts';
import { idOf, partsOf } from './ids.ts';
import { askedOfCounty, type FilterArgs, longList } from './long-list.ts';
import { administers, rows } from './scope.ts';
import { User, userOf } from './user.ts';

/** A field that a deed changed, or told. */
interface Change {
  readonly field: string;
  readonly before: string | null;
  readonly after: string | null;
  readonly masked: boolean;
}

const AuditChange = builder.objectRef<Change>('AuditChange').implement({
  description: 'A field that a deed changed: its name always, its values where the reader may see them.',
  fields: (t) => ({
    field: t.exposeString('field', { description: 'Name of the field.' }),
    before: t.exposeString('before', {
      nullable: true,
      description: 'Its value before, as JSON; null: there was none, or it is masked.',
    }),
    after: t.exposeString('after', {
      nullable: true,
      description: 'Its value after, as JSON; null: there is none, or it is masked.',
    }),
    masked: t.exposeBoolean('masked', {
      description:
        'Whether a part of it is withheld: marked `•••`, or, where nothing else is left, not told at all.',
    }),
  }),
});

export const AuditEvent = builder.prismaNode('AuditEvent', {
  description:
    'An entry of the record of who did what (操作记录), only ever added to. Identity numbers, telephones, addresses, kinds and notes of exemptions are never in it.',
  id: { field: 'id' },
  select: { id: true },
  fields: (t) => ({
    position: t.string({
      description: 'Its place in the record of all counties; a whole number that rises.',
      select: { position: true },
      resolve: ({ position }) => String(position),
    }),
    at: t.expose('at', { type: 'DateTime', description: 'When.' }),
    user: t.field({
      type: User,
      nullable: true,
      description: 'Who; null: the system itself, or an account that is gone.',
      select: { userId: true },
      resolve: ({ userId }, _args, context) => userOf(context, userId),
    }),
    action: t.exposeString('action', { description: 'What was done, such as `round.open`.' }),
    entity: t.exposeString('entity', { description: 'What kind of row it was done to.' }),
    entityId: t.field({
      type: 'ID',
      nullable: true,
      description:
        'The row it was done to, as `node` takes it where that type is one of its own; null: no single row.',
      select: { entity: true, entityId: true },
      resolve: ({ entity, entityId }) => (entityId === null ? null : idOf(entity, entityId)),
    }),
    changes: t.field({
      type: [AuditChange],
      description: 'What it changed, field by field; empty: it tells none.',
      select: { before: true, after: true, countyId: true },
      resolve: ({ before, after, countyId }, _args, { viewer }) =>
        changesOf(before, after, mayReadWhole(viewer, countyId)),
    }),
    reason: t.string({
      nullable: true,
      description: 'Why, as the one who did it wrote; null: not told, or not for the reader. For HR.',
      select: { reason: true, countyId: true },
      resolve: ({ reason, countyId }, _args, { viewer }) => (mayReadWhole(viewer, countyId) ? reason : null),
    }),
    hash: t.exposeString('hash', {
      nullable: true,
      description: 'Its seal, over all of it and over the seal of the entry before; null: it has none.',
    }),
  }),
});

const mayReadWhole = (viewer: Viewer | null, countyId: string | null): boolean =>
  countyId !== null && administers(viewer, countyId);

export const AuditEventConnection = builder.connectionObject(
  { type: AuditEvent, name: 'AuditEventConnection', description: 'Entries of the record, page by page.' },
  { name: 'AuditEventEdge', description: 'An entry of the record in a list.' },
);

export const AuditEventFilter = builder.inputType('AuditEventFilter', {
  description: 'Which entries; what is left out does not matter.',
  fields: (t) => ({
    entities: t.stringList({ description: 'Done to one of these kinds of rows.' }),
    entityId: t.id({ description: 'Done to this row, by an import that wrote it too.' }),
    userName: t.string({ description: 'Done by somebody of this very name.' }),
    bySystem: t.boolean({ description: 'Whether the system itself did it.' }),
    actions: t.stringList({
      description:
        'Of one of these actions; one that ends with a dot stands for all that begin so, as `round.`.',
    }),
    from: t.field({ type: 'DateTime', description: 'Not before this instant.' }),
    until: t.field({ type: 'DateTime', description: 'Before this instant.' }),
  }),
});

type Filter = typeof AuditEventFilter.$inferInput;

/** `users` are those of the name asked for, if one is; `imports` those that wrote the row asked for. */
const eventsWhere = (
  filter: Filter,
  { users, imports }: { readonly users: string[]; readonly imports: string[] },
): Prisma.AuditEventWhereInput => ({
  AND: [
    filter.entities == null ? {} : { entity: { in: filter.entities } },
    filter.entityId == null ? {} : ofRow(filter.entityId, imports),
    filter.userName == null ? {} : { userId: { in: users } },
    filter.bySystem == null ? {} : { userId: filter.bySystem ? null : { not: null } },
    filter.actions == null ? {} : ofActions(filter.actions),
    filter.from == null ? {} : { at: { gte: filter.from } },
    filter.until == null ? {} : { at: { lt: filter.until } },
  ],
});

/** Of no action there is nothing. */
const ofActions = (actions: readonly string[]): Prisma.AuditEventWhereInput =>
  actions.length === 0
    ? { id: { in: [] } }
    : {
        OR: actions.map((action) => ({
          action: action.endsWith('.') ? { startsWith: action.replace(/[\\%_]/g, '\\$&') } : action,
        })),
      };

/** What is no id is answered like a row to which nothing was done. */
function ofRow(id: string, imports: string[]): Prisma.AuditEventWhereInput {
  const parts = partsOf(id);
  if (parts === null) return { id: { in: [] } };
  return {
    OR: [
      { entity: parts.typename, entityId: parts.key },
      { entity: 'Import', entityId: { in: imports } },
    ],
  };
}

/** The records of counties, newest first. */
export const auditEventsOf = longList(({ filter }: FilterArgs<Filter>, context, info) => {
  const { db, viewer } = context;
  const { userName, entityId } = filter ?? {};
  const named =
    userName == null
      ? Promise.resolve([])
      : db.user.findMany({ where: { name: userName }, select: { id: true } });
  const written = entityId == null ? null : partsOf(entityId);
  const importsIn = async (counties: string[]): Promise<{ id: string }[]> =>
    written === null
      ? []
      : db.import.findMany({
          where: { countyId: { in: counties }, changes: { some: { entityId: written.key } } },
          select: { id: true },
        });
  const where = async (counties: string[]): Promise<Prisma.AuditEventWhereInput> => ({
    AND: [
      { countyId: { in: counties } },
      rows(viewer).auditEvent,
      eventsWhere(filter ?? {}, {
        users: (await named).map(({ id }) => id),
        imports: (await importsIn(counties)).map(({ id }) => id),
      }),
    ],
  });
  return {
    rows: async (counties, page) =>
      db.auditEvent.findMany({
        ...page,
        select: askedOfCounty('AuditEvent', context, info),
        where: await where(counties),
        orderBy: { position: 'desc' },
      }),
    parentOf: ({ countyId }) => countyId ?? '',
    counts: async (counties) => {
      const groups = await db.auditEvent.groupBy({
        by: 'countyId',
        where: await where(counties),
        _count: true,
      });
      return new Map(groups.map(({ countyId, _count }) => [countyId ?? '', _count]));
    },
  };
});

/** Stands for what is withheld; also what the record itself keeps of what is secret. */
const mark = '•••';

/**
 * What the readers who are no HR officers of the county see of a deed: states, counts, days, codes and versions. Whatever is not
 * named here may tell of a person, and is masked for them.
 */
const impersonal = new Set(
  `adopted added assumptions basePlanId budget bytes code counts curriculumId day differences dropped dueOn effective
   effectiveFrom engine entity expiresAt files forOneRound gone hidden key kind left loadId logins moved on open
   policyId position problemHash promoted record refused roundId scenarioId schoolYear seen sha256 sheet stage standard
   state status subject threshold untold version versions view withdrawn changed`
    .trim()
    .split(/\s+/),
);

/** Field by field, in the order of their names; those that say the same before and after are left out. */
function changesOf(before: unknown, after: unknown, whole: boolean): Change[] {
  const [was, is] = [fieldsOf(before), fieldsOf(after)];
  const names = [...new Set([...Object.keys(was), ...Object.keys(is)])].sort();
  return names.flatMap((field) => {
    const [first, second] = [was[field], is[field]];
    // A mark on both sides: the record itself told them apart.
    if (first !== mark && JSON.stringify(first) === JSON.stringify(second)) return [];
    const [shownBefore, shownAfter] = [shown(field, first, whole), shown(field, second, whole)];
    const masked = [shownBefore, shownAfter].some((text) => text?.includes(mark) === true);
    return [{ field, before: unlessMark(shownBefore), after: unlessMark(shownAfter), masked }];
  });
}

const fieldsOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? { ...value } : {};

const shown = (field: string, value: unknown, whole: boolean): string | null =>
  value === undefined || value === null ? null : JSON.stringify(whole ? value : withoutPersons(field, value));

const unlessMark = (text: string | null): string | null => (text === JSON.stringify(mark) ? null : text);

function withoutPersons(field: string, value: unknown): unknown {
  if (typeof value === 'boolean' || value === null) return value;
  if (Array.isArray(value))
    return impersonal.has(field) ? value.map((one) => withoutPersons(field, one)) : mark;
  if (typeof value === 'object')
    return impersonal.has(field)
      ? Object.fromEntries(Object.entries(value).map(([key, one]) => [key, withoutPersons(key, one)]))
      : mark;
  return impersonal.has(field) ? value : mark;
}
