import { plural } from '../amounts.ts';
import type { Words } from '../plan.ts';
import type { Exchange } from './exchange.ts';
import type { Breach, Guarantee, GuaranteeCode, GuaranteeFigure } from './guarantees.ts';

/** A guarantee but for what it is called. */
export type Answered = Omit<Guarantee, 'code' | 'item' | 'title'>;

export const titles: Readonly<Record<GuaranteeCode, Pick<Guarantee, 'item' | 'title'>>> = {
  pay: {
    item: 8,
    title: {
      zh: '教师平均工资收入水平不低于当地公务员',
      en: 'Teachers are paid no less than civil servants of the county, on average',
    },
  },
  training: {
    item: 9,
    title: { zh: '教师五年培训学时全员完成', en: 'Every teacher has the hours of training of five years' },
  },
  'posts-across-schools': {
    item: 10,
    title: {
      zh: '县级教育行政部门统筹分配各校教职工编制和岗位数量',
      en: 'The county allots establishment and posts across its schools',
    },
  },
  'exchange-quota': {
    item: 11,
    title: {
      zh: '每学年交流轮岗教师达到符合交流条件教师总数的规定比例',
      en: 'Of the eligible teachers, the part asked is exchanged every school year',
    },
  },
  'backbone-quota': {
    item: 11,
    title: {
      zh: '骨干教师达到交流轮岗教师总数的规定比例',
      en: 'Of the teachers exchanged, the part asked are backbone teachers',
    },
  },
  certificates: {
    item: 12,
    title: { zh: '专任教师持教师资格证上岗率100%', en: 'Every teacher holds a teaching certificate' },
  },
  courses: {
    item: null,
    title: { zh: '开齐国家规定课程、开足课时', en: 'All courses are offered, in full' },
  },
  'class-size': {
    item: null,
    title: {
      zh: '班级学生数不超过规定上限',
      en: 'No class has more pupils than allowed',
    },
  },
  'school-size': {
    item: null,
    title: {
      zh: '学校规模不超过规定上限',
      en: 'No school has more pupils than allowed',
    },
  },
};

const unit = {
  teachers: { zh: '人', en: 'teachers' },
  posts: { zh: '个', en: 'posts' },
  sections: { zh: '个学部', en: 'sections' },
  cells: { zh: '个学部学科', en: 'section × subject' },
  grades: { zh: '个年级', en: 'grades' },
  schools: { zh: '所', en: 'schools' },
  pupils: { zh: '人', en: 'pupils' },
  percent: { zh: '%', en: '%' },
  hours: { zh: '学时', en: 'hours' },
} satisfies Readonly<Record<string, Words>>;

const figure = (
  zh: string,
  en: string,
  value: number | null,
  of: keyof typeof unit = 'teachers',
): GuaranteeFigure => ({ name: { zh, en }, unit: unit[of], value });

/** Not from data, and what to lay on the table instead. */
const papersAlone = (papers: Words, figures: readonly GuaranteeFigure[] = []): Answered => ({
  by: 'papers',
  met: null,
  figures,
  measured: null,
  breaches: [],
  words: { zh: '台账中没有这项数据，以纸质材料为准。', en: 'Not from data on file: papers show it.' },
  papers,
});

export const answeredByPapers = {
  pay: papersAlone({
    zh: '县财政、人社部门出具的上一年度教师与公务员平均工资收入对照表，及发放凭证。',
    en: 'Last year’s table of the mean pay of teachers beside civil servants, by the finance and personnel offices, with proof of payment.',
  }),
  training: (hours: number) =>
    papersAlone(
      {
        zh: '近五年教师培训学时登记表（本材料附空表）、培训证书及经费支出凭证。',
        en: 'The register of training hours of the last five years (an empty form is enclosed), certificates, and proof of what was spent.',
      },
      [figure('每名教师五年应达学时', 'Hours for every teacher in five years', hours, 'hours')],
    ),
};

/** A part of a whole in percent, to two decimals downwards: what is short of a limit is never written as the limit. */
export const percentOf = (part: number, whole: number): string =>
  `${(Math.floor((10_000 * part) / whole) / 100).toFixed(2)}%`;

const whence = ({ plan, planned, begun, policy }: Exchange): Words => {
  const byPlan: Words =
    plan === null
      ? { zh: '本学年没有公示或确定的方案', en: 'no plan of the school year has been made public' }
      : {
          zh: `${plan.state === 'final' ? '已确定' : '公示中'}方案“${plan.name}”调动${planned}人`,
          en: `the ${plan.state} plan “${plan.name}” moves ${planned}`,
        };
  const eligible: Words =
    plan === null
      ? {
          zh: '符合条件人数按台账和现行政策核算，并计入本学年已交流的人',
          en: 'the eligible are reckoned from the registry by the policy in force, with those who have already gone this year',
        }
      : {
          zh: '符合条件人数取该方案（有多份的取最早一份）冻结时的数据，并计入其他已交流的人',
          en: 'the eligible are those of the facts the plan, or the first of several, was frozen on, with whoever else is exchanged',
        };
  return {
    zh: `数据来源：${byPlan.zh}，台账中本学年开始的交流${begun}人，同一人只计一次；${eligible.zh}（政策版本${policy}）。`,
    en: `Source: ${byPlan.en}; ${begun} began a posting in the school year by the registry; each person counts once; ${eligible.en} (policy ${policy}).`,
  };
};

const joined = (first: Words, second: Words): Words => ({
  zh: `${first.zh}${second.zh}`,
  en: `${first.en} ${second.en}`,
});

const nothingOnFile: Words = {
  zh: '本学年既没有公示的方案，也没有开始的交流，无法判定。',
  en: 'Neither a public plan nor a posting of the school year is on file, so it cannot be told.',
};

const reached = (lacking: number): string =>
  lacking <= 0 ? 'which is reached' : `so ${lacking} ${lacking === 1 ? 'is' : 'are'} lacking`;

interface Quota {
  readonly percent: number;
  readonly least: number;
  readonly met: boolean | null;
}

export function exchangedInWords(exchange: Exchange, { percent, least, met }: Quota): Answered {
  const { eligible, exchanged, planned, begun } = exchange;
  const said = (): Words => {
    if (exchanged === null) return nothingOnFile;
    if (eligible === 0)
      return {
        zh: '没有符合交流条件的教师，无比例可算。',
        en: 'No teacher is eligible, so there is no ratio.',
      };
    const ratio = percentOf(exchanged, eligible);
    return {
      zh: `符合交流条件教师${eligible}人，交流${exchanged}人，占${ratio}；${percent}%为${least}人，${met ? '达到' : `尚差${least - exchanged}人`}。`,
      en: `${exchanged} of ${plural(eligible, 'eligible teacher')} exchanged: ${ratio}; ${percent} % is ${least}, ${reached(least - exchanged)}.`,
    };
  };
  return {
    by: 'data',
    met,
    figures: [
      figure('符合交流条件教师', 'Eligible', eligible),
      figure('方案调动', 'Moved by the plan', planned),
      figure('已开始交流', 'Postings begun', begun),
      figure('交流人数', 'Exchanged', exchanged),
      figure('比例要求', 'Asked', percent, 'percent'),
    ],
    measured: exchanged === null ? null : { found: exchanged, least },
    breaches: [],
    words: joined(said(), whence(exchange)),
    papers: {
      zh: '县教师交流轮岗制度文件、年度方案、公示材料、调动文件和接收学校报到回执。',
      en: 'The county’s rules of exchange, the year’s plan, its publication, the orders, and the receipts of the receiving schools.',
    },
  };
}

export function backboneInWords(exchange: Exchange, { percent, least, met }: Quota): Answered {
  const { exchanged, backbone } = exchange;
  const said = (): Words => {
    if (exchanged === null || backbone === null) return nothingOnFile;
    if (exchanged === 0)
      return {
        zh: '本学年方案没有交流教师，无比例可算。',
        en: 'Nobody is exchanged in the school year, so there is no ratio.',
      };
    const ratio = percentOf(backbone, exchanged);
    return {
      zh: `交流教师${exchanged}人，其中骨干教师${backbone}人，占${ratio}；${percent}%为${least}人，${met ? '达到' : `尚差${least - backbone}人`}。`,
      en: `${backbone} of ${exchanged} exchanged are backbone teachers: ${ratio}; ${percent} % is ${least}, ${reached(least - backbone)}.`,
    };
  };
  return {
    by: 'data',
    met,
    figures: [
      figure('交流人数', 'Exchanged', exchanged),
      figure('其中骨干教师', 'Of those, backbone teachers', backbone),
      figure('比例要求', 'Asked', percent, 'percent'),
    ],
    measured: backbone === null ? null : { found: backbone, least },
    breaches: [],
    words: joined(said(), whence(exchange)),
    papers: {
      zh: '骨干教师认定文件和交流人员名册。',
      en: 'The documents by which backbone teachers are named, and the roll of those exchanged.',
    },
  };
}

interface Posts {
  readonly sections: number;
  readonly unknown: number;
  readonly onFile: number | null;
  readonly due: number | null;
  readonly registered: number;
}

export function postsInWords({ sections, unknown, onFile, due, registered }: Posts): Answered {
  return {
    ...papersAlone(
      {
        zh: '编制部门核定总量文件、教育局分校编制和岗位分配文件及调整记录。',
        en: 'The total set by the establishment office, the bureau’s allotment of posts to schools, and the record of changes.',
      },
      [
        figure('登记编制', 'Posts on file', onFile, 'posts'),
        figure('按标准应有编制', 'Posts due by the standard', due, 'posts'),
        figure('在编人员', 'Registered staff', registered),
        figure('未登记编制的学部', 'Sections without posts on file', unknown, 'sections'),
      ],
    ),
    words: {
      zh: `统筹分配以文件为准；台账可供对照：${sections}个学部中${unknown === 0 ? '全部登记了编制' : `${unknown}个未登记编制`}，登记编制${onFile ?? '不明'}个，按标准应有${due ?? '不明'}个，在编${registered}人。`,
      en: `That the county allots them is for papers to show; the registry adds: of ${plural(sections, 'section')} ${unknown === 0 ? 'all have posts on file' : `${unknown} have none on file`}; ${onFile ?? 'an unknown number of'} posts on file, ${due ?? 'an unknown number'} due by the standard, ${registered} registered staff.`,
    },
  };
}

interface Certified {
  readonly teaching: number;
  readonly has: number;
  readonly fitting: number;
  /** Schools that report teachers and have none on file. */
  readonly silent: number;
  readonly breaches: readonly Breach[];
}

export function certificatesInWords({ teaching, has, fitting, silent, breaches }: Certified): Answered {
  const said = (): Words => {
    if (teaching === 0) return { zh: '台账中没有任课教师。', en: 'No teacher of a subject is on file.' };
    if (has === 0)
      return {
        zh: '台账中没有登记任何教师资格证，无法判定。',
        en: 'No certificate of anybody is on file, so it cannot be told.',
      };
    const more =
      silent === 0
        ? { zh: '', en: '' }
        : {
            zh: `另有${silent}所学校未登记教师名册，无法判定。`,
            en: ` The staff of ${plural(silent, 'school')} more ${silent === 1 ? 'is' : 'are'} not on file, so it cannot be told of them.`,
          };
    return {
      zh: `任课教师${teaching}人，登记有教师资格证${has}人，占${percentOf(has, teaching)}；其中资格证与所教学段、学科一致${fitting}人。${more.zh}`,
      en: `${has} of ${plural(teaching, 'teacher')} of a subject have a certificate on file: ${percentOf(has, teaching)}; of ${fitting} it is for the stage and subject taught.${more.en}`,
    };
  };
  return {
    by: 'data',
    met: has === 0 ? null : has < teaching ? false : silent > 0 ? null : true,
    figures: [
      figure('任课教师', 'Teachers of a subject', teaching),
      figure('登记有资格证', 'With a certificate on file', has === 0 ? null : has),
      figure('资格证与学段学科一致', 'With one for the stage and subject taught', has === 0 ? null : fitting),
    ],
    measured: null,
    breaches,
    words: said(),
    papers: {
      zh: '教师资格证书原件或复印件，定期注册记录。',
      en: 'The certificates or copies of them, and the record of their renewal.',
    },
  };
}

/** How much is not on file: sections and grades without classes, section × subject without a load, sections without staff. */
interface Unknown {
  readonly sections: number;
  readonly grades: number;
  readonly loads?: number;
  readonly staff?: number;
}

const isAny = ({ sections, grades, loads = 0, staff = 0 }: Unknown): boolean =>
  sections + grades + loads + staff > 0;

/** A sentence after another; empty: all is on file. */
function unknownInWords({ sections, grades, loads = 0, staff = 0 }: Unknown): Words {
  const parts: readonly (Words & { readonly count: number })[] = [
    {
      count: sections,
      zh: `${sections}个学部没有登记班级`,
      en: `${plural(sections, 'section')} without classes on file`,
    },
    {
      count: grades,
      zh: `${grades}个年级有学生而没有班级`,
      en: `${plural(grades, 'grade')} with pupils and no class`,
    },
    { count: loads, zh: `${loads}个学部学科没有周课时标准`, en: `${loads} section × subject without a load` },
    {
      count: staff,
      zh: `${staff}个学部的教师未登记`,
      en: `${plural(staff, 'section')} whose staff is not on file`,
    },
  ];
  const told = parts.filter(({ count }) => count > 0);
  if (told.length === 0) return { zh: '', en: '' };
  return {
    zh: `未能判定：${told.map(({ zh }) => zh).join('、')}。`,
    en: ` Not known: ${told.map(({ en }) => en).join(', ')}.`,
  };
}

interface Courses {
  readonly sections: number;
  readonly needed: number;
  readonly critical: number;
  readonly short: number;
  readonly unknown: Unknown;
}

export function coursesInWords({ sections, needed, critical, short, unknown }: Courses): Answered {
  const known = needed > 0;
  const rest = unknownInWords(unknown);
  return {
    by: 'data',
    met: critical > 0 || short > 0 ? false : known && !isAny(unknown) ? true : null,
    figures: [
      figure('须开设的学部学科', 'Section × subject needed', needed, 'cells'),
      figure('无人能教', 'With nobody to teach them', critical, 'cells'),
      figure('课时不足', 'Lacking hours', short, 'cells'),
    ],
    measured: null,
    breaches: [],
    words: known
      ? {
          zh: `${sections}个学部应开设${needed}个学部学科，其中${critical}个无人能教（开不齐），${short}个课时不足（含无人能教的）。${rest.zh}`,
          en: `${plural(sections, 'section needs', 'sections need')} ${needed} section × subject: ${critical} with nobody to teach them, ${short} that lack hours (those included).${rest.en}`,
        }
      : {
          zh: `没有班级数或课时标准，算不出应开课程。${rest.zh}`,
          en: `No classes, or no loads, are on file, so it is not known what is needed.${rest.en}`,
        },
    papers: {
      zh: '各校课程表、教师任课表和教学计划。',
      en: 'Timetables, who teaches what, and the teaching plans of the schools.',
    },
  };
}

interface Classes {
  readonly grades: number;
  readonly proven: number;
  readonly breaches: readonly Breach[];
  readonly most: { readonly primary: number; readonly junior: number };
  readonly unknown: Unknown;
}

export function classSizeInWords({ grades, proven, breaches, most, unknown }: Classes): Answered {
  const rest = unknownInWords(unknown);
  const allProven = grades > 0 && proven === grades;
  const met = breaches.length > 0 ? false : allProven && !isAny(unknown) ? true : null;
  const said: Words =
    met === false
      ? {
          zh: `${grades}个有班级的年级中，${breaches.length}个年级的学生数超过班数可容（小学${most.primary}人、初中${most.junior}人），必有超额班级。`,
          en: `Of ${plural(grades, 'grade')} with classes, ${breaches.length} ${breaches.length === 1 ? 'has' : 'have'} more pupils than the classes may hold (primary ${most.primary}, junior ${most.junior}): some class is too large.`,
        }
      : allProven
        ? {
            zh: `${grades}个有班级的年级各一个班，均不超额。`,
            en: `Every grade with classes has one, and none is too large.`,
          }
        : {
            zh: `各年级平均班额均未发现超额，但台账没有分班人数（或没有学生数），不能证明每个班都不超额：${grades}个年级中可以确认的${proven}个。`,
            en: `By the mean of each grade no class is too large, but the rolls of single classes (or the pupils) are not on file: of ${plural(grades, 'grade')} ${proven} ${proven === 1 ? 'is' : 'are'} certain.`,
          };
  return {
    by: 'data',
    met,
    figures: [
      figure('有班级的年级', 'Grades with classes', grades, 'grades'),
      figure('必有超额班级的年级', 'Grades with a class too large', breaches.length, 'grades'),
      figure('可确认不超额的年级', 'Grades certainly within', proven, 'grades'),
    ],
    measured: null,
    breaches,
    words: { zh: `${said.zh}${rest.zh}`, en: `${said.en}${rest.en}` },
    papers: { zh: '分班学生名册。', en: 'The roll of every class.' },
  };
}

interface Schools {
  readonly schools: number;
  readonly unknown: number;
  readonly breaches: readonly Breach[];
  readonly most: { readonly oneStage: number; readonly nineYear: number };
}

export function schoolSizeInWords({ schools, unknown, breaches, most }: Schools): Answered {
  const met = breaches.length > 0 ? false : unknown > 0 || schools === 0 ? null : true;
  const missing: Words =
    unknown === 0
      ? { zh: '', en: '' }
      : {
          zh: `${unknown}所学校的学生数不全，未能判定。`,
          en: ` The pupils of ${plural(unknown, 'school')} are not all on file.`,
        };
  return {
    by: 'data',
    met,
    figures: [
      figure('学校', 'Schools', schools, 'schools'),
      figure('超过规模的学校', 'Schools too large', breaches.length, 'schools'),
      figure('学生数不全的学校', 'Schools with pupils not on file', unknown, 'schools'),
    ],
    measured: null,
    breaches,
    words: {
      zh: `${schools}所学校中，${breaches.length}所超过规模上限（${most.oneStage}人，九年一贯制${most.nineYear}人）。${missing.zh}`,
      en: `Of ${plural(schools, 'school')}, ${breaches.length} ${breaches.length === 1 ? 'has' : 'have'} more pupils than allowed (${most.oneStage}; nine-year schools ${most.nineYear}).${missing.en}`,
    },
    papers: { zh: '学籍系统在校生统计表。', en: 'The enrolment statistics of the pupil register.' },
  };
}
