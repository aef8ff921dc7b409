import { percentOf } from '../../solver/guarantees/words.ts';
import type { Words } from '../../solver/plan.ts';
import { written } from '../imports/export.ts';
import type { ValueToWrite } from '../sheets/write.ts';
import type { Pack } from './pack.ts';
import {
  establishmentStandards,
  itemStates,
  roundStates,
  ruleLevels,
  severities,
  stages,
  trainingForm,
  verdict,
  yesOrNo,
} from './pack-words.ts';

type Language = keyof Words;
type Cell = ValueToWrite | Words;

interface Sheet {
  readonly name: Words;
  /** What it holds, as the cover tells. */
  readonly about: Words;
  readonly columns: readonly (Words & { readonly width?: number })[];
  readonly rows: readonly (readonly Cell[])[];
  /** Empty rows to be filled in. */
  readonly room?: number;
}

/** The pack as a workbook: a cover that says what each sheet is, then the sheets. */
export async function packWorkbook(pack: Pack, language: Language): Promise<Uint8Array> {
  const contents = sheetsOf(pack);
  const told = (cell: Cell): ValueToWrite =>
    typeof cell === 'object' && cell !== null ? cell[language] : cell;
  return written(async function* () {
    for (const { name, columns, rows, room = 0 } of [coverOf(pack, contents), ...contents])
      yield {
        is: 'sheet',
        name: name[language],
        columns: columns.map((column) => ({
          header: column[language],
          ...(column.width !== undefined && { width: column.width }),
        })),
        json: JSON.stringify(rows.map((row) => row.map(told))),
        room,
      };
    yield { is: 'write-sheets', language };
  });
}

const column = (zh: string, en: string, width?: number) => ({
  zh,
  en,
  ...(width !== undefined && { width }),
});
const both = (text: string): Words => ({ zh: text, en: text });
const notOnFile: Words = { zh: '未登记', en: 'Not on file' };
const known = (figure: number | null): Cell => figure ?? notOnFile;

function coverOf(pack: Pack, contents: readonly Sheet[]): Sheet {
  const { county, on, standard, policy, establishmentStandard } = pack;
  const rows: Cell[][] = [
    [
      { zh: '材料', en: 'What this is' },
      { zh: '教师队伍督导评估材料', en: 'Inspection pack: staffing' },
    ],
    [{ zh: '县（市、区）', en: 'County' }, `${county.name}（${county.code}）`],
    [{ zh: '数据日期', en: 'As of' }, on],
    [{ zh: '均衡标准', en: 'Standard of balance' }, standard.title],
    [
      { zh: '编制标准', en: 'Standard of establishment' },
      establishmentStandards[establishmentStandard] ?? establishmentStandard,
    ],
    [
      { zh: '交流政策版本', en: 'Policy of exchange' },
      policy === null ? notOnFile : both(`${policy.version}（${policy.effectiveFrom}）`),
    ],
    [
      { zh: '教师统计口径', en: 'Teachers are counted' },
      { zh: '在岗：按任教学校统计', en: 'where they teach' },
    ],
    [
      { zh: '个人信息', en: 'Personal data' },
      { zh: '本材料不含教师姓名等个人信息。', en: 'None: no teacher is named.' },
    ],
    ...contents.map(({ name, about }): Cell[] => [name, about]),
  ];
  return {
    name: { zh: '封面', en: 'Cover' },
    about: both(''),
    columns: [column('项目', 'Item', 28), column('内容', 'What', 90)],
    rows,
  };
}

const sheetsOf = (pack: Pack): readonly Sheet[] => [
  establishment(pack),
  system(pack),
  carriedOut(pack),
  courses(pack),
  indicators(pack),
  schools(pack),
  guarantees(pack),
  list(pack),
  training(pack),
];

function establishment({ inspection, sections, subjects }: Pack): Sheet {
  return {
    name: { zh: '编制', en: 'Establishment' },
    about: {
      zh: '各学部按标准应有编制、登记编制、在编在岗人数，超编缺编和结构性缺编。',
      en: 'Posts due, posts on file, and who holds them, by section; over, under and structural shortage.',
    },
    columns: [
      column('学校代码', 'School code', 14),
      column('学部', 'Section', 30),
      column('学段', 'Stage'),
      column('学生数', 'Pupils'),
      column('班数', 'Classes'),
      column('按学生应有', 'Due by pupils'),
      column('按班数应有', 'Due by classes'),
      column('应有编制', 'Due'),
      column('登记编制', 'On file'),
      column('在编人数', 'Registered'),
      column('在岗人数', 'Serving'),
      column('超缺编', 'Over or under'),
      column('结构性缺编', 'Structural shortage'),
      column('缺少的学科', 'Subjects missing', 40),
    ],
    rows: inspection.establishment.map((one) => {
      const section = sections.get(one.section);
      return [
        section?.code ?? one.section,
        section?.name ?? one.section,
        section ? stages[section.stage] : null,
        known(one.pupils),
        one.classes,
        one.byPupils,
        one.byClasses,
        known(one.due),
        known(one.onFile),
        one.registered,
        one.serving,
        one.beyond ?? { zh: '不明', en: 'Not known' },
        yesOrNo(one.structuralShortage),
        namesOf(one.missing, subjects),
      ];
    }),
  };
}

const namesOf = (codes: readonly string[], subjects: Pack['subjects']): Words => ({
  zh: codes.map((code) => subjects.get(code)?.zh ?? code).join('、'),
  en: codes.map((code) => subjects.get(code)?.en ?? code).join(', '),
});

function system({ policy }: Pack): Sheet {
  return {
    name: { zh: '交流制度', en: 'Exchange system' },
    about: {
      zh: '现行交流政策的版本、条款和数值。',
      en: 'The policy of exchange in force: its version, clauses and figures.',
    },
    columns: [
      column('政策版本', 'Policy', 18),
      column('生效日期', 'In force from', 14),
      column('规则', 'Rule', 24),
      column('层级', 'Level'),
      column('条款', 'Clause', 60),
      column('数值', 'Figures', 50),
    ],
    rows: (policy?.rules ?? [])
      .filter(({ level }) => level !== 'off')
      .map(({ title, level, clause, figures }) => [
        policy?.version ?? '',
        policy?.effectiveFrom ?? '',
        title,
        ruleLevels[level] ?? level,
        clause,
        Object.entries(figures)
          .map(([name, value]) => `${name} = ${typeof value === 'string' ? value : JSON.stringify(value)}`)
          .join('; '),
      ]),
  };
}

/** First the year's figures, then what rounds and plans they come from. */
function carriedOut({ inspection: { exchange }, rounds }: Pack): Sheet {
  const { eligible, exchanged, backbone, planned, begun, schoolYear } = exchange;
  const ratio = (part: number | null, whole: number | null): Cell =>
    part === null || whole === null || whole === 0 ? { zh: '不明', en: 'Not known' } : percentOf(part, whole);
  const year = (figure: Words, value: Cell): Cell[] => [schoolYear, figure, value, null, null, null];
  const none: Words = { zh: '没有', en: 'None' };
  return {
    name: { zh: '交流落实', en: 'Exchange carried out' },
    about: {
      zh: '本学年符合条件、计划和已开始交流的人数及比例；历次轮次和公示、确定的方案。',
      en: 'Who was eligible, planned and gone this school year, and the ratios; the rounds, and the plans made public.',
    },
    columns: [
      column('学年', 'School year'),
      column('项目或轮次', 'Figure or round', 34),
      column('数值或生效日期', 'Value, or takes effect', 20),
      column('轮次状态', 'Round'),
      column('方案', 'Plan', 34),
      column('调动人数', 'Moves'),
    ],
    rows: [
      year({ zh: '符合交流条件教师', en: 'Eligible teachers' }, eligible),
      year({ zh: '方案调动', en: 'Moved by the plan' }, planned ?? none),
      year({ zh: '已开始交流', en: 'Postings begun' }, begun),
      year({ zh: '交流人数（每人计一次）', en: 'Exchanged, each person once' }, exchanged ?? none),
      year({ zh: '交流比例', en: 'Exchanged of the eligible' }, ratio(exchanged, eligible)),
      year({ zh: '其中骨干教师', en: 'Of those, backbone teachers' }, backbone ?? none),
      year({ zh: '骨干比例', en: 'Backbone of the exchanged' }, ratio(backbone, exchanged)),
      ...rounds.flatMap((round): Cell[][] => {
        const head = [round.schoolYear, round.name, round.effective, roundStates[round.state] ?? round.state];
        if (round.plans.length === 0)
          return [[...head, { zh: '没有公示或确定的方案', en: 'No plan made public' }, null]];
        return round.plans.map(({ name, state, moved }) => {
          const stands = roundStates[state] ?? both(state);
          return [...head, { zh: `${name}（${stands.zh}）`, en: `${name} (${stands.en})` }, moved];
        });
      }),
    ],
  };
}

function courses({ inspection, sections, subjects }: Pack): Sheet {
  return {
    name: { zh: '开齐开足', en: 'Subject completeness' },
    about: {
      zh: '各学部各学科的需求、现有和缺口（折合专任岗位），有无人能教。',
      en: 'Need, supply and gap of every subject in every section, in full-time posts, and whether anybody can teach it.',
    },
    columns: [
      column('学校代码', 'School code', 14),
      column('学部', 'Section', 30),
      column('学科', 'Subject', 20),
      column('需求', 'Need'),
      column('现有', 'Supply'),
      column('缺口', 'Gap'),
      column('富余', 'Surplus'),
      column('无人能教', 'Nobody can teach it'),
    ],
    rows: inspection.cells.map(({ section, subject, need, supply, gap, surplus, critical }) => [
      sections.get(section)?.code ?? section,
      sections.get(section)?.name ?? section,
      subjects.get(subject) ?? subject,
      need,
      supply,
      gap,
      surplus,
      yesOrNo(critical),
    ]),
  };
}

function indicators({ inspection }: Pack): Sheet {
  return {
    name: { zh: '指标', en: 'Indicators' },
    about: {
      zh: '分学段的国家指标：全县均值、差异系数、上限和是否达到；算不出的写明原因。',
      en: 'The national indicators by stage: mean, coefficient, limit, and whether it holds; or why there is no figure.',
    },
    columns: [
      column('学段', 'Stage'),
      column('代码', 'Code'),
      column('指标', 'Indicator', 40),
      column('单位', 'Unit'),
      column('全县均值', 'County mean'),
      column('差异系数', 'Coefficient'),
      column('上限', 'Limit'),
      column('是否达到', 'Met'),
      column('学校应达', 'Level for a school'),
      column('无法计算的原因', 'Why there is no figure', 60),
    ],
    rows: inspection.balance.stages.flatMap(({ stage, limit, indicators }) =>
      indicators.map((report) => [
        stages[stage],
        report.indicator.code,
        report.indicator.name,
        report.indicator.unit,
        report.computable ? report.mean : null,
        report.computable ? report.coefficient : null,
        limit,
        verdict(report.computable ? report.within : null),
        report.level,
        report.computable ? null : report.because.words,
      ]),
    ),
  };
}

function schools({ inspection, sections }: Pack): Sheet {
  return {
    name: { zh: '各校指标', en: 'Indicators by school' },
    about: {
      zh: '每所学校每项指标的数量、数值和应达水平。',
      en: 'What every school has of every indicator, and the level it should have.',
    },
    columns: [
      column('学段', 'Stage'),
      column('学校代码', 'School code', 14),
      column('学部', 'Section', 30),
      column('学生数', 'Pupils'),
      column('指标', 'Indicator', 40),
      column('数量', 'Amount'),
      column('数值', 'Value'),
      column('应达', 'Level'),
      column('是否达到', 'Met'),
    ],
    rows: inspection.balance.stages.flatMap(({ stage, indicators }) =>
      indicators.flatMap((report) =>
        report.computable
          ? report.values.map(({ school, sections: own, pupils, amount, value, reaches }) => [
              stages[stage],
              school,
              sections.get(own[0] ?? '')?.name ?? school,
              pupils,
              report.indicator.name,
              amount,
              value,
              report.level,
              report.level === null ? null : verdict(reaches),
            ])
          : [],
      ),
    ),
  };
}

function guarantees({ inspection }: Pack): Sheet {
  return {
    name: { zh: '政府保障', en: 'Guarantees' },
    about: {
      zh: '政府保障程度中有关教师和规模的项目：数据能回答的给出结论和算法，其余写明应备材料。',
      en: 'What the government guarantees of staff and size: answered where data can, with the figures; else what papers to show.',
    },
    columns: [
      column('序号', 'Item'),
      column('内容', 'What is guaranteed', 50),
      column('结论', 'Verdict'),
      column('说明', 'How', 90),
      column('应备材料', 'Papers to show', 60),
    ],
    rows: inspection.guarantees.map(({ item, title, met, by, words, papers }) => [
      item,
      title,
      verdict(met, by),
      words,
      papers,
    ]),
  };
}

function list({ items }: Pack): Sheet {
  return {
    name: { zh: '整改清单', en: 'Rectification list' },
    about: {
      zh: '问题、责任单位、期限、状态和佐证材料份数。',
      en: 'Problems, the office that sees to each, by when, how far it is, and how many files show it.',
    },
    columns: [
      column('序号', 'No.'),
      column('程度', 'Severity'),
      column('问题', 'Problem', 80),
      column('责任单位', 'Office', 24),
      column('整改期限', 'Due', 12),
      column('状态', 'State'),
      column('发现日期', 'Found', 12),
      column('不再出现日期', 'Found no longer', 14),
      column('销号日期', 'Closed', 12),
      column('佐证材料', 'Files'),
      column('应备佐证', 'What would show it mended', 60),
    ],
    rows: items.map((item, index) => [
      index + 1,
      severities[item.severity],
      item.words,
      item.office,
      item.dueOn,
      itemStates[item.state],
      item.foundOn,
      item.goneOn,
      item.closedOn,
      item.files,
      item.proof,
    ]),
  };
}

function training({ sections, inspection }: Pack): Sheet {
  return {
    name: { zh: '培训', en: 'Training' },
    about: {
      zh: '教师五年培训学时登记表：台账没有这项数据，由学校填写。',
      en: 'The register of training hours: nothing of it is on file, so the schools fill it in.',
    },
    columns: trainingForm.map(({ zh, en }) => column(zh, en, 20)),
    rows: inspection.establishment.map(({ section }) => {
      const at = sections.get(section);
      return [at?.school ?? section, at ? stages[at.stage] : null];
    }),
    room: 20,
  };
}
