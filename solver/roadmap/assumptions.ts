import type { Words } from '../plan.ts';
import type { Basis, Cohorts, Forecast } from './enrolment.ts';
import type { Outlook } from './outlook.ts';

/** What the years to come are reckoned by because nobody can know it; `code` is stable. */
export interface Assumption {
  readonly code: string;
  readonly text: Words;
  /** The sections it is about, sorted; empty: all. */
  readonly sections: readonly string[];
}

/** What a roadmap rests on: always, by its outlook, and where its forecasts made use of it. */
export function assumptionsOf(
  { asOf, retirement, postingYears, progression: { least, most } }: Outlook,
  cohorts: Cohorts,
  forecasts: readonly Forecast[],
  /** When the first moves take effect, and the school years whose time was up before their plan was proven best. */
  { effective, cutShort }: { readonly effective: string; readonly cutShort: readonly number[] },
): Assumption[] {
  const all = forecasts.flatMap(({ grades }) => grades);
  const sectionsBy = (is: (basis: Basis, grade: number) => boolean): string[] => [
    ...new Set(all.filter(({ basis, grade }) => is(basis, grade)).map(({ section }) => section)),
  ];
  const doubted = [...cohorts.rates].filter(([, { believed }]) => !believed).map(([section]) => section);
  const withoutPlace = forecasts.reduce((sum, forecast) => sum + forecast.withoutPlace, 0);
  const always = (code: string, zh: string, en: string): Assumption => ({
    code,
    text: { zh, en },
    sections: [],
  });
  const where = (code: string, sections: readonly string[], zh: string, en: string): Assumption[] =>
    sections.length === 0 ? [] : [{ code, text: { zh, en }, sections: sections.toSorted() }];

  const first =
    asOf === undefined || asOf >= effective
      ? { zh: '首年按在册名单，不扣到龄人员。', en: 'The first year is as it is on file.' }
      : {
          zh: `首年按${asOf}的在册名单，扣除此后至生效日到龄的人员。`,
          en: `The first year is as it is on file on ${asOf}, without those who reach it after that day.`,
        };

  return [
    ...(cutShort.length === 0
      ? []
      : [
          always(
            'cut-short',
            `${cutShort.join('、')}学年的求解时间用完，方案未证明为最优（没有找到方案的，视同该年无人调动）；以后各年据此推算。`,
            `The time for ${cutShort.join(', ')} was up before the plan was proven best (where none was found, nobody is sent that year); the later years go on from there.`,
          ),
        ]),
    always('nobody-recruited', '假定不招聘新教师。', 'Nobody is recruited.'),
    always(
      'retirement-table',
      `教师到退休年龄即退休（${retirement.version}，${retirement.source}），在当年调动生效日（含当日）前到龄的不再计入；${first.zh}`,
      `Teachers leave on reaching the age of retirement (${retirement.version}: ${retirement.source}); who reaches it by the day the year's moves take effect, that day included, no longer counts. ${first.en}`,
    ),
    always(
      'posting-years',
      `人事关系不动的交流期为${postingYears}年，期满回原校任教原学科；干部轮换不回原校。`,
      `Postings where the personnel relation stays last ${postingYears} ${postingYears === 1 ? 'year' : 'years'}; then teachers come home to what they taught. Cadres who rotate do not come back.`,
    ),
    always(
      'one-year-facts',
      '申请、志愿、积分、固定、暂留和放宽决定只用于首年；课程标准、工作量、编制和政策不变。',
      'Requests, wishes, points, pins, hold-backs and decisions to relax a rule count in the first year alone; curriculum, loads, establishment and policy stay as they are.',
    ),
    always(
      'beds',
      '周转房：规划内派出的教师占用，返回、退休或再调动时腾出；现有住户何时腾出不作假定。',
      'Beds are taken by those whom the roadmap sends, and free again when they come home, retire or move on; when others free theirs is not assumed.',
    ),
    ...where(
      'classes-alone',
      sectionsBy((basis) => basis === 'classes-alone'),
      '学生数不在册的学部，各年级班数保持不变。',
      'Where pupils are not on file, the classes of each grade stay as they are.',
    ),
    ...where(
      'grade-1-as-before',
      sectionsBy((basis, grade) => basis === 'as-before' && grade === 1),
      '一年级新生数未导入的，按上一学年的一年级人数。',
      'Where entrants of grade 1 are not imported, as many as the year before.',
    ),
    ...where(
      'grade-7-as-before',
      sectionsBy((basis, grade) => basis === 'as-before' && grade === 7),
      '七年级新生数未导入，且六年级或七年级学生数不全，按上一学年的七年级人数。',
      'Where entrants of grade 7 are not imported, and pupils of grades 6 or 7 are not all on file, as many as the year before.',
    ),
    ...where(
      'grade-7-shared',
      sectionsBy((basis, grade) => basis === 'shared' && grade === 7),
      '全县六年级毕业生全部升入本县初中，按各初中目前七年级人数的比例分配。',
      'Everybody who leaves grade 6 in the county goes to its junior sections, shared by their pupils of grade 7 today.',
    ),
    ...where(
      'grades-shared',
      sectionsBy((basis, grade) => basis === 'shared' && grade !== 7),
      '学部没有下一年级的学生，转入本县开设该年级的学部，按其目前该年级人数的比例分配。',
      'Pupils whose section ends before their next grade go to the sections of the county that teach it, shared by their pupils of that grade today.',
    ),
    ...where(
      'rated',
      sectionsBy((basis) => basis === 'rated'),
      '有往年数据的学部，按本学部往年升级率推算，四舍五入。',
      'Where earlier years are known, the section’s own rate of progression counts, rounded to the nearest.',
    ),
    ...where(
      'rate-left-out',
      doubted,
      `往年升级率不在${least}至${most}之间的学部，按1推算。`,
      `Where the rate of earlier years is not between ${least} and ${most}, it is taken as 1.`,
    ),
    ...(withoutPlace > 0
      ? [
          always(
            'without-place',
            `${withoutPlace}名学生升入的年级在本县没有学部开设，不再计入。`,
            `The county teaches no next grade to ${withoutPlace} pupils, who no longer count.`,
          ),
        ]
      : []),
  ];
}
