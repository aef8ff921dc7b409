import type { PublicBody, PublicStandard } from '../../schema/public-body.ts';
import { nationalBalance } from '../../solver/balance/standard.ts';
import type { Words } from '../../solver/plan.ts';
import type { PublicCoefficient } from '../../solver/public-figures/coefficients.ts';
import type { StageFigures } from '../../solver/public-figures/figures.ts';
import { columns, type Figure, type PublicStage } from '../../solver/public-figures/table.ts';
import { html, type Markup, raw } from './html.ts';
import { becauseWords, columnWords, rowWords, stageWords } from './words.ts';

type Language = keyof Words;

/** The page everybody reads: the same figures as the file, to be read and printed (A4). `publishedOn`: YYYY-MM-DD. */
export function pageOf(body: PublicBody, publishedOn: string, language: Language): string {
  const { county, day, schoolYear, version, threshold } = body;
  const say = (words: Words) => words[language];
  const title = say({
    zh: `${county.name}义务教育教师配置公开数据`,
    en: `How the schools of ${county.name} are staffed`,
  });
  const other = language === 'zh' ? 'en' : 'zh';
  return page(
    language,
    title,
    html`<header>
<p class="switch"><a href="?lang=${other}" lang="${tag(other)}" hreflang="${tag(other)}">${other === 'en' ? 'English' : '中文'}</a></p>
<h1>${title}</h1>
<dl>
${[
  [say({ zh: '数据日期', en: 'As of' }), day],
  [
    say({ zh: '学年', en: 'School year' }),
    say({ zh: `${schoolYear}—${schoolYear + 1}学年`, en: `${schoolYear}–${schoolYear + 1}` }),
  ],
  [
    say({ zh: '公布', en: 'Published' }),
    say({ zh: `${publishedOn}，第${version}次`, en: `${publishedOn}, no. ${version}` }),
  ],
].map(([term, told]) => html`<div><dt>${term}</dt><dd>${told}</dd></div>`)}
</dl>
</header>
<main>
${body.stages.map((stage) => tableOf(stage, body, language))}
${notes(threshold, language)}
${body.stages.map((stage) => indicatorsOf(stage, standardsOf(body), language))}
</main>
<footer>
<p>${say({ zh: '数据来源：县教育局教师信息登记；由均衡编制。', en: 'Source: the county education bureau’s staff registry; prepared with Junheng.' })}</p>
<p class="files">${say({ zh: '数据文件：', en: 'Files: ' })}<a href="${encodeURIComponent(county.code)}.csv?lang=${language}">CSV</a> · <a href="${encodeURIComponent(county.code)}.json">JSON</a></p>
</footer>`,
  );
}

/** Where nothing is published. */
export const emptyPage = (language: Language): string => {
  const title = { zh: '没有公布的数据', en: 'Nothing is published here' }[language];
  const text = {
    zh: '该县尚未公布教师配置数据，或已撤回。请检查网址，或联系县教育局。',
    en: 'This county has published no figures of its staffing, or has withdrawn them. Check the address, or ask the county education bureau.',
  }[language];
  return page(language, title, html`<main><h1>${title}</h1><p>${text}</p></main>`);
};

const tag = (language: Language): string => (language === 'zh' ? 'zh-CN' : 'en');

const page = (language: Language, title: string, content: Markup): string =>
  html`<!doctype html>
<html lang="${tag(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${raw(style)}</style>
</head>
<body>
${content}
</body>
</html>
`.text;

function tableOf(
  { stage, schools, together, total }: StageFigures,
  { schools: names }: PublicBody,
  language: Language,
): Markup {
  const cells = (figures: Partial<PublicStage['total']>) =>
    columns.map((column) => html`<td>${figureOf(figures[column], language)}</td>`);
  return html`<section>
<table>
<caption>${stageWords[stage][language]}</caption>
<thead>
<tr><th scope="col" rowspan="2">${rowWords.school[language]}</th><th scope="col" rowspan="2">${columnWords.pupils[language]}</th><th scope="col" rowspan="2">${columnWords.teachers[language]}</th><th scope="colgroup" colspan="5" class="group">${{ zh: '教师中', en: 'Of the teachers' }[language]}</th></tr>
<tr>${columns.slice(2).map((column) => html`<th scope="col">${columnWords[column][language]}</th>`)}</tr>
</thead>
<tbody>
${schools.map(({ school, figures }) => html`<tr><th scope="row">${names[school] ?? school}</th>${cells(figures)}</tr>\n`)}${together ? html`<tr class="together"><th scope="row">${rowWords.together[language]}</th><td></td>${cells(together).slice(1)}</tr>\n` : ''}</tbody>
<tfoot>
<tr><th scope="row">${rowWords.total[language]}</th>${cells(total)}</tr>
</tfoot>
</table>
</section>`;
}

/** Hidden figures look alike whether they are small or beside one that is: which of the two is told to nobody. */
function figureOf(figure: Figure | undefined, language: Language): Markup | string {
  if (figure === '*') return html`<abbr title="${{ zh: '隐藏', en: 'hidden' }[language]}">*</abbr>`;
  if (figure == null) return html`<abbr title="${{ zh: '未登记', en: 'not on file' }[language]}">–</abbr>`;
  return figure.toLocaleString('en');
}

function notes(threshold: number, language: Language): Markup {
  const few = threshold - 1;
  const points: readonly Words[] = [
    {
      zh: `“*”表示隐藏。人数为1至${few}的数据不公布，“除${few}人以内其余全是”的数据也不公布，以免推知个人情况；为防止用合计倒推，另有少量数据一并隐藏，因此“*”不都是小数。`,
      en: `“*” is hidden. Figures of 1 to ${few} people are not told, nor of all but so few, so that nothing can be learnt of anybody; and a few others are hidden with them, or totals would give them away. So not every “*” is small.`,
    },
    { zh: '0和全部照实公布。“–”表示未登记。', en: '0 and all are told as they are. “–” is not on file.' },
    {
      zh: '教师按实际任教学校（在岗）统计；九年一贯制学校按学段分列；不计校数的教学点并入所属学校；不含民办学校。',
      en: 'Teachers count where they teach; a nine-year school stands in both tables; sites not counted as schools are in the school they are part of; private schools are left out.',
    },
    {
      zh: '高于规定学历：小学为大专及以上，初中为本科及以上。合计为已登记学校之和。',
      en: 'Above required education: college or higher in primary, bachelor or higher in junior schools. Totals are of the schools on file.',
    },
  ];
  return html`<section class="notes">
<h2>${{ zh: '怎样读这些表', en: 'How to read the tables' }[language]}</h2>
<ul>
${points.map((words) => html`<li>${words[language]}</li>\n`)}</ul>
</section>`;
}

/** Those of the body; of one published before it told them, the national ones. */
const standardsOf = ({ standards }: PublicBody): readonly PublicStandard[] =>
  standards.length > 0 ? standards : Object.values(nationalBalance);

/** The indicators of staffing and facilities that could be told, and why the others are not. */
function indicatorsOf(
  { stage, coefficients }: StageFigures,
  standards: readonly PublicStandard[],
  language: Language,
): Markup {
  const caption = {
    zh: `${stageWords[stage].zh}：校际差异系数`,
    en: `${stageWords[stage].en}: coefficients of variation between schools`,
  }[language];
  return html`<section>
<table class="indicators">
<caption>${caption}</caption>
<thead>
<tr><th scope="col">${{ zh: '指标', en: 'Indicator' }[language]}</th><th scope="col">${{ zh: '差异系数', en: 'Coefficient' }[language]}</th><th scope="col">${{ zh: '标准', en: 'Limit' }[language]}</th></tr>
</thead>
${standards.map((standard) => {
  const own = coefficients.filter((one) => one.standard === standard.version);
  if (own.length === 0) return '';
  return html`<tbody>
<tr class="standard"><th scope="rowgroup" colspan="3">${standard.title[language]}</th></tr>
${own.map((one) => indicatorOf(one, standard, stage, language))}</tbody>
`;
})}</table>
</section>`;
}

function indicatorOf(
  { code, coefficient, within, because }: PublicCoefficient,
  { indicators, limit }: PublicStandard,
  stage: StageFigures['stage'],
  language: Language,
): Markup {
  const name = indicators.find((one) => one.code === code)?.name[language] ?? code;
  const told = because
    ? html`<span class="muted">${becauseWords[because][language]}</span>`
    : decimal(coefficient ?? 0);
  const reached = within ? { zh: '，达标', en: ', kept' } : { zh: '，未达标', en: ', not kept' };
  const most =
    limit.of === 'each'
      ? html`≤ ${limit[stage].toFixed(2)}${within === null ? '' : reached[language]}`
      : html`<span class="muted">${meanOf(indicators.length)[language]}</span>`;
  return html`<tr><th scope="row">${name}</th><td>${told}</td><td>${most}</td></tr>\n`;
}

const meanOf = (indicators: number): Words => ({
  zh: `按${indicators}项平均`,
  en: `of the mean of ${indicators}`,
});

/** Two decimals, or as many as it has. */
const decimal = (figure: number): string =>
  String(figure).length > figure.toFixed(2).length ? String(figure) : figure.toFixed(2);

const style = `
:root { color-scheme: light; --ink: #1f2a33; --muted: #5c6872; --line: #d9dfe3; --rule: #9fabb3; --accent: #245b57; --paper: #fff; --shade: #f5f7f7; }
@media screen and (prefers-color-scheme: dark) {
  :root { color-scheme: dark; --ink: #e3e7ea; --muted: #a3aeb6; --line: #343c42; --rule: #5d6870; --accent: #7fc4bd; --paper: #14181b; --shade: #1d2327; }
}
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 62rem; padding: 2.5rem 1.5rem 3rem; color: var(--ink); background: var(--paper);
  font: 16px/1.6 "Noto Sans SC", "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", system-ui, sans-serif; }
h1 { margin: 0 0 1rem; font-size: 1.75rem; line-height: 1.3; font-weight: 600; text-wrap: balance; }
h2 { margin: 0 0 .5rem; font-size: 1.05rem; font-weight: 600; }
a { color: var(--accent); }
.switch { margin: 0; float: right; }
dl { display: flex; flex-wrap: wrap; gap: .25rem 2.5rem; margin: 0; padding: .75rem 0; border-block: 1px solid var(--line); }
dl div { display: flex; gap: .6rem; }
dt { color: var(--muted); }
dd { margin: 0; font-variant-numeric: tabular-nums; }
section { margin-top: 2.25rem; overflow-x: auto; }
table { width: 100%; border-collapse: collapse; font-size: .94rem; }
caption { padding-bottom: .5rem; text-align: start; font-size: 1.15rem; font-weight: 600; color: var(--accent); }
th, td { padding: .38rem .6rem; border-bottom: 1px solid var(--line); text-align: end; font-variant-numeric: tabular-nums; }
th { font-weight: 400; }
thead th { vertical-align: bottom; color: var(--muted); font-size: .84rem; line-height: 1.35; border-bottom-color: var(--rule); }
thead .group { text-align: center; border-bottom-color: var(--line); }
tbody th, tfoot th, thead tr:first-child th:first-child { text-align: start; }
tbody th, tfoot th { white-space: nowrap; }
td, thead th { width: 9%; }
.indicators td, .indicators thead th { width: auto; }
.standard th { padding-top: .8rem; font-weight: 600; }
tfoot th, tfoot td { font-weight: 600; border-top: 2px solid var(--rule); border-bottom: 0; }
.together th, .together td { background: var(--shade); }
.indicators td { white-space: nowrap; }
abbr { color: var(--muted); font-size: 1.1em; line-height: 1; text-decoration: none; cursor: help; }
.muted { color: var(--muted); }
.notes { padding: 1rem 1.25rem; background: var(--shade); border-radius: .5rem; font-size: .94rem; }
.notes ul { margin: 0; padding-inline-start: 1.2rem; }
footer { margin-top: 2.5rem; color: var(--muted); font-size: .88rem; }
footer p { margin: .2rem 0; }
@page { size: A4; margin: 16mm 14mm; }
@media print {
  body { max-width: none; padding: 0; font-size: 10pt; }
  .switch, .files { display: none; }
  section { overflow: visible; }
  th, td { padding: .22rem .4rem; }
  tr, .notes { break-inside: avoid; }
  thead { display: table-header-group; }
  tfoot { display: table-row-group; }
}
`;
