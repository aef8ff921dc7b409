import { Link } from '@tanstack/react-router';
import { Alert, Button, Progress } from 'antd';
import { useEffect, useState } from 'react';
import { useMutation } from 'urql';
import { CancelSolveDocument } from '../../graphql/generated/graphql.ts';
import { whyNot } from '../../ui/act.ts';
import { fte } from '../../ui/format.ts';
import { useWords } from '../../ui/language.ts';
import { hasEnded, percentDone } from './following.ts';
import { useSolveProgress } from './use-solve-progress.ts';

interface Props {
  readonly solveId: string;
  readonly mayEdit: boolean;
  /** A goal's title in the reader's language, by its name. */
  readonly titleOf: (goal: string) => string;
  /** Called once when the solve has ended: the round's list of plans is asked for again. */
  readonly onEnded: () => void;
}

/** One solve as it goes, and what came of it. */
export function SolvePanel({ solveId, mayEdit, titleOf, onEnded }: Props) {
  const { t, language } = useWords();
  const { progress, lost } = useSolveProgress(solveId);
  const [{ fetching }, cancel] = useMutation(CancelSolveDocument);
  const [why, setWhy] = useState<string>();
  const ended = progress !== undefined && hasEnded(progress);
  useEffect(() => {
    if (ended) onEnded();
  }, [ended, onEnded]);

  const stop = async () =>
    setWhy(
      whyNot(await cancel({ solveId }), { network: t('failure.network'), unknown: t('failure.unknown') }),
    );

  const stageTitle = (name: string) => {
    const step = steps.find((known) => known === name);
    return step === undefined ? titleOf(name) : t(`solve.step.${step}`);
  };
  const label = t(`solve.state.${progress?.state ?? 'QUEUED'}`);
  const { stage, stageIndex, stages, incumbent, bound } = progress ?? {};
  return (
    <section className="panel" aria-label={label}>
      <div className="row">
        <div role="status">
          <h2>{label}</h2>
          {progress?.plan ? (
            <p className="quiet">
              {t(`plan.status.${progress.plan.status}`)}
              {progress.plan.moved > 0
                ? `${t('comma')}${t('solve.moved', { count: progress.plan.moved })}`
                : null}
            </p>
          ) : null}
        </div>
        {!ended && mayEdit ? (
          <Button size="small" loading={fetching} onClick={stop}>
            {t('solve.cancel')}
          </Button>
        ) : null}
        {progress?.plan ? (
          <Link to="/plans/$planId" params={{ planId: progress.plan.id }} className="button-link primary">
            {t('solve.openPlan')}
          </Link>
        ) : null}
      </div>
      {progress?.state === 'FAILED' ? (
        <Alert type="error" showIcon title={progress.failure ?? t('solve.failed')} />
      ) : progress?.state === 'CANCELLED' ? (
        <p className="quiet">{t('solve.cancelled')}</p>
      ) : ended ? null : (
        <>
          <Progress percent={progress ? percentDone(progress) : 0} status="active" aria-label={label} />
          <p className="quiet">
            {stage && stageIndex && stages
              ? t('solve.stage', { index: stageIndex, of: stages, stage: stageTitle(stage) })
              : t('round.starting')}{' '}
            {incumbent === null || incumbent === undefined
              ? ''
              : t('solve.incumbent', { value: fte(incumbent, language) })}{' '}
            {bound === null || bound === undefined ? '' : t('solve.bound', { value: fte(bound, language) })}{' '}
            {typeof incumbent === 'number' && typeof bound === 'number'
              ? t('solve.gap', { value: fte(Math.abs(incumbent - bound), language) })
              : ''}
          </p>
        </>
      )}
      {lost ? <Alert type="warning" showIcon title={t('solve.lost')} /> : null}
      {why === undefined ? null : <Alert type="error" showIcon title={why} />}
    </section>
  );
}

/** Steps that are no goal. */
const steps = ['draw', 'diagnosis'] as const;
