import type { Prisma } from '../../prisma/generated/client.ts';
import { Refusal } from '../../schema/errors.ts';
import { qualityBalance } from '../../solver/balance/standard.ts';
import { defaultCurriculum, defaultLoad, defaultPolicy } from '../../solver/standards.ts';
import { recordDeed } from '../audit-event.ts';

/** A county as an operator opens it: empty of schools, under the default standards and policy. */
export interface NewCounty {
  /** Stable and unique; by custom the county's code of GB/T 2260, such as 420525. */
  readonly code: string;
  readonly name: string;
  /** Made where there is none of this code. */
  readonly province: { readonly code: string; readonly name: string };
  /** IANA name; left out: Asia/Shanghai. */
  readonly timeZone?: string | undefined;
  /** The day from which the default standards and policy hold. */
  readonly from: Date;
}

/** There is a county of this code already. */
export class CountyExists extends Refusal {
  override readonly name = 'CountyExists';

  constructor(code: string) {
    super('county-exists', {
      zh: `代码为 ${code} 的县已经存在。`,
      en: `There is a county ${code} already.`,
    });
  }
}

/** A province has one name. */
export class OtherProvinceName extends Refusal {
  override readonly name = 'OtherProvinceName';

  constructor(code: string, found: string, given: string) {
    super('other-province-name', {
      zh: `代码为 ${code} 的省在系统中名为“${found}”，这里写的是“${given}”。`,
      en: `Province ${code} is named “${found}” here, and “${given}” was given.`,
    });
  }
}

/** Opens a county, all or nothing, and answers its id. Throws CountyExists, OtherProvinceName. */
export async function openCounty(tx: Prisma.TransactionClient, county: NewCounty): Promise<string> {
  const { code, name, timeZone, from } = county;
  if ((await tx.county.count({ where: { code } })) > 0) throw new CountyExists(code);
  const provinceId = await provinceOf(tx, county);
  const { id: countyId } = await tx.county.create({
    data: { code, name, provinceId, ...(timeZone === undefined ? {} : { timeZone }) },
  });
  await keepDefaultStandards(tx, countyId, from);
  await recordDeed(tx, {
    countyId,
    userId: null,
    action: 'county.open',
    entity: 'County',
    entityId: countyId,
    after: { code, name, from: from.toISOString().slice(0, 10) },
  });
  return countyId;
}

/** The default standards and policy from a day on; versions that stand already stay as they are. */
export async function keepDefaultStandards(
  tx: Prisma.TransactionClient,
  countyId: string,
  from: Date,
): Promise<void> {
  const row = <Body extends { readonly version: string }>(body: Body) => ({
    where: { countyId_version: { countyId, version: body.version } },
    create: { countyId, effectiveFrom: from, version: body.version, body: json(body) },
    update: {},
  });
  await tx.curriculumStandard.upsert(row(defaultCurriculum));
  await tx.loadStandard.upsert(row(defaultLoad));
  await tx.policy.upsert(row(defaultPolicy));
  const { where, create, update } = row(qualityBalance);
  await tx.balanceStandard.upsert({ where, create: { ...create, kind: qualityBalance.kind }, update });
}

async function provinceOf(tx: Prisma.TransactionClient, { province }: NewCounty): Promise<string> {
  const { id, name } = await tx.province.upsert({
    where: { code: province.code },
    create: province,
    update: {},
  });
  if (name !== province.name) throw new OtherProvinceName(province.code, name, province.name);
  return id;
}

/** As the database keeps it: what is undefined is not there. */
const json = (body: unknown): Prisma.InputJsonValue => JSON.parse(JSON.stringify(body));
