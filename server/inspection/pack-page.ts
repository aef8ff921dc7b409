import { plural } from '../../solver/amounts.ts';
import { measured } from '../../solver/balance/facts.ts';
import { millionths } from '../../solver/demand.ts';
import { grouped } from '../../solver/grouped.ts';
import type { Words } from '../../solver/plan.ts';
import { apartFrom } from '../../solver/rectification/words.ts';
import type { Pack } from './pack.ts';
import {
  establishmentStandards,
  itemStates,
  roundStates,
  severities,
  stages,
  trainingForm,
  verdict,
} from './pack-words.ts';

type Language = keyof Words;

/** Text that is markup already. */
class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

type Part = string | number | Markup | readonly Markup[] | null;

/** Markup in which every value is a text, and stays one. */
const html = (texts: TemplateStringsArray, ...parts: readonly Part[]): Markup =>
  new Markup(texts.reduce((page, text, at) => `${page}${markup(parts[at - 1] ?? null)}${text}`));

function markup(part: Part): string {
  if (part === null) return '';
  if (part instanceof Markup) return part.text;
  if (typeof part === 'string' || typeof part === 'number') return escaped(String(part));
  return part.map(({ text }) => text).join('');
}

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escaped = (text: string): string => text.replace(/[&<>"']/g, (letter) => escapes[letter] ?? letter);

/** Problems and schools a page has room for; the workbook has all of them. */
const MOST_ROWS = 20;

/**
 * The pack in summary, as one page to print on A4: what an inspector reads first. What it shows shortened says so, and the
 * workbook has the whole. It has no script and fetches nothing.
 */
export function packPage(pack: Pack, language: Language): string {
  const say = (zh: string, en: string): string => (language === 'zh' ? zh : en);
  const { county, on, standard, establishmentStandard, policy } = pack;
  const title = say('教师队伍督导评估材料', 'Inspection pack: staffing');
  const tongue = language === 'zh' ? 'zh-CN' : 'en';
  const written = new Written(pack, language);
  const page = html`<!doctype html>
<html lang="${tongue}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · ${county.name} · ${on}</title>
<style>${new Markup(style)}</style>
</head>
<body>
<header>
<p class="county">${county.name}</p>
<h1>${title}</h1>
<p class="about">${say('数据日期', 'As of')} ${on} · ${standard.title[language]} · ${establishmentStandards[establishmentStandard]?.[language] ?? establishmentStandard} · ${say('交流政策', 'Policy of exchange')} ${policy?.version ?? say('未制定', 'none set')}</p>
</header>
<main>
${written.glance()}
${written.guarantees()}
${written.indicators()}
${written.failing()}
${written.establishment()}
${written.courses()}
${written.exchange()}
${written.list()}
${written.training()}
</main>
<footer>
<div class="signed">
<p>${say('县教育局（盖章）', 'Education bureau (seal)')}</p>
<p>${say('局长（签字）', 'Director (signature)')}</p>
<p>${say('督导人员（签字）', 'Inspector (signature)')}</p>
<p>${say('日期', 'Date')}</p>
</div>
<p class="small">${say(
    '本页为摘要，全部数据见同名工作簿。页中各比例、系数先按原值比较，再取位显示；“不明”表示台账没有足够数据，不作达到处理。本页不含教师个人信息。',
    'This page is a summary; the workbook has all of it. Ratios and coefficients are compared before they are rounded to be shown; “not known” means that too little is on file, and is never taken as met. No teacher is named.',
  )}</p>
</footer>
</body>
</html>
`;
  return page.text;
}

/** A table with its head repeated on every page it runs over. */
function table(head: readonly string[], rows: readonly (readonly Part[])[], kind = ''): Markup {
  return html`<table class="${kind}"><thead><tr>${head.map((one) => (one === '' ? html`<td></td>` : html`<th scope="col">${one}</th>`))}</tr></thead>
<tbody>${rows.map((row) => html`<tr>${row.map((cell) => html`<td>${cell}</td>`)}</tr>\n`)}</tbody></table>`;
}

const cut = (figure: number, places = 2): string =>
  figure.toLocaleString('en-US', { minimumFractionDigits: places, maximumFractionDigits: places });

/** The sections of the page, in a language. */
class Written {
  readonly #pack: Pack;
  readonly #language: Language;

  constructor(pack: Pack, language: Language) {
    this.#pack = pack;
    this.#language = language;
  }

  /** The few figures that are asked first. */
  glance(): Markup {
    const { inspection, items } = this.#pack;
    const met = inspection.guarantees.filter((one) => one.met === true).length;
    const missed = inspection.guarantees.filter((one) => one.met === false).length;
    const beyond = inspection.balance.stages.flatMap(({ indicators }) =>
      indicators.filter((one) => one.computable && one.within === false),
    ).length;
    const failing = inspection.balance.stages.flatMap(({ schools }) =>
      schools.filter(({ passes }) => passes === false),
    ).length;
    const critical = inspection.cells.filter((cell) => cell.critical).length;
    const open = items.filter(({ state }) => state !== 'closed').length;
    const figures: readonly [Words, string][] = [
      [{ zh: '保障项目达到 / 未达到', en: 'Guarantees met / not met' }, `${met} / ${missed}`],
      [{ zh: '差异系数超限指标', en: 'Coefficients beyond their limit' }, `${beyond}`],
      [{ zh: '未达标学校（分学段）', en: 'Schools below the levels, by stage' }, `${failing}`],
      [{ zh: '开不齐的学科（学部×学科）', en: 'Subjects nobody can teach' }, `${critical}`],
      [
        { zh: '清单未销号 / 已销号', en: 'Problems open / closed' },
        items.length === 0 ? this.#say('未生成', 'no list yet') : `${open} / ${items.length - open}`,
      ],
    ];
    return html`<section class="glance">${figures.map(
      ([name, value]) => html`<div><b>${value}</b><span>${name[this.#language]}</span></div>`,
    )}</section>`;
  }

  guarantees(): Markup {
    const language = this.#language;
    const rows = this.#pack.inspection.guarantees.map(({ item, title, met, by, words, papers }): Part[] => [
      item,
      title[language],
      this.#stamp(met, by),
      met === null && by === 'papers'
        ? `${words[language]} ${this.#say('应备：', 'To show: ')}${papers[language]}`
        : words[language],
    ]);
    return this.#section(
      { zh: '一、政府保障程度', en: '1. What the government guarantees' },
      table(
        [
          this.#say('序号', 'Item'),
          this.#say('内容', 'What'),
          this.#say('结论', 'Verdict'),
          this.#say('说明与来源', 'How, and where from'),
        ],
        rows,
        'guarantees',
      ),
    );
  }

  indicators(): Markup {
    const language = this.#language;
    const rows = this.#pack.inspection.balance.stages.flatMap(({ stage, limit, indicators }) =>
      indicators.map((report): Part[] => [
        stages[stage][language],
        report.indicator.name[language],
        report.computable ? cut(report.mean) : '—',
        report.computable ? apartFrom(limit, report.coefficient) : '—',
        limit.toFixed(2),
        report.computable ? this.#stamp(report.within) : report.because.words[language],
      ]),
    );
    return this.#section(
      { zh: '二、校际均衡指标', en: '2. Balance between schools' },
      table(
        [
          this.#say('学段', 'Stage'),
          this.#say('指标', 'Indicator'),
          this.#say('全县均值', 'Mean'),
          this.#say('差异系数', 'Coefficient'),
          this.#say('上限', 'Limit'),
          this.#say('结论', 'Verdict'),
        ],
        rows,
        'indicators',
      ),
    );
  }

  failing(): Markup {
    const language = this.#language;
    const { inspection, sections } = this.#pack;
    const all = inspection.balance.stages.flatMap(({ indicators, schools }) => {
      const names = new Map(indicators.map(({ indicator }) => [indicator.code, indicator]));
      return schools
        .filter(({ passes }) => passes === false)
        .map((school): Part[] => [
          sections.get(school.sections[0] ?? '')?.name[language] ?? school.school,
          school.pupils,
          school.shortfalls
            .map(({ indicator, lacking }) => {
              const named = names.get(indicator);
              const unit = named?.unit[language] ?? '';
              return this.#say(
                `${named?.name.zh}差${lacking}${unit}`,
                `${named?.name.en}: short by ${lacking}${measured.has(named?.amount ?? '') ? ` ${unit}` : ''}`,
              );
            })
            .join(this.#say('；', '; ')),
        ]);
    });
    const body =
      all.length === 0
        ? html`<p>${this.#say('没有已知未达标的学校。', 'No school is known to be below the levels.')}</p>`
        : html`${table(
            [
              this.#say('学校', 'School'),
              this.#say('学生数', 'Pupils'),
              this.#say('未达到的指标及差额', 'What it misses, and by how much'),
            ],
            all.slice(0, MOST_ROWS),
            'schools',
          )}${this.#more(all.length)}`;
    return this.#section({ zh: '三、未达标学校', en: '3. Schools below the levels' }, body);
  }

  establishment(): Markup {
    const language = this.#language;
    const { inspection, sections } = this.#pack;
    const byStage = grouped(inspection.establishment, ({ section }) => sections.get(section)?.stage);
    const rows = [...byStage].flatMap(([stage, own]): Part[][] => {
      if (stage === undefined) return [];
      const sum = (of: (one: (typeof own)[number]) => number | null): string => {
        const figures = own.map(of);
        const total = figures.reduce<number>((all, figure) => all + (figure ?? 0), 0);
        const missing = figures.filter((figure) => figure === null).length;
        return missing === 0
          ? `${total}`
          : `${total} ${this.#say(`（${missing}个学部不明）`, `(${plural(missing, 'section')} not known)`)}`;
      };
      return [
        [
          stages[stage][language],
          own.length,
          sum(({ due }) => due),
          sum(({ onFile }) => onFile),
          sum(({ registered }) => registered),
          sum(({ serving }) => serving),
          own.filter(({ beyond }) => beyond !== null && beyond > 0).length,
          own.filter(({ beyond }) => beyond !== null && beyond < 0).length,
          own.filter(({ structuralShortage }) => structuralShortage === true).length,
        ],
      ];
    });
    return this.#section(
      { zh: '四、编制', en: '4. Establishment' },
      table(
        [
          this.#say('学段', 'Stage'),
          this.#say('学部', 'Sections'),
          this.#say('应有编制', 'Posts due'),
          this.#say('登记编制', 'On file'),
          this.#say('在编', 'Registered'),
          this.#say('在岗', 'Serving'),
          this.#say('超编学部', 'Over'),
          this.#say('缺编学部', 'Under'),
          this.#say('结构性缺编学部', 'Structural shortage'),
        ],
        rows,
        'figures',
      ),
    );
  }

  courses(): Markup {
    const language = this.#language;
    const { inspection, subjects } = this.#pack;
    const bySubject = grouped(
      inspection.cells.filter(({ specialist }) => specialist),
      ({ subject }) => subject,
    );
    const rows = [...bySubject].map(([subject, cells]): Part[] => {
      // Whole millionths: the sum of what is shown is the sum of what is.
      const sum = (of: (cell: (typeof cells)[number]) => number) =>
        cut(cells.reduce((total, cell) => total + millionths(of(cell)), 0) / 1_000_000);
      return [
        subjects.get(subject)?.[language] ?? subject,
        sum(({ need }) => need),
        sum(({ supply }) => supply),
        sum(({ gap }) => gap),
        sum(({ surplus }) => surplus),
        cells.filter(({ gap }) => gap > 0).length,
        cells.filter(({ critical }) => critical).length,
      ];
    });
    return this.#section(
      { zh: '五、开齐开足（折合专任岗位）', en: '5. Subject completeness (full-time posts)' },
      table(
        [
          this.#say('学科', 'Subject'),
          this.#say('需求', 'Need'),
          this.#say('现有', 'Supply'),
          this.#say('缺口', 'Gap'),
          this.#say('富余', 'Surplus'),
          this.#say('有缺口的学部', 'Sections with a gap'),
          this.#say('开不齐的学部', 'Sections without anybody'),
        ],
        rows,
        'figures',
      ),
    );
  }

  exchange(): Markup {
    const language = this.#language;
    const { policy, rounds } = this.#pack;
    const clauses = (policy?.rules ?? [])
      .filter(({ level }) => level !== 'off')
      .flatMap(({ title, clause }) =>
        clause === null ? [] : [html`<li>${title[language]}：${clause}</li>`],
      );
    const system =
      policy === null
        ? html`<p>${this.#say('县里没有登记交流政策。', 'No policy of exchange is on file.')}</p>`
        : html`<p>${this.#say('现行政策', 'The policy in force is')} ${policy.version}${this.#say('，自', ', from ')}${policy.effectiveFrom}${this.#say('起施行。有条款依据的规则：', ' on. Rules with a clause behind them:')}</p><ul>${clauses}</ul>`;
    const rows = rounds
      .slice(0, MOST_ROWS)
      .map((round): Part[] => [
        round.schoolYear,
        round.name,
        round.effective,
        roundStates[round.state]?.[language] ?? round.state,
        round.plans.length === 0
          ? this.#say('没有公示或确定的方案', 'no plan made public')
          : round.plans
              .map(({ name, moved }) => this.#say(`${name}（调动${moved}人）`, `${name} (${moved} moves)`))
              .join(this.#say('；', '; ')),
      ]);
    const carriedOut =
      rows.length === 0
        ? html`<p>${this.#say('没有开启过交流轮次。', 'No round of exchange has been opened.')}</p>`
        : table(
            [
              this.#say('学年', 'School year'),
              this.#say('轮次', 'Round'),
              this.#say('生效日期', 'Takes effect'),
              this.#say('状态', 'State'),
              this.#say('方案', 'Plans'),
            ],
            rows,
          );
    return this.#section(
      { zh: '六、交流轮岗制度与落实', en: '6. The exchange system and its carrying out' },
      html`${system}${carriedOut}<p class="small">${this.#say('交流比例见第一部分。', 'The ratios stand in part 1.')}</p>`,
    );
  }

  list(): Markup {
    const language = this.#language;
    const { items } = this.#pack;
    if (items.length === 0)
      return this.#section(
        { zh: '七、整改清单', en: '7. Rectification list' },
        html`<p>${this.#say('清单尚未生成。', 'The list has not been drawn up.')}</p>`,
      );
    const count = (severity: keyof typeof severities, state: keyof typeof itemStates) =>
      items.filter((item) => item.severity === severity && item.state === state).length;
    const levels = ['grave', 'serious', 'minor'] as const;
    const states = ['open', 'submitted', 'closed'] as const;
    const counts = levels.map((severity): Part[] => [
      severities[severity][language],
      ...states.map((state) => count(severity, state)),
    ]);
    const shown = items.toSorted((a, b) => Number(a.office === null) - Number(b.office === null));
    const rows = shown
      .slice(0, MOST_ROWS)
      .map((item): Part[] => [
        severities[item.severity][language],
        item.words[language],
        item.office ?? '',
        item.dueOn ?? '',
        `${itemStates[item.state][language]}${item.goneOn === null ? '' : this.#say('，已不再出现', ', found no longer')}`,
        item.files,
      ]);
    return this.#section(
      { zh: '七、整改清单', en: '7. Rectification list' },
      html`${table(['', ...states.map((state) => itemStates[state][language])], counts, 'figures counts')}
${table(
  [
    this.#say('程度', 'Severity'),
    this.#say('问题', 'Problem'),
    this.#say('责任单位', 'Office'),
    this.#say('期限', 'Due'),
    this.#say('状态', 'State'),
    this.#say('佐证', 'Files'),
  ],
  rows,
  'list',
)}${this.#more(items.length)}`,
    );
  }

  training(): Markup {
    const empty = Array.from({ length: 6 }, (): Part[] => trainingForm.map(() => new Markup('&nbsp;')));
    return this.#section(
      { zh: '八、教师培训（由学校填写）', en: '8. Training (to be filled in by the schools)' },
      table(
        trainingForm.map((head) => head[this.#language]),
        empty,
        'form',
      ),
    );
  }

  #say(zh: string, en: string): string {
    return this.#language === 'zh' ? zh : en;
  }

  #section(heading: Words, body: Markup): Markup {
    return html`<section><h2>${heading[this.#language]}</h2>${body}</section>`;
  }

  #stamp(holds: boolean | null, by: 'data' | 'papers' = 'data'): Markup {
    const kind = holds === null ? 'unknown' : holds ? 'met' : 'missed';
    return html`<span class="stamp ${kind}">${verdict(holds, by)[this.#language]}</span>`;
  }

  #more(all: number): Markup | null {
    if (all <= MOST_ROWS) return null;
    return html`<p class="small">${this.#say(
      `共${all}条，此处列出前${MOST_ROWS}条，其余见工作簿。`,
      `${MOST_ROWS} of ${all} are shown; the workbook has the rest.`,
    )}</p>`;
  }
}

/** A4 upright; tables break between rows and repeat their heads. Verdicts are told by words and frames, so that they print black. */
const style = `
@page { size: A4 portrait; margin: 16mm 14mm; }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 182mm; padding: 8mm 0; color: #111; background: #fff;
  font: 10.5pt/1.5 "Noto Serif SC", "Noto Serif CJK SC", SimSun, "Songti SC", serif; }
:lang(en) { font-family: Georgia, "Times New Roman", "Noto Serif", "Noto Serif CJK SC", serif; }
@media print { body { padding: 0 .3mm; max-width: none; } }
header { text-align: center; border-bottom: 2px solid #111; margin-bottom: 5mm; }
.county { margin: 0; font-size: 12pt; letter-spacing: .1em; }
h1 { margin: 1mm 0; font-size: 20pt; letter-spacing: .05em; }
.about, .small { font-size: 9pt; color: #444; }
h2 { font-size: 12.5pt; margin: 6mm 0 2mm; break-after: avoid; }
.glance { display: grid; grid-template-columns: repeat(5, 1fr); gap: 2mm; }
.glance div { border: 1px solid #999; padding: 2mm; text-align: center; break-inside: avoid; }
.glance b { display: block; font-size: 15pt; line-height: 1.2; }
.glance span { font-size: 8.5pt; color: #444; display: block; }
table { width: 100%; border-collapse: collapse; font-size: 9pt; line-height: 1.4; margin-bottom: 2mm; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
th, td { border: 1px solid #999; padding: 1mm 1.5mm; text-align: left; vertical-align: top; overflow-wrap: anywhere; }
th { background: #eee; font-weight: 600; overflow-wrap: normal; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
.figures td:nth-child(n + 3), .indicators td:nth-child(n + 3):nth-child(-n + 5), .counts td:nth-child(n + 2), .schools td:nth-child(2) { text-align: right;
  font-variant-numeric: tabular-nums; }
.guarantees td:nth-child(1), .list td:nth-child(6) { text-align: center; }
.indicators td:nth-child(2) { width: 40%; } .guarantees th:nth-child(1) { white-space: nowrap; }
.guarantees td:nth-child(2) { width: 26%; } .guarantees td:nth-child(3) { width: 13%; }
.list td:nth-child(1) { width: 9%; } .list td:nth-child(2) { width: 47%; } .list td:nth-child(4) { white-space: nowrap; }
.schools td:nth-child(1) { width: 26%; } .schools td:nth-child(2) { width: 10%; }
.form td { height: 8mm; } .form th { font-size: 8pt; }
.stamp { border: 1px solid #111; border-radius: 2px; padding: 0 1mm; white-space: nowrap; }
.met { border-color: #1a6b2d; color: #1a6b2d; }
.missed { border-width: 2px; border-color: #a01414; color: #a01414; font-weight: 700; }
.unknown { border-style: dashed; color: #444; }
ul { margin: 1mm 0 2mm; padding-left: 5mm; font-size: 9pt; }
.signed { display: grid; grid-template-columns: repeat(4, 1fr); margin-top: 8mm; break-inside: avoid; }
.signed p { margin: 0 2mm 0 0; padding-bottom: 12mm; border-bottom: 1px solid #111; font-size: 9.5pt; }
`;
