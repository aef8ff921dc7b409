import { facilities } from '../../solver/balance/facts.ts';
import { type BalanceStandard, balanceStandard } from '../../solver/balance/standard.ts';
import { indicators } from '../../solver/indicators.ts';
import type { Words } from '../../solver/plan.ts';
import { type SchoolKind, schoolKinds } from '../../solver/problem.ts';
import type { Choice, Column } from '../imports/catalogue.ts';
import type { Faults, Place } from '../imports/faults.ts';
import { readInWords } from '../read-in-words.ts';

const choice = (value: string, zh: string, en: string, ...synonyms: readonly string[]): Choice => ({
  value,
  zh,
  en,
  synonyms,
});

const kinds: readonly Choice[] = [
  choice('basic', '基本均衡', 'Basic', 'basic balance', '义务教育基本均衡'),
  choice('quality', '优质均衡', 'Quality', 'quality balance', '义务教育优质均衡'),
];
const limited: readonly Choice[] = [
  choice('each', '每一项', 'Each', '每项', '各项'),
  choice('mean', '平均值', 'Mean', '平均', 'average'),
];
/** One word for each amount that can be counted. */
const amounts: Readonly<Record<(typeof indicators)[number] | (typeof facilities)[number], Words>> = {
  teachers: { zh: '专任教师', en: 'Teachers' },
  education: { zh: '高于规定学历教师', en: 'Teachers above the required education' },
  titles: { zh: '中级及以上职务教师', en: 'Teachers of first title or higher' },
  backbone: { zh: '县级以上骨干教师', en: 'Backbone teachers' },
  'arts-and-pe': { zh: '体育艺术教师', en: 'Teachers of PE and the arts' },
  teachingArea: { zh: '教学及辅助用房面积', en: 'Area of teaching rooms' },
  sportsArea: { zh: '体育运动场馆面积', en: 'Area of sports grounds' },
  equipmentValue: { zh: '教学仪器设备值', en: 'Value of equipment' },
  computers: { zh: '计算机', en: 'Computers' },
  books: { zh: '图书', en: 'Books' },
  multimediaRooms: { zh: '网络多媒体教室', en: 'Multimedia classrooms' },
};

const figure = (
  key: string,
  zh: string,
  en: string,
  kind: Column['kind'],
  example: string,
  more: Pick<Column, 'required' | 'note'> = {},
): Column => ({ key, zh, en, synonyms: [], kind, example, ...more });

const required = { required: true } as const;
const text = (longest: number): Column['kind'] => ({ type: 'text', longest });
const number = (least: number, most: number): Column['kind'] => ({ type: 'number', least, most });
const integer = (least: number, most: number): Column['kind'] => ({ type: 'integer', least, most });

/** Figures of the version, the same in all its rows. */
const ofVersion: readonly Column[] = [
  figure('kind', '标准类别', 'Kind', { type: 'choice', choices: kinds }, '优质均衡', required),
  figure('titleZh', '标准全称', 'Title in Chinese', text(120), '义务教育优质均衡（本县）', required),
  figure('titleEn', '标准英文全称', 'Title in English', text(120), 'Quality balance', {
    note: { zh: '不填则与中文名相同。', en: 'Left out: the Chinese one.' },
  }),
  figure('limitOf', '差异系数限于', 'Limit of', { type: 'choice', choices: limited }, '每一项', required),
  figure('limitPrimary', '小学差异系数上限', 'Limit, primary', number(0, 10), '0.5', required),
  figure('limitJunior', '初中差异系数上限', 'Limit, junior', number(0, 10), '0.45', required),
  figure('needed', '每校应达标项数', 'Levels needed', integer(0, 20), '6', {
    note: {
      zh: '与“其余各项最低比例”同时填写，或都不填（不要求达标）。',
      en: 'Together with “Part of the others”, or neither: then no school is asked for levels.',
    },
  }),
  figure('otherwise', '其余各项最低比例', 'Part of the others', number(0, 1), '0.85'),
  figure(
    'leastPupilsOfPoint',
    '教学点最少学生数',
    'Least pupils of a teaching point',
    integer(0, 10_000),
    '50',
    {
      note: {
        zh: '学生数低于此数的教学点不纳入；不填则都纳入。',
        en: 'Teaching points of fewer pupils are left out; unsaid: none is.',
      },
    },
  ),
  figure('without', '不纳入的学校类别', 'Kinds of school left out', text(60), '特殊教育；职业', {
    note: {
      zh: '用分号隔开；不填为“特殊教育；职业”，都纳入填“无”。',
      en: 'Special; vocational, parted by semicolons; left out: both. “None”: no kind is left out.',
    },
  }),
  figure('artsAndPe', '体育艺术学科代码', 'Subjects of PE and the arts', text(400), 'art；music；pe', {
    note: {
      zh: '用分号隔开；不填为 art；music；pe。',
      en: 'Codes parted by semicolons; left out: art; music; pe.',
    },
  }),
  figure(
    'visitorsLeast',
    '走教计入学生数起',
    'Circuit staff counted from (pupils)',
    integer(0, 10_000),
    '50',
    {
      note: {
        zh: '农村学校学生数在此范围内的，走教的体育艺术教师计入；两项都填或都不填（都不计入）。',
        en: 'Rural schools of so many pupils count circuit teachers of PE and the arts; both, or neither: then none does.',
      },
    },
  ),
  figure(
    'visitorsMost',
    '走教计入学生数止',
    'Circuit staff counted up to (pupils)',
    integer(0, 10_000),
    '99',
  ),
  figure('weightPrimary', '小学学生权重', 'Weight of a primary pupil', number(0.01, 100), '1', {
    note: {
      zh: '各学段共用设施按权重拆分；三项都填或都不填（1、1.1、1.32）。',
      en: 'By which stages part what they share; all three, or none: 1, 1.1, 1.32.',
    },
  }),
  figure('weightJunior', '初中学生权重', 'Weight of a junior pupil', number(0.01, 100), '1.1'),
  figure('weightSenior', '高中学生权重', 'Weight of a senior pupil', number(0.01, 100), '1.32'),
];

/** Of an indicator, a row each. */
const ofIndicator: readonly Column[] = [
  figure('code', '指标代码', 'Indicator code', { type: 'code', longest: 20 }, 'L1', required),
  figure('nameZh', '指标', 'Indicator in Chinese', text(120), '每百名学生高于规定学历教师数', required),
  figure('nameEn', '指标英文名', 'Indicator in English', text(120), 'Teachers above …', {
    note: { zh: '不填则与中文名相同。', en: 'Left out: the Chinese one.' },
  }),
  figure('unitZh', '计量单位', 'Unit in Chinese', text(20), '人', required),
  figure('unitEn', '单位英文名', 'Unit in English', text(20), 'teachers', {
    note: { zh: '不填则与中文名相同。', en: 'Left out: the Chinese one.' },
  }),
  figure(
    'amount',
    '计量内容',
    'What is counted',
    {
      type: 'choice',
      choices: [...indicators, ...facilities].map((value) =>
        choice(value, amounts[value].zh, amounts[value].en),
      ),
    },
    '高于规定学历教师',
    required,
  ),
  figure(
    'per',
    '每多少名学生',
    'For how many pupils',
    { type: 'choice', choices: [choice('1', '1', '1'), choice('100', '100', '100')] },
    '100',
    required,
  ),
  figure('levelPrimary', '小学应达值', 'Level, primary', number(0.000001, 1e9), '4.2', {
    note: {
      zh: '与“初中应达值”同时填写，或都不填（不设）。',
      en: 'Together with “Level, junior”, or neither: then none is set.',
    },
  }),
  figure('levelJunior', '初中应达值', 'Level, junior', number(0.000001, 1e9), '5.3'),
];

/** The columns of a standard of balance beside its version and day: figures of the version, then of the row's indicator. */
export const balanceColumns: readonly Column[] = [...ofVersion, ...ofIndicator];

/** Those that all rows of a version have alike. */
export const balanceShared: readonly string[] = ofVersion.map(({ key }) => key);

type Values = Readonly<Record<string, string | number | boolean | undefined>>;

/** A version as the rows of a file tell it; what is wrong with it is told, and then it is none. */
export function balanceOfRows(
  version: string,
  rows: readonly { readonly place: Place; readonly values: Values }[],
  place: Place,
  faults: Faults,
): BalanceStandard | undefined {
  const of = rows[0]?.values ?? {};
  const before = faults.count;
  allOrNone(['needed', 'otherwise'], of, place, faults);
  allOrNone(['visitorsLeast', 'visitorsMost'], of, place, faults);
  allOrNone(['weightPrimary', 'weightJunior', 'weightSenior'], of, place, faults);
  for (const row of rows) allOrNone(['levelPrimary', 'levelJunior'], row.values, row.place, faults);
  const { visitorsLeast: least, visitorsMost: most } = of;
  if (least !== undefined && most !== undefined && least > most)
    faults.add(at(place, 'visitorsMost'), 'range-reversed', String(most), {
      zh: `不小于${least}的学生数`,
      en: `no fewer pupils than ${least}`,
    });
  const set = rows.filter(({ values }) => values['levelPrimary'] !== undefined).length;
  if (Number(of['needed'] ?? 0) > set)
    faults.add(at(place, 'needed'), 'more-than-there-are', String(of['needed']), {
      zh: `至多${set}项：只有这些指标设有应达值`,
      en: `at most ${set}: no more indicators have a level`,
    });
  const subjects = listIn(of['artsAndPe']);
  if (subjects?.length === 0)
    faults.add(at(place, 'artsAndPe'), 'not-text', String(of['artsAndPe']), {
      zh: '至少一个学科代码，或不填',
      en: 'the code of a subject at least, or nothing',
    });
  const without = kindsIn(of['without'], place, faults);
  if (faults.count > before) return undefined;
  const found = readInWords(balanceStandard, {
    version,
    kind: of['kind'],
    title: words(of, 'title'),
    leastPupilsOfPoint: of['leastPupilsOfPoint'] ?? 0,
    limit: { of: of['limitOf'], primary: of['limitPrimary'], junior: of['limitJunior'] },
    ...(without && { without }),
    ...(subjects && { artsAndPe: subjects }),
    ...(least !== undefined && { visitors: { least, most } }),
    ...(of['weightPrimary'] !== undefined && {
      split: { primary: of['weightPrimary'], junior: of['weightJunior'], senior: of['weightSenior'] },
    }),
    ...(of['needed'] !== undefined && { levels: { needed: of['needed'], otherwise: of['otherwise'] } }),
    indicators: rows.map(({ values }) => ({
      code: values['code'],
      name: words(values, 'name'),
      unit: words(values, 'unit'),
      amount: values['amount'],
      per: Number(values['per']),
      ...(values['levelPrimary'] !== undefined && {
        level: { primary: values['levelPrimary'], junior: values['levelJunior'] },
      }),
    })),
  });
  if ('read' in found) return found.read;
  for (const { path, words: wrong } of found.faults)
    faults.add(place, 'not-a-standard', path.join('.'), wrong);
  return undefined;
}

const words = (values: Values, of: string): Partial<Words> => ({
  zh: String(values[`${of}Zh`] ?? ''),
  en: String(values[`${of}En`] ?? values[`${of}Zh`] ?? ''),
});

/** The codes of a cell; undefined: nothing was written. */
const listIn = (cell: string | number | boolean | undefined): string[] | undefined =>
  cell === undefined
    ? undefined
    : [...new Set(String(cell).split(/[;；,，、|\s]+/))].filter((code) => code !== '');

/** What a cell may call each kind of school; the first of either language is what an export writes. */
const kindNames: Readonly<Record<SchoolKind, readonly [zh: string, ...others: string[]]>> = {
  special: ['特殊教育', '特教', '特殊教育学校', 'special'],
  vocational: ['职业', '中职', '职业学校', 'vocational'],
};
const noKind = ['无', 'none'] as const;

/** The kinds of school a cell names; undefined: nothing was written, or a name is none. */
function kindsIn(
  cell: string | number | boolean | undefined,
  place: Place,
  faults: Faults,
): SchoolKind[] | undefined {
  const named = listIn(cell)?.map((name) => name.toLowerCase());
  if (named === undefined || noKind.some((none) => named.join() === none)) return named && [];
  const kinds = named.map((name) => schoolKinds.find((kind) => kindNames[kind].includes(name)));
  const unknown = named.filter((_name, index) => kinds[index] === undefined);
  for (const name of unknown)
    faults.add(at(place, 'without'), 'not-choice', name, {
      zh: '“特殊教育”“职业”，或“无”',
      en: '“special”, “vocational” or “none”',
    });
  return unknown.length > 0 ? undefined : kinds.filter((kind) => kind !== undefined);
}

const headers = new Map(balanceColumns.map((column) => [column.key, column]));
const at = (place: Place, key: string): Place => ({ ...place, column: headers.get(key)?.zh ?? null });

function allOrNone(keys: readonly string[], values: Values, place: Place, faults: Faults): void {
  const missing = keys.filter((key) => values[key] === undefined);
  if (missing.length === 0 || missing.length === keys.length) return;
  const name = (language: keyof Words) => keys.map((key) => headers.get(key)?.[language]);
  for (const key of missing)
    faults.add(at(place, key), 'half-told', null, {
      zh: `“${name('zh').join('”“')}”须都填写，或都不填`,
      en: `“${name('en').join('” and “')}”: all of them, or none`,
    });
}

/** The rows of one version, by the columns' keys. */
export const rowsOfBalance = (body: unknown): Values[] => {
  const {
    version,
    kind,
    title,
    limit,
    levels,
    leastPupilsOfPoint,
    without,
    artsAndPe,
    visitors,
    split,
    indicators,
  } = balanceStandard.parse(body);
  const shared = {
    version,
    kind,
    titleZh: title.zh,
    titleEn: title.en,
    limitOf: limit.of,
    limitPrimary: limit.primary,
    limitJunior: limit.junior,
    needed: levels?.needed,
    otherwise: levels?.otherwise,
    leastPupilsOfPoint,
    without: without.length === 0 ? noKind[0] : without.map((one) => kindNames[one][0]).join('；'),
    artsAndPe: artsAndPe.join('；'),
    visitorsLeast: visitors?.least,
    visitorsMost: visitors?.most,
    weightPrimary: split.primary,
    weightJunior: split.junior,
    weightSenior: split.senior,
  };
  return indicators.map(({ code, name, unit, amount, per, level }) => ({
    ...shared,
    code,
    nameZh: name.zh,
    nameEn: name.en,
    unitZh: unit.zh,
    unitEn: unit.en,
    amount,
    per: String(per),
    levelPrimary: level?.primary,
    levelJunior: level?.junior,
  }));
};
