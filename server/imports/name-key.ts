import { pinyin } from 'pinyin-pro';

/**
 * What a person's name is searched and sorted by: its pinyin without tones, then the initials, as `wangyao wy`.
 * Surnames are read as surnames (单 shan), ü is v as on a keyboard; other scripts stay as they are, in small
 * letters.
 */
export function nameKey(name: string): string {
  const read = pinyin(name, {
    toneType: 'none',
    surname: 'head',
    v: true,
    type: 'array',
    nonZh: 'consecutive',
  });
  const syllables = read
    .flatMap((part) => part.toLowerCase().split(/[^\p{L}]+/u))
    .filter((part) => part !== '');
  return `${syllables.join('')} ${syllables.map((part) => Array.from(part)[0]).join('')}`.trim();
}
