import type { CorrectionField, SubjectNameFragment } from '../../graphql/generated/graphql.ts';
import { day } from '../../ui/format.ts';
import { useWords } from '../../ui/language.ts';

/** What should be on file, in words; a code that the console does not know is shown as the API gives it. */
export function useCorrectedText(subjects: readonly SubjectNameFragment[]) {
  const { t, say, language } = useWords();
  const wordOf = <Name extends string>(names: readonly Name[], code: unknown): Name | undefined =>
    names.find((name) => name.toLowerCase() === code);
  const certificate = (value: object): string => {
    const subject = 'subject' in value ? value.subject : undefined;
    const known = subjects.find(({ code }) => code === subject);
    const stage = wordOf(['PRIMARY', 'JUNIOR'], 'stage' in value ? value.stage : undefined);
    const gone = 'gone' in value && value.gone === true;
    return `${stage ? t(`stage.${stage}`) : ''} ${known ? say(known.words) : String(subject)}${gone ? t('me.takenOff') : ''}`;
  };
  const exemption = (value: object): string => {
    const kind = wordOf(exemptionKinds, 'kind' in value ? value.kind : undefined);
    const from = 'from' in value && typeof value.from === 'string' ? day(value.from, language) : '';
    const until =
      'until' in value && typeof value.until === 'string'
        ? day(value.until, language)
        : t('me.furtherNotice');
    const gone = 'gone' in value && value.gone === true;
    return `${kind ? t(`people.exemptionKind.${kind}`) : ''} ${from} – ${until}${gone ? t('me.takenOff') : ''}`;
  };
  return (field: CorrectionField, value: unknown): string => {
    if (value == null) return t('me.takenOff');
    if (typeof value === 'object') return field === 'CERTIFICATE' ? certificate(value) : exemption(value);
    const text = String(value);
    if (field === 'EDUCATION') {
      const name = wordOf(educations, text);
      return name ? t(`people.education.${name}`) : text;
    }
    if (field === 'TITLE') {
      const name = wordOf(titles, text);
      return name ? t(`teacherTitle.${name}`) : text;
    }
    return days.includes(field) ? day(text, language) : text;
  };
}

export const educations = ['BELOW_COLLEGE', 'COLLEGE', 'BACHELOR', 'MASTER', 'DOCTOR'] as const;
export const titles = ['NONE', 'THIRD', 'SECOND', 'FIRST', 'SENIOR', 'FULL_SENIOR'] as const;
export const exemptionKinds = [
  'PREGNANCY',
  'NURSING',
  'SERIOUS_ILLNESS',
  'NEAR_RETIREMENT',
  'LEAVE',
  'SECONDMENT',
  'SOLE_CARER',
] as const;
const days: readonly CorrectionField[] = ['TEACHING_SINCE', 'REGISTERED_SINCE', 'SERVING_SINCE'];
