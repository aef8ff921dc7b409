import { Button } from 'antd';
import { useState } from 'react';
import { ReplacePostingDocument, ReserveListDocument } from '../../graphql/generated/graphql.ts';
import { useQuestion } from '../../graphql/use-question.ts';
import { ActDialog } from '../../ui/act-dialog.tsx';
import { Answer, GoalCosts } from '../../ui/answer.tsx';
import { useWords } from '../../ui/language.ts';
import { useAct } from '../../ui/use-act.ts';
import type { ActProps } from './posting-act.tsx';

/** Somebody else for the post of who did not come: the plan solved again tells who is left, and what each costs. */
export function ReplaceDialog({ posting, onClose, onDone, onReadAgain }: ActProps) {
  const { t } = useWords();
  const { act, fetching, notDone } = useAct(ReplacePostingDocument);
  const reserve = useQuestion(ReserveListDocument);
  const [chosen, setChosen] = useState<string>();
  const { id, version, teacher, hostSchool } = posting;
  return (
    <ActDialog
      title={t('postings.act.replace')}
      effect={t('postings.replaceEffect', { name: teacher.name, school: hostSchool.name })}
      doIt={t('postings.act.replace')}
      danger
      fields={[
        {
          key: 'reason',
          kind: 'long',
          label: t('postings.reason'),
          needed: true,
          maxLength: 500,
          help: t('postings.endPrivate'),
        },
        {
          key: 'explanation',
          kind: 'long',
          label: t('postings.whyOther'),
          needed: true,
          maxLength: 500,
          help: t('postings.whyOtherHelp'),
        },
      ]}
      busy={fetching}
      notDone={notDone}
      onDo={async ({ reason = '', explanation = '' }) => {
        if (chosen && (await act({ id, version, teacher: chosen, reason, explanation }))) {
          onClose();
          onDone();
        }
      }}
      onClose={onClose}
      onReadAgain={onReadAgain}
    >
      <div className="row">
        <Button onClick={() => reserve.ask({ posting: id })} loading={reserve.fetching}>
          {t('postings.reserve.ask')}
        </Button>
        <span className="quiet small">{t('postings.reserve.help')}</span>
      </div>
      <Answer question={reserve}>
        {({ options }) => {
          const others = options.filter(
            ({ kind, teacher: other, goals }) => kind === 'GOES' && other && goals && other.id !== teacher.id,
          );
          if (others.length === 0) return <p className="quiet">{t('postings.reserve.nobody')}</p>;
          return (
            <fieldset className="choices">
              <legend>{t('postings.reserve.legend')}</legend>
              {others.map(({ teacher: other, goals }) =>
                other ? (
                  <label key={other.id} className="choice">
                    <input
                      type="radio"
                      name={`reserve-${id}`}
                      required
                      checked={chosen === other.id}
                      onChange={() => setChosen(other.id)}
                    />
                    <span>
                      <span className="strong">{other.name}</span>{' '}
                      <span className="quiet small">
                        {other.staffNumber} · {other.serving.school.name}
                      </span>
                      <GoalCosts goals={goals} />
                    </span>
                  </label>
                ) : null,
              )}
            </fieldset>
          );
        }}
      </Answer>
    </ActDialog>
  );
}
