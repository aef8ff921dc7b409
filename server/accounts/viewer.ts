import type { Pool } from 'pg';
import type { Language, Viewer } from '../../schema/context.ts';
import { hashOf } from './secret.ts';

/** Where a grant names no county: the zone its days are reckoned in. */
export const usualZone = 'Asia/Shanghai';

/** A sign-in is noted as seen at most this often, so that reading does not mean writing. */
const seenEvery = '5 minutes';

/** Somebody signed in, and the language of the account. */
export interface SignedIn {
  readonly viewer: Viewer;
  readonly language: Language;
}

/**
 * Whose secret this is, with the grants in force today where the county lies; null for a secret unknown or
 * expired, and for a closed account. One statement, and a second one every five minutes.
 */
export async function signedIn(pool: Pool, secret: string, now: Date): Promise<SignedIn | null> {
  const { rows } = await pool.query<Row>(
    `SELECT s.id AS "sessionId", s."lastSeenAt" < $2::timestamptz - interval '${seenEvery}' AS stale,
       u.id AS "userId", u.name, u.email, u.language,
       (SELECT coalesce(json_agg(json_build_object(
           'role', g.role, 'provinceId', g."provinceId", 'countyId', g."countyId",
           'schoolId', g."schoolId", 'teacherId', g."teacherId",
           'administrator', g.administrator) ORDER BY g.id), '[]')
        FROM "RoleGrant" g
        LEFT JOIN "School" school ON school.id = g."schoolId"
        LEFT JOIN "Teacher" teacher ON teacher.id = g."teacherId"
        LEFT JOIN "County" c ON c.id = coalesce(g."countyId", school."countyId", teacher."countyId")
        CROSS JOIN LATERAL (SELECT ($2::timestamptz AT TIME ZONE coalesce(c."timeZone", '${usualZone}'))::date AS day) today
        WHERE g."userId" = u.id AND (g."from" IS NULL OR g."from" <= today.day)
          AND (g.until IS NULL OR today.day <= g.until)) AS grants
     FROM "Session" s JOIN "User" u ON u.id = s."userId"
     WHERE s."secretHash" = $1 AND s."expiresAt" > $2 AND u."disabledAt" IS NULL`,
    [hashOf(secret), now],
  );
  const row = rows[0];
  if (row === undefined) return null;
  const { stale, language, ...viewer } = row;
  if (stale) await pool.query('UPDATE "Session" SET "lastSeenAt" = $2 WHERE id = $1', [row.sessionId, now]);
  return { viewer, language: language === 'en' ? 'en' : 'zh-CN' };
}

interface Row extends Viewer {
  readonly language: string;
  readonly stale: boolean;
}
