import { batched } from './batch.ts';
import { builder } from './builder.ts';
import type { Context } from './context.ts';

export const User = builder.objectRef<{ name: string }>('User').implement({
  description: 'Somebody who has done something here.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Name.' }),
  }),
});

/** Null for no user, and for one whose account is gone. */
export const userOf = async (context: Context, id: string | null) =>
  id === null ? null : ((await usersById(context, id)) ?? null);

const usersById = batched(async (ids, { db }) => {
  const users = await db.user.findMany({
    where: { id: { in: [...ids] } },
    select: { id: true, name: true },
  });
  return new Map(users.map((user) => [user.id, user]));
});
