import { Button } from 'antd';
import { useId, useState } from 'react';
import { AnswerObjectionDocument } from '../../graphql/generated/graphql.ts';
import { AskFirst } from '../../ui/ask-first.tsx';
import { useWords } from '../../ui/language.ts';
import { NotDone } from '../../ui/not-done.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useActs } from '../../ui/use-act.ts';
import type { Objection } from './objection.ts';

interface Props {
  readonly objection: Objection;
  readonly again: () => void;
}

const answers = ['refuse', 'uphold'] as const;

/** The answer, with its reasons: who objected reads it word for word, under the name of who gave it. */
export function AnswerForm({ objection, again }: Props) {
  const { t } = useWords();
  const id = useId();
  const { act, fetching, notDone } = useActs();
  const [answer, setAnswer] = useState<(typeof answers)[number]>();
  const [text, setText] = useState('');
  const send = async () => {
    const done = await act(AnswerObjectionDocument, {
      objection: objection.id,
      version: objection.version,
      upheld: answer === 'uphold',
      text,
    });
    if (done !== undefined) again();
  };
  return (
    <section className="panel stack" aria-labelledby={id}>
      <h2 className="sub" id={id}>
        {t('objections.toAnswer')}
      </h2>
      <NotDone why={notDone} onReadAgain={again} />
      <fieldset className="answer-choices">
        <legend>{t('objections.found')}</legend>
        {answers.map((one) => (
          <label key={one}>
            <input
              type="radio"
              name={`${id}-found`}
              value={one}
              checked={answer === one}
              onChange={() => setAnswer(one)}
            />{' '}
            {t(`objections.${one}`)}
          </label>
        ))}
      </fieldset>
      <TextField
        label={t('objections.answerText')}
        rows={5}
        required
        value={text}
        onChange={setText}
        help={t('objections.answerHelp')}
      />
      <div>
        <AskFirst
          title={t('objections.confirm')}
          description={t('objections.confirmText')}
          okText={t('objections.send')}
          cancelText={t('cancel')}
          onConfirm={() => void send()}
          disabled={answer === undefined || text.trim() === ''}
        >
          <Button type="primary" loading={fetching} disabled={answer === undefined || text.trim() === ''}>
            {t('objections.send')}
          </Button>
        </AskFirst>
      </div>
    </section>
  );
}
