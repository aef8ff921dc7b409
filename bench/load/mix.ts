import type { RoleName } from '../../schema/context.ts';
import { idOf } from '../../schema/ids.ts';
import type { Draw } from '../../test/support/draw.ts';
import type { Answered, Client } from './client.ts';
import type { Person } from './people.ts';

/** One thing people do: a request, or of a write those that belong together. */
export interface Errand {
  /** As the table calls it. */
  readonly name: string;
  /** Of a hundred errands of the role. */
  readonly share: number;
  readonly writes: boolean;
  run(desk: Desk): Promise<Done>;
}

/** Who does it, with what, and what this person remembers. */
export interface Desk {
  readonly client: Client;
  readonly person: Person;
  readonly documents: ReadonlyMap<string, string>;
  readonly draw: Draw;
  /** Versions of rows as last read or written. */
  readonly versions: Map<string, number>;
  /** Goes up with every call. */
  next(): number;
}

export interface Done {
  /** Why it counts as an error; null: it does not. */
  readonly failed: string | null;
  /** Of a write that was acknowledged: what must be found afterwards. */
  readonly wrote?: Written;
}

/** A row and, where the row was there before, a column that holds what was written last. */
export interface Written {
  readonly table: string;
  readonly id: string;
  readonly column?: string;
  readonly value?: string;
}

/** What each role does; a tenth of it writes, except with those who only read. */
export const errands: Readonly<Record<RoleName, readonly Errand[]>> = {
  'hr-officer': [
    reads('today', 16, 'Today', county),
    file('registry: the county’s roster', 8, ({ place }) => `/roster.json?county=${place.code}`),
    file('registry: who may go', 4, ({ place }) => `/roster/standing.json?county=${place.code}`),
    reads('registry: schools', 5, 'RegistrySchools', (desk) => ({ ...county(desk), first: 50 })),
    reads('registry: a teacher', 12, 'RegistryTeacher', (desk) => ({
      ...county(desk),
      staffNumber: anyone(desk).staffNumber,
      left: false,
    })),
    filter(10),
    reads('gaps', 5, 'Gaps', (desk) => ({ ...county(desk), first: 200 })),
    reads('plan', 10, 'Plan', plan),
    reads('plan: moves', 7, 'PlanMoves', (desk) => ({ ...plan(desk), ...page('MoveOrder') })),
    reads('plan: reasons', 7, 'PlanReasons', (desk) => ({ ...plan(desk), ...page('ReasonOrder') })),
    reads('plan: a teacher', 4, 'TeacherInPlan', (desk) => ({
      teacher: idOf('Teacher', anyone(desk).id),
      plan: plan(desk).id,
    })),
    { name: 'write: a teacher', share: 5, writes: true, run: changeTeacher },
    { name: 'write: a note', share: 4, writes: true, run: notePlan },
    { name: 'write: a pin', share: 3, writes: true, run: pinTeacher },
  ],
  principal: [
    reads('school', 35, 'MySchool', school),
    reads('school: staff', 30, 'SchoolStaff', school),
    reads('school: requests', 23, 'SchoolRequests', school),
    { name: 'write: a request', share: 12, writes: true, run: submitRequest },
  ],
  teacher: [
    reads('own page', 40, 'MyPage', ownRow),
    reads('own record', 28, 'MyRecord', ownRow),
    reads('own service', 20, 'MyService', ownRow),
    { name: 'write: wishes', share: 12, writes: true, run: setWishes },
  ],
  inspector: [
    reads('inspection', 30, 'InspectionOfCounty', county),
    reads('indicators', 30, 'CountyBalance', (desk) => ({
      ...county(desk),
      standard: 'QUALITY_2017',
      view: 'SERVING',
    })),
    reads('gaps', 20, 'Gaps', (desk) => ({ ...county(desk), first: 200 })),
    reads('plan', 20, 'Plan', plan),
  ],
  'province-officer': [
    reads('province: batches', 50, 'ProvinceBatches', ({ person: { place } }) => ({
      id: idOf('Province', place.provinceId),
    })),
    reads('province: counties', 50, 'Counties', () => ({})),
  ],
};

type Variables = Readonly<Record<string, unknown>>;

function county({ person: { place } }: Desk): { readonly county: string } {
  return { county: place.code };
}

function plan({ person: { place } }: Desk): { readonly id: string } {
  return { id: idOf('Plan', place.planId) };
}

function school(desk: Desk): Variables {
  return { ...county(desk), school: idOf('School', desk.person.schoolId) };
}

function ownRow(desk: Desk): Variables {
  return { ...county(desk), teacher: idOf('Teacher', desk.person.teacherId) };
}

const orders = { MoveOrder: 'TEACHER', ReasonOrder: 'TEACHER' } as const;

function page(order: keyof typeof orders): Variables {
  return { first: 50, orderBy: orders[order], descending: false };
}

/** One of the county's teachers. */
function anyone({ person: { place }, draw }: Desk): { readonly id: string; readonly staffNumber: string } {
  return draw.pick(place.teachers);
}

function reads(name: string, share: number, operation: string, variables: (desk: Desk) => Variables): Errand {
  const run = (desk: Desk) => desk.client.ask(documentOf(desk, operation), variables(desk));
  return { name, share, writes: false, run };
}

function file(name: string, share: number, path: (person: Person) => string): Errand {
  return { name, share, writes: false, run: ({ client, person }) => client.fetch(path(person)) };
}

/** The console filters in the browser; programs ask the API. */
function filter(share: number): Errand {
  const query = `query ($county: String!, $filter: TeacherFilter) { county(code: $county) { teachers(first: 50, filter: $filter) {
    totalCount nodes { id name staffNumber subject { code } serving { id school { name } } } } } }`;
  const filters = [
    { subject: 'music', backbone: ['COUNTY'] },
    { search: '01' },
    { stage: 'JUNIOR', classTeacher: true },
    { certifiedIn: 'english' },
  ];
  const run = (desk: Desk) => desk.client.ask(query, { ...county(desk), filter: desk.draw.pick(filters) });
  return { name: 'registry: a filter', share, writes: false, run };
}

function documentOf({ documents }: Desk, operation: string): string {
  const text = documents.get(operation);
  if (text === undefined) throw new Error(`The console has no operation ${operation}.`);
  return text;
}

/** Reads the row's version where it is not known, and writes a telephone number nobody else writes. */
async function changeTeacher(desk: Desk): Promise<Done> {
  const { id } = anyone(desk);
  const version = await versionOf(desk, 'Teacher', id);
  const value = `139${`${desk.next()}`.padStart(8, '0')}`;
  const answer = await desk.client.ask(documentOf(desk, 'ChangeTeacher'), {
    id: idOf('Teacher', id),
    version,
    values: [{ column: 'phone', value }],
  });
  return written(desk, answer, 'changed', { table: 'Teacher', id, column: 'phone', value });
}

async function notePlan(desk: Desk): Promise<Done> {
  const text = `Looked at, ${desk.next()}`;
  return created(
    await desk.client.ask(documentOf(desk, 'NotePlan'), { plan: plan(desk).id, text }),
    'PlanNote',
  );
}

async function pinTeacher(desk: Desk): Promise<Done> {
  const { roundId } = desk.person.place;
  const { id } = anyone(desk);
  const answer = await desk.client.ask(documentOf(desk, 'PinTeachers'), {
    roundId: idOf('Round', roundId),
    version: await versionOf(desk, 'Round', roundId),
    pins: [{ kind: 'STAY', teacherId: idOf('Teacher', id), reason: `Agreed, ${desk.next()}` }],
  });
  return written(desk, answer, 'pinTeachers', { table: 'Round', id: roundId });
}

async function submitRequest(desk: Desk): Promise<Done> {
  const { place, schoolId } = desk.person;
  const section = place.sections.find((one) => one.schoolId === schoolId);
  const answer = await desk.client.ask(documentOf(desk, 'SubmitRequest'), {
    round: idOf('Round', place.roundId),
    section: idOf('Section', section?.id ?? ''),
    subject: 'music',
    request: { count: 1, level: 'NONE', priority: 3, reason: `Wanted, ${desk.next()}` },
  });
  return created(answer, 'Request');
}

async function setWishes(desk: Desk): Promise<Done> {
  const { place, teacherId } = desk.person;
  const key = `Wish of ${teacherId}`;
  const note = `Wished, ${desk.next()}`;
  const answer = await desk.client.ask(documentOf(desk, 'SetWishes'), {
    round: idOf('Round', place.roundId),
    teacher: idOf('Teacher', teacherId),
    version: desk.versions.get(key) ?? 0,
    volunteer: true,
    choices: [],
    note,
  });
  const wish = saved(answer, 'setWishes');
  if (typeof wish === 'string') return { failed: wish };
  desk.versions.set(key, wish.version);
  return { failed: null, wrote: { table: 'Wish', id: rowOf(wish.id), column: 'note', value: note } };
}

async function versionOf({ client, versions }: Desk, type: string, id: string): Promise<number> {
  const known = versions.get(id);
  if (known !== undefined) return known;
  const query = `query ($id: ID!) { node(id: $id) { ... on ${type} { version } } }`;
  const { data } = await client.ask(query, { id: idOf(type, id) });
  return (data as { node?: { version: number } } | null)?.node?.version ?? 0;
}

/** A row that was there before, at its new version. */
function written({ versions }: Desk, answer: Answered, field: string, wrote: Written): Done {
  const row = saved(answer, field);
  if (typeof row === 'string') return { failed: row };
  versions.set(wrote.id, row.version);
  return { failed: null, wrote };
}

function created(answer: Answered, table: string): Done {
  const row = saved(answer, `${table === 'PlanNote' ? 'notePlan' : 'submitRequest'}`);
  return typeof row === 'string' ? { failed: row } : { failed: null, wrote: { table, id: rowOf(row.id) } };
}

/** The row a mutation answers; a text: why there is none. */
function saved(
  { data, failed }: Answered,
  field: string,
): { readonly id: string; readonly version: number } | string {
  if (failed !== null) return failed;
  const row = (data as Record<string, { id?: string; version?: number; message?: string }>)[field];
  if (row?.id === undefined) return `refused: ${row?.message}`;
  return { id: row.id, version: row.version ?? 0 };
}

const rowOf = (globalId: string): string => Buffer.from(globalId, 'base64').toString().split(':')[1] ?? '';
