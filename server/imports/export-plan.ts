import type { Database } from '../../prisma/client.ts';
import { goals } from '../../solver/goals/index.ts';
import type { Words } from '../../solver/plan.ts';
import type { Choice } from './catalogue.ts';
import { sheetOf } from './catalogue.ts';
import { written } from './export.ts';
import { subjectsOf } from './run.ts';
import { yesNo } from './workbook.ts';
import type { WordedColumn } from './write-thread.ts';

type Language = keyof Words;

/**
 * A plan as a workbook: what it is, who moves, who teaches elsewhere some days, which recruits are placed, what stays open,
 * the findings, the goals, and the reason of every teacher. Throws when there is no such plan.
 */
export async function exportPlan(
  database: Database,
  planId: string,
  language: Language = 'zh',
): Promise<Uint8Array> {
  const { db } = database;
  const { countyId } = await db.plan.findUniqueOrThrow({ where: { id: planId }, select: { countyId: true } });
  const subjects = Object.fromEntries(await subjectsOf(database, countyId));
  return written(async function* () {
    for (const { name, columns, leftOutEmpty, sql } of sheets(language)) {
      const [row] = await db.$queryRawUnsafe<{ json: string }[]>(
        `SELECT coalesce(json_agg(x.r ORDER BY x.at), '[]')::text AS json FROM (${sql}) x`,
        planId,
      );
      if (leftOutEmpty && row?.json === '[]') continue;
      yield {
        is: 'sheet',
        name: name[language],
        columns: columns.map((column) => toWrite(column, language, subjects)),
        json: row?.json ?? '[]',
      };
    }
    yield { is: 'write-sheets', language };
  });
}

interface PlanColumn {
  readonly header: Words;
  readonly words?: Readonly<Record<string, Words>> | 'subjects';
  readonly text?: true;
  readonly width?: number;
}

interface PlanSheet {
  readonly name: Words;
  readonly columns: readonly PlanColumn[];
  /** Whether there is no such sheet where it has no row. */
  readonly leftOutEmpty?: true;
  /** Gives `r`, the row as a JSON array, and `at`, what to sort by; $1 is the plan. */
  readonly sql: string;
}

const toWrite = (
  { header, words, text, width }: PlanColumn,
  language: Language,
  subjects: Readonly<Record<string, Words>>,
): WordedColumn => ({
  header: header[language],
  ...(text ? { format: 'text' } : {}),
  ...(width === undefined ? {} : { width }),
  ...(words === undefined ? {} : { words: words === 'subjects' ? subjects : words }),
});

const column = (zh: string, en: string, more: Omit<PlanColumn, 'header'> = {}): PlanColumn => ({
  header: { zh, en },
  ...more,
});
const wordsOf = (choices: readonly Choice[]): Readonly<Record<string, Words>> =>
  Object.fromEntries(choices.map(({ value, zh, en }) => [value, { zh, en }]));
const choicesOf = (
  entity: 'teachers' | 'postings' | 'sections' | 'recruits',
  key: string,
): Readonly<Record<string, Words>> => {
  const kind = sheetOf(entity).columns.find((one) => one.key === key)?.kind;
  return kind?.type === 'choice' ? wordsOf(kind.choices) : {};
};

const yesOrNo = { true: yesNo.yes, false: yesNo.no };
const statuses: Readonly<Record<string, Words>> = {
  optimal: { zh: '最优', en: 'Optimal' },
  feasible: { zh: '可行', en: 'Feasible' },
  infeasible: { zh: '无可行方案', en: 'No plan exists' },
  'cut-short': { zh: '提前终止', en: 'Cut short' },
};
const states: Readonly<Record<string, Words>> = {
  draft: { zh: '草案', en: 'Draft' },
  submitted: { zh: '已提交', en: 'Submitted' },
  approved: { zh: '已批准', en: 'Approved' },
  provisional: { zh: '公示中', en: 'Provisional' },
  final: { zh: '已确定', en: 'Final' },
  discarded: { zh: '已弃用', en: 'Discarded' },
};
const outcomes: Readonly<Record<string, Words>> = {
  'not-eligible': { zh: '不符合条件', en: 'Not eligible' },
  stays: { zh: '留任', en: 'Stays' },
  moves: { zh: '调动', en: 'Moves' },
};
const placed: Readonly<Record<string, Words>> = {
  placed: { zh: '安置', en: 'Placed' },
  'not-placed': { zh: '未安置', en: 'Not placed' },
};
const levels: Readonly<Record<string, Words>> = {
  law: { zh: '法规', en: 'Law' },
  policy: { zh: '政策', en: 'Policy' },
  note: { zh: '提示', en: 'Note' },
};
const senses: Readonly<Record<string, Words>> = {
  minimise: { zh: '越小越好', en: 'Minimise' },
  maximise: { zh: '越大越好', en: 'Maximise' },
};
const goalTitles = Object.fromEntries(goals.map(({ name, title }) => [name, title]));

const staffNumber = column('工号', 'Staff number', { text: true, width: 12 });
const name = column('姓名', 'Name', { text: true });
const subject = column('学科', 'Subject', { words: 'subjects' });
const seat = column('干部职务', 'Cadre seat', { words: choicesOf('teachers', 'cadreRole') });
const school = (zh: string, en: string) => column(zh, en, { text: true, width: 26 });
const stage = (zh: string, en: string) => column(zh, en, { words: choicesOf('sections', 'stage') });
const why = column('理由', 'Reason', { text: true, width: 80 });

const sheets = (language: Language): readonly PlanSheet[] => [
  {
    name: { zh: '方案', en: 'Plan' },
    columns: [
      column('方案名称', 'Plan', { text: true, width: 24 }),
      column('轮次', 'Round', { text: true, width: 24 }),
      column('学年', 'School year'),
      column('生效日期', 'Takes effect', { text: true }),
      column('状态', 'State', { words: states }),
      column('求解结论', 'Status', { words: statuses }),
      column('求解引擎', 'Engine', { text: true, width: 20 }),
      column('调动人数', 'Moves'),
      column('问题指纹', 'Problem hash', { text: true, width: 68 }),
    ],
    sql: `SELECT 1 AS at, json_build_array(p.name, r.name, r."schoolYear", r.effective, p.state, p.status, p.engine,
        p.moved, q.hash) AS r
      FROM "Plan" p JOIN "Round" r ON r.id = p."roundId" JOIN "Problem" q ON q.id = p."problemId"
      WHERE p.id = $1::uuid`,
  },
  {
    name: { zh: '调动', en: 'Moves' },
    columns: [
      staffNumber,
      name,
      subject,
      seat,
      column('骨干级别', 'Backbone level', { words: choicesOf('teachers', 'backbone') }),
      school('派出学校', 'From school'),
      stage('派出学段', 'From stage'),
      school('接收学校', 'To school'),
      stage('接收学段', 'To stage'),
      column('交流形式', 'Form', { words: choicesOf('postings', 'form') }),
      column('人事关系随转', 'Relation moves', { words: yesOrNo }),
      column('距离（公里）', 'Distance (km)'),
      column('安排住宿', 'Housed', { words: yesOrNo }),
      column('志愿序', 'Wish'),
      why,
    ],
    sql: `SELECT t."staffNumber" AS at, json_build_array(t."staffNumber", t.name, m.subject, m.role, t.backbone, f.name, fs.stage,
        h.name, hs.stage, m.form, m."relationMoves", m.km, m.bed, m."wishRank", w."${language}") AS r
      FROM "Move" m JOIN "Teacher" t ON t.id = m."teacherId"
      JOIN "Section" fs ON fs.id = m."fromSectionId" JOIN "School" f ON f.id = fs."schoolId"
      JOIN "Section" hs ON hs.id = m."toSectionId" JOIN "School" h ON h.id = hs."schoolId"
      LEFT JOIN "Reason" w ON w."planId" = m."planId" AND w."teacherId" = m."teacherId"
      WHERE m."planId" = $1::uuid`,
  },
  {
    name: { zh: '走教', en: 'Circuits' },
    leftOutEmpty: true,
    columns: [
      staffNumber,
      name,
      subject,
      school('在岗学校', 'Serving school'),
      stage('在岗学段', 'Serving stage'),
      school('走教学校', 'Visited school'),
      stage('走教学段', 'Visited stage'),
      column('每周天数', 'Days a week'),
      column('距离（公里）', 'Distance (km)'),
    ],
    sql: `SELECT t."staffNumber" || h.code AS at, json_build_array(t."staffNumber", t.name, c.subject, f.name, fs.stage,
        h.name, hs.stage, c.days, c.km) AS r
      FROM "Plan" p CROSS JOIN LATERAL jsonb_to_recordset(p.circuits) AS c(
        "teacherId" uuid, "fromSectionId" uuid, "toSectionId" uuid, subject text, days int, km float8)
      JOIN "Teacher" t ON t.id = c."teacherId"
      JOIN "Section" fs ON fs.id = c."fromSectionId" JOIN "School" f ON f.id = fs."schoolId"
      JOIN "Section" hs ON hs.id = c."toSectionId" JOIN "School" h ON h.id = hs."schoolId"
      WHERE p.id = $1::uuid`,
  },
  {
    name: { zh: '新聘教师', en: 'Recruits' },
    leftOutEmpty: true,
    columns: [
      column('招聘编号', 'Recruit number', { text: true, width: 14 }),
      name,
      column('聘用类别', 'Kind', { words: choicesOf('recruits', 'kind') }),
      column('结果', 'Outcome', { words: placed }),
      school('接收学校', 'To school'),
      stage('接收学段', 'To stage'),
      subject,
      column('距离（公里）', 'Distance (km)'),
      column('安排住宿', 'Housed', { words: yesOrNo }),
      why,
    ],
    sql: `SELECT c.number AS at, json_build_array(c.number, c.name, c.kind, w.outcome, h.name, e.stage, p.subject, p.km, p.bed,
        w."${language}") AS r
      FROM "RecruitReason" w JOIN "Recruit" c ON c.id = w."recruitId"
      LEFT JOIN "Placement" p ON p."planId" = w."planId" AND p."recruitId" = w."recruitId"
      LEFT JOIN "Section" e ON e.id = p."sectionId" LEFT JOIN "School" h ON h.id = e."schoolId"
      WHERE w."planId" = $1::uuid`,
  },
  {
    name: { zh: '未填补', en: 'Unfilled' },
    columns: [
      school('学校', 'School'),
      stage('学段', 'Stage'),
      subject,
      seat,
      column('岗位数', 'Openings'),
      column('已填补', 'Filled'),
      column('空缺', 'Left'),
      why,
    ],
    sql: `SELECT concat_ws(':', s.code, u.subject, u.role) AS at, json_build_array(s.name, e.stage, u.subject, u.role, u.openings, u.filled,
        u."left", u."${language}") AS r
      FROM "Unfilled" u JOIN "Section" e ON e.id = u."sectionId" JOIN "School" s ON s.id = e."schoolId"
      WHERE u."planId" = $1::uuid`,
  },
  {
    name: { zh: '目标', en: 'Goals' },
    columns: [
      column('目标', 'Goal', { words: goalTitles, width: 30 }),
      column('方向', 'Sense', { words: senses }),
      column('达到', 'Value'),
      column('界', 'Bound'),
      column('单位', 'Unit', { text: true, width: 30 }),
    ],
    sql: `SELECT g.at, json_build_array(g.goal->'name', g.goal->'sense', g.goal->'value', g.goal->'bound', g.goal->'unit') AS r
      FROM "Plan" p, jsonb_array_elements(p.goals) WITH ORDINALITY AS g(goal, at) WHERE p.id = $1::uuid`,
  },
  {
    name: { zh: '检查结果', en: 'Findings' },
    columns: [
      column('规则', 'Rule', { text: true, width: 24 }),
      column('层级', 'Level', { words: levels }),
      column('超出', 'Amount'),
      column('单位', 'Unit', { text: true }),
      column('放宽依据', 'Allowed by', { text: true, width: 40 }),
      column('内容', 'Finding', { text: true, width: 80 }),
    ],
    sql: `SELECT f.rule || f.id AS at, json_build_array(f.rule, f.level, f.amount, f.unit, f.relaxed, f."${language}") AS r
      FROM "PlanFinding" f WHERE f."planId" = $1::uuid`,
  },
  {
    name: { zh: '每人理由', en: 'Reasons' },
    columns: [
      staffNumber,
      name,
      school('在岗学校', 'Serving school'),
      column('结果', 'Outcome', { words: outcomes }),
      why,
    ],
    sql: `SELECT t."staffNumber" AS at, json_build_array(t."staffNumber", t.name, s.name, w.outcome, w."${language}") AS r
      FROM "Reason" w JOIN "Teacher" t ON t.id = w."teacherId"
      JOIN "Section" e ON e.id = t."servingSectionId" JOIN "School" s ON s.id = e."schoolId"
      WHERE w."planId" = $1::uuid`,
  },
];
