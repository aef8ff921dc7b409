import type { Recruit, School, Teacher } from '../../solver/problem.ts';
import { type Draw, draw } from '../../test/support/draw.ts';
import { nameOf } from './names.ts';
import type { Registry } from './registry.ts';

/** Somebody recruited, with what a registry has of a person beside what a problem has. */
interface NewRecruit extends Recruit {
  readonly sex: Teacher['sex'];
  readonly born: string;
  readonly education: NonNullable<Teacher['education']>;
  readonly arrivesOn: string;
}

/** Who was recruited for which subjects: what rural schools lack and no exchange fills. */
const posts: readonly Pick<Recruit, 'kind' | 'certificates'>[] = [
  { kind: 'graduate', certificates: [certified('art', 'primary')] },
  {
    kind: 'special-post',
    certificates: [certified('art', 'primary'), certified('music', 'primary', 'second')],
  },
  { kind: 'graduate', certificates: [certified('music', 'primary')] },
  { kind: 'special-post', certificates: [certified('pe', 'primary'), certified('pe', 'junior', 'second')] },
  { kind: 'special-post', certificates: [certified('science', 'primary')] },
  { kind: 'graduate', certificates: [certified('chemistry', 'junior')] },
];

/**
 * Who comes in the summer after the first round: a year later, so that nothing of that round hangs on them; drawn for
 * themselves, so that nothing else of the county does.
 */
export function recruitsOf({
  schools,
  sections,
  schoolYear,
}: Pick<Registry, 'schools' | 'sections' | 'schoolYear'>): NewRecruit[] {
  const chance = draw(SEED);
  const year = schoolYear + 1;
  return posts.map(({ kind, certificates }, index) => {
    const sex = chance.chance(0.6) ? 'female' : 'male';
    const stages = certificates.map(({ stage }) => stage);
    const fit = new Set(sections.filter(({ stage }) => stages.includes(stage)).map(({ school }) => school));
    const hosts = schools.filter(({ id, place }) => fit.has(id) && (kind === 'graduate' || isRural(place)));
    return {
      id: `${year % 100}${`${index + 1}`.padStart(3, '0')}`,
      name: nameOf(chance, sex),
      kind,
      sex,
      born: `${year - chance.int(22, 24)}-${chance.pick(['02-17', '04-06', '06-21', '11-09'])}`,
      education: kind === 'graduate' || chance.chance(0.5) ? 'bachelor' : 'college',
      certificates,
      arrivesOn: `${year}-08-20`,
      ...(kind === 'special-post' && { contractEnds: `${year + CONTRACT_YEARS}-08-31` }),
      ...homeOf(chance, schools),
      ...(chance.chance(0.5) && {
        wishes: chance
          .shuffled(hosts)
          .slice(0, chance.int(1, 3))
          .map(({ id }) => id),
      }),
    };
  });
}

const SEED = 2027;

const isRural = (place: School['place']): boolean => place !== 'urban' && place !== 'county-town';

/** Of a special-post teacher. */
const CONTRACT_YEARS = 3;

function certified(
  subject: string,
  stage: 'primary' | 'junior',
  rank: 'main' | 'second' = 'main',
): Recruit['certificates'][number] {
  return { subject, stage, rank };
}

/** Near some school of the county; of some it is not known. */
function homeOf(chance: Draw, schools: readonly School[]): Pick<Recruit, 'home'> {
  const { location } = chance.pick(schools);
  if (!location || chance.chance(0.3)) return {};
  const near = (degrees: number) => Math.round((degrees + chance.int(-200, 200) / 10_000) * 10_000) / 10_000;
  return { home: { longitude: near(location.longitude), latitude: near(location.latitude) } };
}
