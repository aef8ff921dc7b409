import { type Problem, type ProblemInput, problem, type Recruit } from '../../solver/problem.ts';

/**
 * A county small enough to play years of: three schools of town with twenty-one teachers each, far more than their lessons ask
 * for, and five village schools with one, two to four short in maths and one in music each. Every fourth teacher is a backbone
 * teacher; one of each school of town is exempt.
 */
export const yearCounty = (code: string): Problem =>
  problem.parse({
    format: 'junheng-problem/1',
    county: { code, name: '永安县' },
    schoolYear: 2026,
    effective: '2026-09-01',
    curriculum: {
      version: 'year',
      subjects: [
        { code: 'maths', name: { zh: '数学', en: 'Mathematics' }, periods: everyGrade(5) },
        { code: 'music', name: { zh: '音乐', en: 'Music' }, periods: everyGrade(2) },
      ],
    },
    load: { version: 'year', periods: [{ stage: 'primary', load: 10 }] },
    policy: { version: 'year', goals: [{ name: 'gap' }, { name: 'burden' }, { name: 'fewest-moves' }] },
    schools: [...towns, ...villages].map(({ id, name, place, latitude }) => ({
      id,
      name,
      place,
      weak: place === 'village',
      zone: place === 'village' ? 'hills' : 'seat',
      location: { longitude: 111, latitude },
    })),
    sections: [...towns, ...villages].map(({ id }) => ({
      id: `${id}:primary`,
      school: id,
      stage: 'primary' as const,
      classes: everyGrade(1),
      pupils: everyGrade(30),
    })),
    teachers: [
      ...towns.flatMap(({ id }, town) =>
        Array.from({ length: STAFF }, (_, at) => teacher(id, town * STAFF + at, at)),
      ),
      ...villages.map(({ id }, at) => teacher(id, towns.length * STAFF + at, 1)),
    ],
    allowance: {
      version: 'year',
      months: 12,
      area: [{ zone: 'hills', monthly: 90 }],
      transport: [
        { fromYears: 10, monthly: 100 },
        { fromYears: 20, monthly: 200 },
      ],
    },
  } satisfies ProblemInput);

/** Who is recruited for its villages. */
export const yearRecruits: readonly Recruit[] = [
  recruit('27001', '周小雨', 'special-post', 'music'),
  recruit('27002', '何岚', 'graduate', 'maths'),
  recruit('27003', '江一', 'graduate', 'maths'),
];

function recruit(id: string, name: string, kind: Recruit['kind'], subject: string): Recruit {
  const certificates = [{ subject, stage: 'primary', rank: 'main' } as const];
  // Among the villages, none of which has a bed.
  const home = { longitude: 111, latitude: 31.14 };
  return {
    id,
    name,
    kind,
    certificates,
    home,
    ...(kind === 'special-post' && { contractEnds: '2030-08-31' }),
  };
}

/** Of a school of town. */
const STAFF = 21;

const towns = ['城关一小', '城关二小', '城关三小'].map((name, at) => ({
  id: `T${at + 1}`,
  name,
  place: 'urban' as const,
  latitude: 31 + at / 100,
}));

const villages = ['河湾小学', '石桥小学', '青岩小学', '松林小学', '高坪小学'].map((name, at) => ({
  id: `V${at + 1}`,
  name,
  place: 'village' as const,
  latitude: 31.1 + at / 50,
}));

const everyGrade = (amount: number) =>
  Object.fromEntries(Array.from({ length: 6 }, (_, grade) => [grade + 1, amount]));

/** The third of every school of town is exempt, every third teaches music. */
function teacher(school: string, index: number, at: number): ProblemInput['teachers'][number] {
  const number = `${10_001 + index}`;
  const subject = at % 3 === 2 ? 'music' : 'maths';
  const name = `${surnames[index % surnames.length]}${names[(index * 7) % names.length]}`;
  return {
    id: number,
    name,
    sex: 'female',
    born: `${1983 + (index % 9)}-05-04`,
    teachingSince: `${2004 + (index % 12)}-09-01`,
    title: 'first',
    subject,
    certificates: [{ subject, stage: 'primary', rank: 'main' }],
    registered: { school, since: '2016-09-01' },
    serving: { section: `${school}:primary`, since: '2016-09-01' },
    ...(index % 4 === 0 && { backbone: 'county' as const }),
    ...(at === 3 && {
      exemptions: [{ kind: 'serious-illness' as const, from: '2026-01-01', until: '2028-12-31' }],
    }),
  };
}

const surnames = ['王', '李', '张', '刘', '陈', '杨', '黄', '赵', '周', '吴', '徐'];
const names = ['芳', '娜', '敏', '静', '丽', '艳', '娟', '霞', '秀英', '桂兰', '玉兰', '晓梅', '海燕'];
