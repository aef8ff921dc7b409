import { balanceArgs } from './balance.ts';
import { builder } from './builder.ts';
import type { Context, Viewer } from './context.ts';
import { RectificationState as State } from './enums.ts';
import { InvalidInput, NotAllowed, NotFound, notSignedIn, VersionConflict } from './errors.ts';
import { keyOf } from './ids.ts';
import { asOf, mustBePlanned } from './on-day.ts';
import type { DrawnUp as DrawnUpShape, Owner } from './rectification-acts.ts';
import { EvidenceWanted, NotAtThisStep, OthersSubmission, SameHands } from './rectification-refusals.ts';
import { type RectificationStep, steps } from './rectification-steps.ts';
import { RefusalInterface } from './refusal.ts';
import { inspects, mustAdminister, rows } from './scope.ts';

const refusal = { interfaces: [RefusalInterface] };

builder.objectType(NotAtThisStep, {
  ...refusal,
  name: 'NotAtThisStep',
  description: 'The item is in another state than this begins from.',
  fields: (t) => ({ state: t.expose('state', { type: State, description: 'The state it is in.' }) }),
});

builder.objectType(EvidenceWanted, {
  ...refusal,
  name: 'EvidenceWanted',
  description: 'Neither evidence nor the figures show the problem mended.',
});

builder.objectType(OthersSubmission, {
  ...refusal,
  name: 'OthersSubmission',
  description: 'Only who submitted an item takes it back.',
});

builder.objectType(SameHands, {
  ...refusal,
  name: 'SameHands',
  description: 'Who submitted an item cannot close it: four eyes.',
});

const DrawnUp = builder.objectRef<DrawnUpShape & { readonly countyId: string }>('DrawnUp').implement({
  description: 'What came of drawing up a rectification list.',
  fields: (t) => ({
    added: t.exposeInt('added', { description: 'Problems new on the list.' }),
    seen: t.exposeInt('seen', {
      description: 'Problems found again, with their figures brought up to date.',
    }),
    gone: t.exposeInt('gone', { description: 'Problems found no longer: they can be submitted.' }),
    untold: t.exposeInt('untold', {
      description: 'Problems that stay as they are, as what would tell is not on file.',
    }),
    county: t.prismaField({
      type: 'County',
      description: 'The county, with its list.',
      resolve: (query, { countyId }, _args, { db }) =>
        db.county.findUniqueOrThrow({ ...query, where: { id: countyId } }),
    }),
  }),
});

builder.mutationField('drawUpRectificationList', (t) =>
  t.field({
    type: DrawnUp,
    description:
      'Draws up the county’s rectification list as it stands on the day: adds what is new, marks what is found no longer, and keeps what people have entered. For HR officers of the county.',
    errors: { types: [NotAllowed, NotFound, InvalidInput] },
    args: {
      countyId: t.arg.id({ required: true, description: 'The county.' }),
      on: t.arg(asOf),
      ...balanceArgs(t.arg),
    },
    resolve: async (_root, { countyId, on, standard, view }, context) => {
      const id = keyOf(countyId, 'County');
      const viewer = await mustAdminister(context, id);
      mustBePlanned(on);
      const { timeZone } = await context.db.county.findUniqueOrThrow({
        where: { id },
        select: { timeZone: true },
      });
      const today = context.today(timeZone);
      if (on != null && on > today)
        throw new InvalidInput(['on'], {
          zh: `清单只能按今天（${today}）及以前的情况生成，${on}还没有到。`,
          en: `A list is drawn up as of today (${today}) or a day before; ${on} is still to come.`,
        });
      const drawn = await context.rounds.rectification.drawUp(viewer, id, {
        on: on ?? today,
        kind: standard,
        view,
      });
      return { ...drawn, countyId: id };
    },
  }),
);

const OwnerInput = builder.inputType('OwnerInput', {
  description: 'Who sees to a problem.',
  fields: (t) => ({
    name: t.string({ required: true, description: 'Name as it is to be read; 60 characters at most.' }),
    office: t.string({ description: 'Office or school; 60 characters at most.' }),
    email: t.string({ description: 'Login of a user with a role in the county; unsaid: none.' }),
  }),
});

const refusals = [NotAllowed, NotFound, VersionConflict, InvalidInput, NotAtThisStep];

builder.mutationField('assignRectificationItem', (t) =>
  t.prismaField({
    type: 'RectificationItem',
    description:
      'Says who sees to a problem, and by when; what is left out is taken away. For HR officers of the county, while it is open.',
    errors: { types: refusals },
    args: {
      itemId: t.arg.id({ required: true, description: 'The problem.' }),
      version: t.arg.int({ required: true, description: 'The version the officer has read.' }),
      owner: t.arg({ type: OwnerInput, description: 'Who; unsaid: nobody.' }),
      dueOn: t.arg({ type: 'Day', description: 'By when; unsaid: no day is set.' }),
    },
    resolve: async (query, _root, { itemId, version, owner, dueOn }, context) => {
      const { id, viewer } = await mayTake('assign', itemId, context);
      await context.rounds.rectification.assign(viewer, id, version, {
        owner: owner == null ? null : await ownerOf(owner, context),
        dueOn: dueOn ?? null,
      });
      return context.db.rectificationItem.findUniqueOrThrow({ ...query, where: { id } });
    },
  }),
);

/** A login that nobody has is answered like one of another county: no key is anybody’s. */
async function ownerOf(
  { name, office, email }: typeof OwnerInput.$inferInput,
  { db }: Context,
): Promise<Owner> {
  const address = email?.trim().toLowerCase() ?? '';
  if (address === '') return { userId: null, name, office: office ?? null };
  const user = await db.user.findUnique({ where: { email: address }, select: { id: true } });
  return { userId: user?.id ?? nobody, name, office: office ?? null };
}
const nobody = '00000000-0000-0000-0000-000000000000';

builder.mutationField('attachEvidence', (t) =>
  t.prismaField({
    type: 'RectificationItem',
    description:
      'Adds a file that shows a problem mended: pdf, png, jpg, docx or xlsx by its content, 10 MB and 20 files at most. For HR officers of the county, while it is open. Sent as multipart/form-data.',
    errors: { types: refusals },
    args: {
      itemId: t.arg.id({ required: true, description: 'The problem.' }),
      version: t.arg.int({ required: true, description: 'The version the officer has read.' }),
      file: t.arg({ type: 'File', required: true, description: 'The file.' }),
    },
    resolve: async (query, _root, { itemId, version, file }, context) => {
      const { id, viewer } = await mayTake('attach', itemId, context);
      const upload = { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) };
      await context.rounds.rectification.attach(viewer, id, version, upload);
      return context.db.rectificationItem.findUniqueOrThrow({ ...query, where: { id } });
    },
  }),
);

builder.mutationField('submitRectificationItem', (t) =>
  t.prismaField({
    type: 'RectificationItem',
    description:
      'Asks for a problem to be closed (提请销号): with evidence, or once it is found no longer. For HR officers of the county, while it is open.',
    errors: { types: [...refusals, EvidenceWanted] },
    args: {
      itemId: t.arg.id({ required: true, description: 'The problem.' }),
      version: t.arg.int({ required: true, description: 'The version the officer has read.' }),
      note: t.arg.string({ description: 'What was done.' }),
    },
    resolve: async (query, _root, { itemId, version, note }, context) => {
      const { id, viewer } = await mayTake('submit', itemId, context);
      await context.rounds.rectification.submit(viewer, id, version, note ?? null);
      return context.db.rectificationItem.findUniqueOrThrow({ ...query, where: { id } });
    },
  }),
);

builder.mutationField('withdrawRectificationItem', (t) =>
  t.prismaField({
    type: 'RectificationItem',
    description:
      'Takes back a problem that was submitted by mistake (撤回), so that it is open again. For the HR officer of the county who submitted it, while it is not closed.',
    errors: { types: [...refusals, OthersSubmission] },
    args: {
      itemId: t.arg.id({ required: true, description: 'The problem.' }),
      version: t.arg.int({ required: true, description: 'The version the officer has read.' }),
      note: t.arg.string({ description: 'Why.' }),
    },
    resolve: async (query, _root, { itemId, version, note }, context) => {
      const { id, viewer } = await mayTake('withdraw', itemId, context);
      await context.rounds.rectification.withdraw(viewer, id, version, note ?? null);
      return context.db.rectificationItem.findUniqueOrThrow({ ...query, where: { id } });
    },
  }),
);

builder.mutationField('closeRectificationItem', (t) =>
  t.prismaField({
    type: 'RectificationItem',
    description:
      'Closes a problem that was submitted (销号). For inspectors of the county and officers of its province, never for who submitted it.',
    errors: { types: [...refusals, EvidenceWanted, SameHands] },
    args: {
      itemId: t.arg.id({ required: true, description: 'The problem.' }),
      version: t.arg.int({ required: true, description: 'The version the inspector has read.' }),
      note: t.arg.string({ description: 'What was looked at.' }),
    },
    resolve: async (query, _root, { itemId, version, note }, context) => {
      const { id, viewer } = await mayTake('close', itemId, context);
      await context.rounds.rectification.close(viewer, id, version, note ?? null);
      return context.db.rectificationItem.findUniqueOrThrow({ ...query, where: { id } });
    },
  }),
);

builder.mutationField('sendBackRectificationItem', (t) =>
  t.prismaField({
    type: 'RectificationItem',
    description:
      'Sends a problem that was submitted back to be mended, saying why. For inspectors of the county and officers of its province.',
    errors: { types: refusals },
    args: {
      itemId: t.arg.id({ required: true, description: 'The problem.' }),
      version: t.arg.int({ required: true, description: 'The version the inspector has read.' }),
      reason: t.arg.string({ required: true, description: 'Why.' }),
    },
    resolve: async (query, _root, { itemId, version, reason }, context) => {
      const { id, viewer } = await mayTake('send-back', itemId, context);
      await context.rounds.rectification.sendBack(viewer, id, version, reason);
      return context.db.rectificationItem.findUniqueOrThrow({ ...query, where: { id } });
    },
  }),
);

/** The item, for who may take this step. Throws `NotAllowed` to who may only read it, `NotFound` to everybody else. */
async function mayTake(
  step: RectificationStep,
  itemId: string,
  context: Context,
): Promise<{ readonly id: string; readonly viewer: Viewer }> {
  const { db, viewer } = context;
  if (viewer === null) throw notSignedIn();
  const id = keyOf(itemId, 'RectificationItem');
  const item = await db.rectificationItem.findFirst({
    where: { AND: [{ id }, rows(viewer).rectificationItem] },
    select: { county: { select: { id: true, provinceId: true } } },
  });
  if (item === null) throw new NotFound();
  if (steps[step].by === 'hr-officer') await mustAdminister(context, item.county.id);
  else if (!inspects(viewer, item.county)) throw new NotAllowed();
  return { id, viewer };
}
