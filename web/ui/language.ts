import i18next from 'i18next';
import { initReactI18next, useTranslation } from 'react-i18next';
import { en } from './words/en.ts';
import { zhCn } from './words/zh-cn.ts';

export const languages = ['zh-CN', 'en'] as const;
export type Language = (typeof languages)[number];

/** The same sentence in both languages, as the API gives it. */
export interface Words {
  readonly zh: string;
  readonly en: string;
}

const kept = 'junheng.language';

/** Chinese first; the language once chosen is kept in this browser. */
export function startLanguage(): Promise<unknown> {
  const stored = localStorage.getItem(kept);
  i18next.on('languageChanged', (language) => {
    document.documentElement.lang = language;
  });
  return i18next.use(initReactI18next).init({
    lng: languages.find((language) => language === stored) ?? 'zh-CN',
    fallbackLng: false,
    supportedLngs: languages,
    resources: { 'zh-CN': { translation: zhCn }, en: { translation: en } },
    interpolation: { escapeValue: false },
    returnNull: false,
    // A key without words shows as such, so that a test (and anyone) sees it.
    parseMissingKeyHandler: (key) => `⟦${key}⟧`,
  });
}

export function chooseLanguage(language: Language): Promise<unknown> {
  localStorage.setItem(kept, language);
  return i18next.changeLanguage(language);
}

export const currentLanguage = (): Language => (i18next.language === 'en' ? 'en' : 'zh-CN');

/** `t` for the console's own words, `say` for sentences of the API. */
export function useWords() {
  const { t, i18n } = useTranslation();
  const language: Language = i18n.language === 'en' ? 'en' : 'zh-CN';
  const say = (words: Words) => (language === 'en' ? words.en : words.zh);
  return { t, say, language };
}

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation';
    resources: { translation: typeof zhCn };
  }
}
