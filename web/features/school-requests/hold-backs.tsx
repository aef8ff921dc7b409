import { Button } from 'antd';
import { type FormEvent, useState } from 'react';
import {
  AskHoldBackDocument,
  SchoolHoldBacksDocument,
  type SchoolHoldBacksQuery,
  WithdrawHoldBackDocument,
} from '../../graphql/generated/graphql.ts';
import { useLiveQuery } from '../../graphql/use-live-query.ts';
import { AskFirst } from '../../ui/ask-first.tsx';
import { FormField } from '../../ui/form-field.tsx';
import { instant } from '../../ui/format.ts';
import { useWords } from '../../ui/language.ts';
import { NotDone } from '../../ui/not-done.tsx';
import { Failure, Loading } from '../../ui/states.tsx';
import { useAct } from '../../ui/use-act.ts';

interface Props {
  readonly county: string;
  readonly schoolId: string;
  readonly roundId: string;
  /** Whether one may ask today. */
  readonly open: boolean;
}

type Round = Extract<NonNullable<SchoolHoldBacksQuery['round']>, { readonly __typename: 'Round' }>;
type Held = Round['holdBacks']['nodes'][number];

/** Whom the school asks to keep in the round: how many the policy allows, who is asked for, and the replies. */
export function HoldBacks({ county, schoolId, roundId, open }: Props) {
  const { t } = useWords();
  const { data, error, again } = useLiveQuery({
    query: SchoolHoldBacksDocument,
    variables: { county, school: schoolId, round: roundId },
  });
  const school = data?.node?.__typename === 'School' ? data.node : undefined;
  const round = data?.round?.__typename === 'Round' ? data.round : undefined;
  if (!school || !round) return error ? <Failure error={error} onRetry={again} /> : <Loading />;
  const held = round.holdBacks.nodes;
  return (
    <section className="panel" aria-label={t('schoolRequests.holdBacks')}>
      <h2>{t('schoolRequests.holdBacks')}</h2>
      {school.sections.map(({ id, stage, holdBackPlaces: places }) => (
        <p key={id}>
          {places
            ? t('schoolRequests.places', {
                stage: t(`stage.${stage}`),
                staff: places.staff,
                limit: places.limit,
                asked: places.asked,
              })
            : t('schoolRequests.noHoldBacks', { stage: t(`stage.${stage}`) })}
        </p>
      ))}
      {held.length === 0 ? null : (
        <ul className="plain-list">
          {held.map((one) => (
            <HeldBack key={one.id} held={one} onChange={again} />
          ))}
        </ul>
      )}
      {open && school.sections.some(({ holdBackPlaces: places }) => places && places.left > 0) ? (
        <Ask
          roundId={roundId}
          teachers={(data?.county?.teachers.nodes ?? []).filter(
            ({ id }) => !held.some(({ teacher, stands }) => teacher.id === id && stands),
          )}
          onAsked={again}
        />
      ) : null}
    </section>
  );
}

function HeldBack({ held, onChange }: { readonly held: Held; readonly onChange: () => void }) {
  const { t, language } = useWords();
  const { id, version, teacher, state, decision, decidedAt, decidedBy, createdAt, mayWithdraw } = held;
  const { act, fetching, notDone } = useAct(WithdrawHoldBackDocument);
  const withdraw = async () => {
    if (await act({ holdBack: id, version })) onChange();
  };
  return (
    <li>
      <div>
        <strong>{teacher.name}</strong> <span className="quiet small">{teacher.staffNumber}</span>{' '}
        <span className="badge">{t(`schoolRequests.holdState.${state}`)}</span>{' '}
        <span className="quiet small">{instant(createdAt, language)}</span>
        {decidedAt == null ? null : (
          <p>
            <strong>{t('schoolRequests.reply')}</strong> {decision ?? t(`schoolRequests.holdState.${state}`)}
            <span className="quiet small">
              {' '}
              {decidedBy?.name} {instant(decidedAt, language)}
            </span>
          </p>
        )}
        <NotDone why={notDone} onReadAgain={onChange} />
      </div>
      {mayWithdraw ? (
        <AskFirst
          title={t('schoolRequests.giveUpSure', { name: teacher.name })}
          okText={t('schoolRequests.giveUp')}
          onConfirm={withdraw}
        >
          <Button loading={fetching}>{t('schoolRequests.giveUp')}</Button>
        </AskFirst>
      ) : null}
    </li>
  );
}

interface AskProps {
  readonly roundId: string;
  readonly teachers: NonNullable<SchoolHoldBacksQuery['county']>['teachers']['nodes'];
  readonly onAsked: () => void;
}

function Ask({ roundId, teachers, onAsked }: AskProps) {
  const { t, say } = useWords();
  const [teacher, setTeacher] = useState('');
  const [reason, setReason] = useState('');
  const { act, fetching, notDone } = useAct(AskHoldBackDocument);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!(await act({ round: roundId, teacher, reason }))) return;
    setTeacher('');
    setReason('');
    onAsked();
  };
  return (
    <form className="stack" onSubmit={submit} aria-label={t('schoolRequests.askHold')}>
      <h3>{t('schoolRequests.askHold')}</h3>
      <FormField label={t('schoolRequests.whom')}>
        {(field) => (
          <select {...field} required value={teacher} onChange={({ target }) => setTeacher(target.value)}>
            <option value="">{t('schoolRequests.choose')}</option>
            {teachers.map(({ id, name, staffNumber, subject }) => (
              <option key={id} value={id}>
                {`${name} (${staffNumber}) ${subject ? say(subject.words) : ''}`}
              </option>
            ))}
          </select>
        )}
      </FormField>
      <FormField wide label={t('schoolRequests.reason')} help={t('schoolRequests.holdReasonHelp')}>
        {(field) => (
          <textarea
            {...field}
            rows={2}
            required
            maxLength={500}
            value={reason}
            onChange={({ target }) => setReason(target.value)}
          />
        )}
      </FormField>
      <NotDone why={notDone} />
      <div>
        <Button htmlType="submit" loading={fetching}>
          {t('schoolRequests.sendHold')}
        </Button>
      </div>
    </form>
  );
}
