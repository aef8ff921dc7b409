import type { Database } from '../../prisma/client.ts';
import type { Problem } from '../../solver/problem.ts';
import { readProblem } from '../../solver/read.ts';
import { dayOf } from '../day.ts';
import type { Faults } from '../imports/faults.ts';
import { usual } from '../rounds/standards.ts';
import type { StandardRead } from './read.ts';

interface Version {
  readonly version: string;
  readonly from: string;
  readonly body: unknown;
  /** Undefined: it is on file. */
  readonly read: StandardRead | undefined;
}

/**
 * A curriculum and the loads that hold beside it have to go together on every day, or no round could be frozen from then on:
 * loads name subjects that there are, and every subject taught has one. Told at the version of the file.
 */
export async function refuseAtOdds(
  db: Database['db'],
  countyId: string,
  added: readonly StandardRead[],
  faults: Faults,
): Promise<void> {
  const newest = {
    where: { countyId },
    orderBy: [{ effectiveFrom: 'asc' as const }, { createdAt: 'asc' as const }, { id: 'asc' as const }],
  };
  const curricula = versionsOf(await db.curriculumStandard.findMany(newest), added, 'curriculum');
  const loads = versionsOf(await db.loadStandard.findMany(newest), added, 'load');
  const taught = await db.section.findMany({
    where: { countyId },
    distinct: ['stage'],
    select: { stage: true },
  });
  refuseUnknownSubjects(curricula, added, faults);
  const seen = new Set<string>();
  for (const day of [...new Set([...curricula, ...loads].map(({ from }) => from))].sort()) {
    const [curriculum, load] = [on(day, curricula, usual.curriculum), on(day, loads, usual.load)];
    const place = (load.read ?? curriculum.read)?.place;
    const pair = JSON.stringify([curriculum.version, load.version]);
    if (!place || seen.has(pair)) continue;
    seen.add(pair);
    const read = readProblem(
      bare(
        day,
        curriculum.body,
        load.body,
        taught.map(({ stage }) => stage),
      ),
    );
    for (const { path, found, expected } of read.ok ? [] : read.faults)
      faults.add(place, 'standards-at-odds', found, {
        zh: `自${day}起课程标准“${curriculum.version}”和课时标准“${load.version}”不能并用，否则无法开始轮次：${path}须为 ${expected}`,
        en: `From ${day} the curriculum “${curriculum.version}” and the loads “${load.version}” hold together, and no round could be opened on them: at ${path} ${expected}`,
      });
  }
}

/** A standard of balance that counts teachers of a subject no curriculum knows would count nobody, and say so of no figure. */
function refuseUnknownSubjects(
  curricula: readonly Version[],
  added: readonly StandardRead[],
  faults: Faults,
): void {
  const bodies = [...curricula.map(({ body }) => body as Problem['curriculum']), usual.curriculum];
  const known = new Set(bodies.flatMap(({ subjects }) => subjects.map(({ code }) => code)));
  for (const standard of added)
    if (standard.kind === 'balance')
      for (const code of standard.body.artsAndPe)
        if (!known.has(code))
          faults.add(standard.place, 'unknown-subject', code, {
            zh: `课程标准中的学科代码，如 ${[...known].slice(0, 5).join('、')}`,
            en: `the code of a subject of a curriculum, such as ${[...known].slice(0, 5).join(', ')}`,
          });
}

function versionsOf(
  kept: readonly { readonly version: string; readonly effectiveFrom: Date; readonly body: unknown }[],
  added: readonly StandardRead[],
  kind: StandardRead['kind'],
): Version[] {
  const onFile = kept.map(({ version, effectiveFrom, body }) => ({
    version,
    from: dayOf(effectiveFrom),
    body,
    read: undefined,
  }));
  const read = added
    .filter((one) => one.kind === kind)
    .map((one) => ({ version: one.version, from: one.effectiveFrom, body: one.body, read: one }));
  return [...onFile, ...read];
}

/** The newest version in force on a day; of two of one day the one that comes later. */
function on(day: string, versions: readonly Version[], otherwise: { readonly version: string }): Version {
  const held = versions.filter(({ from }) => from <= day);
  const last = held.reduce<Version | undefined>(
    (best, one) => (best && best.from > one.from ? best : one),
    undefined,
  );
  return last ?? { version: otherwise.version, from: '', body: otherwise, read: undefined };
}

/** A problem with nothing in it but the standards, and a section of each stage that the county teaches. */
const bare = (day: string, curriculum: unknown, load: unknown, stages: readonly string[]) => ({
  format: 'junheng-problem/1',
  county: { code: 'county', name: 'county' },
  schoolYear: Number(day.slice(0, 4)),
  effective: `${day.slice(0, 4)}-09-01`,
  curriculum,
  load,
  policy: { version: 'none', goals: [{ name: 'gap' }] },
  schools: [{ id: 'school', name: 'school', place: 'village' }],
  sections: stages.map((stage) => ({ id: stage, school: 'school', stage, classes: {} })),
  teachers: [],
});
