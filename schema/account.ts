import { CodeRefused, CodeWanted } from './account-refusals.ts';
import { builder } from './builder.ts';
import type { Grant as GrantShape, Viewer as ViewerShape } from './context.ts';
import { Language, Role } from './enums.ts';
import { InvalidInput, NotFound, notSignedIn, SignInRefused, TooManyAttempts } from './errors.ts';
import { keyOf } from './ids.ts';
import { rows } from './scope.ts';

const Grant = builder.objectRef<GrantShape>('Grant').implement({
  description: 'One role of the reader and the rows it serves: the narrowest of those named.',
  fields: (t) => ({
    role: t.expose('role', { type: Role, description: 'The role.' }),
    administrator: t.boolean({
      description: 'Whether it keeps the accounts of what it is over, too.',
      resolve: ({ administrator }) => administrator === true,
    }),
    province: t.prismaField({
      type: 'Province',
      nullable: true,
      description: 'Over every county of this province; null: none named.',
      resolve: (query, { provinceId }, _args, { db }) =>
        provinceId === null ? null : db.province.findUnique({ ...query, where: { id: provinceId } }),
    }),
    county: t.prismaField({
      type: 'County',
      nullable: true,
      description: 'Over this county; null: none named.',
      resolve: (query, { countyId }, _args, { db, viewer }) =>
        countyId === null
          ? null
          : db.county.findFirst({ ...query, where: { AND: [{ id: countyId }, rows(viewer).county] } }),
    }),
    school: t.prismaField({
      type: 'School',
      nullable: true,
      description: 'Over this school; null: none named.',
      resolve: (query, { schoolId }, _args, { db, viewer }) =>
        schoolId === null
          ? null
          : db.school.findFirst({ ...query, where: { AND: [{ id: schoolId }, rows(viewer).school] } }),
    }),
    teacher: t.prismaField({
      type: 'Teacher',
      nullable: true,
      description: 'As this teacher; null: none named.',
      resolve: (query, { teacherId }, _args, { db, viewer }) =>
        teacherId === null
          ? null
          : db.teacher.findFirst({ ...query, where: { AND: [{ id: teacherId }, rows(viewer).teacher] } }),
    }),
  }),
});

const AccessToken = builder.prismaNode('Session', {
  name: 'AccessToken',
  description: 'A bearer token for a program, with its owner’s roles.',
  id: { field: 'id' },
  select: { id: true },
  fields: (t) => ({
    name: t.exposeString('name', { nullable: true, description: 'What its owner calls it; null: nothing.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was made.' }),
    lastSeenAt: t.expose('lastSeenAt', { type: 'DateTime', description: 'When it was last used.' }),
    expiresAt: t.expose('expiresAt', { type: 'DateTime', description: 'When it ends.' }),
  }),
});

export const Viewer = builder.objectRef<ViewerShape>('Viewer').implement({
  description: 'Who is signed in.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Name.' }),
    email: t.exposeString('email', { description: 'E-mail address, with which one signs in.' }),
    language: t.field({
      type: Language,
      description: 'The language messages come in.',
      resolve: (_viewer, _args, { language }) => language,
    }),
    grants: t.field({
      type: [Grant],
      description: 'The roles in force today.',
      resolve: ({ grants }) => grants,
    }),
    tokens: t.prismaField({
      type: [AccessToken],
      description: 'The reader’s tokens for programs, newest first.',
      resolve: (query, _viewer, _args, { db, viewer }) =>
        db.session.findMany({
          ...query,
          where: rows(viewer).accessToken,
          orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
        }),
    }),
  }),
});

builder.queryField('viewer', (t) =>
  t.field({
    type: Viewer,
    nullable: true,
    description: 'Who is signed in; null: nobody. The one thing that can be asked without a login.',
    skipTypeScopes: true,
    resolve: (_root, _args, { viewer }) => viewer,
  }),
);

const SignedIn = builder.objectRef<{ secret: string; expiresAt: Date }>('SignedIn').implement({
  description: 'A session. A browser holds it as a cookie and needs nothing of this.',
  fields: (t) => ({
    secret: t.exposeString('secret', {
      description: 'For programs without cookies: send it as `Authorization: Bearer`.',
    }),
    expiresAt: t.expose('expiresAt', { type: 'DateTime', description: 'When the session ends.' }),
  }),
});

const NewToken = builder.objectRef<{ id: string; secret: string; expiresAt: Date }>('NewToken').implement({
  description: 'A token just made.',
  fields: (t) => ({
    token: t.prismaField({
      type: AccessToken,
      description: 'The token as it is listed.',
      resolve: (query, { id }, _args, { db }) => db.session.findUniqueOrThrow({ ...query, where: { id } }),
    }),
    secret: t.exposeString('secret', {
      description: 'Shown this once; send it as `Authorization: Bearer`.',
    }),
  }),
});

builder.mutationFields((t) => ({
  signIn: t.field({
    type: SignedIn,
    description: 'Opens a session by e-mail address and password.',
    skipTypeScopes: true,
    errors: { types: [SignInRefused, TooManyAttempts, CodeWanted, CodeRefused] },
    args: {
      email: t.arg.string({ required: true, description: 'E-mail address, in any case.' }),
      password: t.arg.string({ required: true, description: 'Password.' }),
      code: t.arg.string({
        description: 'Where the account asks for one: the code of its generator, or a recovery code.',
      }),
    },
    resolve: (_root, { email, password, code }, { accounts }) =>
      accounts.signIn(email, password, code ?? undefined),
  }),
  signOut: t.boolean({
    description: 'Ends this session; true once it is ended.',
    resolve: async (_root, _args, { accounts, viewer }) => {
      if (viewer === null) throw notSignedIn();
      await accounts.signOut(viewer.sessionId);
      return true;
    },
  }),
  createToken: t.field({
    type: NewToken,
    description: 'Makes a bearer token for a program, with the reader’s own roles.',
    errors: { types: [InvalidInput] },
    args: {
      name: t.arg.string({ required: true, description: 'What the token is for.' }),
      days: t.arg.int({ required: true, description: 'How many days it lasts.' }),
    },
    resolve: (_root, { name, days }, { accounts, viewer }) => {
      if (viewer === null) throw notSignedIn();
      return accounts.createToken(viewer, name, days);
    },
  }),
  revokeToken: t.field({
    type: Viewer,
    description: 'Ends a token at once.',
    errors: { types: [NotFound] },
    args: { tokenId: t.arg.id({ required: true, description: 'The token.' }) },
    resolve: async (_root, { tokenId }, { accounts, viewer }) => {
      if (viewer === null) throw notSignedIn();
      await accounts.revokeToken(viewer, keyOf(tokenId, 'AccessToken'));
      return viewer;
    },
  }),
}));
