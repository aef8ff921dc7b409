import type { Database } from '../../prisma/client.ts';
import type { Prisma, RectificationItem } from '../../prisma/generated/client.ts';
import type { Upload, Viewer } from '../../schema/context.ts';
import { InvalidInput, NotFound } from '../../schema/errors.ts';
import type { Owner } from '../../schema/rectification-acts.ts';
import {
  EvidenceWanted,
  NotAtThisStep,
  OthersSubmission,
  SameHands,
} from '../../schema/rectification-refusals.ts';
import { type RectificationStep, steps } from '../../schema/rectification-steps.ts';
import { recordDeed } from '../audit-event.ts';
import { mustBeAt } from '../changed-since.ts';
import { instant } from '../clock.ts';
import { dateOf, dayOf } from '../day.ts';
import { textOf } from '../text.ts';
import { evidenceFile, most } from './evidence-file.ts';

type Db = Pick<Database, 'db'>;
type Tx = Prisma.TransactionClient;

/** Says who sees to a problem, and by when; null takes either away. Throws as below, and `InvalidInput`. */
export async function assign(
  { db }: Db,
  viewer: Viewer,
  itemId: string,
  version: number,
  { owner, dueOn }: { readonly owner: Owner | null; readonly dueOn: string | null },
): Promise<void> {
  const name = owner === null ? null : textOf(owner.name, ['owner', 'name'], 60);
  if (owner !== null && name === null)
    throw new InvalidInput(['owner', 'name'], {
      zh: '请填写责任人姓名。',
      en: 'Name who sees to it.',
    });
  const office = owner === null ? null : textOf(owner.office, ['owner', 'office'], 60);
  await step(db, viewer, 'assign', { itemId, version }, async (tx, item) => {
    const userId = owner?.userId ?? null;
    if (userId !== null) await mustBeOfCounty(tx, userId, item.countyId);
    const found = dayOf(item.foundOn);
    if (dueOn !== null && dueOn < found)
      throw new InvalidInput(['dueOn'], {
        zh: `整改期限${dueOn}早于发现日期${found}。`,
        en: `It cannot be due on ${dueOn}, before it was found on ${found}.`,
      });
    return {
      ownerId: userId,
      ownerName: name,
      ownerOffice: office,
      dueOn: dueOn === null ? null : dateOf(dueOn),
    };
  });
}

/** Adds a file that shows it mended. */
export async function attach(
  { db }: Db,
  viewer: Viewer,
  itemId: string,
  version: number,
  file: Upload,
): Promise<void> {
  const checked = evidenceFile(file);
  await step(db, viewer, 'attach', { itemId, version }, async (tx, { id, countyId }) => {
    const files = await tx.evidence.findMany({ where: { itemId: id }, select: { sha256: true } });
    if (files.some(({ sha256 }) => sha256 === checked.sha256))
      throw new InvalidInput(['file'], {
        zh: '该文件已经上传过。',
        en: 'This very file is here already.',
      });
    if (files.length >= most.files)
      throw new InvalidInput(['file'], {
        zh: `每个问题最多上传${most.files}个文件。`,
        en: `A problem takes ${most.files} files at most.`,
      });
    await tx.evidence.create({
      data: { uploadedAt: instant(), ...checked, itemId: id, countyId, uploadedBy: viewer.userId },
      select: { id: true },
    });
    return {};
  });
}

/** Asks for it to be closed. */
export async function submit(
  { db }: Db,
  viewer: Viewer,
  itemId: string,
  version: number,
  note: string | null,
): Promise<void> {
  const said = textOf(note, ['note'], LONGEST_NOTE);
  await step(db, viewer, 'submit', { itemId, version }, async (tx, item) => {
    await mustBeShown(tx, item);
    return { submittedBy: viewer.userId, submittedAt: instant(), note: said };
  });
}

/** Takes back what was submitted by mistake: whoever submitted it. It is then as if it had not been; the record keeps both. */
export async function withdraw(
  { db }: Db,
  viewer: Viewer,
  itemId: string,
  version: number,
  note: string | null,
): Promise<void> {
  const said = textOf(note, ['note'], LONGEST_NOTE);
  await step(db, viewer, 'withdraw', { itemId, version }, async (_tx, { submittedBy }) => {
    if (submittedBy !== viewer.userId) throw new OthersSubmission();
    return { submittedBy: null, submittedAt: null, note: said };
  });
}

/** Closes it: somebody else than who submitted it. */
export async function close(
  { db }: Db,
  viewer: Viewer,
  itemId: string,
  version: number,
  note: string | null,
): Promise<void> {
  const said = textOf(note, ['note'], LONGEST_NOTE);
  await step(db, viewer, 'close', { itemId, version }, async (tx, item) => {
    if (item.submittedBy === viewer.userId) throw new SameHands();
    await mustBeShown(tx, item);
    return { closedBy: viewer.userId, closedAt: instant(), note: said };
  });
}

/** Sends it back to be mended, saying why. */
export async function sendBack(
  { db }: Db,
  viewer: Viewer,
  itemId: string,
  version: number,
  reason: string,
): Promise<void> {
  const said = textOf(reason, ['reason'], LONGEST_NOTE);
  if (said === null)
    throw new InvalidInput(['reason'], { zh: '请写明退回原因。', en: 'Say why it is sent back.' });
  await step(db, viewer, 'send-back', { itemId, version }, async () => ({ note: said }));
}

const LONGEST_NOTE = 1_000;

/** What is to be written on the item; throws what stands against it. */
type Change = (tx: Tx, item: RectificationItem) => Promise<Prisma.RectificationItemUpdateInput>;

/** One step of one item, in a transaction: state and version are looked at under a lock, and the deed is recorded. */
async function step(
  db: Database['db'],
  viewer: Viewer,
  name: RectificationStep,
  { itemId, version }: { readonly itemId: string; readonly version: number },
  change: Change,
): Promise<void> {
  const { from, to } = steps[name];
  await db.$transaction(async (tx) => {
    await tx.$queryRawUnsafe(
      'SELECT 1 AS locked FROM "RectificationItem" WHERE id = $1::uuid FOR UPDATE',
      itemId,
    );
    const item = await tx.rectificationItem.findUnique({ where: { id: itemId } });
    if (item === null) throw new NotFound();
    await mustBeAt(tx, 'RectificationItem', item, version);
    if (item.state !== from) throw new NotAtThisStep(item.state, from);
    const data = await change(tx, item);
    const after = await tx.rectificationItem.update({
      where: { id: itemId },
      data: { ...data, state: to, version: { increment: 1 } },
    });
    await recordDeed(tx, {
      countyId: item.countyId,
      userId: viewer.userId,
      action: `rectification.${name}`,
      entity: 'RectificationItem',
      entityId: itemId,
      before: told(item),
      after: { ...told(after), files: await tx.evidence.count({ where: { itemId } }) },
      // What was said at another step is not this one's reason.
      reason: typeof data.note === 'string' ? data.note : undefined,
    });
  });
}

const told = ({ key, state, ownerName, ownerOffice, dueOn, version }: RectificationItem) => ({
  key,
  state,
  ownerName,
  ownerOffice,
  dueOn: dueOn && dayOf(dueOn),
  version,
});

/** Closing wants evidence, or that the problem is found no longer. */
async function mustBeShown(tx: Tx, { id, goneOn }: RectificationItem): Promise<void> {
  if (goneOn === null && (await tx.evidence.count({ where: { itemId: id } })) === 0)
    throw new EvidenceWanted();
}

/** Somebody with a role in the county, or in a school or over a teacher of it. */
async function mustBeOfCounty(tx: Tx, userId: string, countyId: string): Promise<void> {
  const user = await tx.user.findFirst({
    where: {
      id: userId,
      disabledAt: null,
      grants: { some: { OR: [{ countyId }, { school: { countyId } }, { teacher: { countyId } }] } },
    },
    select: { id: true },
  });
  if (user === null)
    throw new InvalidInput(['owner', 'userId'], {
      zh: '本县没有这个账号。',
      en: 'Nobody of this county has such a login.',
    });
}
