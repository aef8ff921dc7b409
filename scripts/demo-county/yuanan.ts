import { demo } from '../../data/demo.ts';
import type { CountyPlan, SchoolPlan } from './plan.ts';

/** What rural schools of a kind have in common; class sizes fall with remoteness. */
const kinds = {
  junior: { stage: 'junior', place: 'township-centre', clusters: ['P-JUNIOR'], size: [32, 44] },
  'nine-year': {
    stage: 'primary',
    place: 'township-centre',
    clusters: ['P-JUNIOR', 'P-PRIMARY'],
    size: [22, 38],
  },
  centre: { stage: 'primary', place: 'township-centre', clusters: ['P-PRIMARY'], size: [26, 40] },
  village: { stage: 'primary', place: 'village', clusters: ['P-PRIMARY'], size: [9, 22] },
  point: { stage: 'primary', place: 'teaching-point', clusters: ['P-PRIMARY'], size: [4, 11] },
} as const;

/**
 * The demo county: the figures published about 远安县 (25 schools, 1,009 teachers of whom 372 urban, 230 cadres,
 * 678 units of teacher housing, three closed pools, area allowances of 45 and 90 yuan), filled with schools,
 * places and people that are all made up. data/README.md says which is which.
 */
export const yuanan: CountyPlan = {
  county: demo.county,
  zones: [
    { code: 'Z0', name: '县城', tier: 0, monthly: 0 },
    { code: 'Z1', name: '乡镇', tier: 1, monthly: 45 },
    { code: 'Z2', name: '偏远', tier: 2, monthly: 90 },
  ],
  clusters: [
    { code: 'P-CITY', name: '城区学校联谊片', kind: 'pool' },
    { code: 'P-JUNIOR', name: '乡镇初中联谊片', kind: 'pool' },
    { code: 'P-PRIMARY', name: '乡镇小学联谊片', kind: 'pool' },
    { code: 'PAIR-1', name: '城关一小—竹园中心小学结对', kind: 'pair' },
    { code: 'PAIR-2', name: '城关初中—杏花学校结对', kind: 'pair' },
  ],
  teachers: { urban: 372, rural: 637 },
  cadres: { deputy: 45, 'mid-level': 110, reserve: 50 },
  schools: [
    city('YA01', '城关第一小学', 'urban', [111.636, 31.061], { primary: [5, 5, 5, 5, 5, 5] }, ['PAIR-1']),
    city('YA02', '城关第二小学', 'urban', [111.643, 31.068], { primary: [3, 3, 3, 3, 3, 3] }),
    city('YA03', '城东小学', 'county-town', [111.661, 31.059], { primary: [3, 3, 3, 3, 3, 3] }),
    city('YA04', '城关初级中学', 'urban', [111.63, 31.055], { junior: [9, 9, 9] }, ['PAIR-2']),
    city('YA05', '城南学校', 'county-town', [111.641, 31.031], {
      primary: [2, 2, 2, 2, 2, 2],
      junior: [4, 4, 4],
    }),
    rural('junior', 'YA06', '石桥初级中学', [111.582, 31.118], [6, 6, 6], 62),
    rural('junior', 'YA07', '云岭初级中学', [111.561, 31.214], [8, 8, 8], 88),
    rural('junior', 'YA08', '松林初级中学', [111.742, 31.122], [5, 5, 5], 58),
    rural('junior', 'YA09', '竹园初级中学', [111.473, 31.287], [4, 4, 4], 56, { zone: 'Z2', weak: true }),
    rural('nine-year', 'YA10', '清溪学校', [111.624, 30.962], [3, 3, 3, 3, 3, 3], 70, {
      junior: [3, 3, 3],
    }),
    rural('nine-year', 'YA11', '杏花学校', [111.816, 31.248], [1, 1, 1, 1, 1, 1], 40, {
      junior: [2, 2, 2],
      zone: 'Z2',
      weak: true,
      clusters: ['P-JUNIOR', 'P-PRIMARY', 'PAIR-2'],
    }),
    rural('centre', 'YA12', '石桥中心小学', [111.579, 31.114], [4, 4, 4, 4, 4, 4], 46),
    rural('centre', 'YA13', '云岭中心小学', [111.556, 31.209], [4, 4, 4, 4, 4, 4], 64),
    rural('centre', 'YA14', '松林中心小学', [111.747, 31.125], [3, 3, 3, 3, 3, 3], 48),
    rural('centre', 'YA15', '竹园中心小学', [111.468, 31.283], [3, 3, 3, 3, 3, 3], 46, {
      zone: 'Z2',
      clusters: ['P-PRIMARY', 'PAIR-1'],
    }),
    rural('village', 'YA16', '石桥镇双溪小学', [111.531, 31.142], [2, 2, 2, 2, 2, 2], 14),
    rural('village', 'YA17', '石桥镇柳坪小学', [111.604, 31.149], [1, 1, 1, 1, 1, 1], 10),
    rural('village', 'YA18', '云岭镇白果小学', [111.521, 31.233], [2, 2, 2, 2, 2, 2], 14, { weak: true }),
    rural('village', 'YA19', '云岭镇望江小学', [111.598, 31.246], [1, 1, 1, 1, 1, 1], 12),
    rural('village', 'YA20', '松林镇桃园小学', [111.786, 31.101], [1, 1, 1, 1, 1, 1], 10, { weak: true }),
    rural('village', 'YA21', '松林镇石门小学', [111.792, 31.171], [1, 1, 1, 1, 1, 1], 14, {
      zone: 'Z2',
      weak: true,
    }),
    rural('village', 'YA22', '竹园镇青峰小学', [111.436, 31.321], [1, 1, 1, 1, 1, 1], 12, {
      zone: 'Z2',
      weak: true,
    }),
    rural('village', 'YA23', '清溪镇银杏小学', [111.567, 30.944], [1, 1, 1, 1, 1, 1], 8),
    rural('point', 'YA24', '竹园镇云顶教学点', [111.418, 31.359], [1, 1, 1, 1, 0, 0], 6, {
      zone: 'Z2',
      weak: true,
    }),
    rural('point', 'YA25', '杏花乡青岩教学点', [111.862, 31.291], [1, 1, 1, 1, 0, 0], 0, {
      zone: 'Z2',
      weak: true,
    }),
  ],
};

type Site = Partial<Pick<SchoolPlan, 'zone' | 'weak' | 'clusters' | 'primary' | 'junior'>>;
type At = SchoolPlan['at'];

function city(
  code: string,
  name: string,
  place: 'urban' | 'county-town',
  at: At,
  grades: Pick<SchoolPlan, 'primary' | 'junior'>,
  pairs: readonly string[] = [],
): SchoolPlan {
  const clusters = ['P-CITY', ...pairs];
  return { code, name, place, weak: false, at, zone: 'Z0', clusters, beds: 0, size: [40, 50], ...grades };
}

function rural(
  kind: keyof typeof kinds,
  code: string,
  name: string,
  at: At,
  classes: readonly number[],
  beds: number,
  site: Site = {},
): SchoolPlan {
  const { stage, ...usual } = kinds[kind];
  return { code, name, at, beds, weak: false, zone: 'Z1', ...usual, [stage]: classes, ...site };
}
