import { Viewer } from './account.ts';
import { type AccountOperation, accountOperations } from './account-operations.ts';
import {
  AlreadyOn,
  CodeRefused,
  CodeWanted,
  LastRole,
  OwnAccount,
  PasswordRefused,
  SecretRefused,
} from './account-refusals.ts';
import { builder } from './builder.ts';
import type { Context, Viewer as ViewerShape } from './context.ts';
import { InvalidInput, NotFound, notSignedIn, TooManyAttempts } from './errors.ts';
import { keyOf } from './ids.ts';
import { RefusalInterface } from './refusal.ts';
import { rows } from './scope.ts';

const refusal = { interfaces: [RefusalInterface] };

builder.objectType(OwnAccount, {
  ...refusal,
  name: 'OwnAccount',
  description: 'An administrator does not do this to the own account: another one has to.',
});

builder.objectType(LastRole, {
  ...refusal,
  name: 'LastRole',
  description: 'An account has a role as long as it is there: disable it instead.',
});

builder.objectType(SecretRefused, {
  ...refusal,
  name: 'SecretRefused',
  description: 'The secret is unknown, used, withdrawn or too late.',
});

builder.objectType(PasswordRefused, {
  ...refusal,
  name: 'PasswordRefused',
  description: 'The present password is wrong.',
});

builder.objectType(CodeWanted, {
  ...refusal,
  name: 'CodeWanted',
  description: 'The password is right, and the account asks for a code too: sign in again with `code`.',
});

builder.objectType(CodeRefused, {
  ...refusal,
  name: 'CodeRefused',
  description: 'The code is wrong, too old, or was used before.',
});

builder.objectType(AlreadyOn, {
  ...refusal,
  name: 'AlreadyOn',
  description: 'Codes are asked for already.',
});

const SignInSession = builder.prismaNode('Session', {
  variant: 'SignInSession',
  description: 'A sign-in of the reader’s: a browser, mostly.',
  id: { field: 'id' },
  select: { id: true },
  fields: (t) => ({
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was opened.' }),
    lastSeenAt: t.expose('lastSeenAt', {
      type: 'DateTime',
      description: 'When it was last used, to five minutes.',
    }),
    expiresAt: t.expose('expiresAt', { type: 'DateTime', description: 'When it ends.' }),
    current: t.boolean({
      description: 'Whether it is the one that asks.',
      select: { id: true },
      resolve: ({ id }, _args, { viewer }) => id === viewer?.sessionId,
    }),
  }),
});

builder.objectFields(Viewer, (t) => ({
  sessions: t.prismaField({
    type: [SignInSession],
    description: 'The reader’s sign-ins that still stand, newest first.',
    resolve: (query, _viewer, _args, { db, viewer, now }) =>
      db.session.findMany({
        ...query,
        where: { AND: [rows(viewer).signInSession, { expiresAt: { gt: now() } }] },
        orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      }),
  }),
  totp: t.boolean({
    description: 'Whether signing in asks for a code of a generator (TOTP) too.',
    resolve: async (_viewer, _args, { db, viewer }) =>
      (await db.secondFactor.count({
        where: { userId: viewer?.userId ?? '', confirmedAt: { not: null } },
      })) > 0,
  }),
  recoveryCodesLeft: t.int({
    description: 'How many recovery codes have not been used.',
    resolve: (_viewer, _args, { db, viewer }) =>
      db.recoveryCode.count({ where: { userId: viewer?.userId ?? '' } }),
  }),
}));

const OpenIdSignIn = builder.objectRef<{ label: string }>('OpenIdSignIn').implement({
  description: 'Signing in by OpenID Connect.',
  fields: (t) => ({
    label: t.exposeString('label', { description: 'What it is called here.' }),
    path: t.string({
      description: 'The page of this server where it begins.',
      resolve: () => '/sign-in/openid',
    }),
  }),
});

builder.queryField('openIdSignIn', (t) =>
  t.field({
    type: OpenIdSignIn,
    nullable: true,
    description: 'How to sign in by OpenID Connect; null: not here. Asked without a login.',
    skipTypeScopes: true,
    resolve: (_root, _args, { accounts: { openIdLabel } }) =>
      openIdLabel === null ? null : { label: openIdLabel },
  }),
);

/** The viewer of an operation that asks for one; what else it asks for the use case looks at. */
export function operator(operation: AccountOperation, { viewer }: Context): ViewerShape {
  if (viewer === null || accountOperations[operation].by === 'anybody') throw notSignedIn();
  return viewer;
}

const PasswordSet = builder.objectRef<{ email: string }>('PasswordSet').implement({
  description: 'The password holds: sign in with it.',
  fields: (t) => ({ email: t.exposeString('email', { description: 'The address to sign in with.' }) }),
});

const TotpStarted = builder.objectRef<{ secret: string; uri: string }>('TotpStarted').implement({
  description: 'A secret for a generator of codes, shown this once and not yet in force.',
  fields: (t) => ({
    secret: t.exposeString('secret', { description: 'To type in: base32.' }),
    uri: t.exposeString('uri', { description: 'To show as a QR code: `otpauth://totp/…`.' }),
  }),
});

const TotpConfirmed = builder.objectRef<{ recoveryCodes: readonly string[] }>('TotpConfirmed').implement({
  description: 'Codes are asked for from now on.',
  fields: (t) => ({
    recoveryCodes: t.stringList({
      description: 'Each signs in once where the generator is lost; shown this once.',
      resolve: ({ recoveryCodes }) => [...recoveryCodes],
    }),
  }),
});

const PasswordChanged = builder.objectRef<{ secret: string; expiresAt: Date }>('PasswordChanged').implement({
  description: 'Every session and token has ended, and a new session begun. A browser has it as its cookie.',
  fields: (t) => ({
    secret: t.exposeString('secret', {
      description: 'For programs without cookies: send it as `Authorization: Bearer`.',
    }),
    expiresAt: t.expose('expiresAt', { type: 'DateTime', description: 'When the session ends.' }),
  }),
});

const password = {
  required: true,
  description: '10 characters at least, none of the most used, without the e-mail address.',
} as const;

builder.mutationFields((t) => ({
  acceptInvitation: t.field({
    type: PasswordSet,
    description:
      'Takes up an invitation with a first password; where the address has an account, with its password.',
    skipTypeScopes: true,
    errors: { types: [SecretRefused, InvalidInput, TooManyAttempts] },
    args: {
      secret: t.arg.string({ required: true, description: 'The secret of the invitation.' }),
      password: t.arg.string(password),
    },
    resolve: async (_root, { secret, password: chosen }, { accounts }) => ({
      email: await accounts.acceptInvitation(secret, chosen),
    }),
  }),
  setPassword: t.field({
    type: PasswordSet,
    description: 'Sets a new password with the secret of a reset.',
    skipTypeScopes: true,
    errors: { types: [SecretRefused, InvalidInput, TooManyAttempts] },
    args: {
      secret: t.arg.string({ required: true, description: 'The secret of the reset.' }),
      password: t.arg.string(password),
    },
    resolve: async (_root, { secret, password: chosen }, { accounts }) => ({
      email: await accounts.setPassword(secret, chosen),
    }),
  }),
  changePassword: t.field({
    type: PasswordChanged,
    description: 'Changes the reader’s password; every session and token ends, and a new session begins.',
    errors: { types: [PasswordRefused, InvalidInput, TooManyAttempts] },
    args: {
      old: t.arg.string({ required: true, description: 'The present password.' }),
      password: t.arg.string(password),
    },
    resolve: (_root, { old, password: chosen }, context) =>
      context.accounts.changePassword(operator('changePassword', context), old, chosen),
  }),
  signOutEverywhere: t.int({
    description: 'Ends every session and token of the reader, this one too; how many.',
    resolve: (_root, _args, context) =>
      context.accounts.signOutEverywhere(operator('signOutEverywhere', context)),
  }),
  endSession: t.field({
    type: Viewer,
    description: 'Ends one sign-in of the reader’s at once.',
    errors: { types: [NotFound] },
    args: { sessionId: t.arg.id({ required: true, description: 'The sign-in.' }) },
    resolve: async (_root, { sessionId }, context) => {
      const viewer = operator('endSession', context);
      await context.accounts.endSession(viewer, keyOf(sessionId, 'SignInSession'));
      return viewer;
    },
  }),
  startTotp: t.field({
    type: TotpStarted,
    description: 'Begins sign-in by two steps: a secret for a generator of codes (TOTP).',
    errors: { types: [PasswordRefused, AlreadyOn, TooManyAttempts] },
    args: { password: t.arg.string({ required: true, description: 'The present password.' }) },
    resolve: (_root, { password: present }, context) =>
      context.accounts.startTotp(operator('startTotp', context), present),
  }),
  confirmTotp: t.field({
    type: TotpConfirmed,
    description:
      'Puts sign-in by two steps in force, once the generator shows the right code. Other sessions end.',
    errors: { types: [CodeRefused, AlreadyOn, NotFound, TooManyAttempts] },
    args: { code: t.arg.string({ required: true, description: 'What the generator shows.' }) },
    resolve: async (_root, { code }, context) => ({
      recoveryCodes: await context.accounts.confirmTotp(operator('confirmTotp', context), code),
    }),
  }),
  stopTotp: t.field({
    type: Viewer,
    description: 'Ends sign-in by two steps.',
    errors: { types: [PasswordRefused, CodeRefused, NotFound, TooManyAttempts] },
    args: {
      password: t.arg.string({ required: true, description: 'The present password.' }),
      code: t.arg.string({ required: true, description: 'What the generator shows, or a recovery code.' }),
    },
    resolve: async (_root, { password: present, code }, context) => {
      const viewer = operator('stopTotp', context);
      await context.accounts.stopTotp(viewer, present, code);
      return viewer;
    },
  }),
}));
