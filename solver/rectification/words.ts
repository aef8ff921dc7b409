import { plural, twoDecimals } from '../amounts.ts';
import { measured } from '../balance/facts.ts';
import type { NotComputable, Shortfall } from '../balance/report.ts';
import type { BalanceStandard, IndicatorOf } from '../balance/standard.ts';
import type { Breach, Guarantee } from '../guarantees/guarantees.ts';
import type { Words } from '../plan.ts';
import type { Stage } from '../problem.ts';
import type { ProblemFigures } from './list.ts';

/** A problem in figures and in words. */
export interface Said extends ProblemFigures {
  readonly words: Words;
  readonly proof: Words;
}

const stages: Readonly<Record<Stage, Words>> = {
  primary: { zh: '小学', en: 'Primary' },
  junior: { zh: '初中', en: 'Junior' },
};

const unit = {
  coefficient: { zh: '差异系数', en: 'coefficient of variation' },
  levels: { zh: '项', en: 'levels' },
  ofLevel: { zh: '%（占应达值）', en: '% of the level' },
  posts: { zh: '个岗位', en: 'full-time posts' },
  people: { zh: '人', en: 'people' },
  teachers: { zh: '人', en: 'teachers' },
  pupils: { zh: '人', en: 'pupils' },
  subjects: { zh: '个学科', en: 'subjects' },
  none: { zh: '', en: '' },
} satisfies Readonly<Record<string, Words>>;

const alone = (found: number | null, limit: number | null, of: Words): ProblemFigures => ({
  found,
  limit,
  unit: of,
  parts: [],
  concerns: [],
});

/** To so many decimals that it is not written as its limit. */
export function apartFrom(limit: number, found: number, least = 4): string {
  for (let places = least; places < 12; places++) {
    const text = found.toFixed(places);
    if (text !== limit.toFixed(places)) return text;
  }
  return String(found);
}

/** At most two decimals, without idle zeros. */
const short = (figure: number): string => String(twoDecimals(figure));

/** A part of 1 in percent, without what binary fractions add. */
const percentOf = (part: number): number => Math.round(part * 10_000) / 100;

const listOf = (all: readonly Words[]): Words => {
  const named = all.slice(0, MOST_NAMES);
  const more = all.length - named.length;
  return {
    zh: `${named.map(({ zh }) => zh).join('、')}${more > 0 ? `等${all.length}个` : ''}`,
    en: `${named.map(({ en }) => en).join(', ')}${more > 0 ? ` and ${more} more` : ''}`,
  };
};
const MOST_NAMES = 8;

const evened: Words = {
  zh: '补充配置的调动文件、购置凭证或建设验收材料；重新核算后的指标表。',
  en: 'Orders of those moved, proof of what was bought or built; the indicators reckoned anew.',
};

/** How an inspector writes each problem down, and what would show it mended. */
export const sayings = {
  coefficient: ({
    stage,
    called,
    found,
    limit,
  }: {
    stage: Stage;
    called: Words;
    found: number;
    limit: number;
  }): Said => ({
    ...alone(found, limit, unit.coefficient),
    words: {
      zh: `${stages[stage].zh}“${called.zh}”校际差异系数为${apartFrom(limit, found)}，高于上限${limit}。`,
      en: `${stages[stage].en}: “${called.en}” differs between schools by a coefficient of ${apartFrom(limit, found)}, above the limit of ${limit}.`,
    },
    proof: evened,
  }),

  mean: ({
    stage,
    standard,
    value,
    limit,
  }: {
    stage: Stage;
    standard: BalanceStandard;
    value: number;
    limit: number;
  }): Said => ({
    ...alone(value, limit, unit.coefficient),
    words: {
      zh: `${stages[stage].zh}${standard.indicators.length}项指标差异系数的平均值为${apartFrom(limit, value)}，高于上限${limit}。`,
      en: `${stages[stage].en}: the mean of the coefficients of ${standard.indicators.length} indicators is ${apartFrom(limit, value)}, above the limit of ${limit}.`,
    },
    proof: evened,
  }),

  levels: ({
    place,
    reached,
    standard,
    parts,
  }: {
    place: Words;
    reached: number;
    standard: BalanceStandard;
    parts: readonly (Shortfall & { readonly called: IndicatorOf })[];
  }): Said => {
    const { needed, otherwise } = standard.levels ?? { needed: 0, otherwise: 0 };
    const missed = parts.map(({ called, value, level, lacking }) => ({
      zh: `${called.name.zh}${apartFrom(level, value, 2)}，应达${level}，差${lacking}${called.unit.zh}`,
      en: `${called.name.en} ${apartFrom(level, value, 2)} of ${level}, short by ${lacking}${measured.has(called.amount) ? ` ${called.unit.en}` : ''}`,
    }));
    const isEnough = reached >= needed;
    const least = percentOf(otherwise);
    const lowest = Math.min(...parts.map(({ value, level }) => (100 * value) / level));
    const why: Words = isEnough
      ? {
          zh: `达标${reached}项，符合${needed}项的要求，但其余${parts.length}项${parts.length === 1 ? '' : '有'}低于应达值的${least}%：`,
          en: `${reached} of the ${needed} asked are reached, but ${parts.length === 1 ? 'the remaining one is' : 'of the others some are'} below ${least} % of ${parts.length === 1 ? 'its' : 'their'} level: `,
        }
      : { zh: '', en: '' };
    return {
      ...(isEnough ? alone(lowest, least, unit.ofLevel) : alone(reached, needed, unit.levels)),
      parts: parts.map(({ indicator, value, level, lacking }) => ({
        of: indicator,
        found: value,
        limit: level,
        lacking,
      })),
      concerns: parts.map(({ indicator }) => indicator),
      words: {
        zh: `${place.zh}资源配置未达标：${why.zh}${missed.map(({ zh }) => zh).join('；')}。`,
        en: `${place.en} does not reach the levels asked: ${why.en}${missed.map(({ en }) => en).join('; ')}.`,
      },
      proof: {
        zh: '补充配置的调动文件、购置凭证或建设验收材料；学校重新上报的数据。',
        en: 'Orders of those who came, proof of what was bought or built; the figures the school reports anew.',
      },
    };
  },

  notComputable: ({
    stage,
    called,
    because,
    places,
  }: {
    stage: Stage;
    called: Words;
    because: NotComputable;
    places: readonly Words[];
  }): Said => {
    const reporters = listOf(places);
    const asked: Words =
      because.code === 'pupils-unknown'
        ? {
            zh: `请由${reporters.zh}报送分年级学生数。`,
            en: `To be reported: the pupils by grade of ${reporters.en}.`,
          }
        : because.code === 'not-reported'
          ? { zh: `请由${reporters.zh}上报该项数据。`, en: `To be reported by ${reporters.en}.` }
          : {
              zh: '全县一项也没有，请县教育局核实后配置或补报。',
              en: 'The county has none at all: the bureau is to check, then provide or report it.',
            };
    return {
      ...alone(null, null, unit.none),
      concerns: because.places,
      words: {
        zh: `${stages[stage].zh}“${called.zh}”无法计算。${asked.zh}`,
        en: `${stages[stage].en}: “${called.en}” cannot be reckoned. ${asked.en}`,
      },
      proof: {
        zh: '学校盖章的数据上报表；补报后该指标可以计算。',
        en: 'The figures reported under the school’s seal; the indicator can be reckoned once they are on file.',
      },
    };
  },

  staffUnknown: (code: string, school: string, teachers: number): Said => ({
    ...alone(0, teachers, unit.teachers),
    concerns: [code],
    words: {
      zh: `${school}上报教师${teachers}人，台账中一名也没有，开课和缺编情况无法判定。请由${school}报送教师名册。`,
      en: `${school} reports ${plural(teachers, 'teacher')} and has none on file, so it cannot be told what it lacks. To be reported: the staff of ${school}.`,
    },
    proof: {
      zh: '学校盖章的教师名册；台账补录记录。',
      en: 'The roll of its staff under the school’s seal; their entry in the registry.',
    },
  }),

  criticalSubject: ({ place, subject, need }: Cell): Said => ({
    ...alone(0, need, unit.posts),
    words: {
      zh: `${place.zh}${subject.zh}开不齐：需${short(need)}个岗位，校内无人任教，也无人持相应资格证。`,
      en: `${place.en} cannot offer ${subject.en}: ${short(need)} posts are needed, nobody teaches it and nobody is certified for it.`,
    },
    proof: {
      zh: '新任或交流、走教教师的调动文件及资格证；课程表和任课表。',
      en: 'The order and certificate of who came to teach it, or comes on some days; the timetable.',
    },
  }),

  gap: ({ place, subject, need, supply, gap, leastGap }: Cell & { leastGap: number }): Said => ({
    ...alone(gap, leastGap, unit.posts),
    words: {
      zh: `${place.zh}${subject.zh}教师不足：需${short(need)}个岗位，现有${short(supply)}个，缺${short(gap)}个。`,
      en: `${place.en} lacks teachers of ${subject.en}: ${short(need)} posts needed, ${short(supply)} filled, ${short(gap)} lacking.`,
    },
    proof: {
      zh: '新任或交流、走教教师的调动文件；课程表和任课表。',
      en: 'The order of who came to teach it; the timetable.',
    },
  }),

  structuralShortage: ({
    place,
    registered,
    posts,
    onFile,
    codes,
    missing,
  }: Held & { codes: readonly string[]; missing: readonly Words[] }): Said => {
    const subjects = listOf(missing);
    return {
      ...alone(missing.length, 0, unit.subjects),
      concerns: codes,
      words: {
        zh: `${place.zh}结构性缺编：在编${registered}人，${postsIn(onFile).zh}${posts}个已满，仍缺${subjects.zh}教师。`,
        en: `${place.en} has a structural shortage: ${registered} registered staff fill the ${posts} posts ${postsIn(onFile).en}, and teachers of ${subjects.en} are missing.`,
      },
      proof: {
        zh: '超缺学科教师交流、转岗的调动文件；任课表。',
        en: 'Orders by which surplus subjects went and missing ones came; who teaches what.',
      },
    };
  },

  overStaffed: ({ place, registered, posts, onFile, beyond }: Held & { beyond: number }): Said => ({
    ...alone(registered, posts, unit.people),
    words: {
      zh: `${place.zh}超编${beyond}人：在编${registered}人，${postsIn(onFile).zh}${posts}个。`,
      en: `${place.en} is over its establishment by ${beyond}: ${registered} registered staff for ${posts} posts ${postsIn(onFile).en}.`,
    },
    proof: {
      zh: '编制调整文件，或富余人员交流、调出的文件。',
      en: 'The order that changes its posts, or those by which staff it can spare went elsewhere.',
    },
  }),

  quota: ({ words, papers, measured }: Guarantee): Said => ({
    ...alone(measured?.found ?? null, measured?.least ?? null, unit.teachers),
    words,
    proof: papers,
  }),

  certificates: (place: Words, breaches: readonly Breach[]): Said => {
    const [{ found, limit } = { found: 0, limit: 0 }] = breaches;
    return {
      ...alone(found, limit, unit.teachers),
      words: {
        zh: `${place.zh}任课教师${limit}人，台账中登记有教师资格证的${found}人，缺${limit - found}人。`,
        en: `${place.en}: ${found} of ${plural(limit, 'teacher')} of a subject have a certificate on file, ${limit - found} have none.`,
      },
      proof: {
        zh: '教师资格证书复印件；台账补录记录。',
        en: 'Copies of the certificates; their entry in the registry.',
      },
    };
  },

  'class-size': (place: Words, breaches: readonly Breach[]): Said => {
    const [first] = breaches;
    const grades = breaches.map(({ grade }) => grade).join('、');
    return {
      ...alone(Math.max(...breaches.map(({ found }) => found)), first?.limit ?? 0, unit.pupils),
      parts: breaches.map(({ grade, found, limit }) => ({
        of: String(grade),
        found,
        limit,
        lacking: found - limit,
      })),
      words: {
        zh: `${place.zh}第${grades}年级班额超限：最大班不少于${Math.max(...breaches.map(({ found }) => found))}人，上限${first?.limit}人。`,
        en: `${place.en} has classes that are too large in ${plural(breaches.length, 'grade')} (${breaches.map(({ grade }) => grade).join(', ')}): the largest has at least ${Math.max(...breaches.map(({ found }) => found))} pupils, the limit is ${first?.limit}.`,
      },
      proof: {
        zh: '增班或分流后的分班名册。',
        en: 'The roll of every class after classes were added or pupils moved.',
      },
    };
  },

  'school-size': (place: Words, breaches: readonly Breach[]): Said => {
    const [{ found, limit } = { found: 0, limit: 0 }] = breaches;
    return {
      ...alone(found, limit, unit.pupils),
      words: {
        zh: `${place.zh}在校生${found}人，超过规模上限${limit}人。`,
        en: `${place.en} has ${found} pupils, more than the ${limit} a school may have.`,
      },
      proof: {
        zh: '分流方案及执行后的学籍统计表。',
        en: 'The plan by which pupils go elsewhere, and the enrolment after it.',
      },
    };
  },
};

interface Cell {
  readonly place: Words;
  readonly subject: Words;
  readonly need: number;
  readonly supply: number;
  readonly gap: number;
}

interface Held {
  readonly place: Words;
  readonly registered: number;
  readonly posts: number;
  /** Whether the posts are those on file, or those due as none are. */
  readonly onFile: boolean;
}

const postsIn = (onFile: boolean): Words =>
  onFile ? { zh: '登记编制', en: 'on file' } : { zh: '按标准应有编制', en: 'due by the standard' };
