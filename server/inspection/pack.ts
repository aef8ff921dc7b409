import type { Database } from '../../prisma/client.ts';
import { NotFound } from '../../schema/errors.ts';
import type { Rectification } from '../../schema/rectification-acts.ts';
import * as stored from '../../schema/stored.ts';
import type { Inspection } from '../../solver/inspection.ts';
import type { Words } from '../../solver/plan.ts';
import type { Stage } from '../../solver/problem.ts';
import { sectionName } from '../../solver/section-name.ts';
import { dateOf, dayOf } from '../day.ts';
import { subjectsOf } from '../imports/run.ts';
import { standingPolicy } from '../rounds/policy.ts';
import { inForce } from '../rounds/standards.ts';
import { usually } from './facts.ts';

/** What a county lays before the inspectors of its staffing, of one day; without a name of a teacher or of whoever sees to a problem. */
export interface Pack {
  readonly county: { readonly code: string; readonly name: string };
  readonly on: string;
  /** The standard of balance: its title, and the version. */
  readonly standard: { readonly title: Words; readonly version: string };
  readonly establishmentStandard: string;
  readonly inspection: Inspection;
  /** By key: `CODE:stage`. */
  readonly sections: ReadonlyMap<string, PackSection>;
  /** By code. */
  readonly subjects: ReadonlyMap<string, Words>;
  /** The system of exchange; null: the county has set no policy. */
  readonly policy: PackPolicy | null;
  /** Newest first. */
  readonly rounds: readonly PackRound[];
  /** Gravest first, those closed last. */
  readonly items: readonly PackItem[];
}

export interface PackSection {
  readonly code: string;
  readonly school: string;
  readonly stage: Stage;
  readonly name: Words;
}

interface PackPolicy {
  readonly version: string;
  readonly effectiveFrom: string;
  readonly rules: ReturnType<typeof standingPolicy>['rules'];
}

interface PackRound {
  readonly name: string;
  readonly schoolYear: number;
  readonly effective: string;
  readonly state: string;
  /** Those made public. */
  readonly plans: readonly { readonly name: string; readonly state: string; readonly moved: number }[];
}

interface PackItem {
  readonly words: Words;
  readonly proof: Words;
  readonly severity: 'grave' | 'serious' | 'minor';
  readonly state: 'open' | 'submitted' | 'closed';
  readonly foundOn: string;
  readonly goneOn: string | null;
  readonly office: string | null;
  readonly dueOn: string | null;
  readonly closedOn: string | null;
  readonly files: number;
}

/** Gathers the pack, by a constant number of statements. Throws `NotFound`. */
export async function packOf(
  database: Database,
  { inspect }: Pick<Rectification, 'inspect'>,
  countyId: string,
  on: string,
): Promise<Pack> {
  const { db } = database;
  const county = await db.county.findUnique({
    where: { id: countyId },
    select: { code: true, name: true, timeZone: true },
  });
  if (county === null) throw new NotFound();
  const day = dateOf(on);
  const inspection = await inspect(countyId, on, usually.kind, usually.view);
  const { policy } = await inForce(db, countyId, day);
  const sections = await db.section.findMany({
    where: { countyId },
    select: { stage: true, school: { select: { code: true, name: true } } },
  });
  return {
    county,
    on,
    standard: { title: inspection.balance.title, version: inspection.balance.standard },
    establishmentStandard: inspection.establishment[0]?.standard ?? '',
    inspection,
    sections: new Map(
      sections.map(({ stage, school: { code, name } }) => [
        `${code}:${stage}`,
        { code, school: name, stage, name: sectionName(name, stage) },
      ]),
    ),
    subjects: await subjectsOf(database, countyId),
    policy: policy && {
      version: policy.version,
      effectiveFrom: dayOf(policy.effectiveFrom),
      rules: standingPolicy(policy.body).rules,
    },
    rounds: await roundsOf(database, countyId, day),
    items: await itemsOf(database, countyId, county.timeZone),
  };
}

async function roundsOf({ db }: Database, countyId: string, day: Date): Promise<PackRound[]> {
  const rounds = await db.round.findMany({
    where: { countyId, effective: { lte: new Date(day.getTime() + A_YEAR) } },
    orderBy: [{ schoolYear: 'desc' }, { openedAt: 'desc' }, { id: 'desc' }],
    select: {
      name: true,
      schoolYear: true,
      effective: true,
      state: true,
      plans: {
        where: { state: { in: ['provisional', 'final'] } },
        orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
        select: { name: true, state: true, moved: true },
      },
    },
  });
  return rounds.map(({ effective, ...round }) => ({ ...round, effective: dayOf(effective) }));
}

/** Rounds are planned for the year to come; what lies further ahead is of no inspection. */
const A_YEAR = 366 * 24 * 60 * 60 * 1000;

async function itemsOf({ db }: Database, countyId: string, timeZone: string): Promise<PackItem[]> {
  const items = await db.rectificationItem.findMany({
    where: { countyId },
    orderBy: [{ state: 'asc' }, { severity: 'asc' }, { key: 'asc' }, { id: 'asc' }],
    select: {
      words: true,
      proof: true,
      severity: true,
      state: true,
      foundOn: true,
      goneOn: true,
      ownerOffice: true,
      dueOn: true,
      closedAt: true,
      _count: { select: { evidence: true } },
    },
  });
  const local = new Intl.DateTimeFormat('sv-SE', { timeZone });
  return items.map((item) => ({
    words: stored.words.parse(item.words),
    proof: stored.words.parse(item.proof),
    severity: item.severity,
    state: item.state,
    foundOn: dayOf(item.foundOn),
    goneOn: item.goneOn && dayOf(item.goneOn),
    office: item.ownerOffice,
    dueOn: item.dueOn && dayOf(item.dueOn),
    closedOn: item.closedAt && local.format(item.closedAt),
    files: item._count.evidence,
  }));
}
