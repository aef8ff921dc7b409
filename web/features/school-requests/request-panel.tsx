import { Button } from 'antd';
import { type FormEvent, useState } from 'react';
import {
  ChangeRequestDocument,
  type SchoolRequestFragment,
  WithdrawRequestDocument,
} from '../../graphql/generated/graphql.ts';
import { AskFirst } from '../../ui/ask-first.tsx';
import { Facts } from '../../ui/figures.tsx';
import { day, fte, instant } from '../../ui/format.ts';
import { useWords } from '../../ui/language.ts';
import { NotDone } from '../../ui/not-done.tsx';
import { useAct } from '../../ui/use-act.ts';
import { type Asked, AskedFields, priorityKey } from './asked-fields.tsx';

interface Props {
  readonly request: SchoolRequestFragment;
  readonly onChange: () => void;
}

/** One request: what was asked on which evidence, the reply, and while it is not answered the way to change or withdraw it. */
export function RequestPanel({ request, onChange }: Props) {
  const { t, say, language } = useWords();
  const [changing, setChanging] = useState(false);
  const { act, fetching, notDone } = useAct(WithdrawRequestDocument);
  const { id, number, subject, section, state, evidence, warnings, version, round, mayChange, mayWithdraw } =
    request;
  const name = `${number} ${say(subject.words)}`;
  const withdraw = async () => {
    if (await act({ request: id, version, reason: null })) onChange();
  };
  return (
    <section className="panel" aria-label={name}>
      <div className="row">
        <h2>
          {name} <span className="stage">{t(`stage.${section.stage}`)}</span>
        </h2>
        <span className="badge" data-request={state}>
          {t(`schoolRequests.state.${state}`)}
        </span>
        <span className="quiet small">
          {instant(request.createdAt, language)} {round?.name}
        </span>
      </div>
      <Reply request={request} />
      <Facts
        facts={[
          { label: t('schoolRequests.count'), value: request.count },
          { label: t('schoolRequests.level'), value: t(`schoolRequests.levels.${request.level}`) },
          {
            label: t('schoolRequests.priority'),
            value: t(priorityKey(request.priority)),
          },
          { label: t('schoolRequests.reason'), value: request.reason ?? t('none') },
          {
            label: t('schoolRequests.evidence'),
            value: evidence
              ? `${t('schoolRequests.evidenceText', {
                  day: day(evidence.on, language),
                  need: fte(evidence.need, language),
                  supply: fte(evidence.supply, language),
                  gap: fte(evidence.gap, language),
                  openings: evidence.openings,
                })}${evidence.critical ? t('schoolRequests.evidenceCritical') : ''}`
              : t('unknown'),
          },
        ]}
      />
      {warnings.map((words) => (
        <p key={words.en} className="quiet">
          {say(words)}
        </p>
      ))}
      <NotDone why={notDone} onReadAgain={onChange} />
      {changing && mayChange ? (
        <Change
          request={request}
          onChanged={() => {
            setChanging(false);
            onChange();
          }}
          onReadAgain={onChange}
          onCancel={() => setChanging(false)}
        />
      ) : (
        <div className="row">
          {mayChange ? <Button onClick={() => setChanging(true)}>{t('schoolRequests.change')}</Button> : null}
          {mayWithdraw ? (
            <AskFirst
              title={t('schoolRequests.withdrawSure', { number })}
              okText={t('schoolRequests.withdraw')}
              onConfirm={withdraw}
            >
              <Button loading={fetching}>{t('schoolRequests.withdraw')}</Button>
            </AskFirst>
          ) : null}
        </div>
      )}
    </section>
  );
}

/** What the bureau answered, and where it approved otherwise. */
function Reply({ request }: Pick<Props, 'request'>) {
  const { t, language } = useWords();
  const { state, decision, decidedAt, decidedBy, approvedCount, approvedLevel, approvedPriority } = request;
  if (decidedAt == null) return null;
  const otherwise = [
    approvedCount == null ? undefined : t('schoolRequests.approvedCount', { count: approvedCount }),
    approvedLevel == null
      ? undefined
      : t('schoolRequests.approvedLevel', { level: t(`schoolRequests.levels.${approvedLevel}`) }),
    approvedPriority == null
      ? undefined
      : t('schoolRequests.approvedPriority', {
          priority: t(priorityKey(approvedPriority)),
        }),
  ].filter((one) => one !== undefined);
  return (
    <p className="reason">
      <strong>{t('schoolRequests.reply')}</strong> {t(`schoolRequests.state.${state}`)}
      {otherwise.length > 0 ? ` (${otherwise.join(t('comma'))})` : ''}
      {decision == null ? '' : `: ${decision}`}
      <span className="quiet small">
        {' '}
        {decidedBy?.name} {instant(decidedAt, language)}
      </span>
    </p>
  );
}

interface ChangeProps {
  readonly request: SchoolRequestFragment;
  readonly onChanged: () => void;
  readonly onReadAgain: () => void;
  readonly onCancel: () => void;
}

function Change({ request, onChanged, onReadAgain, onCancel }: ChangeProps) {
  const { t } = useWords();
  const [asked, setAsked] = useState<Asked>({
    count: request.count,
    level: request.level,
    priority: request.priority,
    reason: request.reason ?? '',
  });
  const { act, fetching, notDone } = useAct(ChangeRequestDocument);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (await act({ request: request.id, version: request.version, to: asked })) onChanged();
  };
  return (
    <form className="stack" onSubmit={submit} aria-label={t('schoolRequests.change')}>
      <AskedFields asked={asked} onChange={setAsked} />
      <NotDone why={notDone} onReadAgain={onReadAgain} />
      <div className="row">
        <Button type="primary" htmlType="submit" loading={fetching}>
          {t('schoolRequests.saveChange')}
        </Button>
        <Button onClick={onCancel}>{t('schoolRequests.cancel')}</Button>
      </div>
    </form>
  );
}
