import * as z from 'zod';
import type { Words } from '../solver/plan.ts';

/** One thing wrong with what was given: where, and what is wanted there, in both languages. */
export interface SaidFault {
  readonly path: readonly string[];
  readonly words: Words;
}

/**
 * What was given as the format has it, or everything that is wrong with it. The library words its own faults in both languages;
 * a check of ours words its own (`message` in English, `params.zh` in Chinese).
 */
export function readInWords<Output>(
  format: z.ZodType<Output>,
  given: unknown,
): { readonly read: Output } | { readonly faults: readonly [SaidFault, ...SaidFault[]] } {
  const { data, error } = format.safeParse(given, { error: z.locales.en().localeError });
  if (error === undefined) return { read: data };
  const chinese = format.safeParse(given, { error: z.locales.zhCN().localeError }).error?.issues ?? [];
  const [first, ...more] = error.issues.map((issue, at): SaidFault => {
    const own: unknown = issue.code === 'custom' ? issue.params?.['zh'] : undefined;
    const zh = typeof own === 'string' ? own : (chinese[at]?.message ?? issue.message);
    return { path: issue.path.map(String), words: { zh, en: issue.message } };
  });
  if (first === undefined) throw new Error('What could not be read has nothing wrong with it.');
  return { faults: [first, ...more] };
}

/** All of it in one sentence of each language: `tenure.years: expected number`. */
export function inOneSentence(faults: readonly SaidFault[]): Words {
  const said = (language: keyof Words, between: string, after: string) =>
    faults
      .map(({ path, words }) => (path.length === 0 ? '' : `${path.join('.')}${after}`) + words[language])
      .join(between);
  return { zh: said('zh', '；', '：'), en: said('en', '; ', ': ') };
}
