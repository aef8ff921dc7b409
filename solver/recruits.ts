import type { Case } from './case.ts';
import { onceFor } from './once.ts';
import type { Opening } from './opening.ts';
import type { Words } from './plan.ts';
import { type Place, type Policy, type Problem, places, type Recruit } from './problem.ts';
import { certificate } from './rules/certificate.ts';
import { lodging, travel } from './rules/travel.ts';

/** Somebody newly recruited at an opening: there is no school that sends. */
export interface Placement {
  readonly recruit: Recruit;
  readonly opening: Opening;
  /** Road distance from home; null: unknown. */
  readonly km: number | null;
  /** Whether the host must house the recruit. */
  readonly bed: boolean;
  /** The host's place in the recruit's wishes, 1 is the first; null: not wished. */
  readonly wish: number | null;
}

/** A placement the plan may make; `column` is its place in the model. */
export interface PossiblePlacement extends Placement {
  readonly column: number;
}

/** Why a recruit cannot be placed at an opening at all; the first of them counts. */
export type Obstacle = 'contract' | 'certificate' | 'direction' | 'travel';

/** Places that special-post teachers (特岗) are recruited for. */
const rural: readonly Place[] = places.slice(places.indexOf('township-centre'));

/** Every placement that nothing forbids by itself, by recruit, then section and subject. */
export const possiblePlacements = (county: Case): PossiblePlacement[] => {
  const before = county.candidates.length + county.circuits.length;
  return county.recruits
    .flatMap((recruit) => openTo(county).map((opening) => county.placement(recruit, opening)))
    .filter((placement) => obstacle(county, placement) === null)
    .map((placement, place) => ({ ...placement, column: before + place }));
};

/** The openings recruits are placed into: posts that are open before anybody leaves; no seats of cadres. */
export const openTo = ({ openings }: Case): readonly Opening[] =>
  openings.filter(({ role, count }) => role === null && count > 0);

/** The placements of a point of the model. */
export const placementsAt = ({ placements }: Case, values: Float64Array): PossiblePlacement[] =>
  placements.filter(({ column }) => values[column] === 1);

/**
 * What keeps a recruit from an opening, whatever else the plan does; null: nothing. Certificates and distances count as
 * the rules `certificate` and `travel` are set, and no decision that relaxes one of these is about recruits.
 */
export function obstacle(county: Case, { recruit, opening, km }: Placement): Obstacle | null {
  const { certified, reaches } = limitsOf(county);
  if (isOver(county.problem, recruit)) return 'contract';
  if (!certified(recruit, opening)) return 'certificate';
  if (recruit.kind === 'special-post' && !rural.includes(opening.school.place)) return 'direction';
  return reaches(km) ? null : 'travel';
}

/** Whether a special-post contract has ended by the day the plan takes effect. */
const isOver = ({ effective }: Problem, { contractEnds }: Recruit): boolean =>
  contractEnds !== undefined && contractEnds < effective;

/** The obstacle as a clause. */
export const obstacleInWords = (
  county: Case,
  { recruit, km }: Pick<Placement, 'recruit' | 'km'>,
  found: Obstacle,
): Words => {
  const { withBed } = travel.read(county.problem.policy.rules[travel.name]);
  switch (found) {
    case 'contract':
      return {
        zh: `特岗合同已于${recruit.contractEnds ?? ''}期满`,
        en: `the special-post contract ended on ${recruit.contractEnds ?? ''}`,
      };
    case 'certificate':
      return { zh: '没有该学科、学段的资格', en: 'not certified for subject and stage' };
    case 'direction':
      return { zh: '特岗教师只到乡村学校任教', en: 'special-post teachers go to rural schools only' };
    case 'travel':
      return km === null
        ? { zh: '路程不明', en: 'the distance is not known' }
        : { zh: `路程${km}公里，超过${withBed}公里`, en: `${km} km away, beyond ${withBed} km` };
  }
};

/** The policy's figures, read once a county. */
const limitsOf = onceFor((county: Case) => {
  const { rules } = county.problem.policy;
  const stands = (rule: typeof certificate | typeof travel) => rule.stand(rules[rule.name]) !== null;
  const { ranks } = certificate.read(rules[certificate.name]);
  const limits = travel.read(rules[travel.name]);
  const [asked, limited] = [stands(certificate), stands(travel)];
  return {
    certified: ({ certificates }: Recruit, { subject, section }: Opening): boolean =>
      !asked ||
      certificates.some(
        (held) =>
          held.subject === subject &&
          held.stage === section.stage &&
          (held.rank === 'main' || ranks !== 'main'),
      ),
    reaches: (km: number | null): boolean => !limited || lodging(limits, km) !== 'too-far',
  };
});

/** The goals of a policy and, where there are recruits, the two about recruits. */
export const goalsWithRecruits = ({
  policy,
  recruits = [],
}: Pick<Problem, 'policy' | 'recruits'>): Policy['goals'] =>
  recruits.length === 0 ? policy.goals : withRecruitGoals(policy);

/**
 * The goals of a policy and, where it does not name them, the two about recruits: how many are left unplaced comes right after
 * the last of the goals about lacking teachers, the recruits' own wishes and ways come last. A weighted sum has only the goals it
 * names.
 */
export function withRecruitGoals({ goals, combine }: Pick<Policy, 'goals' | 'combine'>): Policy['goals'] {
  if (combine === 'weights') return goals;
  const named = (name: string) => goals.some((goal) => goal.name === name);
  const after = goals.findLastIndex(({ name }) => lacking.includes(name)) + 1;
  return [
    ...goals.slice(0, after),
    ...(named('recruits-placed') ? [] : [{ name: 'recruits-placed' }]),
    ...goals.slice(after),
    ...(named('recruit-burden') ? [] : [{ name: 'recruit-burden' }]),
  ];
}

/** Goals about posts and subjects that lack a teacher. */
const lacking: readonly string[] = ['critical-subjects', 'gap'];
