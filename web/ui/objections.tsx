import { Button } from 'antd';
import { type FormEvent, useState } from 'react';
import {
  type OwnObjectionFragment,
  SubmitObjectionDocument,
  WithdrawObjectionDocument,
} from '../graphql/generated/graphql.ts';
import { AskFirst } from './ask-first.tsx';
import { FormField } from './form-field.tsx';
import { instant } from './format.ts';
import { useWords } from './language.ts';
import { NotDone } from './not-done.tsx';
import { useAct } from './use-act.ts';

interface ListProps {
  readonly objections: readonly OwnObjectionFragment[];
  readonly onChange: () => void;
}

/** The own objections, each with what was answered and by whom. */
export function Objections({ objections, onChange }: ListProps) {
  return objections.map((objection) => (
    <Objection key={objection.id} objection={objection} onChange={onChange} />
  ));
}

interface OneProps {
  readonly objection: OwnObjectionFragment;
  readonly onChange: () => void;
}

function Objection({ objection, onChange }: OneProps) {
  const { t, language } = useWords();
  const { act, fetching, notDone } = useAct(WithdrawObjectionDocument);
  const { id, state, text, answer, answeredAt, answeredBy, createdAt, mayWithdraw, version } = objection;
  const withdraw = async () => {
    if (await act({ objection: id, version })) onChange();
  };
  return (
    <div className="panel">
      <div className="row">
        <span className="badge">{t(`people.objectionState.${state}`)}</span>
        <span className="quiet small">{instant(createdAt, language)}</span>
      </div>
      <p className="reason">{text}</p>
      {answer == null ? null : (
        <p className="reason">
          <strong>{t('people.answer')}</strong> {answer}
          <span className="quiet small">
            {' '}
            {answeredBy?.name} {answeredAt == null ? null : instant(answeredAt, language)}
          </span>
        </p>
      )}
      <NotDone why={notDone} onReadAgain={onChange} />
      {mayWithdraw ? (
        <div>
          <AskFirst
            title={t('people.withdrawObjectionSure')}
            okText={t('people.withdraw')}
            onConfirm={withdraw}
          >
            <Button loading={fetching}>{t('people.withdrawObjection')}</Button>
          </AskFirst>
        </div>
      ) : null}
    </div>
  );
}

interface FormProps {
  readonly planId: string;
  /** Who objects: a teacher, or a school. */
  readonly by: { readonly teacher: string } | { readonly school: string };
  readonly help: string;
  readonly onChange: () => void;
}

export function ObjectionForm({ planId, by, help, onChange }: FormProps) {
  const { t } = useWords();
  const [text, setText] = useState('');
  const { act, fetching, notDone } = useAct(SubmitObjectionDocument);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!(await act({ plan: planId, ...by, text }))) return;
    setText('');
    onChange();
  };
  return (
    <form className="stack no-print" onSubmit={submit}>
      <FormField wide label={t('people.objectionText')} help={help}>
        {(field) => (
          <textarea
            {...field}
            rows={4}
            required
            maxLength={2000}
            value={text}
            onChange={({ target }) => setText(target.value)}
          />
        )}
      </FormField>
      <NotDone why={notDone} />
      <div>
        <Button type="primary" htmlType="submit" loading={fetching}>
          {t('people.object')}
        </Button>
      </div>
    </form>
  );
}
