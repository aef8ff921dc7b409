import type { CorrectionField, CorrectionValue } from '../../graphql/generated/graphql.ts';
import { DayInput } from '../../ui/day-input.tsx';
import { FormField } from '../../ui/form-field.tsx';
import { useWords } from '../../ui/language.ts';
import { educations, exemptionKinds, titles } from './corrected-text.ts';
import type { OnFile } from './record-part.tsx';

interface Props {
  readonly field: CorrectionField;
  readonly teacher: OnFile;
}

/** The browser's own fields for what should be on file; `valueIn` reads them. */
export function CorrectedFields({ field, teacher }: Props) {
  const { t, say } = useWords();
  if (field === 'TITLE' || field === 'EDUCATION')
    return (
      <Chosen
        label={t('me.right')}
        name="value"
        choices={
          field === 'TITLE'
            ? titles.map((value) => ({ value, label: t(`teacherTitle.${value}`) }))
            : educations.map((value) => ({ value, label: t(`people.education.${value}`) }))
        }
      />
    );
  if (field === 'CERTIFICATE')
    return (
      <>
        <Chosen
          label={t('me.subject')}
          name="subject"
          choices={(teacher.county.curricula[0]?.subjects ?? []).map(({ code, words }) => ({
            value: code,
            label: say(words),
          }))}
        />
        <Chosen
          label={t('me.stage')}
          name="stage"
          choices={(['PRIMARY', 'JUNIOR'] as const).map((value) => ({ value, label: t(`stage.${value}`) }))}
        />
        <Chosen
          label={t('me.certificateRank')}
          name="rank"
          choices={(['MAIN', 'SECOND'] as const).map((value) => ({ value, label: t(`me.ranks.${value}`) }))}
        />
        <Given label={t('me.certificateNumber')} name="number" maxLength={120} />
        <GivenDay label={t('me.issuedOn')} name="issuedOn" />
        <Gone />
      </>
    );
  if (field === 'EXEMPTION')
    return (
      <>
        <Chosen
          label={t('me.exemptionKind')}
          name="kind"
          choices={exemptionKinds.map((value) => ({ value, label: t(`people.exemptionKind.${value}`) }))}
        />
        <GivenDay label={t('me.from')} name="from" required />
        <GivenDay label={t('me.untilDay')} name="until" />
        <Gone />
      </>
    );
  if (field === 'PHONE' || field === 'HOME_PLACE' || field === 'IDENTITY_NUMBER')
    return (
      <Given
        label={t('me.right')}
        name="value"
        maxLength={field === 'HOME_PLACE' ? 200 : 120}
        required={field === 'IDENTITY_NUMBER'}
      />
    );
  return <GivenDay label={t('me.right')} name="value" required />;
}

/** What the fields hold, as the API takes it. */
export function valueIn(field: CorrectionField, form: FormData): CorrectionValue {
  const text = (name: string) => String(form.get(name) ?? '').trim();
  const given = (name: string) => (text(name) === '' ? null : text(name));
  const gone = form.get('gone') === 'on';
  switch (field) {
    case 'TITLE':
      return { title: titles.find((one) => one === text('value')) ?? null };
    case 'EDUCATION':
      return { education: educations.find((one) => one === text('value')) ?? null };
    case 'CERTIFICATE':
      return {
        certificate: {
          subject: text('subject'),
          stage: text('stage') === 'JUNIOR' ? 'JUNIOR' : 'PRIMARY',
          rank: text('rank') === 'SECOND' ? 'SECOND' : 'MAIN',
          number: given('number'),
          issuedOn: given('issuedOn'),
          gone,
        },
      };
    case 'EXEMPTION':
      return {
        exemption: {
          kind: exemptionKinds.find((one) => one === text('kind')) ?? 'LEAVE',
          from: text('from'),
          until: given('until'),
          gone,
        },
      };
    case 'PHONE':
    case 'HOME_PLACE':
    case 'IDENTITY_NUMBER':
      return { text: text('value') };
    default:
      return { day: text('value') };
  }
}

interface ChosenProps {
  readonly label: string;
  readonly name: string;
  readonly choices: readonly { readonly value: string; readonly label: string }[];
}

const Chosen = ({ label, name, choices }: ChosenProps) => (
  <FormField label={label}>
    {(given) => (
      <select {...given} name={name}>
        {choices.map(({ value, label: words }) => (
          <option key={value} value={value}>
            {words}
          </option>
        ))}
      </select>
    )}
  </FormField>
);

interface GivenProps {
  readonly label: string;
  readonly name: string;
  readonly required?: boolean;
  readonly maxLength?: number;
}

const Given = ({ label, ...rest }: GivenProps) => (
  <FormField label={label}>{(given) => <input {...given} {...rest} />}</FormField>
);

const GivenDay = ({ label, ...rest }: Omit<GivenProps, 'maxLength'>) => (
  <FormField label={label}>{(given) => <DayInput {...given} {...rest} />}</FormField>
);

function Gone() {
  const { t } = useWords();
  return (
    <label className="row small">
      <input type="checkbox" name="gone" /> {t('me.gone')}
    </label>
  );
}
