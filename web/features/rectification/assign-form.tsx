import { Button } from 'antd';
import { useState } from 'react';
import {
  AssignRectificationItemDocument,
  type RectificationDetailsFragment,
} from '../../graphql/generated/graphql.ts';
import { DayField } from '../../ui/day-field.tsx';
import { useWords } from '../../ui/language.ts';
import { NotDone } from '../../ui/not-done.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useAct } from '../../ui/use-act.ts';

export interface StepProps {
  readonly item: RectificationDetailsFragment;
  readonly onChanged: () => void;
  readonly onReadAgain: () => void;
}

/** Who sees to it, and by when. */
export function AssignForm({ item, onChanged, onReadAgain }: StepProps) {
  const { t } = useWords();
  const [name, setName] = useState(item.owner?.name ?? '');
  const [office, setOffice] = useState(item.ownerOffice ?? '');
  const [email, setEmail] = useState('');
  const [dueOn, setDueOn] = useState(item.dueOn ?? '');
  const { act, fetching, notDone } = useAct(AssignRectificationItemDocument);
  const assign = async () => {
    const done = await act({
      id: item.id,
      version: item.version,
      owner: name.trim() === '' ? null : { name, office: office.trim() || null, email: email.trim() || null },
      dueOn: dueOn || null,
    });
    if (done) onChanged();
  };
  return (
    <form
      className="panel"
      aria-label={t('rectification.assign')}
      onSubmit={(event) => {
        event.preventDefault();
        void assign();
      }}
    >
      <h2 className="sub">{t('rectification.assign')}</h2>
      <div className="row-end">
        <TextField label={t('rectification.ownerName')} value={name} onChange={setName} maxLength={60} />
        <TextField
          label={t('rectification.ownerOffice')}
          value={office}
          onChange={setOffice}
          maxLength={60}
        />
        <TextField label={t('rectification.ownerEmail')} type="email" value={email} onChange={setEmail} />
        <DayField
          label={t('rectification.due')}
          value={dueOn || undefined}
          onDay={(day) => setDueOn(day ?? '')}
        />
        <Button htmlType="submit" loading={fetching}>
          {t('rectification.save')}
        </Button>
      </div>
      <NotDone why={notDone} onReadAgain={onReadAgain} />
    </form>
  );
}
