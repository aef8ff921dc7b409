import { z } from 'zod';
import type { Prisma } from '../prisma/generated/client.ts';
import type { GrantInput as GrantFacts } from './account-acts.ts';
import { LastRole, OwnAccount } from './account-refusals.ts';
import { builder } from './builder.ts';
import { containing } from './connection.ts';
import { Role, roleNames } from './enums.ts';
import { InvalidInput, NotAllowed, NotFound, VersionConflict } from './errors.ts';
import { keyOf } from './ids.ts';
import { operator } from './own-account.ts';
import { rows } from './scope.ts';
import { User, userOf } from './user.ts';

const AccountRole = builder.prismaNode('RoleGrant', {
  name: 'AccountRole',
  description: 'One role of an account, whatever its days. Read by administrators of what it is over.',
  id: { field: 'id' },
  select: { id: true },
  fields: (t) => ({
    role: t.field({
      type: Role,
      description: 'The role.',
      select: { role: true },
      resolve: ({ role }) => roleNames[role],
    }),
    province: t.relation('province', {
      nullable: true,
      description: 'Over this province; null: none named.',
    }),
    county: t.relation('county', { nullable: true, description: 'Over this county; null: none named.' }),
    school: t.relation('school', { nullable: true, description: 'Over this school; null: none named.' }),
    teacher: t.relation('teacher', { nullable: true, description: 'As this teacher; null: none named.' }),
    from: t.expose('from', {
      type: 'Day',
      nullable: true,
      description: 'Its first day; null: since it was granted.',
    }),
    until: t.expose('until', { type: 'Day', nullable: true, description: 'Its last day; null: no end.' }),
    administrator: t.exposeBoolean('administrator', {
      description: 'Whether it keeps the accounts of what it is over, too.',
    }),
  }),
});

const Account = builder.prismaNode('User', {
  name: 'Account',
  description: 'Who may sign in. Read by administrators of something it has a role over.',
  id: { field: 'id' },
  select: { id: true },
  fields: (t) => ({
    email: t.exposeString('email', { description: 'E-mail address, with which one signs in.' }),
    name: t.exposeString('name', { description: 'Name.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'Since when it is there.' }),
    disabledAt: t.expose('disabledAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was closed; null: it is open.',
    }),
    version: t.exposeInt('version', { description: 'Goes up with every change; give it back with an act.' }),
    roles: t.relation('grants', {
      type: AccountRole,
      description: 'Its roles over what the reader keeps the accounts of; others are not told.',
      query: (_args, { viewer }) => ({ where: rows(viewer).roleGrant, orderBy: { id: 'asc' } }),
    }),
    totp: t.boolean({
      description: 'Whether signing in asks for a code too.',
      select: { secondFactor: { select: { confirmedAt: true } } },
      resolve: ({ secondFactor }) => secondFactor?.confirmedAt != null,
    }),
    resetUntil: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'Until when its password can be set with the secret of a reset; null: none is out.',
      select: { reset: { select: { expiresAt: true } } },
      resolve: ({ reset }) => reset?.expiresAt ?? null,
    }),
  }),
});

const accountNamed = (text: string | null | undefined): Prisma.UserWhereInput =>
  text == null || text.trim() === ''
    ? {}
    : { OR: [{ name: containing(text.trim()) }, { email: containing(text.trim()) }] };

const Invitation = builder.prismaNode('Invitation', {
  description: 'Somebody asked in. Read by administrators of what is offered.',
  id: { field: 'id' },
  select: { id: true },
  fields: (t) => ({
    email: t.exposeString('email', { description: 'The address it is for.' }),
    name: t.exposeString('name', { description: 'The name the account will have.' }),
    roles: t.field({
      type: [Role],
      description: 'The roles offered.',
      select: { grants: true },
      resolve: ({ grants }) => offered.parse(grants).map(({ role }) => roleNames[role]),
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When.' }),
    createdBy: t.field({
      type: User,
      nullable: true,
      description: 'Who; null: the operator of the server.',
      select: { createdBy: true },
      resolve: ({ createdBy }, _args, context) => userOf(context, createdBy),
    }),
    expiresAt: t.expose('expiresAt', { type: 'DateTime', description: 'Until when it can be taken up.' }),
    acceptedAt: t.expose('acceptedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was taken up; null: it was not.',
    }),
    withdrawnAt: t.expose('withdrawnAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was taken back; null: it was not.',
    }),
  }),
});

/** What is shown of an invitation's grants, which the server wrote. */
const offered = z.array(
  z.object({ role: z.enum(['hr_officer', 'principal', 'teacher', 'inspector', 'province_officer']) }),
);

const AccountConnection = builder.connectionObject(
  { type: Account, name: 'AccountConnection', description: 'Accounts, page by page.' },
  { name: 'AccountEdge', description: 'An account in a list.' },
);

const InvitationConnection = builder.connectionObject(
  { type: Invitation, name: 'InvitationConnection', description: 'Invitations, page by page.' },
  { name: 'InvitationEdge', description: 'An invitation in a list.' },
);

builder.queryFields((t) => ({
  accounts: t.prismaConnection(
    {
      type: Account,
      cursor: 'id',
      description: 'Accounts with a role over what the reader keeps the accounts of, by address.',
      args: {
        search: t.arg.string({ description: 'Only those whose name or address holds this.' }),
      },
      totalCount: (_root, { search }, { db, viewer }) =>
        db.user.count({ where: { AND: [rows(viewer).account, accountNamed(search)] } }),
      resolve: (query, _root, { search }, { db, viewer }) =>
        db.user.findMany({
          ...query,
          where: { AND: [rows(viewer).account, accountNamed(search)] },
          orderBy: { email: 'asc' },
        }),
    },
    AccountConnection,
  ),
  invitations: t.prismaConnection(
    {
      type: Invitation,
      cursor: 'id',
      description: 'Invitations over what the reader keeps the accounts of, newest first.',
      totalCount: (_root, _args, { db, viewer }) => db.invitation.count({ where: rows(viewer).invitation }),
      resolve: (query, _root, _args, { db, viewer }) =>
        db.invitation.findMany({ ...query, where: rows(viewer).invitation, orderBy: { id: 'desc' } }),
    },
    InvitationConnection,
  ),
}));

const GrantInput = builder.inputType('GrantInput', {
  description: 'A role to grant, and the one row it is over.',
  fields: (t) => ({
    role: t.field({ type: Role, required: true, description: 'The role.' }),
    provinceId: t.id({ description: 'For a province officer; or an inspector of all its counties.' }),
    countyId: t.id({ description: 'For an HR officer; or an inspector of the county.' }),
    schoolId: t.id({ description: 'For a principal.' }),
    teacherId: t.id({ description: 'For a teacher.' }),
    from: t.field({ type: 'Day', description: 'Its first day; left out: at once.' }),
    until: t.field({ type: 'Day', description: 'Its last day; left out: no end.' }),
    administrator: t.boolean({
      required: true,
      defaultValue: false,
      description: 'Whether it keeps the accounts of what it is over, too.',
    }),
  }),
});

/** Ids as given to keys. */
const factsOf = (given: {
  role: GrantFacts['role'];
  provinceId?: string | null | undefined;
  countyId?: string | null | undefined;
  schoolId?: string | null | undefined;
  teacherId?: string | null | undefined;
  from?: string | null | undefined;
  until?: string | null | undefined;
  administrator: boolean;
}): GrantFacts => {
  const key = (id: string | null | undefined, type: string) => (id == null ? undefined : keyOf(id, type));
  return {
    role: given.role,
    provinceId: key(given.provinceId, 'Province'),
    countyId: key(given.countyId, 'County'),
    schoolId: key(given.schoolId, 'School'),
    teacherId: key(given.teacherId, 'Teacher'),
    from: given.from ?? undefined,
    until: given.until ?? undefined,
    administrator: given.administrator,
  };
};

const Invited = builder.objectRef<{ id: string; secret: string; expiresAt: Date }>('Invited').implement({
  description: 'An invitation just made.',
  fields: (t) => ({
    invitation: t.prismaField({
      type: Invitation,
      description: 'The invitation as it is listed.',
      resolve: (query, { id }, _args, { db }) => db.invitation.findUniqueOrThrow({ ...query, where: { id } }),
    }),
    secret: t.exposeString('secret', {
      description: 'Shown this once: hand it over, by letter or in person. It is used once.',
    }),
    page: t.string({
      description: 'The page of the console to hand over instead, which holds the secret.',
      resolve: ({ secret }) => `/#invitation=${secret}`,
    }),
  }),
});

const PasswordReset = builder
  .objectRef<{ userId: string; secret: string; expiresAt: Date }>('PasswordReset')
  .implement({
    description: 'A password just reset: the old one and every session have ended.',
    fields: (t) => ({
      account: t.prismaField({
        type: Account,
        description: 'Whose.',
        resolve: (query, { userId }, _args, { db }) =>
          db.user.findUniqueOrThrow({ ...query, where: { id: userId } }),
      }),
      secret: t.exposeString('secret', {
        description: 'Shown this once: hand it over, by letter or in person. It is used once.',
      }),
      page: t.string({
        description: 'The page of the console to hand over instead, which holds the secret.',
        resolve: ({ secret }) => `/#reset=${secret}`,
      }),
      expiresAt: t.expose('expiresAt', { type: 'DateTime', description: 'Until when it is good.' }),
    }),
  });

const administrating = [NotFound, NotAllowed, OwnAccount, VersionConflict];

builder.mutationFields((t) => {
  const which = () => ({
    accountId: t.arg.id({ required: true, description: 'The account.' }),
    version: t.arg.int({ required: true, description: 'The version the administrator has read.' }),
  });
  return {
    inviteUser: t.field({
      type: Invited,
      description:
        'Asks somebody in with roles of one county or one province. For administrators of accounts, none wider than their own. Whether the address has an account is not told.',
      errors: { types: [InvalidInput, NotAllowed] },
      args: {
        email: t.arg.string({ required: true, description: 'The address to sign in with, in any case.' }),
        name: t.arg.string({ required: true, description: 'The name.' }),
        grants: t.arg({ type: [GrantInput], required: true, description: 'The roles offered.' }),
      },
      resolve: (_root, { email, name, grants }, context) =>
        context.accounts.invite(operator('inviteUser', context), {
          email,
          name,
          grants: grants.map(factsOf),
        }),
    }),
    withdrawInvitation: t.prismaField({
      type: Invitation,
      description:
        'Takes an invitation back that has not been taken up. For administrators of what it offers.',
      errors: { types: [NotFound] },
      args: { invitationId: t.arg.id({ required: true, description: 'The invitation.' }) },
      resolve: async (query, _root, { invitationId }, context) => {
        const id = keyOf(invitationId, 'Invitation');
        await context.accounts.withdrawInvitation(operator('withdrawInvitation', context), id);
        return context.db.invitation.findUniqueOrThrow({ ...query, where: { id } });
      },
    }),
    grantRole: t.prismaField({
      type: Account,
      description:
        'Grants a role; the account’s sessions and tokens end. For administrators of all its roles.',
      errors: { types: [...administrating, InvalidInput] },
      args: { ...which(), grant: t.arg({ type: GrantInput, required: true, description: 'The role.' }) },
      resolve: async (query, _root, { accountId, version, grant }, context) => {
        const id = keyOf(accountId, 'Account');
        await context.accounts.grantRole(operator('grantRole', context), id, version, factsOf(grant));
        return context.db.user.findUniqueOrThrow({ ...query, where: { id } });
      },
    }),
    revokeRole: t.prismaField({
      type: Account,
      description:
        'Takes a role away; the account’s sessions and tokens end. For administrators of that role.',
      errors: { types: [NotFound, OwnAccount, VersionConflict, LastRole] },
      args: {
        roleId: t.arg.id({ required: true, description: 'The role of the account.' }),
        version: t.arg.int({ required: true, description: 'The version of the account that was read.' }),
      },
      resolve: async (query, _root, { roleId, version }, context) => {
        const viewer = operator('revokeRole', context);
        const id = await context.accounts.revokeRole(viewer, keyOf(roleId, 'AccountRole'), version);
        return context.db.user.findUniqueOrThrow({ ...query, where: { id } });
      },
    }),
    resetPassword: t.field({
      type: PasswordReset,
      description:
        'Ends an account’s password, sessions and tokens, and answers a secret to set a new one with. For administrators of all its roles.',
      errors: { types: administrating },
      args: which(),
      resolve: async (_root, { accountId, version }, context) => {
        const userId = keyOf(accountId, 'Account');
        const made = await context.accounts.resetPassword(
          operator('resetPassword', context),
          userId,
          version,
        );
        return { userId, ...made };
      },
    }),
    removeTotp: t.prismaField({
      type: Account,
      description:
        'Ends sign-in by two steps for who has lost generator and recovery codes. For administrators of all its roles.',
      errors: { types: administrating },
      args: which(),
      resolve: async (query, _root, { accountId, version }, context) => {
        const id = keyOf(accountId, 'Account');
        await context.accounts.removeTotp(operator('removeTotp', context), id, version);
        return context.db.user.findUniqueOrThrow({ ...query, where: { id } });
      },
    }),
    disableUser: t.prismaField({
      type: Account,
      description: 'Closes an account; its sessions and tokens end. For administrators of all its roles.',
      errors: { types: [...administrating, InvalidInput] },
      args: { ...which(), reason: t.arg.string({ description: 'Why; for the record.' }) },
      resolve: async (query, _root, { accountId, version, reason }, context) => {
        const id = keyOf(accountId, 'Account');
        await context.accounts.disable(operator('disableUser', context), id, version, reason ?? null);
        return context.db.user.findUniqueOrThrow({ ...query, where: { id } });
      },
    }),
    enableUser: t.prismaField({
      type: Account,
      description: 'Opens a closed account again, with its roles. For administrators of all its roles.',
      errors: { types: administrating },
      args: which(),
      resolve: async (query, _root, { accountId, version }, context) => {
        const id = keyOf(accountId, 'Account');
        await context.accounts.enable(operator('enableUser', context), id, version);
        return context.db.user.findUniqueOrThrow({ ...query, where: { id } });
      },
    }),
  };
});
