import { Button } from 'antd';
import { type FormEvent, useState } from 'react';
import { ContestPointsDocument, type MyPointsQuery } from '../../graphql/generated/graphql.ts';
import { FormField } from '../../ui/form-field.tsx';
import { instant } from '../../ui/format.ts';
import { useWords } from '../../ui/language.ts';
import { NotDone } from '../../ui/not-done.tsx';
import { useAct } from '../../ui/use-act.ts';

type Teacher = Extract<NonNullable<MyPointsQuery['node']>, { readonly __typename: 'Teacher' }>;
type Contest = Teacher['points']['nodes'][number]['contests'][number];

/** What the teacher has said against a score, each with its answer. */
export function Contests({ contests }: { readonly contests: readonly Contest[] }) {
  const { t, language } = useWords();
  return contests.map(({ id, state, reason, before, after, answer, answeredAt, answeredBy, createdAt }) => (
    <div key={id} className="panel">
      <div className="row">
        <span className="badge">{t(`me.contestState.${state}`)}</span>
        <span className="quiet small">{instant(createdAt, language)}</span>
      </div>
      <p className="reason">{reason}</p>
      {answer == null ? null : (
        <p className="reason">
          <strong>{t('me.answer')}</strong> {answer}{' '}
          {after != null && after !== before ? t('me.scoreChanged', { before, after }) : ''}
          <span className="quiet small">
            {' '}
            {answeredBy?.name} {answeredAt == null ? null : instant(answeredAt, language)}
          </span>
        </p>
      )}
    </div>
  ));
}

interface FormProps {
  readonly pointsId: string;
  /** Last day, as it reads; undefined: none is set. */
  readonly until: string | undefined;
  readonly onChange: () => void;
}

export function ContestForm({ pointsId, until, onChange }: FormProps) {
  const { t } = useWords();
  const [reason, setReason] = useState('');
  const { act, fetching, notDone } = useAct(ContestPointsDocument);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!(await act({ points: pointsId, reason }))) return;
    setReason('');
    onChange();
  };
  return (
    <form className="stack" onSubmit={submit}>
      <FormField
        wide
        label={t('me.contestText')}
        help={until === undefined ? t('me.contestHelp') : t('me.contestUntil', { day: until })}
      >
        {(field) => (
          <textarea
            {...field}
            rows={3}
            required
            maxLength={1000}
            value={reason}
            onChange={({ target }) => setReason(target.value)}
          />
        )}
      </FormField>
      <NotDone why={notDone} />
      <div>
        <Button htmlType="submit" loading={fetching}>
          {t('me.contest')}
        </Button>
      </div>
    </form>
  );
}
