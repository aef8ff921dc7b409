import { useWords } from '../../ui/language.ts';
import { en } from '../../ui/words/en.ts';
import { zhCn } from '../../ui/words/zh-cn.ts';

/** What figures of rules and their choices are called, and a figure as people read it. */
export function useFigureNames() {
  const { t, language } = useWords();
  const { figures, choices } = (language === 'en' ? en : zhCn).policyFigures;
  const named = (names: Readonly<Record<string, string>>, key: string) => names[key] ?? key;
  const figureName = (key: string) => named(figures, key);
  const choiceName = (key: string) => named(choices, key);
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
