import type { Database } from '../../prisma/client.ts';
import type { RoleName, Rounds, Viewer } from '../../schema/context.ts';
import { roster } from '../../server/registry/roster.ts';
import { ask, contextWith } from '../../test/support/ask.ts';
import { viewerAs } from '../../test/support/counties.ts';
import { draw } from '../../test/support/draw.ts';
import { startRounds } from '../../test/support/rounds.ts';
import type { Client } from '../load/client.ts';
import { consoleDocuments } from '../load/documents.ts';
import { type Errand, errands } from '../load/mix.ts';
import { type Place, placesOf } from '../load/people.ts';
import { type Explained, explained, statementsOf } from './watched-statements.ts';

/** What an errand of the load asks of the database. */
export interface ErrandPlan {
  readonly role: RoleName;
  readonly name: string;
  /** Why it was not answered; null: it was. */
  readonly failed: string | null;
  /** Each statement, explained. */
  readonly statements: readonly Explained[];
}

/** Every errand of every role, done once in the first county of a province, one after the other. */
export async function* errandPlans(database: Database): AsyncIterable<ErrandPlan> {
  const [place] = await placesOf(database.pool);
  if (place === undefined) throw new RangeError('There is no county.');
  const { rounds, close } = await startRounds(database);
  try {
    for (const [role, mine] of Object.entries(errands) as [RoleName, readonly Errand[]][])
      for (const errand of mine) yield await planOf(database, rounds, place, role, errand);
  } finally {
    await close();
  }
}

async function planOf(
  database: Database,
  rounds: Rounds,
  place: Place,
  role: RoleName,
  errand: Errand,
): Promise<ErrandPlan> {
  const teacherId = place.teachers[7]?.id ?? '';
  const schoolId = place.schools[3] ?? '';
  const viewer = viewerOf(role, place, teacherId, schoolId);
  let number = 0;
  const desk = {
    client: inProcess(database, rounds, viewer),
    person: { role, email: '', place, schoolId, teacherId },
    documents: consoleDocuments(),
    draw: draw(1),
    versions: new Map<string, number>(),
    next: () => ++number,
  };
  let failed: string | null = null;
  const statements = await statementsOf(async () => {
    failed = (await errand.run(desk)).failed;
  });
  const found: Explained[] = [];
  for (const statement of statements) found.push(await explained(database.pool, statement));
  return { role, name: errand.name, failed, statements: found };
}

function viewerOf(role: RoleName, place: Place, teacherId: string, schoolId: string): Viewer {
  if (role === 'principal') return viewerAs(role, { schoolId });
  if (role === 'teacher') return viewerAs(role, { teacherId });
  if (role === 'province-officer') return viewerAs(role, { provinceId: place.provinceId });
  return viewerAs(role, { countyId: place.countyId });
}

/** The load's client without a server between. */
function inProcess(database: Database, rounds: Rounds, viewer: Viewer): Client {
  const context = { ...contextWith(database, viewer), rounds };
  return {
    async ask(query, variables) {
      const { data, errors } = await ask(context, query, { ...variables });
      return { data, failed: errors.length === 0 ? null : JSON.stringify(errors) };
    },
    async fetch(path) {
      const county = new URL(path, 'http://bench').searchParams.get('county') ?? '';
      if (path.startsWith('/roster.json')) await roster(database, { viewer, county, left: false });
      else {
        const { id } = await database.db.county.findUniqueOrThrow({ where: { code: county } });
        await rounds.personal.standing(id, new Date().toISOString().slice(0, 10));
      }
      return { data: null, failed: null };
    },
    async signIn() {},
    close() {},
  };
}
