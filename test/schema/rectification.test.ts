import { createHash, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '../../prisma/client.ts';
import type { Viewer } from '../../schema/context.ts';
import { idOf } from '../../schema/ids.ts';
import { steps } from '../../schema/rectification-steps.ts';
import { recordDeed } from '../../server/audit-event.ts';
import type { ProblemInput } from '../../solver/problem.ts';
import { ask, contextWith } from '../support/ask.ts';
import { viewerAs } from '../support/counties.ts';
import { testDatabase } from '../support/database.ts';
import { asRegistered, insert, type Kept, keepRegistry } from '../support/registry.ts';
import { county, teacher } from '../support/small-county.ts';

// Lakeside has nobody for maths, Hillfoot one teacher too few; both have posts on file.

let database: Database;
let kept: Kept;
let other: Kept;
let inspector: Viewer;
let provinceOfficer: Viewer;

const facts: Partial<ProblemInput> = {
  sections: [
    { id: 'L', school: 'lakeside', stage: 'primary', classes: { 1: 2 }, pupils: { 1: 60 }, establishment: 5 },
    { id: 'H', school: 'hillfoot', stage: 'primary', classes: { 1: 2 }, pupils: { 1: 50 }, establishment: 5 },
  ],
  teachers: [
    teacher('A', {
      serving: { section: 'H', since: '2010-09-01' },
      registered: { school: 'hillfoot', since: '2010-09-01' },
    }),
  ],
};

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

beforeEach(async () => {
  const code = () => randomUUID().slice(0, 8);
  kept = await keepRegistry(
    database,
    asRegistered(county({ ...facts, county: { code: code(), name: 'Yuan' } })),
  );
  other = await keepRegistry(
    database,
    asRegistered(county({ ...facts, county: { code: code(), name: 'Jia' } })),
  );
  inspector = viewerAs('inspector', { countyId: kept.countyId });
  provinceOfficer = viewerAs('province-officer', { provinceId: kept.provinceId });
});

const as = (
  viewer: Viewer | null,
  document: string,
  variables: Record<string, unknown> = {},
  today = '2026-10-01',
) => ask({ ...contextWith(database, viewer), today: () => today }, document, variables);

const drawUp = async (viewer: Viewer | null, variables: Record<string, unknown> = {}, today?: string) =>
  as(
    viewer,
    `mutation ($county: ID!, $on: Day, $standard: BalanceStandard! = QUALITY_2017) {
      drawUpRectificationList(countyId: $county, on: $on, standard: $standard) {
        __typename ... on DrawnUp { added seen gone untold county { code } } ... on Refusal { code message } } }`,
    { county: idOf('County', kept.countyId), ...variables },
    today,
  );
const drawn = async (variables: Record<string, unknown> = {}, today?: string) =>
  (await drawUp(kept.officer, variables, today)).at('drawUpRectificationList');

const item = async (code: string, section?: string) =>
  database.db.rectificationItem.findFirstOrThrow({
    where: {
      countyId: kept.countyId,
      code,
      state: { not: 'closed' },
      ...(section !== undefined && { sectionId: kept.sections.get(section) ?? '' }),
    },
  });
const critical = () => item('critical-subject');

const answers = `__typename ... on RectificationItem { state version dueOn note owner { name } ownerOffice }
  ... on Refusal { code message } ... on InvalidInput { path } ... on VersionConflict { current changedBy since { action } } ... on NotAtThisStep { state }`;

/** Every step, by what the API calls it. */
const calls: Record<keyof typeof steps, string> = {
  assign: `mutation ($id: ID!, $version: Int!, $dueOn: Day, $owner: OwnerInput) {
    done: assignRectificationItem(itemId: $id, version: $version, owner: $owner, dueOn: $dueOn) { ${answers} } }`,
  attach: `mutation ($id: ID!, $version: Int!, $file: File!) {
    done: attachEvidence(itemId: $id, version: $version, file: $file) { ${answers} } }`,
  submit: `mutation ($id: ID!, $version: Int!, $note: String) {
    done: submitRectificationItem(itemId: $id, version: $version, note: $note) { ${answers.replace('... on NotAtThisStep', '... on EvidenceWanted { code } ... on NotAtThisStep')} } }`,
  withdraw: `mutation ($id: ID!, $version: Int!, $note: String) {
    done: withdrawRectificationItem(itemId: $id, version: $version, note: $note) { ${answers} } }`,
  close: `mutation ($id: ID!, $version: Int!, $note: String) {
    done: closeRectificationItem(itemId: $id, version: $version, note: $note) { ${answers} } }`,
  'send-back': `mutation ($id: ID!, $version: Int!, $reason: String!) {
    done: sendBackRectificationItem(itemId: $id, version: $version, reason: $reason) { ${answers} } }`,
};
const names = Object.keys(calls) as (keyof typeof calls)[];

/** Takes a step with the version the item has, unless another is given. */
async function take(
  step: keyof typeof steps,
  viewer: Viewer | null,
  { id, version }: { readonly id: string; readonly version: number },
  variables: Record<string, unknown> = {},
) {
  const { at, errors } = await as(viewer, calls[step], {
    id: idOf('RectificationItem', id),
    version,
    ...(step === 'attach' && { file: pdf() }),
    ...(step === 'send-back' && { reason: 'The timetable is of last year.' }),
    ...variables,
  });
  return errors.length > 0 ? errors : at('done');
}

const pdf = (name = 'timetable.pdf', content = '%PDF-1.4\nmended') => new File([content], name);

/** An item that waits to be closed. */
async function submitted() {
  await drawn();
  expect(await take('attach', kept.officer, await critical())).toMatchObject({ state: 'OPEN' });
  expect(await take('submit', kept.officer, await critical(), { note: 'Done.' })).toMatchObject({
    state: 'SUBMITTED',
    note: 'Done.',
  });
  return critical();
}

describe('drawing up the list', () => {
  test('puts what is found on it, each once', async () => {
    expect(await drawn()).toMatchObject({ __typename: 'DrawnUp', seen: 0, gone: 0 });
    const items = await database.db.rectificationItem.findMany({ where: { countyId: kept.countyId } });
    expect(items.map(({ key }) => key)).toContain('critical-subject|primary|lakeside:primary|maths');
    expect(items.map(({ key }) => key)).toContain('gap|primary|hillfoot:primary|maths');
    expect(new Set(items.map(({ key }) => key)).size).toBe(items.length);
    expect(await drawn()).toMatchObject({ added: 0, seen: items.length, gone: 0 });
    expect(await database.db.rectificationItem.count({ where: { countyId: kept.countyId } })).toBe(
      items.length,
    );
  });

  test('keeps owner, day and evidence, and brings figures up to date', async () => {
    await drawn();
    const gap = await item('gap');
    await take('assign', kept.officer, gap, {
      owner: { name: 'Zhang', office: 'Personnel' },
      dueOn: '2026-12-31',
    });
    await take('attach', kept.officer, await item('gap'));
    await database.db.enrolment.updateMany({
      where: { sectionId: kept.sections.get('hillfoot:primary') ?? '' },
      data: { classes: 3 },
    });
    await drawn({}, '2026-11-01');
    const now = await item('gap');
    expect(now).toMatchObject({ id: gap.id, ownerName: 'Zhang', ownerOffice: 'Personnel', state: 'open' });
    expect([now.foundOn, now.lastSeenOn, now.dueOn].map((day) => day?.toISOString().slice(0, 10))).toEqual([
      '2026-10-01',
      '2026-11-01',
      '2026-12-31',
    ]);
    expect([gap.figures, now.figures]).toMatchObject([{ found: 1 }, { found: 2 }]);
    expect(await database.db.evidence.count({ where: { itemId: gap.id } })).toBe(1);
  });

  test('marks what is found no longer, and takes the mark away where it comes back', async () => {
    await drawn();
    await database.db.enrolment.updateMany({
      where: { sectionId: kept.sections.get('hillfoot:primary') ?? '' },
      data: { classes: 1 },
    });
    expect(await drawn({}, '2026-11-01')).toMatchObject({ gone: 1 });
    expect((await item('gap')).goneOn?.toISOString().slice(0, 10)).toBe('2026-11-01');
    await database.db.enrolment.updateMany({
      where: { sectionId: kept.sections.get('hillfoot:primary') ?? '' },
      data: { classes: 2 },
    });
    await drawn({}, '2026-12-01');
    expect((await item('gap')).goneOn).toBeNull();
  });

  test('what is no longer on file is not mended', async () => {
    await drawn();
    await database.db.enrolment.deleteMany({
      where: { sectionId: kept.sections.get('hillfoot:primary') ?? '' },
    });
    const after = await drawn({}, '2026-11-01');
    expect(after).toMatchObject({ gone: 0 });
    expect(Number((after as { untold: number }).untold)).toBeGreaterThan(0);
    expect((await item('gap')).goneOn).toBeNull();
  });

  test('by another standard leaves problems of this one alone', async () => {
    await drawn();
    expect(await drawn({ standard: 'BASIC_2012' })).toMatchObject({ gone: 0 });
  });

  test('what was closed and is found again is a new item; the closed one stays', async () => {
    const before = await submitted();
    await take('close', inspector, before);
    expect(await drawn({}, '2026-11-01')).toMatchObject({ added: 1 });
    const same = await database.db.rectificationItem.findMany({
      where: { countyId: kept.countyId, key: before.key },
      orderBy: { createdAt: 'asc' },
    });
    expect(same.map(({ state }) => state)).toEqual(['closed', 'open']);
  });

  test('is refused for a day before the last one, and for a day to come', async () => {
    await drawn();
    expect(await drawn({ on: '2026-09-30' })).toMatchObject({
      code: 'invalid-input',
      message: 'The list was last drawn up as of 2026-10-01; 2026-09-30 comes before that.',
    });
    expect(await drawn({ on: '2026-10-02' })).toMatchObject({
      code: 'invalid-input',
      message: 'A list is drawn up as of today (2026-10-01) or a day before; 2026-10-02 is still to come.',
    });
  });

  test('twice at once adds nothing twice', async () => {
    await Promise.all([drawn(), drawn()]);
    const keys = await database.db.rectificationItem.findMany({ where: { countyId: kept.countyId } });
    expect(new Set(keys.map(({ key }) => key)).size).toBe(keys.length);
  });

  test('beside deeds of the county that are recorded at the same time none is given up', async () => {
    const { countyId } = kept;
    const deed = { countyId, userId: null, action: 'test', entity: 'County', entityId: countyId };
    let recording = true;
    const recorder = async () => {
      while (recording) await database.db.$transaction((tx) => recordDeed(tx, deed));
    };
    const recorders = [recorder(), recorder()];
    const answers = [];
    for (let times = 0; times < 8; times++) answers.push(await drawUp(kept.officer));
    recording = false;
    await Promise.all(recorders);
    expect(answers.flatMap(({ errors }) => errors)).toEqual([]);
  });

  test('is the officer’s of this county alone', async () => {
    for (const viewer of [inspector, provinceOfficer])
      expect((await drawUp(viewer)).at('drawUpRectificationList')).toMatchObject({ code: 'not-allowed' });
    const [schoolId = null] = kept.schools.values();
    const [teacherId = null] = kept.teachers.values();
    for (const viewer of [viewerAs('principal', { schoolId }), viewerAs('teacher', { teacherId })])
      expect((await drawUp(viewer)).at('drawUpRectificationList')).toMatchObject({ code: 'not-allowed' });
    expect((await drawUp(other.officer)).at('drawUpRectificationList')).toMatchObject({ code: 'not-found' });
    expect((await drawUp(null)).errors).toMatchObject([{ code: 'UNAUTHENTICATED' }]);
    expect(await database.db.rectificationItem.count({ where: { countyId: kept.countyId } })).toBe(0);
  });
});

describe('an item goes its way', () => {
  test('what was said at one step is not the reason of the next', async () => {
    const first = await submitted();
    await take('send-back', inspector, first);
    const back = await database.db.rectificationItem.findUniqueOrThrow({ where: { id: first.id } });
    await take('assign', kept.officer, back, { dueOn: '2026-12-01' });
    const deeds = await database.db.auditEvent.findMany({
      where: { entityId: first.id },
      orderBy: { position: 'asc' },
    });
    expect(deeds.slice(-2).map(({ action, reason }) => [action, reason])).toEqual([
      ['rectification.send-back', 'The timetable is of last year.'],
      ['rectification.assign', null],
    ]);
  });

  test('assigned, shown mended, submitted, sent back, submitted again, closed: each a deed on record', async () => {
    const first = await submitted();
    expect(await take('send-back', inspector, first)).toMatchObject({
      state: 'OPEN',
      note: 'The timetable is of last year.',
    });
    await take('attach', kept.officer, await critical(), { file: pdf('new.pdf', '%PDF-1.7 new') });
    await take('submit', kept.officer, await critical());
    expect(await take('close', provinceOfficer, await critical(), { note: 'Seen.' })).toMatchObject({
      state: 'CLOSED',
      note: 'Seen.',
      version: 7,
    });
    const deeds = await database.db.auditEvent.findMany({
      where: { entity: 'RectificationItem', entityId: first.id },
      orderBy: { position: 'asc' },
      select: { action: true, userId: true },
    });
    expect(deeds.map(({ action }) => action.split('.')[1])).toEqual([
      'attach',
      'submit',
      'send-back',
      'attach',
      'submit',
      'close',
    ]);
    expect(new Set(deeds.map(({ userId }) => userId)).size).toBe(3);
  });

  test('a version that was overtaken is a conflict, and nothing is written', async () => {
    await drawn();
    const before = await critical();
    expect(await take('assign', kept.officer, { ...before, version: 7 })).toMatchObject({
      code: 'version-conflict',
      current: 1,
    });
    expect(await critical()).toEqual(before);
  });

  test('who comes second reads who was first, and what was done', async () => {
    await drawn();
    const before = await critical();
    await take('assign', kept.officer, before);
    expect(await take('assign', kept.officer, before)).toMatchObject({
      current: 2,
      changedBy: 'Officer',
      since: [{ action: 'rectification.assign' }],
    });
  });

  test('no step begins from another state than its own', async () => {
    const waiting = await submitted();
    for (const step of names.filter((one) => steps[one].from === 'open'))
      expect(await take(step, kept.officer, waiting), step).toMatchObject({
        code: 'not-at-this-step',
        state: 'SUBMITTED',
      });
    expect(await take('close', inspector, waiting)).toMatchObject({ state: 'CLOSED' });
    const { id, version } = await database.db.rectificationItem.findUniqueOrThrow({
      where: { id: waiting.id },
    });
    for (const step of names) {
      const viewer = steps[step].by === 'inspector' ? inspector : kept.officer;
      expect(await take(step, viewer, { id, version }), step).toMatchObject({ state: 'CLOSED' });
    }
  });

  test('closing wants evidence while the problem is found, and none once it is gone', async () => {
    await drawn();
    expect(await take('submit', kept.officer, await item('gap'))).toMatchObject({ code: 'evidence-wanted' });
    await database.db.enrolment.updateMany({
      where: { sectionId: kept.sections.get('hillfoot:primary') ?? '' },
      data: { classes: 1 },
    });
    await drawn({}, '2026-11-01');
    expect(await take('submit', kept.officer, await item('gap'))).toMatchObject({ state: 'SUBMITTED' });
    await database.db.enrolment.updateMany({
      where: { sectionId: kept.sections.get('hillfoot:primary') ?? '' },
      data: { classes: 2 },
    });
    await drawn({}, '2026-12-01');
    expect(await take('close', inspector, await item('gap'))).toMatchObject({ code: 'evidence-wanted' });
  });

  test('who submitted it does not close it, whatever else they are', async () => {
    const waiting = await submitted();
    const both = { ...kept.officer, grants: [...kept.officer.grants, ...inspector.grants] };
    expect(await take('close', both, waiting)).toMatchObject({ code: 'same-hands' });
    expect(await take('close', inspector, waiting)).toMatchObject({ state: 'CLOSED' });
  });

  test('tells everybody the steps that are theirs as it stands', async () => {
    const colleague = viewerAs('hr-officer', { countyId: kept.countyId });
    const offered = async (viewer: Viewer) =>
      (
        await as(viewer, 'query ($id: ID!) { node(id: $id) { ... on RectificationItem { steps } } }', {
          id: idOf('RectificationItem', (await critical()).id),
        })
      ).at('node.steps');
    await drawn();
    expect(await offered(kept.officer)).toEqual(['ASSIGN', 'ATTACH', 'SUBMIT']);
    expect(await offered(inspector)).toEqual([]);
    await submitted();
    expect(await offered(kept.officer)).toEqual(['WITHDRAW']);
    expect(await offered(colleague)).toEqual([]);
    expect(await offered(inspector)).toEqual(['CLOSE', 'SEND_BACK']);
    expect(await offered(provinceOfficer)).toEqual(['CLOSE', 'SEND_BACK']);
    const both = { ...kept.officer, grants: [...kept.officer.grants, ...inspector.grants] };
    expect(await offered(both)).toEqual(['WITHDRAW', 'SEND_BACK']);
  });

  test('a step is its role’s alone', async () => {
    const waiting = await submitted();
    const [schoolId = null] = kept.schools.values();
    for (const step of names) {
      const wrong = steps[step].by === 'inspector' ? kept.officer : inspector;
      expect(await take(step, wrong, waiting), step).toMatchObject({ code: 'not-allowed' });
      for (const stranger of [
        other.officer,
        viewerAs('inspector', { countyId: other.countyId }),
        viewerAs('province-officer', { provinceId: other.provinceId }),
        viewerAs('principal', { schoolId }),
      ])
        expect(await take(step, stranger, waiting), step).toMatchObject({ code: 'not-found' });
      expect(await take(step, null, waiting), step).toMatchObject([{ code: 'UNAUTHENTICATED' }]);
    }
    expect(await critical()).toEqual(waiting);
  });

  test('who submitted by mistake takes it back, and nobody else; it is then open, and can be submitted anew', async () => {
    const waiting = await submitted();
    const colleague = viewerAs('hr-officer', { countyId: kept.countyId });
    expect(await take('withdraw', colleague, waiting)).toMatchObject({ code: 'others-submission' });
    expect(await critical()).toEqual(waiting);
    expect(await take('withdraw', kept.officer, waiting, { note: 'The wrong item.' })).toMatchObject({
      state: 'OPEN',
      version: waiting.version + 1,
    });
    const open = await critical();
    expect(open).toMatchObject({ submittedBy: null, submittedAt: null, note: 'The wrong item.' });
    const deed = await database.db.auditEvent.findFirst({
      where: { entityId: waiting.id },
      orderBy: { position: 'desc' },
    });
    expect([deed?.action, deed?.reason]).toEqual(['rectification.withdraw', 'The wrong item.']);
    expect(await take('submit', kept.officer, open)).toMatchObject({ state: 'SUBMITTED' });
  });

  test('a reason is wanted to send it back', async () => {
    expect(await take('send-back', inspector, await submitted(), { reason: '  ' })).toMatchObject({
      code: 'invalid-input',
      path: ['reason'],
    });
  });

  test('an owner has a name, a login of the county if any, and a day not before the problem was found', async () => {
    await drawn();
    const before = await critical();
    expect(await take('assign', kept.officer, before, { owner: { name: ' ' } })).toMatchObject({
      path: ['owner', 'name'],
    });
    const strange = { name: 'Somebody', email: other.officer.email };
    expect(await take('assign', kept.officer, before, { owner: strange })).toMatchObject({
      path: ['owner', 'userId'],
    });
    expect(await take('assign', kept.officer, before, { dueOn: '2026-09-30' })).toMatchObject({
      path: ['dueOn'],
      message: 'It cannot be due on 2026-09-30, before it was found on 2026-10-01.',
    });
    const owner = { name: 'Officer', email: kept.officer.email.toUpperCase(), office: 'Personnel' };
    expect(await take('assign', kept.officer, before, { owner, dueOn: '2026-10-01' })).toMatchObject({
      owner: { name: 'Officer' },
      ownerOffice: 'Personnel',
      dueOn: '2026-10-01',
    });
    expect((await critical()).ownerId).toBe(kept.officer.userId);
  });
});

describe('evidence', () => {
  const png = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1);
  const attached = async (file: File) => take('attach', kept.officer, await critical(), { file });

  test('is kept whole, with its kind, size and SHA-256', async () => {
    await drawn();
    await attached(new File([png], 'C:\\photos\\课程表.PNG'));
    const { content, ...file } = await database.db.evidence.findFirstOrThrow({
      where: { countyId: kept.countyId },
    });
    expect(file).toMatchObject({
      fileName: '课程表.PNG',
      mediaType: 'image/png',
      size: png.length,
      sha256: createHash('sha256').update(png).digest('hex'),
      uploadedBy: kept.officer.userId,
    });
    expect(Buffer.from(content)).toEqual(Buffer.from(png));
  });

  test.each([
    ['an empty file', new File([], 'a.pdf'), 'The file is empty.'],
    [
      'a program in disguise',
      new File(['MZ…'], 'a.pdf'),
      'What “a.pdf” holds is none of the kinds taken: pdf, png, jpg, docx and xlsx are taken.',
    ],
    [
      'a page',
      new File(['<script>'], 'a.html'),
      'What “a.html” holds is none of the kinds taken: pdf, png, jpg, docx and xlsx are taken.',
    ],
    [
      'a picture called a pdf',
      new File([png], 'a.pdf'),
      '“a.pdf” holds a png, which its name does not say. Give it the right ending, then upload it again.',
    ],
    [
      'an archive that is no document',
      new File([Uint8Array.of(0x50, 0x4b, 3, 4, 0, 0)], 'a.docx'),
      'What “a.docx” holds is none of the kinds taken: pdf, png, jpg, docx and xlsx are taken.',
    ],
    [
      'a name with a line break',
      pdf('a\nb.pdf'),
      'A file name has 1 to 120 characters, none of them a control character or " < > : | ? *.',
    ],
    [
      'a file of more than 10 MB',
      new File([new Uint8Array(10_000_001)], 'a.pdf'),
      'The file has 10.1 MB; 10 MB is the most.',
    ],
  ])('%s is refused', async (_what, file, message) => {
    await drawn();
    expect(await attached(file)).toMatchObject({ code: 'invalid-input', path: ['file'], message });
    expect(await database.db.evidence.count({ where: { countyId: kept.countyId } })).toBe(0);
  });

  test('the same file twice is refused', async () => {
    await drawn();
    await attached(pdf());
    expect(await attached(pdf('other.pdf'))).toMatchObject({ message: 'This very file is here already.' });
  });
});

describe('the list is read', () => {
  const list = `query ($id: ID!, $filter: RectificationItemFilter) { node(id: $id) { ... on County {
    rectificationItems(filter: $filter, orderBy: SEVERITY) { totalCount nodes {
      key code severity state text proof { zh } school { code } section { stage } subject { name } figures { found limit unit }
      evidence { fileName path size } foundOn goneOn
    } } guarantees { code met text papers { en } figures { name value } } inspectionPackPath(on: "2026-10-01") } } }`;
  const read = (viewer: Viewer | null, filter: Record<string, unknown> = {}, of = kept) =>
    as(viewer, list, { id: idOf('County', of.countyId), filter });

  test('by whoever reads the whole county, gravest first', async () => {
    await drawn();
    await take('attach', kept.officer, await critical());
    for (const viewer of [kept.officer, inspector, provinceOfficer]) {
      const { at, errors } = await read(viewer, { codes: ['critical-subject', 'gap'] });
      expect(errors).toEqual([]);
      expect(at('node.rectificationItems')).toMatchObject({
        totalCount: 2,
        nodes: [
          {
            code: 'critical-subject',
            severity: 'GRAVE',
            school: { code: 'lakeside' },
            section: { stage: 'PRIMARY' },
            subject: { name: 'Mathematics' },
            text: 'Lakeside (primary) cannot offer Mathematics: 2 posts are needed, nobody teaches it and nobody is certified for it.',
            figures: { found: 0, limit: 2, unit: 'full-time posts' },
            evidence: [{ fileName: 'timetable.pdf', size: 15 }],
          },
          { code: 'gap', severity: 'SERIOUS', evidence: [] },
        ],
      });
      expect(at('node.guarantees.code')).toContain('exchange-quota');
      expect(at('node.inspectionPackPath')).toMatch(/^\/inspection-pack\.xlsx\?county=\w+&on=2026-10-01$/);
    }
  });

  test('filtered by state, owner, stage and day', async () => {
    await drawn();
    await take('assign', kept.officer, await item('gap'), { owner: { name: 'Li' }, dueOn: '2026-12-31' });
    const codes = async (filter: Record<string, unknown>) =>
      (await read(inspector, filter)).at('node.rectificationItems.nodes.code');
    expect(await codes({ owned: true })).toEqual(['gap']);
    expect(await codes({ dueBefore: '2026-12-31' })).toEqual([]);
    expect(await codes({ dueBefore: '2027-01-01' })).toEqual(['gap']);
    expect(await codes({ states: ['CLOSED'] })).toEqual([]);
    expect(await codes({ gone: true })).toEqual([]);
    expect(await codes({ stage: 'JUNIOR' })).toEqual([]);
    expect(
      await codes({ severities: ['GRAVE'], schoolId: idOf('School', kept.schools.get('lakeside') ?? '') }),
    ).toContain('critical-subject');
  });

  test('as overdue from the day after its day, and not once it is closed', async () => {
    await drawn();
    await take('assign', kept.officer, await critical(), { dueOn: '2026-10-31' });
    const { id } = await critical();
    const overdue = async (today: string) => {
      const document = 'query ($id: ID!) { node(id: $id) { ... on RectificationItem { overdue } } }';
      return (await as(inspector, document, { id: idOf('RectificationItem', id) }, today)).at('node.overdue');
    };
    expect(await overdue('2026-10-31')).toBe(false);
    expect(await overdue('2026-11-01')).toBe(true);
    await take('attach', kept.officer, await critical());
    await take('submit', kept.officer, await critical());
    expect(await overdue('2026-11-01')).toBe(true);
    await take('close', inspector, await critical());
    expect(await overdue('2026-11-01')).toBe(false);
  });

  test('not by a principal or a teacher, who are told of nothing, nor by another county', async () => {
    await drawn();
    const [schoolId = null] = kept.schools.values();
    const [teacherId = null] = kept.teachers.values();
    for (const viewer of [viewerAs('principal', { schoolId }), viewerAs('teacher', { teacherId })]) {
      const { at } = await read(viewer);
      expect(at('node.rectificationItems')).toEqual({ totalCount: 0, nodes: [] });
      expect([at('node.guarantees'), at('node.inspectionPackPath')]).toEqual([null, null]);
    }
    expect((await read(other.officer)).at('node')).toBeNull();
    const { id } = await critical();
    const one = await as(other.officer, 'query ($id: ID!) { node(id: $id) { id } }', {
      id: idOf('RectificationItem', id),
    });
    expect(one.at('node')).toBeNull();
  });
});

test('the database holds no two items of one key that are not closed', async () => {
  const row = {
    countyId: kept.countyId,
    key: 'gap|same',
    code: 'gap',
    severity: 'serious',
    figures: {},
    words: {},
    proof: {},
    foundOn: '2026-10-01',
    lastSeenOn: '2026-10-01',
    state: 'open',
    version: 1,
    createdAt: new Date().toISOString(),
  };
  await insert(database.pool, 'RectificationItem', [{ id: randomUUID(), ...row, state: 'closed' }]);
  await insert(database.pool, 'RectificationItem', [{ id: randomUUID(), ...row }]);
  await expect(
    insert(database.pool, 'RectificationItem', [{ id: randomUUID(), ...row, state: 'submitted' }]),
  ).rejects.toThrow(/unclosed/);
});
