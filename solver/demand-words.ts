import { plural, twoDecimals } from './amounts.ts';
import { type Cell, type Demand, demandOf, loadOf } from './demand.ts';
import type { Words } from './plan.ts';
import type { Problem } from './problem.ts';

/** A cell, and how its figures come about, a line each: need, supply, what is lent, what lacks or is left. */
export interface ToldCell extends Cell {
  readonly arithmetic: readonly Words[];
}

/** The cells of a problem's demand, for whoever asks why they are as they are. */
export function toldDemand(problem: Problem): ToldCell[] {
  const demand = demandOf(problem);
  const sections = new Map(problem.sections.map((section) => [section.id, section]));
  const subjects = new Map(problem.curriculum.subjects.map((subject) => [subject.code, subject]));
  const shares = sharesOf(problem, demand);
  const arithmeticOf = (cell: Cell): Words[] => {
    const section = sections.get(cell.section);
    const subject = subjects.get(cell.subject);
    if (!section || !subject) return [];
    const grades = Object.entries(section.classes)
      .map(([grade, classes]) => ({ grade, classes: classes ?? 0, periods: subject.periods[grade] ?? 0 }))
      .filter(({ classes, periods }) => classes * periods > 0)
      .toSorted((a, b) => Number(a.grade) - Number(b.grade));
    return [
      needWords(cell, grades, loadOf(problem, section.stage, cell.subject)),
      supplyWords(cell, shares.get(keyOf(cell)) ?? []),
      ...lentWords(cell),
      restWords(cell),
    ];
  };
  return demand.cells.map((cell) => ({ ...cell, arithmetic: arithmeticOf(cell) }));
}

interface Grade {
  readonly grade: string;
  readonly classes: number;
  readonly periods: number;
}

const keyOf = ({ section, subject }: { readonly section: string; readonly subject: string }): string =>
  JSON.stringify([section, subject]);

/** Of each cell the shares of those who serve there. */
function sharesOf({ teachers }: Problem, demand: Demand): ReadonlyMap<string, number[]> {
  const shares = new Map<string, number[]>();
  for (const { id, serving } of teachers)
    for (const { subject, fte } of demand.share(id)) {
      if (fte === 0) continue;
      const key = keyOf({ section: serving.section, subject });
      const known = shares.get(key);
      if (known) known.push(fte);
      else shares.set(key, [fte]);
    }
  return shares;
}

function needWords({ need }: Cell, grades: readonly Grade[], load: number | null): Words {
  if (grades.length === 0)
    return { zh: '需要：没有班级上这门课，为0。', en: 'Need: no class is taught it, so 0.' };
  if (load === null)
    return { zh: '需要：没有工作量标准，无法核算。', en: 'Need: there is no standard load to reckon it by.' };
  const weekly = twoDecimals(grades.reduce((sum, { classes, periods }) => sum + classes * periods, 0));
  const zh = grades.map(
    ({ grade, classes, periods }) => `${grade}年级${classes}班 × ${twoDecimals(periods)}节`,
  );
  const en = grades.map(
    ({ grade, classes, periods }) =>
      `${plural(classes, 'class', 'classes')} of grade ${grade} × ${twoDecimals(periods)}`,
  );
  return {
    zh: `需要：${zh.join(' + ')} = 每周${weekly}节；${weekly}节 ÷ 每人${load}节 = ${twoDecimals(need)}。`,
    en: `Need: ${en.join(' + ')} = ${weekly} periods a week; ${weekly} ÷ a load of ${load} = ${twoDecimals(need)}.`,
  };
}

function supplyWords({ supply, circuitsIn }: Cell, shares: readonly number[]): Words {
  if (shares.length === 0 && circuitsIn === 0)
    return { zh: '现有：没有人教，为0。', en: 'Have: nobody teaches it, so 0.' };
  const alike = new Map<number, number>();
  for (const share of shares) alike.set(twoDecimals(share), (alike.get(twoDecimals(share)) ?? 0) + 1);
  const parts = [...alike].toSorted(([a], [b]) => b - a);
  const zh = parts.map(([share, people]) => `${people}人 × ${share}`);
  const en = parts.map(([share, people]) => `${plural(people, 'teacher')} × ${share}`);
  if (circuitsIn > 0) {
    zh.push(`走教来${twoDecimals(circuitsIn)}`);
    en.push(`${twoDecimals(circuitsIn)} by circuit teaching`);
  }
  return {
    zh: `现有：${zh.join(' + ')} = ${twoDecimals(supply)}。`,
    en: `Have: ${en.join(' + ')} = ${twoDecimals(supply)}.`,
  };
}

function lentWords({ lent }: Cell): Words[] {
  if (lent === 0) return [];
  const amount = twoDecimals(Math.abs(lent));
  return lent > 0
    ? [
        {
          zh: `兼教：其中${amount}去教不设专任教师的课程。`,
          en: `Lent: ${amount} of it goes to courses without specialists.`,
        },
      ]
    : [
        {
          zh: `兼教：其他学科的教师来教${amount}。`,
          en: `Borrowed: teachers of other subjects bring ${amount}.`,
        },
      ];
}

function restWords({ need, supply, lent, gap, surplus }: Cell): Words {
  const [from, by] = [twoDecimals(need), twoDecimals(supply)];
  const amount = twoDecimals(Math.abs(lent));
  if (gap > 0) {
    const moved = lent === 0 ? '' : ` − ${amount}`;
    return {
      zh: `缺：${from} − ${by}${moved} = ${twoDecimals(gap)}。`,
      en: `Short: ${from} − ${by}${moved} = ${twoDecimals(gap)}.`,
    };
  }
  const moved = lent === 0 ? '' : ` ${lent > 0 ? '−' : '+'} ${amount}`;
  return {
    zh: `余：${by}${moved} − ${from} = ${twoDecimals(surplus)}。`,
    en: `Over: ${by}${moved} − ${from} = ${twoDecimals(surplus)}.`,
  };
}
