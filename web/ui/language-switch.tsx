import { Button } from 'antd';
import { chooseLanguage, useWords } from './language.ts';

/** Names the other language in that language, as who looks for it reads that one. */
export function LanguageSwitch() {
  const { language } = useWords();
  const other = language === 'en' ? 'zh-CN' : 'en';
  return (
    <Button type="text" lang={other} onClick={() => void chooseLanguage(other)}>
      {other === 'en' ? 'English' : '中文'}
    </Button>
  );
}
