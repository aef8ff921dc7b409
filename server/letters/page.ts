import type { Language } from '../../schema/context.ts';
import type { Block, LetterBody } from '../../schema/letter-text.ts';
import { dayInWords } from './facts.ts';

/** A paper as it is put on pages. */
export interface Page {
  readonly language: Language;
  /** The number as it is written: what a file is called by. */
  readonly reference: string;
  /** What stands across the top of a void one; null: it is not. */
  readonly stamp: string | null;
  readonly blocks: readonly Block[];
  readonly list: LetterBody['list'];
  /** In small print at the end. */
  readonly foot: readonly string[];
}

/** What is asked of a paper to print it. */
interface Kept {
  readonly language: string;
  readonly reference: string;
  readonly datedOn: string;
  readonly body: LetterBody;
  /** The day it was made void; null: it is not. */
  readonly voidedOn: string | null;
  readonly replacedBy: string | null;
}

/** What was kept, and beside it what has become of the paper since. */
export function pageOf(
  { language: tag, reference, datedOn, body, voidedOn, replacedBy }: Kept,
  today: string,
): Page {
  const language = tag === 'en' ? 'en' : 'zh-CN';
  const ahead =
    language === 'zh-CN'
      ? `本件自${dayInWords(datedOn, language)}起生效，此前无效。`
      : `Not valid before ${dayInWords(datedOn, language)}.`;
  return {
    language,
    reference,
    stamp: voidedOn === null ? null : stampOf(voidedOn, replacedBy, language),
    blocks: body.blocks,
    list: body.list,
    foot: voidedOn === null && datedOn > today ? [ahead] : [],
  };
}

function stampOf(voidedOn: string, replacedBy: string | null, language: Language): string {
  const day = dayInWords(voidedOn, language);
  if (language === 'zh-CN') return `已作废（${day}${replacedBy === null ? '' : `，由${replacedBy}替代`}）`;
  return `VOID since ${day}${replacedBy === null ? '' : `: ${replacedBy} stands in its place`}`;
}

/** Blocks in their order, rows that follow one another together. */
export function parts(blocks: readonly Block[]): readonly (Block | readonly Block[])[] {
  const found: (Block | Block[])[] = [];
  for (const block of blocks) {
    const last = found.at(-1);
    if (block.as !== 'row') found.push(block);
    else if (Array.isArray(last)) last.push(block);
    else found.push([block]);
  }
  return found;
}

/** Every text that stands in a paper’s body, in its order. */
export const textsIn = ({ blocks, list }: Pick<Page, 'blocks' | 'list'>): readonly string[] => [
  ...blocks.flatMap(({ label, text }) => [label, text]),
  ...(list?.heads ?? []),
  ...(list?.rows.flat() ?? []),
];

/** Every character that papers need, each once. */
export const charactersOf = (pages: readonly Page[]): string =>
  once(pages.flatMap((page) => [pageNumbers, page.stamp ?? '', ...textsIn(page), ...page.foot]));

/** The characters of these texts, each once, in one order whatever the texts’. */
export const once = (texts: readonly string[]): string =>
  [...new Set(printable(texts.join('')))].sort().join('');

/** What the number of a page may need. */
export const pageNumbers = '— 0123456789';

/** How much of the width each column of a list is given: by its longest text, within reason. */
export function widths({ heads, rows }: NonNullable<LetterBody['list']>): number[] {
  const weights = heads.map((head, at) => {
    const longest = Math.max(...[head, ...rows.map((row) => row[at] ?? '')].map(wide));
    return Math.min(24, Math.max(5, longest)) + 2;
  });
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
}

/** Chinese characters take two places. */
const wide = (text: string) => [...text].reduce((sum, letter) => sum + (letter > '⺀' ? 2 : 1), 0);

/** Nothing that neither XML nor a page takes: names come from files people bring. */
export const printable = (text: string): string => text.replace(/[\p{Cc}\p{Cf}\p{Cs}\ufffe\uffff]/gu, '');
