import type { Database } from '../../prisma/client.ts';
import type { Viewer } from '../../schema/context.ts';
import { createReckoner } from '../../server/jobs/reckoner.ts';
import { freeze } from '../../server/rounds/freeze.ts';
import { open } from '../../server/rounds/open.ts';
import { seedIfEmpty } from '../../server/seed.ts';
import { demoCounty } from './demo.ts';

/** What the first round of a freshly seeded, empty database freezes to, as JSON with one row a line. */
export async function firstProblem(database: Database): Promise<string> {
  await seedIfEmpty(database, () => undefined);
  const { schoolYear, effective } = demoCounty();
  const viewer = await officer(database);
  const [grant] = viewer.grants;
  const roundId = await open(database, viewer, {
    countyId: grant?.countyId ?? '',
    name: `${schoolYear}年教师交流`,
    schoolYear,
    effective,
  });
  const reckoner = createReckoner();
  const { text } = await freeze(database, reckoner, roundId).finally(() => reckoner.close());
  return oneRowALine(text);
}

/** The HR officer of a seeded database. */
export async function officer({ db }: Database): Promise<Viewer> {
  const { id, name, email, grants } = await db.user.findFirstOrThrow({
    where: { grants: { some: { role: 'hr_officer' } } },
    include: { grants: true },
  });
  return {
    userId: id,
    sessionId: '',
    name,
    email,
    grants: grants.map((grant) => ({ ...grant, role: 'hr-officer' })),
  };
}

/** So that two versions of the file can be compared by line. */
function oneRowALine(text: string): string {
  const problem: Record<string, unknown> = JSON.parse(text);
  const entries = Object.entries(problem).map(([key, value]) => {
    const rows =
      Array.isArray(value) && value.length > 0
        ? `[\n${value.map((row) => JSON.stringify(row)).join(',\n')}\n]`
        : JSON.stringify(value);
    return `${JSON.stringify(key)}: ${rows}`;
  });
  return `{\n${entries.join(',\n')}\n}\n`;
}
