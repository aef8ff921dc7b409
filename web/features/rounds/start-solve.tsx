import { Alert, Button } from 'antd';
import { useState } from 'react';
import { useMutation } from 'urql';
import { type Engine, StartSolveDocument } from '../../graphql/generated/graphql.ts';
import { whyNot } from '../../ui/act.ts';
import { useWords } from '../../ui/language.ts';
import { SelectField } from '../../ui/select-field.tsx';
import { solveIn } from '../../ui/solve-in.ts';

type Started = (solveId: string) => void;

/** Starts a solve of a round; one that is under way already is followed instead. */
function useStartSolve(roundId: string, onStarted: Started) {
  const { t } = useWords();
  const [{ fetching, data }, startSolve] = useMutation(StartSolveDocument);
  const [why, setWhy] = useState<string>();
  const start = async (engine: Engine) => {
    const answer = await startSolve({ roundId, engine });
    const solve = solveIn(answer.data?.startSolve);
    if (solve !== undefined) onStarted(solve);
    else setWhy(whyNot(answer, { network: t('failure.network'), unknown: t('failure.unknown') }));
  };
  const faults = data?.startSolve.__typename === 'ProblemRefused' ? data.startSolve.faults : [];
  return { start, fetching, why, faults };
}

interface Props {
  readonly roundId: string;
  readonly onStarted: Started;
}

/** The round page's own way to solve, with the choice of engine. */
export function StartSolve({ roundId, onStarted }: Props) {
  const { t } = useWords();
  const [engine, setEngine] = useState<Engine>();
  const { start, fetching, why, faults } = useStartSolve(roundId, onStarted);
  return (
    <section className="panel">
      <div className="row-end">
        <SelectField
          label={t('round.engine')}
          none={t('round.engineName.AUTO')}
          value={engine}
          choices={engines.map((value) => ({ value, label: t(`round.engineName.${value}`) }))}
          onChange={setEngine}
        />
        <Button type="primary" loading={fetching} onClick={() => void start(engine ?? 'AUTO')}>
          {t('round.start')}
        </Button>
      </div>
      <p className="quiet small">{t('round.solveText')}</p>
      {why === undefined ? null : (
        <Alert
          type="error"
          showIcon
          title={why}
          description={
            faults.length > 0 ? (
              <ul>
                {faults.map(({ path, found, expected }) => (
                  <li key={path}>{t('round.fault', { path, found, expected })}</li>
                ))}
              </ul>
            ) : undefined
          }
        />
      )}
    </section>
  );
}

const engines = ['HIGHS', 'JAVASCRIPT_LP_SOLVER'] as const satisfies readonly Engine[];

/** The plan page's one click: solves the same round again, and goes to where it can be followed. */
export function SolveAgain({ roundId, onStarted }: Props) {
  const { t } = useWords();
  const { start, fetching, why } = useStartSolve(roundId, onStarted);
  return (
    <>
      {why === undefined ? null : (
        <span role="alert" className="bad">
          {why}
        </span>
      )}
      <Button type="primary" loading={fetching} onClick={() => void start('AUTO')}>
        {t('plan.again')}
      </Button>
    </>
  );
}
