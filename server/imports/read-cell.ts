import { DateTime } from 'luxon';
import { told } from '../../solver/calendar.ts';
import { onceFor } from '../../solver/once.ts';
import type { Words } from '../../solver/plan.ts';
import { type Cell, dayOfSerial } from '../sheets/cell.ts';
import { unguard } from '../sheets/formula-guard.ts';
import type { Choice, Kind } from './catalogue.ts';
import { folded, nearest, spellings } from './headers.ts';
import { yesNo } from './workbook.ts';

/** What a cell comes to: a value, nothing, the wish to clear what is on file, or why it cannot be read. */
export type Reading =
  | { readonly is: 'value'; readonly value: string | number | boolean | readonly string[] }
  | { readonly is: 'blank' }
  | { readonly is: 'clear' }
  | { readonly is: 'fault'; readonly code: string; readonly found: string; readonly expected: Words };

export interface CellContext {
  readonly date1904: boolean;
  readonly subjects: ReadonlyMap<string, Words>;
}

/**
 * Reads a cell as the column's kind demands. References stay the code or name written. A cell that says
 * （清空） or (clear) empties what is on file; an empty one leaves it.
 */
export function readCell(kind: Kind, cell: Cell, context: CellContext): Reading {
  if (cell === null) return { is: 'blank' };
  if (typeof cell === 'object') return readSpecial(kind, cell);
  if (typeof cell === 'string') {
    const bare = unguard(cell);
    const text = bare === cell ? cell.trim() : bare;
    if (text === '') return { is: 'blank' };
    if (clearMark.test(text)) return { is: 'clear' };
    return readText(kind, text, context);
  }
  if (typeof cell === 'number' && Math.abs(cell) >= FIRST_LOST && kind.type !== 'number')
    return fault('digits-lost', `${cell}`, {
      zh: '数字超过 15 位，末几位已丢失：请把单元格设为文本格式后重新填写',
      en: 'A number of more than 15 digits has lost its last ones. Format the cell as text and type it again',
    });
  return typeof cell === 'number' ? readNumber(kind, cell, context) : readBoolean(kind, cell, context);
}

/** Excel keeps 15 digits. */
const FIRST_LOST = 1e15;
const clearMark = /^[(（]\s*(清空|清除|clear)\s*[)）]$/i;

const value = (it: string | number | boolean | readonly string[]): Reading => ({ is: 'value', value: it });
const fault = (code: string, found: string, expected: Words): Reading => ({
  is: 'fault',
  code,
  found,
  expected,
});
const unfit = (kind: Kind, found: string, hint?: string): Reading => {
  const { zh, en } = expectation(kind);
  return fault(
    `not-${kind.type}`,
    found,
    hint === undefined ? { zh, en } : { zh: `${zh}；是否为“${hint}”？`, en: `${en}; perhaps “${hint}”?` },
  );
};

/** What a kind of column takes, in words. */
export function expectation(kind: Kind): Words {
  switch (kind.type) {
    case 'integer':
      return {
        zh: `${kind.least} 到 ${kind.most} 的整数`,
        en: `a whole number from ${kind.least} to ${kind.most}`,
      };
    case 'number':
      return { zh: `${kind.least} 到 ${kind.most} 的数`, en: `a number from ${kind.least} to ${kind.most}` };
    case 'day':
      return kind.month
        ? {
            zh: '日期，如 2019-09-01 或 2019年9月',
            en: 'a day such as 2019-09-01, or a month such as 2019-09',
          }
        : { zh: '日期，如 2019-09-01（须有日）', en: 'a whole day such as 2019-09-01' };
    case 'yes-no':
      return { zh: '“是”或“否”', en: 'Yes or No' };
    case 'choice':
      return {
        zh: `下列之一：${kind.choices.map(({ zh }) => zh).join('、')}`,
        en: `one of: ${kind.choices.map(({ en }) => en).join(', ')}`,
      };
    case 'subject':
      return { zh: '本县课程标准中的学科', en: 'a subject of the county’s curriculum standard' };
    case 'list':
      return {
        zh: `至多 ${kind.longest} 个学校或区，用分号隔开`,
        en: `at most ${kind.longest} schools or zones, parted by semicolons`,
      };
    case 'text':
    case 'code':
      return { zh: `至多 ${kind.longest} 个字的文字`, en: `text of at most ${kind.longest} letters` };
    case 'reference':
      return { zh: '已登记的代码', en: 'a code that is on file' };
  }
}

function readSpecial(kind: Kind, cell: Exclude<Cell, string | number | boolean | null>): Reading {
  if (cell.is === 'error')
    return fault('error-cell', cell.found, {
      zh: `${expectation(kind).zh}，而不是公式错误`,
      en: `${expectation(kind).en}, not a formula’s error`,
    });
  if (cell.is === 'formula')
    return fault('formula-without-result', cell.found, {
      zh: '公式没有保存结果：请在 Excel 中打开并保存，或粘贴为数值',
      en: 'The formula’s result was never saved. Open and save the file in Excel, or paste as values',
    });
  if (cell.day === null) return unfit(kind, cell.found);
  if (kind.type === 'day') return checkedDay(kind, cell.day, cell.day);
  if (kind.type === 'text' || kind.type === 'code') return value(cell.day);
  return unfit(kind, cell.day);
}

function readBoolean(kind: Kind, cell: boolean, context: CellContext): Reading {
  return kind.type === 'yes-no' ? value(cell) : readText(kind, cell ? 'TRUE' : 'FALSE', context);
}

function readNumber(kind: Kind, number: number, context: CellContext): Reading {
  switch (kind.type) {
    case 'integer':
      return Number.isInteger(number) && number >= kind.least && number <= kind.most
        ? value(number)
        : unfit(kind, `${number}`);
    case 'number':
      return number >= kind.least && number <= kind.most ? value(number) : unfit(kind, `${number}`);
    case 'day': {
      // A number nobody formatted as a date is one all the same, where it cannot be a year or YYYYMMDD.
      if (number < FIRST_SERIAL || number > LAST_SERIAL) return readText(kind, `${number}`, context);
      const day = dayOfSerial(number, context.date1904);
      return day === null ? unfit(kind, `${number}`) : checkedDay(kind, day, `${number}`);
    }
    default:
      return readText(kind, `${number}`, context);
  }
}

/** Days from 1927 to 2091. */
const FIRST_SERIAL = 10_000;
const LAST_SERIAL = 70_000;

function readText(kind: Kind, text: string, context: CellContext): Reading {
  if (unprintable.test(text))
    return fault('unprintable', printable(text), {
      zh: '不含不可见控制字符的文字',
      en: 'text without control characters',
    });
  switch (kind.type) {
    case 'text':
    case 'code':
      return [...text].length <= kind.longest ? value(text) : unfit(kind, `${text.slice(0, 40)}…`);
    case 'reference':
      return value(text);
    case 'list':
      return readList(kind, text);
    case 'integer':
    case 'number': {
      const digits = text.normalize('NFKC').replace(/^([+-]?\d{1,3})((?:,\d{3})+)(?=\.|$)/, withoutCommas);
      return /^[+-]?\d+(\.\d+)?$/.test(digits)
        ? readNumber(kind, Number(digits), context)
        : unfit(kind, text);
    }
    case 'day':
      return readDay(kind, text);
    case 'yes-no': {
      const word = folded(text) || text.normalize('NFKC');
      return yes.has(word) ? value(true) : no.has(word) ? value(false) : unfit(kind, text);
    }
    case 'choice':
      return readChoice(kind, kind.choices, text);
    case 'subject':
      return readSubject(kind, text, context.subjects);
  }
}

const withoutCommas = (whole: string): string => whole.replaceAll(',', '');

/** Control characters but tab and line breaks, and halves of characters: no database keeps them. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
const unprintable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]|\p{Surrogate}/u;
const printable = (text: string): string =>
  [...text]
    .map((letter) => (unprintable.test(letter) ? `\\u${letter.charCodeAt(0).toString(16)}` : letter))
    .join('');

const yes: ReadonlySet<string> = new Set([
  folded(yesNo.yes.zh),
  folded(yesNo.yes.en),
  ...['y', 'true', '1', '有', '√', '✓', '✔', 'ya'],
]);
const no: ReadonlySet<string> = new Set([
  folded(yesNo.no.zh),
  folded(yesNo.no.en),
  ...['n', 'false', '0', '无', '×', '✗', 'tidak', '不是'],
]);

function readList(kind: Extract<Kind, { type: 'list' }>, text: string): Reading {
  const parts = text.split(/[;；,，、|\n]/).map((part) => part.trim());
  const named = parts.filter((part) => part !== '');
  if (named.length === 0) return { is: 'blank' };
  return named.length <= kind.longest ? value(named) : unfit(kind, text);
}

function readChoice(kind: Kind, choices: readonly Choice[], text: string): Reading {
  const found = wordsOf(choices).get(folded(text));
  if (found !== undefined) return value(found);
  const hint = nearest(
    text,
    choices.flatMap(({ zh, en }) => [zh, en]),
  );
  return unfit(kind, text, hint);
}

/** What each value of a choice may be written as. */
const wordsOf = onceFor(
  (choices: readonly Choice[]): ReadonlyMap<string, string> =>
    new Map(
      choices.flatMap((choice) =>
        [folded(choice.value), ...spellings(choice)].map((word): [string, string] => [word, choice.value]),
      ),
    ),
);

/** Names rosters give the subjects of the national curriculum, beside their own. */
const subjectSynonyms: Readonly<Record<string, string>> = {
  道法: 'morality',
  思想品德: 'morality',
  品德: 'morality',
  品德与社会: 'morality',
  政治: 'morality',
  思政: 'morality',
  华文: 'chinese',
  国文: 'chinese',
  math: 'maths',
  英语: 'foreign-language',
  英文: 'foreign-language',
  english: 'foreign-language',
  生物: 'biology',
  信息技术: 'it',
  信息: 'it',
  计算机: 'it',
  ict: 'it',
  体育: 'pe',
  体健: 'pe',
  美术与书法: 'art',
  美育: 'art',
  综合实践: 'practical',
  劳动技术: 'labour',
  劳技: 'labour',
  地方课程: 'local',
  校本课程: 'local',
};

function readSubject(kind: Kind, text: string, subjects: ReadonlyMap<string, Words>): Reading {
  const found = subjectWords(subjects).get(folded(text));
  if (found !== undefined) return value(found);
  const hint = nearest(
    text,
    [...subjects.values()].flatMap(({ zh, en }) => [zh, en]),
  );
  return unfit(kind, text, hint);
}

/** A subject's own code and names go before what rosters call it. */
const subjectWords = onceFor((subjects: ReadonlyMap<string, Words>): ReadonlyMap<string, string> => {
  const words = new Map(Object.entries(subjectSynonyms).filter(([, code]) => subjects.has(code)));
  for (const [code, { zh, en }] of subjects) for (const word of [code, zh, en]) words.set(folded(word), code);
  return words;
});

const wholeDay =
  /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:[T ]+0{1,2}:00(?::00(?:\.0+)?)?Z?)?$/;
const compactDay = /^(\d{4})(\d\d)(\d\d)$/;
const wholeMonth = /^(\d{4})(?:\s*[-/.年]\s*(\d{1,2})\s*月?|(\d\d))$/;

function readDay(kind: Extract<Kind, { type: 'day' }>, text: string): Reading {
  const plain = text.normalize('NFKC');
  const parts = wholeDay.exec(plain) ?? compactDay.exec(plain);
  if (parts !== null) return checkedDay(kind, dayText(parts[1], parts[2], parts[3]), text);
  const month = wholeMonth.exec(plain);
  if (month === null || kind.month !== true) return unfit(kind, text);
  // A spreadsheet drops the last zero: 2019.1 may have been 2019.10.
  if (/^\d{4}\.1$/.test(plain)) return fault('january-or-october', text, januaryOrOctober);
  return checkedDay(kind, dayText(month[1], month[2] ?? month[3], '1'), text);
}

const januaryOrOctober: Words = {
  zh: '无法分辨 1 月还是 10 月：请写成 2019-01 或 2019-10',
  en: 'January or October? Write 2019-01 or 2019-10',
};

const dayText = (year = '', month = '', day = ''): string =>
  `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;

const realDays = new Map<string, boolean>();

function checkedDay(kind: Kind, day: string, found: string): Reading {
  let real = realDays.get(day);
  if (real === undefined) {
    real = day >= told.first && day <= told.last && DateTime.fromISO(day, { zone: 'utc' }).isValid;
    if (realDays.size < MOST_REMEMBERED) realDays.set(day, real);
  }
  return real ? value(day) : unfit(kind, found);
}

/** Days of a roster repeat: about as many as there are in a working life and a half. */
const MOST_REMEMBERED = 40_000;
