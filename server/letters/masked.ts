/**
 * A name as it may stand in public: of a Chinese name the middle is hidden, of one of two characters the second (张*, 欧**兰); of
 * each word of another the letters after the first (L* W**).
 */
export function masked(name: string): string {
  const text = name.trim();
  return /\p{Script=Han}/u.test(text) ? middleHidden(text) : text.split(/\s+/).map(restHidden).join(' ');
}

function middleHidden(text: string): string {
  const characters = split(text);
  const last = characters.length - 1;
  return characters
    .map((character, at) => (at === 0 || character === '·' || (at === last && last > 1) ? character : '*'))
    .join('');
}

const restHidden = (word: string): string =>
  split(word)
    .map((character, at) => (at === 0 || !/[\p{L}\p{N}]/u.test(character) ? character : '*'))
    .join('');

/** By what people see as one character. */
const split = (text: string): string[] => [...segmenter.segment(text)].map(({ segment }) => segment);
const segmenter = new Intl.Segmenter('zh', { granularity: 'grapheme' });
