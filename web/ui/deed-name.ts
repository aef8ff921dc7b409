import { useWords } from './language.ts';
import { en } from './words/en.ts';
import { zhCn } from './words/zh-cn.ts';

/** What deeds, rows and fields are called; what has no name yet is shown as the record has it. */
export function useDeedNames() {
  const { language } = useWords();
  const { actions, entities, fields, values } = (language === 'en' ? en : zhCn).deeds;
  const named = (names: Readonly<Record<string, string>>) => (key: string) => names[key] ?? key;
  return {
    actionName: named(actions),
    entityName: named(entities),
    fieldName: named(fields),
    valueName: named(values),
  };
}
