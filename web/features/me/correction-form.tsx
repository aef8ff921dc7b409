import { App, Button } from 'antd';
import { type FormEvent, useState } from 'react';
import { type CorrectionField, RequestCorrectionDocument } from '../../graphql/generated/graphql.ts';
import { FormField } from '../../ui/form-field.tsx';
import { useWords } from '../../ui/language.ts';
import { NotDone } from '../../ui/not-done.tsx';
import { useAct } from '../../ui/use-act.ts';
import { CorrectedFields, valueIn } from './corrected-fields.tsx';
import type { OnFile } from './record-part.tsx';

const fields: readonly CorrectionField[] = [
  'TEACHING_SINCE',
  'SERVING_SINCE',
  'REGISTERED_SINCE',
  'TITLE',
  'EDUCATION',
  'CERTIFICATE',
  'PHONE',
  'HOME_PLACE',
  'IDENTITY_NUMBER',
  'EXEMPTION',
];

interface Props {
  readonly teacher: OnFile;
  readonly onSent: () => void;
}

/** Which field is wrong, what is right, and what shows it; HR answers. */
export function CorrectionForm({ teacher, onSent }: Props) {
  const { t } = useWords();
  const { message } = App.useApp();
  const [field, setField] = useState<CorrectionField>('TEACHING_SINCE');
  const [reason, setReason] = useState('');
  const { act, fetching, notDone, forget } = useAct(RequestCorrectionDocument);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const value = valueIn(field, new FormData(event.currentTarget));
    if (!(await act({ teacher: teacher.id, field, value, reason }))) return;
    message.success(t('me.correctionSent'));
    setReason('');
    onSent();
  };
  return (
    <form className="stack no-print" onSubmit={submit} aria-label={t('me.correctionAsk')}>
      <h3>{t('me.correctionAsk')}</h3>
      <div className="row-end">
        <FormField label={t('me.wrongField')}>
          {(given) => (
            <select
              {...given}
              value={field}
              onChange={({ target }) => {
                forget();
                setField(fields.find((one) => one === target.value) ?? 'TEACHING_SINCE');
              }}
            >
              {fields.map((one) => (
                <option key={one} value={one}>
                  {t(`me.correctionField.${one}`)}
                </option>
              ))}
            </select>
          )}
        </FormField>
        <CorrectedFields key={field} field={field} teacher={teacher} />
      </div>
      <FormField wide label={t('me.evidence')} help={t('me.evidenceHelp')}>
        {(given) => (
          <textarea
            {...given}
            rows={3}
            required
            maxLength={500}
            value={reason}
            onChange={({ target }) => setReason(target.value)}
          />
        )}
      </FormField>
      <NotDone why={notDone} />
      <div>
        <Button type="primary" htmlType="submit" loading={fetching}>
          {t('me.sendCorrection')}
        </Button>
      </div>
    </form>
  );
}
