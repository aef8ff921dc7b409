/** Markup: what was put into it as text cannot be anything else. */
export interface Markup {
  readonly text: string;
}

/** Puts texts, numbers, markup and lists of them into markup; texts are escaped. */
export const html = (parts: TemplateStringsArray, ...values: readonly Part[]): Markup =>
  raw(parts.reduce((text, part, place) => `${text}${written(values[place - 1])}${part}`));

/** What is markup already. */
export const raw = (text: string): Markup => ({ text });

type Part = string | number | undefined | Markup | readonly Part[];

function written(part: Part): string {
  if (part === undefined) return '';
  if (typeof part === 'string' || typeof part === 'number')
    return String(part).replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
  return 'text' in part ? part.text : part.map(written).join('');
}
