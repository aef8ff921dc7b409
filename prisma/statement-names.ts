/**
 * Names for the statements that come again and again, under which a connection to PostgreSQL keeps them parsed and planned: of the
 * larger ones planning takes longer than running. Only so many get one, as the server of the database keeps each until the
 * connection ends, and lists of ids make ever new texts.
 */
export function statementNames(): (query: { readonly sql: string }) => string {
  const asked = new Map<string, number>();
  const names = new Map<string, string>();
  return ({ sql }) => {
    const known = names.get(sql);
    if (known !== undefined) return known;
    if (names.size >= MOST_NAMED) return UNNAMED;
    const times = (asked.get(sql) ?? 0) + 1;
    if (times < OFTEN) {
      if (asked.size >= MOST_WATCHED) asked.clear();
      asked.set(sql, times);
      return UNNAMED;
    }
    asked.delete(sql);
    const name = `junheng-${names.size}`;
    names.set(sql, name);
    return name;
  };
}

/** A statement that is forgotten once it has run. */
const UNNAMED = '';

/** How often a text must come before it gets a name. */
const OFTEN = 5;
const MOST_NAMED = 300;
const MOST_WATCHED = 2_000;
