import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { demo } from '../data/demo.ts';
import type { Database } from '../prisma/client.ts';
import type { Prisma } from '../prisma/generated/client.ts';
import type { RoleName } from '../schema/context.ts';
import { balanceStandard, qualityBalance } from '../solver/balance/standard.ts';
import { hiding } from '../solver/public-figures/table.ts';
import { hashPassword } from './accounts/password.ts';
import { recordDeed } from './audit-event.ts';
import { keepDefaultStandards, openCounty } from './counties/open-county.ts';
import { dateOf } from './day.ts';
import { runImport } from './imports/run.ts';
import { publicFiguresFrom } from './jobs/figures.ts';
import { prepare } from './public-figures/prepare.ts';
import { publishFor } from './public-figures/publish.ts';
import { ASSESSED_UNTIL, keepDemoAssessments } from './seed-postings.ts';
import { type DemoPeople, keepDemoList } from './seed-rectification.ts';
import { keepDemoYear } from './seed-year.ts';
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
  const countyId = await keepDemoCounty(database, tell);
  await keepTelling(tell, 'Publishing the demo county’s figures', () => publishFigures(database, countyId));
  const people = { officer: uuid(), inspector: uuid(), principal: uuid(), approver: uuid() };
  await keepTelling(tell, 'Drawing up the demo county’s rectification list', () =>
    keepDemoList(database, countyId, people),
  );
  const { principal } = await chosen(database, countyId);
  await keepTelling(tell, 'Opening the demo county’s round', () =>
    keepDemoYear(database, countyId, {
      officer: people.officer,
      principal: { userId: people.principal, schoolId: principal.registeredSchoolId },
    }),
  );
  await keepTelling(tell, 'Assessing the demo county’s postings', () =>
    keepDemoAssessments(database, countyId, people.officer),
  );
  tell('Making the demo logins …');
  return makeLogins(database, countyId, people, password);
}

/** The demo county as its workbook has it, under its standards and policy, with nobody who could sign in. Answers its id. */
export async function keepDemoCounty(database: Database, tell: (line: string) => void): Promise<string> {
  const countyId = await keepCounty(database);
  await keepTelling(tell, 'Reading the demo county’s workbook', () => readWorkbook(database, countyId));
  return countyId;
}

const { county, province, workbook } = demo;

/** From this day on the demo county's standards and policy hold. */
const IN_FORCE = new Date('2026-01-01T00:00:00Z');

async function isEmpty({ db }: Database): Promise<boolean> {
  const others = await db.county.count({ where: { code: { not: county.code } } });
  return others === 0 && (await db.user.count()) === 0;
}

/** The county under the default standards and policy and its own, whatever of it stands already. */
async function keepCounty({ db }: Database): Promise<string> {
  return db.$transaction(async (tx) => {
    const known = await tx.county.findUnique({ where: { code: county.code }, select: { id: true } });
    const countyId = known?.id ?? (await openCounty(tx, { ...county, province, from: IN_FORCE }));
    await keepDefaultStandards(tx, countyId, IN_FORCE);
    const { version: allowance, body } = demo.allowance;
    await tx.allowanceStandard.upsert({
      where: { countyId_version: { countyId, version: allowance } },
      create: { countyId, effectiveFrom: IN_FORCE, version: allowance, body: json(body) },
      update: {},
    });
    const { effectiveFrom, ...own } = demo.balance;
    const { version, kind, ...rest } = balanceStandard.parse({ ...qualityBalance, ...own });
    await tx.balanceStandard.upsert({
      where: { countyId_version: { countyId, version } },
      create: {
        countyId,
        version,
        kind,
        effectiveFrom: dateOf(effectiveFrom),
        body: JSON.parse(JSON.stringify({ version, kind, ...rest })),
      },
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

/**
 * Whom the logins of a principal and of a teacher are of: of a school that teachers are posted to and are not assessed yet,
 * and a volunteer of town whose subject is wanted elsewhere.
 */
async function chosen({ db }: Database, countyId: string) {
  const principal = await db.teacher.findFirstOrThrow({
    where: {
      countyId,
      cadreRole: 'principal',
      registered: { postings: { some: { state: 'serving', endsOn: { gt: ASSESSED_UNTIL } } } },
    },
    orderBy: { staffNumber: 'asc' },
  });
  const teacher = await db.teacher.findFirstOrThrow({
    where: {
      countyId,
      cadreRole: null,
      subject: 'music',
      registered: { place: 'urban' },
      wishes: { some: { volunteer: true } },
    },
    orderBy: { staffNumber: 'asc' },
  });
  return { principal, teacher };
}

/** All logins or none: they are what makes the database no longer empty. */
async function makeLogins(
  database: Database,
  countyId: string,
  people: DemoPeople & { readonly principal: string; readonly approver: string },
  password: string | undefined,
): Promise<readonly DemoLogin[]> {
  const { db } = database;
  const { provinceId } = await db.county.findUniqueOrThrow({ where: { id: countyId } });
  const { principal, teacher } = await chosen(database, countyId);
  const accounts: readonly Account[] = [
    { id: people.approver, at: 'approver', role: 'hr-officer', name: '分管局领导', scope: { countyId } },
    {
      id: people.officer,
      at: 'hr',
      role: 'hr-officer',
      name: '人事科',
      scope: { countyId, administrator: true },
    },
    {
      id: people.principal,
      at: 'principal',
      role: 'principal',
      name: principal.name,
      scope: { schoolId: principal.registeredSchoolId },
    },
    { at: 'teacher', role: 'teacher', name: teacher.name, scope: { teacherId: teacher.id } },
    { id: people.inspector, at: 'inspector', role: 'inspector', name: '督导室', scope: { countyId } },
    {
      at: 'province',
      role: 'province-officer',
      name: '省教育厅',
      scope: { provinceId, administrator: true },
    },
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
    await tx.approver.create({
      data: { countyId, userId: people.approver, from: IN_FORCE, namedBy: people.officer },
    });
    await recordDeed(tx, {
      countyId,
      userId: null,
      action: 'demo.seed',
      entity: 'County',
      entityId: countyId,
      after: { logins: made.length, approver: people.approver },
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
  scope: Pick<
    Prisma.RoleGrantUncheckedCreateInput,
    'provinceId' | 'countyId' | 'schoolId' | 'teacherId' | 'administrator'
  >;
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
