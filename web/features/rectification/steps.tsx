import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { Button } from 'antd';
import { useState } from 'react';
import {
  CloseRectificationItemDocument,
  SendBackRectificationItemDocument,
  SubmitRectificationItemDocument,
  WithdrawRectificationItemDocument,
} from '../../graphql/generated/graphql.ts';
import { AskFirst } from '../../ui/ask-first.tsx';
import { useWords } from '../../ui/language.ts';
import { NotDone } from '../../ui/not-done.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useAct } from '../../ui/use-act.ts';
import type { StepProps } from './assign-form.tsx';

/** What comes next, as the API says: submit, take back, close or send back. */
export function Steps(step: StepProps) {
  const { t } = useWords();
  const { steps } = step.item;
  const submitting = steps.includes('SUBMIT');
  const judging = steps.includes('SEND_BACK');
  const taking = steps.includes('WITHDRAW');
  const [note, setNote] = useState('');
  if (!submitting && !judging && !taking) return null;
  const said = { ...step, note, onDone: () => setNote('') };
  return (
    <section className="panel" aria-label={t('rectification.next')}>
      <h2 className="sub">{t('rectification.next')}</h2>
      <TextField
        long
        label={t(
          submitting
            ? 'rectification.whatDone'
            : judging
              ? 'rectification.whatSeen'
              : 'rectification.whyBack',
        )}
        value={note}
        onChange={setNote}
        maxLength={1000}
      />
      {submitting ? (
        <Step {...said} step="submit" document={SubmitRectificationItemDocument} primary />
      ) : null}
      {steps.includes('CLOSE') ? (
        <Step {...said} step="close" document={CloseRectificationItemDocument} primary />
      ) : null}
      {judging ? (
        <Step {...said} step="sendBack" document={SendBackRectificationItemDocument} wanted />
      ) : null}
      {taking ? <Step {...said} step="withdraw" document={WithdrawRectificationItemDocument} /> : null}
    </section>
  );
}

type Taken = { id: string; version: number; note: string };

interface OneProps<Data extends object> extends StepProps {
  readonly step: 'submit' | 'withdraw' | 'close' | 'sendBack';
  readonly document: TypedDocumentNode<Data, Taken>;
  readonly note: string;
  readonly onDone: () => void;
  readonly primary?: boolean;
  /** Whether something has to be written. */
  readonly wanted?: boolean;
}

function Step<Data extends object>({ item, step, document, note, primary, wanted, ...on }: OneProps<Data>) {
  const { t } = useWords();
  const { act, fetching, notDone } = useAct(document);
  const unsaid = wanted === true && note.trim() === '';
  const take = async () => {
    if (!(await act({ id: item.id, version: item.version, note }))) return;
    on.onDone();
    on.onChanged();
  };
  return (
    <div className="stack">
      <div className="row">
        <AskFirst
          title={t(`rectification.step.${step}`)}
          description={<p className="wide">{t(`rectification.effect.${step}`)}</p>}
          okText={t('rectification.confirm')}
          cancelText={t('rectification.cancel')}
          disabled={unsaid}
          onConfirm={take}
        >
          <Button type={primary ? 'primary' : 'default'} loading={fetching} disabled={unsaid}>
            {t(`rectification.step.${step}`)}
          </Button>
        </AskFirst>
        {unsaid ? <span className="quiet small">{t('rectification.reasonWanted')}</span> : null}
      </div>
      <NotDone why={notDone} onReadAgain={on.onReadAgain} />
    </div>
  );
}
