import { Button } from 'antd';
import { type FormEvent, useState } from 'react';
import {
  type CalendarOfRoundFragment,
  MoveWindowDocument,
  type WindowKind,
} from '../../graphql/generated/graphql.ts';
import { DayInput } from '../../ui/day-input.tsx';
import { FormField } from '../../ui/form-field.tsx';
import { useWords } from '../../ui/language.ts';
import { NotDone } from '../../ui/not-done.tsx';
import { useAct } from '../../ui/use-act.ts';

interface Props {
  readonly round: CalendarOfRoundFragment;
  readonly kind: WindowKind;
  readonly onDone: () => void;
  readonly onReadAgain: () => void;
}

/** One window of one round: its days, and why where days that are past change. */
export function WindowForm({ round, kind, onDone, onReadAgain }: Props) {
  const { t } = useWords();
  const { act, fetching, notDone } = useAct(MoveWindowDocument);
  const before = round.windows.find((window) => window.kind === kind);
  const [from, setFrom] = useState(before?.from ?? '');
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    const reason = String(fields.get('reason')).trim();
    const done = await act({
      round: round.id,
      version: round.version,
      window: { kind, from, until: String(fields.get('until')) },
      reason: reason === '' ? null : reason,
    });
    if (done) onDone();
  };
  const title = t('today.setWindow', { window: t(`today.windowKind.${kind}`) });
  return (
    <form className="panel" onSubmit={submit} aria-label={title}>
      <h3>{title}</h3>
      <NotDone why={notDone} onReadAgain={onReadAgain} />
      <div className="row-end">
        <FormField label={t('today.firstDay')}>
          {(field) => <DayInput {...field} required value={from} onDay={setFrom} />}
        </FormField>
        <FormField label={t('today.lastDay')}>
          {(field) => <DayInput {...field} name="until" required min={from} defaultValue={before?.until} />}
        </FormField>
        <FormField label={t('today.reason')}>
          {(field) => <input {...field} name="reason" maxLength={500} />}
        </FormField>
        <Button type="primary" htmlType="submit" loading={fetching}>
          {t('today.saveWindow')}
        </Button>
        <Button onClick={onDone}>{t('today.cancel')}</Button>
      </div>
    </form>
  );
}
