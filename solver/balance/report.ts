import { exactly } from '../exactly.ts';
import type { View } from '../indicators.ts';
import { order } from '../order.ts';
import type { Words } from '../plan.ts';
import type { Stage } from '../problem.ts';
import { type BalanceFacts, measured } from './facts.ts';
import { isTold, type LeftOut, type Row, type Table, tablesOf, type Untold } from './rows.ts';
import type { BalanceKind, BalanceStandard, IndicatorOf } from './standard.ts';
import { type Amount, type Holding, isWithin, reaches, variationOf } from './variation.ts';

/** How balanced a county is by one standard, in one view: each stage on its own. */
export interface BalanceReport {
  /** The version of the standard, which national one it applies, and its title. */
  readonly standard: string;
  readonly kind: BalanceKind;
  readonly title: Words;
  readonly view: View;
  readonly stages: readonly StageReport[];
}

export interface StageReport {
  readonly stage: Stage;
  /** The most a coefficient may be, or the mean of all of them. */
  readonly limit: number;
  readonly indicators: readonly IndicatorReport[];
  /** Where the standard limits the mean of the coefficients; null: it limits each. */
  readonly mean: MeanReport | null;
  /** How each school stands to the standard's levels, the worst first; empty: it sets none. */
  readonly schools: readonly SchoolReport[];
  readonly leftOut: readonly LeftOut[];
  /** Whether the limit holds; null: not computable. Levels are the schools' own. */
  readonly balanced: boolean | null;
}

/** One indicator at one stage; either found or told why not. Never a figure that stands for a missing one. */
export type IndicatorReport = {
  readonly indicator: IndicatorOf;
  readonly level: number | null;
} & (
  | {
      readonly computable: true;
      /** Total over total, for as many pupils as the indicator is told for. */
      readonly mean: number;
      readonly coefficient: number;
      /** Whether the coefficient is at most its limit; null: the standard limits the mean of all. */
      readonly within: boolean | null;
      /** What it is reckoned from, the lowest first. */
      readonly values: readonly Value[];
    }
  | { readonly computable: false; readonly because: NotComputable }
);

export interface Value {
  readonly school: string;
  readonly sections: readonly string[];
  readonly pupils: number;
  readonly amount: number;
  /** Of the amount, teachers who only come on some days, by id. */
  readonly visitors: readonly string[];
  /** For as many pupils as the indicator is told for, not rounded. */
  readonly value: number;
  /** What it adds to the square of the coefficient: its part of the pupils × (its distance from the mean ÷ the mean)². */
  readonly spread: number;
  /** Whether it reaches the level, exactly; null: there is none. */
  readonly reaches: boolean | null;
}

export interface NotComputable {
  readonly code: 'no-schools' | 'pupils-unknown' | 'not-reported' | 'nothing-counted';
  /** Sections whose pupils are unknown, or schools that have not reported. */
  readonly places: readonly string[];
  readonly words: Words;
}

export type MeanReport =
  | { readonly computable: true; readonly value: number; readonly within: boolean }
  /** `missing`: the codes of the indicators that are not computable. */
  | { readonly computable: false; readonly missing: readonly string[] };

export interface SchoolReport {
  readonly school: string;
  readonly sections: readonly string[];
  readonly pupils: number;
  /** Codes of the indicators whose level it reaches, misses, and of those that are not known: not all is reported. */
  readonly reached: readonly string[];
  readonly missed: readonly string[];
  readonly unknown: readonly string[];
  /** How far it is from each level it misses, in the order of `missed`. */
  readonly shortfalls: readonly Shortfall[];
  /** Whether it reaches as many levels as are needed, and enough of the others; null: that hangs on what is not reported. */
  readonly passes: boolean | null;
}

/** A level that a school misses, and by how much. */
export interface Shortfall {
  readonly indicator: string;
  /** For as many pupils as the indicator is told for, not rounded. */
  readonly value: number;
  readonly level: number;
  /** What it would have to add to reach the level, in the indicator's unit: whole people, rooms and things; m² and yuan upwards to the hundredth. */
  readonly lacking: number;
}

/**
 * Reckons a standard's indicators. Whether a coefficient is within its limit and an amount reaches its level is exact,
 * whatever is shown rounded; a mean of coefficients is compared to the twelfth decimal.
 */
export function balanceOf(facts: BalanceFacts, standard: BalanceStandard, view: View): BalanceReport {
  const stages = tablesOf(facts, standard, view).map((table): StageReport => {
    const { stage, leftOut } = table;
    const limit = standard.limit[stage];
    const found = standard.indicators.map((indicator) => foundFor(table, indicator, standard));
    const indicators = found.map(({ report }) => report);
    const mean = standard.limit.of === 'mean' ? meanOf(indicators, limit) : null;
    return {
      stage,
      limit,
      indicators,
      mean,
      schools: schoolsOf(table, found, standard),
      leftOut,
      balanced: mean ? (mean.computable ? mean.within : null) : all(indicators.map(isBalanced)),
    };
  });
  const { version, kind, title } = standard;
  return { standard: version, kind, title, view, stages };
}

const isBalanced = (report: IndicatorReport): boolean | null => (report.computable ? report.within : null);

/** False where one is, though others are not known. */
const all = (each: readonly (boolean | null)[]): boolean | null =>
  each.includes(false) ? false : each.includes(null) ? null : true;

interface Found {
  readonly report: IndicatorReport;
  readonly amounts: ReadonlyMap<Row, Amount | Untold>;
}

function foundFor(table: Table, indicator: IndicatorOf, { limit }: BalanceStandard): Found {
  const { stage, rows, unknown } = table;
  const level = indicator.level?.[stage] ?? null;
  const amounts = new Map(rows.map((row) => [row, table.amount(row, indicator.amount)]));
  const report = (): IndicatorReport => {
    const not = (because: NotComputable): IndicatorReport => ({
      indicator,
      level,
      computable: false,
      because,
    });
    if (unknown.length > 0) return not(pupilsUnknown(unknown));
    if (rows.length === 0) return not(noSchools);
    const holdings: (Holding & Row)[] = [];
    const missing: Untold[] = [];
    for (const [row, amount] of amounts)
      if (isTold(amount)) holdings.push({ ...row, amount });
      else missing.push(amount);
    const placesOf = (why: Untold['untold']) =>
      missing.flatMap(({ untold, places }) => (untold === why ? places : []));
    const [shared, silent] = [placesOf('pupils-unknown'), placesOf('not-reported')];
    if (shared.length > 0) return not(pupilsUnknown(shared));
    if (silent.length > 0) return not(notReported(silent));
    const variation = variationOf(holdings);
    if (!variation) return not(nothingCounted);
    const pupils = holdings.reduce((total, holding) => total + holding.pupils, 0);
    return {
      indicator,
      level,
      computable: true,
      mean: variation.mean * indicator.per,
      coefficient: variation.coefficient,
      within: limit.of === 'each' ? isWithin(holdings, variation, limit[stage]) : null,
      values: holdings
        .map((one) => valueAt(one, indicator, level, variation.mean, pupils))
        .sort((a, b) => a.value - b.value || order(a.school, b.school)),
    };
  };
  return { report: report(), amounts };
}

function valueAt(
  holding: Holding & Row,
  { per }: IndicatorOf,
  level: number | null,
  mean: number,
  pupilsOfAll: number,
): Value {
  const { school, sections, pupils, amount } = holding;
  return {
    school: school.id,
    sections,
    pupils,
    amount: amount.value,
    visitors: amount.visitors ?? [],
    value: (amount.value * per) / pupils,
    spread: (pupils / pupilsOfAll) * (amount.value / pupils / mean - 1) ** 2,
    reaches: level === null ? null : reaches(holding, level, per),
  };
}

function meanOf(indicators: readonly IndicatorReport[], limit: number): MeanReport {
  const missing = indicators.flatMap(({ computable, indicator }) => (computable ? [] : [indicator.code]));
  if (missing.length > 0) return { computable: false, missing };
  const sum = indicators.reduce((total, report) => total + (report.computable ? report.coefficient : 0), 0);
  const value = sum / indicators.length;
  return { computable: true, value, within: value <= limit + ROUNDING };
}

/** What rounding may add to a mean of roots, whose sum no fraction tells exactly. */
const ROUNDING = 1e-12;

/** Those that fail first, and of them those that miss most; then by id. */
function schoolsOf({ rows }: Table, found: readonly Found[], { levels }: BalanceStandard): SchoolReport[] {
  if (!levels) return [];
  const rank = ({ passes }: SchoolReport) => (passes === false ? 0 : passes === null ? 1 : 2);
  return rows
    .map((row): SchoolReport => {
      const reached: string[] = [];
      const missed: string[] = [];
      const unknown: string[] = [];
      const shortfalls: Shortfall[] = [];
      let near = true;
      for (const { report, amounts } of found) {
        const { indicator, level } = report;
        if (level === null) continue;
        const amount = amounts.get(row);
        if (!amount || !isTold(amount)) {
          unknown.push(indicator.code);
          continue;
        }
        const holding = { amount, pupils: row.pupils };
        if (reaches(holding, level, indicator.per)) reached.push(indicator.code);
        else {
          missed.push(indicator.code);
          shortfalls.push(shortfallOf(holding, indicator, level));
          near &&= reaches(holding, level, indicator.per, levels.otherwise);
        }
      }
      const { school, sections, pupils } = row;
      const most = reached.length + unknown.length;
      const passes = !near || most < levels.needed ? false : unknown.length > 0 ? null : true;
      return { school: school.id, sections, pupils, reached, missed, unknown, shortfalls, passes };
    })
    .sort((a, b) => rank(a) - rank(b) || b.missed.length - a.missed.length || order(a.school, b.school));
}

/** Exact: 200 pupils at 0.9 for every hundred are 1.8 teachers, and 2 whole ones. */
function shortfallOf(
  { amount, pupils }: Holding,
  { code, amount: of, per }: IndicatorOf,
  level: number,
): Shortfall {
  const places = measured.has(of) ? 2 : 0;
  const lacking = exactly(level).mul(pupils).div(per).sub(amount.exact()).ceil(places).valueOf();
  return { indicator: code, value: (amount.value * per) / pupils, level, lacking };
}

const noSchools: NotComputable = {
  code: 'no-schools',
  places: [],
  words: {
    zh: '无法计算：本学段没有可纳入计算的学校。',
    en: 'Not computable: no school counts at this stage.',
  },
};

const nothingCounted: NotComputable = {
  code: 'nothing-counted',
  places: [],
  words: {
    zh: '无法计算：全县合计为0，没有均值可比。',
    en: 'Not computable: the county has none at all, so there is no mean to compare with.',
  },
};

const pupilsUnknown = (places: readonly string[]): NotComputable => ({
  code: 'pupils-unknown',
  places,
  words: {
    zh: `无法计算：${places.length}个学部没有学生数。`,
    en: `Not computable: the pupils of ${places.length} section${places.length === 1 ? ' are' : 's are'} not on file.`,
  },
});

const notReported = (places: readonly string[]): NotComputable => ({
  code: 'not-reported',
  places,
  words: {
    zh: `无法计算：${places.length}所学校未上报。`,
    en: `Not computable: ${places.length} school${places.length === 1 ? ' has' : 's have'} not reported it.`,
  },
});
