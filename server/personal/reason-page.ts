import type { Database } from '../../prisma/client.ts';
import type { PlanState } from '../../prisma/generated/enums.ts';
import type { Viewer } from '../../schema/context.ts';
import { howToObject } from '../../schema/how-to-object.ts';
import { reasonText, wordsOf } from '../../schema/reason.ts';
import { rows } from '../../schema/scope.ts';
import type { Words } from '../../solver/plan.ts';
import { dayAt, dayOf } from '../day.ts';
import { html, type Markup, raw } from '../public-figures/html.ts';
import { standingPolicy } from '../rounds/policy.ts';

type Language = keyof Words;

/**
 * What a published plan means for one teacher, as a page to print and sign: the outcome, why, by which rules, who approved it
 * and how to object. For the teacher and HR; null for everybody else, as for what there is not.
 */
export async function reasonPage(
  database: Database,
  viewer: Viewer,
  reasonId: string,
  language: Language,
  now: Date,
): Promise<string | null> {
  const sheet = await sheetOf(database, viewer, reasonId);
  if (sheet === null) return null;
  const { teacher, plan, outcome, code, rules, approver } = sheet;
  const say = (zh: string, en: string): string => (language === 'zh' ? zh : en);
  const dated = (instant: Date | null): string =>
    instant === null ? '—' : dayAt(instant, plan.county.timeZone);
  const [window] = plan.round.windows;
  const hearing = window ? { from: dayOf(window.from), until: dayOf(window.until) } : null;
  const title = say('安排理由说明', 'Reasons for a decision');
  const facts: readonly [string, string][] = [
    [say('教师', 'Teacher'), `${teacher.name}（${teacher.staffNumber}）`],
    [say('现任教学校', 'School'), teacher.serving.school.name],
    [say('轮次', 'Round'), `${plan.round.name}（${plan.round.schoolYear}）`],
    [say('生效日期', 'Takes effect'), dayOf(plan.round.effective)],
    [say('名单', 'List'), `${plan.name} · ${standing[plan.state]?.[language] ?? ''}`],
    [say('结果', 'Outcome'), outcomes[outcome][language]],
  ];
  return page(
    language,
    title,
    html`<header><p>${plan.county.name}</p><h1>${title}</h1></header>
<main><dl>${facts.map(([term, told]) => html`<div><dt>${term}</dt><dd>${told}</dd></div>`)}</dl>
<section><h2>${say('一、理由', '1. Why')}</h2><p>${wordsOf(sheet, viewer)[language]}</p></section>
<section><h2>${say('二、适用的规则', '2. The rules in force')}</h2>
<table><thead><tr>${[say('规则', 'Rule'), say('效力', 'Level'), say('条款', 'Clause')].map((head) => html`<th scope="col">${head}</th>`)}</tr></thead>
<tbody>${rules.map(
      (rule) =>
        html`<tr${rule.name === code ? raw(' class="decided"') : ''}><td>${rule.title[language]}${rule.name === code ? say('（本次依据）', ' (decided)') : ''}</td><td>${rule.level === 'law' ? say('法定', 'law') : say('政策', 'policy')}</td><td>${rule.clause ?? ''}</td></tr>`,
    )}</tbody></table></section>
<section><h2>${say('三、谁作出的决定', '3. Whose decision it is')}</h2>
<p>${say(
      '方案由程序依据台账和上述规则拟定，由下列人员审批；依照《中华人民共和国个人信息保护法》第二十四条，特此说明。',
      'A program drew the plan up from the registry and these rules, and a person decided on it. This is the explanation that article 24 of the Personal Information Protection Law gives a right to.',
    )}</p>
<dl>${(
      [
        [say('审批人', 'Approved by'), approver ?? '—'],
        [say('批准日期', 'Approved on'), dated(plan.approvedAt)],
        [say('公示日期', 'Published on'), dated(plan.publishedAt)],
        [say('定稿日期', 'Final on'), dated(plan.finalAt)],
      ] as const
    ).map(([term, told]) => html`<div><dt>${term}</dt><dd>${told}</dd></div>`)}</dl></section>
<section><h2>${say('四、如何提出异议', '4. How to object')}</h2><p>${howToObject(plan.state, hearing, dayAt(now, plan.county.timeZone))[language]}</p></section></main>
<footer><p>${say('审批人（签字）', 'Signature')}</p><p>${say('县教育局（盖章）', 'Education bureau (seal)')}</p><p>${say('日期', 'Date')}</p></footer>`,
  );
}

/** The sheet of a reason, for who may read it; by a constant number of statements. */
async function sheetOf({ db, pool }: Database, viewer: Viewer, id: string) {
  const sheet = await db.reason.findFirst({
    where: { AND: [{ id }, rows(viewer).reasonSheet] },
    select: {
      ...reasonText,
      outcome: true,
      teacher: {
        select: {
          ...reasonText.teacher.select,
          name: true,
          staffNumber: true,
          serving: { select: { schoolId: true, school: { select: { name: true } } } },
        },
      },
      plan: {
        select: {
          name: true,
          state: true,
          problemId: true,
          approvedBy: true,
          approvedAt: true,
          publishedAt: true,
          finalAt: true,
          county: { select: { name: true, timeZone: true } },
          round: {
            select: {
              name: true,
              schoolYear: true,
              effective: true,
              windows: { where: { kind: 'objections' }, select: { from: true, until: true } },
              policy: { select: { body: true } },
            },
          },
        },
      },
    },
  });
  if (sheet === null) return null;
  const { plan } = sheet;
  const { rows: frozen } = await pool.query<{ policy: unknown }>(
    `SELECT body->'policy' AS policy FROM "Problem" WHERE id = $1::uuid`,
    [plan.problemId],
  );
  const approver =
    plan.approvedBy === null
      ? null
      : await db.user.findUnique({ where: { id: plan.approvedBy }, select: { name: true } });
  const { rules } = standingPolicy(frozen[0]?.policy ?? plan.round.policy.body);
  return { ...sheet, approver: approver?.name ?? null, rules: rules.filter(({ level }) => level !== 'off') };
}

const standing: Readonly<Partial<Record<PlanState, Words>>> = {
  provisional: { zh: '公示中', en: 'provisional' },
  final: { zh: '已定稿', en: 'final' },
  discarded: { zh: '已由另一份名单取代', en: 'replaced by another list' },
};

const outcomes: Readonly<Record<'not_eligible' | 'stays' | 'moves', Words>> = {
  not_eligible: { zh: '不符合交流条件', en: 'May not go: a rule bars it' },
  stays: { zh: '符合条件，留任', en: 'Could go, and stays' },
  moves: { zh: '交流', en: 'Goes' },
};

const page = (language: Language, title: string, content: Markup): string =>
  html`<!doctype html>
<html lang="${language === 'zh' ? 'zh-CN' : 'en'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${raw(style)}</style>
</head>
<body>${content}</body>
</html>
`.text;

const style = `
@page { size: A4; margin: 20mm; }
body { font: 11pt/1.6 "Noto Serif SC", "Source Han Serif SC", SimSun, serif; color: #111; max-width: 46em; margin: 2em auto; padding: 0 1em; }
header { text-align: center; }
h1 { font-size: 17pt; margin: .2em 0 1em; }
h2 { font-size: 12pt; margin: 1.2em 0 .3em; break-after: avoid; }
dl { margin: 0; display: grid; grid-template-columns: repeat(2, 1fr); gap: .2em 1.5em; }
dl div { display: flex; gap: 1em; }
dt { min-width: 7em; color: #555; }
dd { margin: 0; }
table { border-collapse: collapse; width: 100%; font-size: 10pt; }
th, td { border: 1px solid #999; padding: .2em .5em; text-align: left; vertical-align: top; }
tr { break-inside: avoid; }
.decided { font-weight: bold; }
footer { display: flex; justify-content: space-between; margin-top: 4em; break-inside: avoid; }
footer p { min-width: 9em; border-top: 1px solid #999; padding-top: .3em; }
@media print { body { margin: 0; max-width: none; padding: 0; } }`;
