import { day } from '../../ui/format.ts';
import { useWords } from '../../ui/language.ts';
import type { Correction } from './corrections-page.tsx';

/** What of a teacher is on file and what should be, in the reader's words. */
export function useOnFile() {
  const { t, say, language } = useWords();
  const coded = (field: Correction['field'], code: string): string => {
    const upper = code.toUpperCase().replaceAll('-', '_');
    if (field === 'EDUCATION')
      return educations.includes(upper) ? t(`corrections.education.${upper as 'COLLEGE'}`) : code;
    if (field === 'TITLE') return titles.includes(upper) ? t(`teacherTitle.${upper as 'NONE'}`) : code;
    return /^\d{4}-\d{2}-\d{2}$/.test(code) ? day(code, language) : code;
  };
  const onFile = ({ field, teacher }: Correction): string => {
    switch (field) {
      case 'EDUCATION':
        return teacher.education ? t(`corrections.education.${teacher.education}`) : '—';
      case 'TITLE':
        return t(`teacherTitle.${teacher.title}`);
      case 'PHONE':
        return teacher.phone ?? '—';
      case 'IDENTITY_NUMBER':
        return teacher.identityNumber ?? '—';
      case 'HOME_PLACE':
        return teacher.homePlace ?? '—';
      case 'TEACHING_SINCE':
        return day(teacher.teachingSince, language);
      case 'REGISTERED_SINCE':
        return day(teacher.registeredSince, language);
      case 'SERVING_SINCE':
        return day(teacher.servingSince, language);
      case 'CERTIFICATE':
        return (
          teacher.certificates
            .map(({ stage, subject }) => `${t(`stage.${stage}`)} ${say(subject.words)}`)
            .join(t('comma')) || '—'
        );
      case 'EXEMPTION':
        return (
          teacher.exemptions
            .map(({ group, from }) => `${t(`corrections.group.${group}`)} ${day(from, language)}`)
            .join(t('comma')) || '—'
        );
    }
  };
  const wanted = ({ field, value }: Pick<Correction, 'field' | 'value'>): string => {
    if (value === null || value === undefined) return t('corrections.nothing');
    if (typeof value !== 'object') return coded(field, String(value));
    return Object.entries(value)
      .filter(([key, part]) => part !== null && part !== '' && !(key === 'gone' && part === false))
      .map(([key, part]) => (key === 'gone' ? t('corrections.gone') : String(part)))
      .join(' ');
  };
  return { onFile, wanted };
}

const educations: readonly string[] = ['BELOW_COLLEGE', 'COLLEGE', 'BACHELOR', 'MASTER', 'DOCTOR'];
const titles: readonly string[] = ['NONE', 'THIRD', 'SECOND', 'FIRST', 'SENIOR', 'FULL_SENIOR'];
