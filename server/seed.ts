import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { demo } from '../data/demo.ts';
import type { Database } from '../prisma/client.ts';
import type { Prisma } from '../prisma/generated/client.ts';
import type { RoleName } from '../schema/context.ts';
import { hiding } from '../solver/public-figures/table.ts';
import { defaultCurriculum, defaultLoad, defaultPolicy } from '../solver/standards.ts';
import { hashPassword } from './accounts/password.ts';
import { recordDeed } from './audit-event.ts';
import { runImport } from './imports/run.ts';
import { publicFiguresFrom } from './jobs/figures.ts';
import { prepare } from './public-figures/prepare.ts';
import { publishFor } from './public-figures/publish.ts';
import { type DemoPeople, keepDemoList } from './seed-rectification.ts';
import { uuid } from './uuid.ts';

/** One of the logins to try the console with; the password is known here alone, the database keeps its hash. */
export interface DemoLogin {
  readonly role: RoleName;
  readonly email: string;
  readonly name: string;
  readonly password: string;
}

/**
 * Fills an empty database with the demo county: standards and policy, the workbook through the importer, its public figures,
 * and a login of every role. A database is empty as long as it has no user and no county but the demo's; so a
 * first start that broke off is taken up again by the next. Answers null, and changes nothing, when it is not.
 *
 * `password` is every login's; left out, each gets a random one.
 */
export async function seedIfEmpty(
  database: Database,
  tell: (line: string) => void,
  password?: string,
): Promise<readonly DemoLogin[] | null> {
  if (!(await isEmpty(database))) return null;
  tell('The database is empty: filling it with the demo county …');
  const countyId = await keepCounty(database);
  await keepTelling(tell, 'Reading the demo county’s workbook', () => readWorkbook(database, countyId));
  await publishFigures(database, countyId);
  const people = { officer: uuid(), inspector: uuid() };
  tell('Drawing up the demo county’s rectification list …');
  await keepDemoList(database, countyId, people);
  tell('Making the demo logins …');
  return makeLogins(database, countyId, people, password);
}

const { county, province, workbook } = demo;

/** From this day on the demo county's standards and policy hold. */
const IN_FORCE = new Date('2026-01-01T00:00:00Z');

async function isEmpty({ db }: Database): Promise<boolean> {
  const others = await db.county.count({ where: { code: { not: county.code } } });
  return others === 0 && (await db.user.count()) === 0;
}

/** The county under the default standards and policy, whatever of it stands already. */
async function keepCounty({ db }: Database): Promise<string> {
  return db.$transaction(async (tx) => {
    const { id: provinceId } = await tx.province.upsert({
      where: { code: province.code },
      create: province,
      update: {},
    });
    const { id: countyId } = await tx.county.upsert({
      where: { code: county.code },
      create: { ...county, provinceId },
      update: {},
    });
    const standing = { countyId, effectiveFrom: IN_FORCE };
    const { version: curriculum } = defaultCurriculum;
    await tx.curriculumStandard.upsert({
      where: { countyId_version: { countyId, version: curriculum } },
      create: { ...standing, version: curriculum, body: defaultCurriculum },
      update: {},
    });
    const { version: load } = defaultLoad;
    await tx.loadStandard.upsert({
      where: { countyId_version: { countyId, version: load } },
      create: { ...standing, version: load, body: defaultLoad },
      update: {},
    });
    const { version: allowance, body } = demo.allowance;
    await tx.allowanceStandard.upsert({
      where: { countyId_version: { countyId, version: allowance } },
      create: { ...standing, version: allowance, body: json(body) },
      update: {},
    });
    const { version: policy } = defaultPolicy;
    await tx.policy.upsert({
      where: { countyId_version: { countyId, version: policy } },
      create: { ...standing, version: policy, body: json(defaultPolicy) },
      update: {},
    });
    return countyId;
  });
}

async function readWorkbook(database: Database, countyId: string): Promise<void> {
  const upload = { name: basename(workbook.pathname), bytes: await readFile(workbook) };
  const { faultCount, faults } = await runImport(database, { countyId, userId: null, upload, dryRun: false });
  if (faultCount === 0) return;
  const [first] = faults;
  throw new Error(`The demo workbook has ${faultCount} faults, the first: ${JSON.stringify(first)}`);
}

/** Once, so that there is something to read at `/public/CODE`. */
async function publishFigures(database: Database, countyId: string): Promise<void> {
  if ((await database.db.publicFigures.count({ where: { countyId } })) > 0) return;
  const means = { database, reckoner: { publicFigures: publicFiguresFrom } };
  const first = { countyId, on: demo.figuresOn, threshold: hiding.parse({}).threshold };
  const { version, seal } = await prepare(means, countyId, first.on, first.threshold);
  await publishFor(means, null, { ...first, version, seal });
}

/** All logins or none: they are what makes the database no longer empty. */
async function makeLogins(
  { db }: Database,
  countyId: string,
  { officer, inspector }: DemoPeople,
  password: string | undefined,
): Promise<readonly DemoLogin[]> {
  const { provinceId } = await db.county.findUniqueOrThrow({ where: { id: countyId } });
  const principal = await db.teacher.findFirstOrThrow({
    where: { countyId, cadreRole: 'principal', registered: { place: 'village' } },
    orderBy: { staffNumber: 'asc' },
  });
  const teacher = await db.teacher.findFirstOrThrow({
    where: {
      countyId,
      cadreRole: null,
      registered: { place: 'urban' },
      wishes: { some: { volunteer: true } },
    },
    orderBy: { staffNumber: 'asc' },
  });
  const accounts: readonly Account[] = [
    { id: officer, at: 'hr', role: 'hr-officer', name: '人事科', scope: { countyId } },
    {
      at: 'principal',
      role: 'principal',
      name: principal.name,
      scope: { schoolId: principal.registeredSchoolId },
    },
    { at: 'teacher', role: 'teacher', name: teacher.name, scope: { teacherId: teacher.id } },
    { id: inspector, at: 'inspector', role: 'inspector', name: '督导室', scope: { countyId } },
    { at: 'province', role: 'province-officer', name: '省教育厅', scope: { provinceId } },
  ];
  const made = await Promise.all(accounts.map((account) => withPassword(account, password)));
  await db.$transaction(async (tx) => {
    for (const { login, hash, account } of made) {
      await tx.user.create({
        data: {
          ...(account.id !== undefined && { id: account.id }),
          email: login.email,
          name: login.name,
          passwordHash: hash,
          grants: { create: { role: roles[account.role], ...account.scope } },
        },
      });
    }
    await recordDeed(tx, {
      countyId,
      userId: null,
      action: 'demo.seed',
      entity: 'County',
      entityId: countyId,
      after: { logins: made.length },
    });
  });
  return made.map(({ login }) => login);
}

interface Account {
  /** Left out: any. */
  id?: string;
  at: string;
  role: RoleName;
  name: string;
  scope: Pick<Prisma.RoleGrantUncheckedCreateInput, 'provinceId' | 'countyId' | 'schoolId' | 'teacherId'>;
}

/** Roles as Prisma names them. */
const roles = {
  'hr-officer': 'hr_officer',
  principal: 'principal',
  teacher: 'teacher',
  inspector: 'inspector',
  'province-officer': 'province_officer',
} as const;

async function withPassword(account: Account, given: string | undefined) {
  const password = given ?? randomBytes(9).toString('base64url');
  const email = `${account.at}@demo.junheng.example`;
  const login: DemoLogin = { role: account.role, email, name: account.name, password };
  return { account, login, hash: await hashPassword(password) };
}

/** Says every second that the work goes on. */
async function keepTelling<T>(
  tell: (line: string) => void,
  what: string,
  work: () => Promise<T>,
): Promise<T> {
  tell(`${what} …`);
  let seconds = 0;
  const clock = setInterval(() => {
    seconds += 1;
    tell(`${what} … ${seconds} s`);
  }, 1000);
  return work().finally(() => clearInterval(clock));
}

/** A plain object as the database's JSON. */
const json = (body: object): Prisma.InputJsonObject => ({ ...body });
