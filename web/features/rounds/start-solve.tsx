import { Button } from 'antd';
import { useState } from 'react';
import { type Engine, StartSolveDocument } from '../../graphql/generated/graphql.ts';
import { useWords } from '../../ui/language.ts';
import { NotDone } from '../../ui/not-done.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { useActs } from '../../ui/use-act.ts';

type Started = (solveId: string) => void;

/** Starts a solve of a round; one that is under way already is followed instead. */
function useStartSolve(roundId: string, onStarted: Started) {
  const { solved, fetching, notDone } = useActs();
  const start = async (engine: Engine) => {
    const solve = await solved(StartSolveDocument, { roundId, engine });
    if (solve !== undefined) onStarted(solve);
  };
  return { start, fetching, notDone };
}

interface Props {
  readonly roundId: string;
  readonly onStarted: Started;
}

/** The round page's own way to solve, with the choice of engine. */
export function StartSolve({ roundId, onStarted }: Props) {
  const { t } = useWords();
  const [engine, setEngine] = useState<Engine>();
  const { start, fetching, notDone } = useStartSolve(roundId, onStarted);
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
      <NotDone why={notDone} />
    </section>
  );
}

const engines = ['HIGHS', 'JAVASCRIPT_LP_SOLVER'] as const satisfies readonly Engine[];

/** The plan page's one click: solves the same round again, and goes to where it can be followed. */
export function SolveAgain({ roundId, onStarted }: Props) {
  const { t } = useWords();
  const { start, fetching, notDone } = useStartSolve(roundId, onStarted);
  return (
    <>
      {notDone ? (
        <span role="alert" className="bad">
          {notDone.message}
        </span>
      ) : null}
      <Button type="primary" loading={fetching} onClick={() => void start('AUTO')}>
        {t('plan.again')}
      </Button>
    </>
  );
}
