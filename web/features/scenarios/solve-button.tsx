import { Button, Progress } from 'antd';
import { useEffect, useState } from 'react';
import {
  CancelScenarioSolveDocument,
  ScenarioSolveDocument,
  SolveScenarioDocument,
} from '../../graphql/generated/graphql.ts';
import { useLiveQuery } from '../../graphql/use-live-query.ts';
import { useWords } from '../../ui/language.ts';
import { NotDone } from '../../ui/not-done.tsx';
import { useAct, useActs } from '../../ui/use-act.ts';

interface Props {
  readonly roundId: string;
  /** Undefined: the round's own assumptions. */
  readonly scenarioId?: string;
  readonly label: string;
  readonly onEnded: () => void;
}

/** Milliseconds between questions after a solve: several run side by side, and a browser allows six lines to a host. */
const pause = 1_500;

/** Solves a round under assumptions, and follows it to its end. */
export function SolveButton({ roundId, scenarioId, label, onEnded }: Props) {
  const { t } = useWords();
  const [solve, setSolve] = useState<string>();
  const start = useActs();
  const cancel = useAct(CancelScenarioSolveDocument);
  const begin = async () => {
    const started = await start.solved(SolveScenarioDocument, {
      round: roundId,
      scenario: scenarioId ?? null,
    });
    if (started !== undefined) setSolve(started);
  };
  const { data, again } = useLiveQuery({
    query: ScenarioSolveDocument,
    variables: { id: solve ?? '' },
    pause: solve === undefined,
  });
  const known = data?.node?.__typename === 'Solve' && data.node.id === solve ? data.node : undefined;
  const ended = known !== undefined && known.state !== 'QUEUED' && known.state !== 'RUNNING';
  useEffect(() => {
    if (solve === undefined) return;
    if (ended) {
      onEnded();
      return;
    }
    const timer = setInterval(again, pause);
    return () => clearInterval(timer);
  }, [solve, ended, again, onEnded]);
  const running = solve !== undefined && !ended;
  const { stageIndex, stages } = known?.progress ?? {};
  return (
    <>
      <Button loading={start.fetching || running} onClick={begin}>
        {label}
      </Button>
      {running ? (
        <>
          <span role="status">
            {stageIndex && stages
              ? t('scenarios.stage', { index: stageIndex, of: stages })
              : t('scenarios.queued')}
          </span>
          <Progress
            type="circle"
            size={20}
            showInfo={false}
            aria-label={label}
            percent={stageIndex && stages ? (100 * (stageIndex - 1)) / stages : 0}
          />
          <Button size="small" loading={cancel.fetching} onClick={() => void cancel.act({ solveId: solve })}>
            {t('scenarios.cancelSolve')}
          </Button>
        </>
      ) : known?.state === 'FAILED' ? (
        <span className="short" role="alert">
          {known.progress.failure ?? t('failure.unknown')}
        </span>
      ) : null}
      <NotDone why={start.notDone ?? cancel.notDone} />
    </>
  );
}
