import type { Pool } from 'pg';

/** What a county tells everybody: the stored text and nothing of the registry. */
export interface Stored {
  readonly body: string;
  readonly sha256: string;
  readonly publishedAt: Date;
  /** IANA zone of the county's offices. */
  readonly timeZone: string;
}

/** The newest publication of the county with this code; null: there is none, or it was withdrawn. */
export async function storedFigures(pool: Pool, code: string): Promise<Stored | null> {
  // PostgreSQL takes no text with a NUL in it.
  if (code.includes('\0')) return null;
  const { rows } = await pool.query<Stored & { readonly withdrawnAt: Date | null }>(newest, [code]);
  const [found] = rows;
  return found && found.withdrawnAt === null ? found : null;
}

const newest = `
  SELECT figures.body, figures.sha256, figures."publishedAt", figures."withdrawnAt",
    county."timeZone"
  FROM "PublicFigures" figures JOIN "County" county ON county.id = figures."countyId"
  WHERE county.code = $1 ORDER BY figures.version DESC LIMIT 1`;
