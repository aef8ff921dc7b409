import { randomUUID } from 'node:crypto';
import type { Database } from '../../prisma/client.ts';
import { pageSize } from '../../schema/builder.ts';
import type { RoleName, Viewer } from '../../schema/context.ts';
import { idOf } from '../../schema/ids.ts';
import { ask, contextWith } from '../support/ask.ts';
import { keepMarkedCounty, type MarkedCounty, viewerAs } from '../support/counties.ts';
import { insert } from '../support/registry.ts';

/** Two counties of two provinces, alike but for their marks, and a viewer of each role in the first. */
interface TwoCounties {
  readonly county: MarkedCounty;
  readonly foreign: MarkedCounty;
  readonly viewers: Readonly<Record<RoleName, Viewer>>;
}

export async function keepTwoCounties(database: Database): Promise<TwoCounties> {
  const { pool } = database;
  const [province, other] = [randomUUID(), randomUUID()];
  await insert(pool, 'Province', [
    { id: province, code: 'P1', name: 'First' },
    { id: other, code: 'P2', name: 'Second' },
  ]);
  const county = await withAccounts(database, await keepMarkedCounty(pool, 'Jia', province, 4));
  const foreign = await withAccounts(database, await keepMarkedCounty(pool, 'Yi', other, 4));
  for (const kept of [county, foreign]) await orderByPlans(database, kept);
  const { countyId, provinceId, schools, teachers } = county;
  const viewers = {
    'hr-officer': viewerAs('hr-officer', { countyId }),
    principal: viewerAs('principal', { schoolId: schools[0] ?? null }),
    // One who moves, one who is exempt and one who teaches on circuit: of what is their own something is told.
    teacher: {
      ...viewerAs('teacher', {}),
      grants: teachers.slice(0, 3).flatMap((teacherId) => viewerAs('teacher', { teacherId }).grants),
    },
    inspector: viewerAs('inspector', { countyId }),
    'province-officer': viewerAs('province-officer', { provinceId }),
  };
  return { county, foreign, viewers };
}

/** The officer's account with all that hangs on it, and somebody asked in. */
async function withAccounts({ db, pool }: Database, county: MarkedCounty): Promise<MarkedCounty> {
  const { countyId, provinceId, mark, roundId } = county;
  const { openedBy } = await db.round.findUniqueOrThrow({ where: { id: roundId } });
  const [role, invitation, token, session] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
  await insert(pool, 'RoleGrant', [{ id: role, userId: openedBy, role: 'hr-officer', countyId }]);
  const expiresAt = '2099-01-01T00:00:00Z';
  await insert(pool, 'Invitation', [
    {
      id: invitation,
      email: `${mark.toLowerCase()}@example.org`,
      name: `${mark} guest`,
      grants: JSON.stringify([]),
      countyId,
      secretHash: invitation,
      expiresAt,
    },
  ]);
  await insert(pool, 'Session', [
    { id: token, userId: openedBy, kind: 'bearer', secretHash: token, name: `${mark} token`, expiresAt },
    { id: session, userId: openedBy, kind: 'cookie', secretHash: session, expiresAt },
  ]);
  const ids = {
    Province: [provinceId],
    Account: [openedBy ?? ''],
    AccountRole: [role],
    Invitation: [invitation],
    AccessToken: [token],
    SignInSession: [session],
  };
  return { ...county, ids: { ...county.ids, ...ids } };
}

/** Of the papers and postings some are by the published plan, some by the draft, as of one that was taken back. */
async function orderByPlans({ db }: Database, { countyId, ids, draftId, publishedId }: MarkedCounty) {
  const every = (type: string, part: number) => (ids[type] ?? []).filter((_id, index) => index % 2 === part);
  await db.posting.updateMany({ where: { countyId }, data: { planId: publishedId } });
  await db.posting.updateMany({ where: { id: { in: every('Posting', 1) } }, data: { planId: draftId } });
  await db.letter.updateMany({ where: { id: { in: every('Letter', 1) } }, data: { planId: draftId } });
}

/** Which of these ids `nodes` answers to the viewer. */
export async function answeredBy(
  database: Database,
  viewer: Viewer,
  ids: readonly string[],
): Promise<string[]> {
  const [some, rest] = [ids.slice(0, pageSize.most), ids.slice(pageSize.most)];
  const { at, errors } = await ask(
    contextWith(database, viewer),
    'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }',
    { ids: some },
  );
  if (errors.length > 0) throw new Error(JSON.stringify(errors));
  const nodes = at('nodes');
  const found = Array.isArray(nodes) ? some.filter((_id, index) => nodes[index] !== null) : [];
  return rest.length === 0 ? found : [...found, ...(await answeredBy(database, viewer, rest))];
}

/** Which of these rows the viewer reads, by their keys. */
export async function visible(
  database: Database,
  viewer: Viewer,
  type: string,
  keys: readonly string[],
): Promise<string[]> {
  const seen = new Set(
    await answeredBy(
      database,
      viewer,
      keys.map((key) => idOf(type, key)),
    ),
  );
  return keys.filter((key) => seen.has(idOf(type, key)));
}
