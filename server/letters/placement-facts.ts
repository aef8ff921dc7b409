import type { Prisma } from '../../prisma/generated/client.ts';
import type { RecruitKind } from '../../prisma/generated/enums.ts';
import type { Words } from '../../solver/plan.ts';
import { dayOf } from '../day.ts';
import { sectionTold } from './move-facts.ts';

/** A recruit’s placement as a paper tells of it. */
export type PlacementFacts = Prisma.PlacementGetPayload<{ select: typeof placementTold }>;

/** What a paper asks of a placement. */
export const placementTold = {
  recruitId: true,
  subject: true,
  startsOn: true,
  recruit: { select: { name: true, number: true, kind: true, contractEnds: true, teacherId: true } },
  section: { select: sectionTold },
} as const satisfies Prisma.PlacementSelect;

/** By receiving school and section, then name. */
export const placementsInOrder = [
  { section: { school: { code: 'asc' } } },
  { section: { stage: 'asc' } },
  { recruit: { nameKey: 'asc' } },
  { recruit: { number: 'asc' } },
] as const satisfies Prisma.PlacementOrderByWithRelationInput[];

/** Of which placements of a plan notices are due: of who waits, and once it is ordered of those not called off. */
export const placementsDue = (ordered: boolean) =>
  (ordered
    ? { startsOn: { not: null } }
    : { recruit: { state: 'waiting' } }) satisfies Prisma.PlacementWhereInput;

/** As what somebody was recruited. */
export const recruitedAs: Readonly<Record<RecruitKind, Words>> = {
  graduate: { zh: '应届毕业生', en: 'a graduate' },
  special_post: { zh: '特岗教师', en: 'a special-post teacher' },
};

/** What becomes of post and contract, as a clause; `inWords` writes a day out. */
export const contractOf = (
  { contractEnds }: PlacementFacts['recruit'],
  inWords: (day: string) => string,
): Words =>
  contractEnds === null
    ? { zh: '纳入接收学校编制管理', en: 'The teacher takes an establishment post of the school' }
    : {
        zh: `聘期至${inWords(dayOf(contractEnds))}，聘期内不占编制`,
        en: `The special-post contract runs until ${inWords(dayOf(contractEnds))}, and takes no establishment post until then`,
      };
