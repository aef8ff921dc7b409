import { Alert, Button, Spin } from 'antd';
import { useEffect, useState } from 'react';
import { useMutation } from 'urql';
import {
  CreateTrialDocument,
  DropTrialDocument,
  type PolicyVersionsQuery,
  SolveTrialDocument,
  TrialNowDocument,
} from '../../graphql/generated/graphql.ts';
import { useLiveQuery } from '../../graphql/use-live-query.ts';
import { whyNot } from '../../ui/act.ts';
import { Faults } from '../../ui/faults.tsx';
import { useWords } from '../../ui/language.ts';
import { NotDone } from '../../ui/not-done.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { useAct, useActs } from '../../ui/use-act.ts';
import { assumptionsOf, type RuleChange } from './draft.ts';
import { TrialOutcome } from './trial-outcome.tsx';

interface Props {
  readonly rounds: NonNullable<PolicyVersionsQuery['county']>['rounds']['nodes'];
  readonly draft: readonly RuleChange[];
}

interface Started {
  readonly roundId: string;
  readonly scenario: { readonly id: string; readonly version: number };
  readonly solveId: string;
}

/** The changes solved beside a round, as a scenario of it: nothing of the round changes. */
export function Trial({ rounds, draft }: Props) {
  const { t, language } = useWords();
  const [created, create] = useMutation(CreateTrialDocument);
  const [why, setWhy] = useState<string>();
  const solve = useActs();
  const drop = useAct(DropTrialDocument);
  const [round, setRound] = useState(rounds[0]?.id);
  const [started, setStarted] = useState<Started>();
  const [ended, setEnded] = useState(false);

  const faults =
    created.data?.createScenario.__typename === 'ProblemRefused' ? created.data.createScenario.faults : [];

  const solveId = (roundId: string, scenario: string | null) =>
    solve.solved(SolveTrialDocument, { round: roundId, scenario });
  const begin = async () => {
    if (round === undefined) return;
    const at = new Intl.DateTimeFormat(language, { dateStyle: 'short', timeStyle: 'medium' }).format(
      new Date(),
    );
    const answer = await create({
      round,
      name: t('policy.trialName', { at }),
      note: null,
      rules: assumptionsOf(draft),
    });
    setWhy(whyNot(answer, { network: t('failure.network'), unknown: t('failure.unknown') }));
    const made = answer.data?.createScenario;
    if (made?.__typename !== 'Scenario') return;
    const id = await solveId(round, made.id);
    if (id === undefined) return;
    setEnded(false);
    setStarted({ roundId: round, scenario: made, solveId: id });
  };
  const solveToday = async () => {
    if (!started) return;
    const id = await solveId(started.roundId, null);
    if (id === undefined) return;
    setEnded(false);
    setStarted({ ...started, solveId: id });
  };
  const forget = async () => {
    if (started && (await drop.act(started.scenario))) setStarted(undefined);
  };

  if (rounds.length === 0) return <p className="quiet">{t('policy.noRound')}</p>;
  return (
    <div className="stack">
      <h3>{t('policy.trial')}</h3>
      <p className="quiet small">{t('policy.trialAbout')}</p>
      <div className="row-end">
        <SelectField
          label={t('policy.trialRound')}
          none={t('policy.choose')}
          value={round}
          choices={rounds.map(({ id, name, policy }) => ({
            value: id,
            label: `${name} · ${policy.version}`,
          }))}
          onChange={setRound}
        />
        <Button
          onClick={() => void begin()}
          disabled={round === undefined}
          loading={created.fetching || solve.fetching || (started !== undefined && !ended)}
        >
          {t('policy.tryIt')}
        </Button>
      </div>
      {why === undefined ? null : <Alert type="error" showIcon title={why} />}
      <Faults faults={faults} />
      <NotDone why={solve.notDone ?? drop.notDone} />
      <div aria-live="polite">
        {started && !ended ? <Follow solveId={started.solveId} onEnded={() => setEnded(true)} /> : null}
        {started && ended ? (
          <TrialOutcome
            key={started.solveId}
            roundId={started.roundId}
            scenarioId={started.scenario.id}
            onSolveToday={() => void solveToday()}
            onForget={() => void forget()}
          />
        ) : null}
      </div>
    </div>
  );
}

/** Milliseconds between looks at a solve that takes seconds. */
const pause = 1_500;

function Follow({ solveId, onEnded }: { readonly solveId: string; readonly onEnded: () => void }) {
  const { t } = useWords();
  const { data, again } = useLiveQuery({ query: TrialNowDocument, variables: { solve: solveId } });
  const state = data?.node?.__typename === 'Solve' ? data.node.state : undefined;
  const over = state !== undefined && state !== 'QUEUED' && state !== 'RUNNING';
  useEffect(() => {
    if (over) return onEnded();
    const timer = setInterval(again, pause);
    return () => clearInterval(timer);
  }, [over, onEnded, again]);
  return (
    <div className="row">
      <Spin size="small" />
      <span>{t('policy.solving')}</span>
    </div>
  );
}
