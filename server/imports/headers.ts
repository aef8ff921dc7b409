import type { Words } from '../../solver/plan.ts';

/**
 * A header or word as it is compared: without case, width, spaces, punctuation and marks of «required», and
 * with the traditional characters headers are written in made simplified. Never used on names of people.
 */
export function folded(text: string): string {
  const before = remembered.get(text);
  if (before !== undefined) return before;
  const now = [
    ...text
      .normalize('NFKC')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]/gu, ''),
  ]
    .map((letter) => simplified.get(letter) ?? letter)
    .join('');
  if (remembered.size < MOST_REMEMBERED) remembered.set(text, now);
  return now;
}

/** The words of lists come by the ten thousand, and are few. */
const remembered = new Map<string, string>();
const MOST_REMEMBERED = 5_000;

/** Letters; nobody's header or word is longer, and looking closer at one that is could take minutes. */
const LONGEST_WORD = 200;

/**
 * The ways to read a header: whole, and without what stands in brackets at its end (a unit, a format). None for
 * what is too long for one.
 */
export function headerForms(header: string): readonly string[] {
  if (header.length > LONGEST_WORD) return [];
  const bare = header.normalize('NFKC').replace(/\s*[([【][^)\]】]*[)\]】]\s*\*?\s*$/u, '');
  return bare === header ? [folded(header)] : [folded(header), folded(bare)];
}

/** All spellings a word of the catalogue is known by. */
export const spellings = ({
  zh,
  en,
  synonyms,
}: Words & { readonly synonyms: readonly string[] }): string[] => [
  ...headerForms(zh),
  ...headerForms(en),
  ...synonyms.map(folded),
];

/**
 * The candidate that differs from `text` least, if by little: one letter, or a third of the longer words.
 * Undefined when none or more than one is as near.
 */
export function nearest(text: string, candidates: Iterable<string>): string | undefined {
  if (text.length > LONGEST_WORD) return undefined;
  const wanted = [...folded(text)];
  const most = Math.max(1, Math.floor(wanted.length / 3));
  if (wanted.length < 2) return undefined;
  let best: string | undefined;
  let bestDistance = most + 1;
  for (const candidate of candidates) {
    const letters = [...folded(candidate)];
    if (letters.length < 2 || Math.abs(letters.length - wanted.length) > most) continue;
    const apart = distance(wanted, letters);
    if (apart < bestDistance) {
      best = candidate;
      bestDistance = apart;
    } else if (apart === bestDistance) best = undefined;
  }
  return best;
}

/** How many letters to add, drop or change (Levenshtein). */
function distance(one: readonly string[], other: readonly string[]): number {
  let before = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (const [row, letter] of one.entries()) {
    const line = [row + 1];
    for (const [at, against] of other.entries())
      line.push(
        Math.min(
          (line[at] ?? 0) + 1,
          (before[at + 1] ?? 0) + 1,
          (before[at] ?? 0) + (letter === against ? 0 : 1),
        ),
      );
    before = line;
  }
  return before[other.length] ?? 0;
}

const pairs =
  '學学標标識识碼码稱称類类區区經经緯纬師师號号職职員员編编證证書书級级別别數数語语課课擔担齡龄業业歷历階阶現现單单從从參参開开實实際际結结滿满規规劃划狀状態态報报導导薦荐優优記记錄录備备註注願愿順顺電电' +
  '話话機机戶户鄉乡鎮镇縣县團团對对積积據据則则額额補补貼贴邊边遠远組组屬属無无興兴醫医療疗藝艺術术體体樂乐國国勞劳動动綜综質质驗验歲岁總总計计見见習习內内與与過过還还進进週周轉转調调離离崗岗連连達达選选' +
  '圖图館馆設设儀仪腦脑網网絡络畢毕戀恋婦妇關关係系發发籤签簽签製制創创辦办寫写處处請请產产護护獨独養养顧顾時时間间長长簡简項项顯显顏颜題题';

/** Traditional to simplified, for the words of headers and lists alone. */
const simplified: ReadonlyMap<string, string> = new Map(
  [...pairs].flatMap((letter, at, all): [string, string][] =>
    at % 2 === 0 ? [[letter, all[at + 1] ?? letter]] : [],
  ),
);
