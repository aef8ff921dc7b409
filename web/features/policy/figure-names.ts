import { day } from '../../ui/format.ts';
import { useWords } from '../../ui/language.ts';
import { en } from '../../ui/words/en.ts';
import { zhCn } from '../../ui/words/zh-cn.ts';

const isDay = (text: string) => /^\d{4}-\d{2}-\d{2}$/.test(text);

/** What figures of rules and their choices are called, and a figure as people read it. */
export function useFigureNames() {
  const { t, language } = useWords();
  const { figures, choices } = (language === 'en' ? en : zhCn).policyFigures;
  const found = (names: Readonly<Record<string, string>>, key: string) => names[key];
  // As an untranslated key anywhere: the walk over all pages finds it.
  const figureName = (key: string) => found(figures, key) ?? `⟦${key}⟧`;
  // A county's own code of a subject has no word of ours.
  const choiceName = (key: string) => found(choices, key) ?? (isDay(key) ? day(key, language) : key);
  const format = new Intl.NumberFormat(language);
  const told = (value: unknown): string => {
    if (typeof value === 'boolean') return t(value ? 'yes' : 'no');
    if (typeof value === 'number') return format.format(value);
    if (typeof value === 'string') return choiceName(value);
    if (Array.isArray(value)) return value.length === 0 ? t('none') : value.map(told).join(t('comma'));
    if (typeof value === 'object' && value !== null)
      return `(${Object.entries(value)
        .map(([name, one]) => `${figureName(name)} ${told(one)}`)
        .join(t('comma'))})`;
    return t('none');
  };
  return { figureName, choiceName, told };
}
