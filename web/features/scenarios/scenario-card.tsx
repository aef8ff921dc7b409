import { Link } from '@tanstack/react-router';
import { Alert, Button } from 'antd';
import { useId, useState } from 'react';
import { DropScenarioDocument, PromoteScenarioDocument } from '../../graphql/generated/graphql.ts';
import { AskFirst } from '../../ui/ask-first.tsx';
import { instant } from '../../ui/format.ts';
import { useWords } from '../../ui/language.ts';
import { NotDone } from '../../ui/not-done.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useAct } from '../../ui/use-act.ts';
import type { Round, Scenario } from './draft.ts';
import { SolveButton } from './solve-button.tsx';

interface Props {
  readonly round: Round;
  readonly scenario: Scenario;
  /** What its newest plan comes to; undefined: it has none. */
  readonly outcome: NonNullable<Round['scenarioTable']>[number] | undefined;
  /** The newest plan of the round's own assumptions. */
  readonly ownPlan: string | undefined;
  readonly mayEdit: boolean;
  readonly onEdit: () => void;
  readonly onChanged: () => void;
}

/** One scenario: in what it differs, in sentences, and what can be done with it. */
export function ScenarioCard({ round, scenario, outcome, ownPlan, mayEdit, onEdit, onChanged }: Props) {
  const { t, say, language } = useWords();
  const id = useId();
  const drop = useAct(DropScenarioDocument);
  const { faults, differencesWords: differences } = scenario;
  const put = async () => {
    if (await drop.act({ scenario: scenario.id, version: scenario.version })) onChanged();
  };
  return (
    <section className="panel" aria-labelledby={id}>
      <div className="row">
        <h2 id={id}>{scenario.name}</h2>
        {scenario.promotedAt ? (
          <span className="badge" data-state="CLOSED">
            {t('scenarios.promotedAt', { at: instant(scenario.promotedAt, language) })}
          </span>
        ) : null}
        {outcome && !outcome.current ? (
          <span className="badge" data-status="CUT_SHORT">
            {t('scenarios.stale')}
          </span>
        ) : null}
      </div>
      {scenario.note ? <p className="quiet">{scenario.note}</p> : null}
      {differences.length > 0 ? (
        <ul className="remedies">
          {differences.map((words) => (
            <li key={words.en}>{say(words)}</li>
          ))}
        </ul>
      ) : faults.length === 0 ? (
        <p className="quiet">{t('scenarios.same')}</p>
      ) : null}
      {faults.length > 0 ? (
        <Alert
          type="warning"
          showIcon
          title={t('scenarios.faulty')}
          description={
            <ul className="remedies">
              {faults.map(({ path, found, expected }) => (
                <li key={path}>{t('round.fault', { path, found, expected })}</li>
              ))}
            </ul>
          }
        />
      ) : null}
      <div className="row no-print">
        {mayEdit ? (
          <>
            <SolveButton
              roundId={round.id}
              scenarioId={scenario.id}
              label={t(outcome ? 'scenarios.solveAgain' : 'scenarios.solve')}
              onEnded={onChanged}
            />
            <Button onClick={onEdit}>{t('scenarios.change')}</Button>
            <Promote round={round} scenario={scenario} onPromoted={onChanged} />
            <AskFirst
              title={t('scenarios.drop')}
              description={<p className="wide">{t('scenarios.dropText')}</p>}
              okText={t('scenarios.confirm')}
              cancelText={t('scenarios.cancel')}
              onConfirm={put}
            >
              <Button loading={drop.fetching}>{t('scenarios.drop')}</Button>
            </AskFirst>
          </>
        ) : null}
        {outcome ? (
          <Link to="/plans/$planId" params={{ planId: outcome.plan.id }} className="button-link">
            {t('scenarios.openPlan')}
          </Link>
        ) : null}
        {outcome && ownPlan ? (
          <Link to="/compare" search={{ a: ownPlan, b: outcome.plan.id }} className="button-link">
            {t('scenarios.people')}
          </Link>
        ) : null}
      </div>
      <NotDone why={drop.notDone} onReadAgain={onChanged} />
    </section>
  );
}

interface PromoteProps extends Pick<Props, 'round' | 'scenario'> {
  readonly onPromoted: () => void;
}

/** Makes its assumptions the round's own: with a reason, and a sentence that says what follows. */
function Promote({ round, scenario, onPromoted }: PromoteProps) {
  const { t } = useWords();
  const [reason, setReason] = useState('');
  const { act, fetching, notDone } = useAct(PromoteScenarioDocument);
  const promote = async () => {
    const done = await act({
      scenario: scenario.id,
      version: scenario.version,
      roundVersion: round.version,
      reason,
    });
    if (done) onPromoted();
  };
  return (
    <>
      <AskFirst
        title={t('scenarios.promote')}
        description={
          <div className="stack wide">
            <p>{t('scenarios.promoteText', { round: round.name })}</p>
            <TextField
              long
              label={t('scenarios.reason')}
              value={reason}
              onChange={setReason}
              maxLength={500}
            />
          </div>
        }
        okText={t('scenarios.confirm')}
        cancelText={t('scenarios.cancel')}
        okButtonProps={{ disabled: reason.trim() === '' }}
        onConfirm={promote}
      >
        <Button loading={fetching}>{t('scenarios.promote')}</Button>
      </AskFirst>
      <NotDone why={notDone} onReadAgain={onPromoted} />
    </>
  );
}
