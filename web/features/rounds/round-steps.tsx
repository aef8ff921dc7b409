import { Link } from '@tanstack/react-router';
import { App, Button } from 'antd';
import { useState } from 'react';
import {
  BeginPlanningDocument,
  CloseRoundDocument,
  ReopenRoundDocument,
  type RoundStep,
  TakeBackPlanningDocument,
} from '../../graphql/generated/graphql.ts';
import { ActDialog } from '../../ui/act-dialog.tsx';
import { useWords } from '../../ui/language.ts';
import { useAct } from '../../ui/use-act.ts';
import type { Round } from './round-page.tsx';

interface Props {
  readonly round: Round;
  readonly again: () => void;
}

/** What the round may be taken to next, as the API says, and the way to its points. */
export function RoundSteps({ round, again }: Props) {
  const { t } = useWords();
  const [asking, setAsking] = useState<RoundStep>();
  return (
    <div className="row no-print">
      {round.steps.map((step) => (
        <Button key={step} onClick={() => setAsking(step)}>
          {t(`round.step.${step}`)}
        </Button>
      ))}
      <Link to="/rounds/$roundId/points" params={{ roundId: round.id }} className="button-link">
        {t('round.points')}
      </Link>
      {asking ? (
        <StepDialog
          key={asking}
          round={round}
          step={asking}
          onClose={() => setAsking(undefined)}
          again={again}
        />
      ) : null}
    </div>
  );
}

interface Told {
  readonly id: string;
  readonly version: number;
  readonly reason: string;
}

const documents = {
  BEGIN_PLANNING: BeginPlanningDocument,
  TAKE_BACK_PLANNING: TakeBackPlanningDocument,
  CLOSE: CloseRoundDocument,
  REOPEN: ReopenRoundDocument,
};

interface DialogProps extends Props {
  readonly step: RoundStep;
  readonly onClose: () => void;
}

function StepDialog({ round, step, onClose, again }: DialogProps) {
  const { t, say } = useWords();
  const { message } = App.useApp();
  const { act, fetching, notDone, answer } = useAct<object, Told>(documents[step]);
  const needed = step === 'TAKE_BACK_PLANNING' || step === 'REOPEN';
  const outstanding = outstandingIn(answer);
  return (
    <ActDialog
      title={t(`round.step.${step}`)}
      effect={t(`round.stepEffect.${step}`)}
      doIt={t(`round.step.${step}`)}
      fields={[
        {
          key: 'reason',
          kind: 'long',
          label: t(needed ? 'round.reasonNeeded' : 'round.reasonOptional'),
          needed,
          maxLength: 500,
        },
      ]}
      busy={fetching}
      notDone={notDone}
      onDo={async ({ reason = '' }) => {
        if (!(await act({ id: round.id, version: round.version, reason }))) return;
        message.success(t('round.stepDone'));
        onClose();
        again();
      }}
      onClose={onClose}
      onReadAgain={again}
    >
      {outstanding.length > 0 ? (
        <>
          <p>{t('round.outstanding')}</p>
          <ul className="remedies">
            {outstanding.map((words) => (
              <li key={words.en}>{say(words)}</li>
            ))}
          </ul>
        </>
      ) : null}
    </ActDialog>
  );
}

interface Outstanding {
  readonly outstanding: readonly { readonly zh: string; readonly en: string }[];
}

function outstandingIn(answer: object | undefined): Outstanding['outstanding'] {
  const [result] = Object.values(answer ?? {});
  return isOutstanding(result) ? result.outstanding : [];
}

const isOutstanding = (result: unknown): result is Outstanding =>
  typeof result === 'object' &&
  result !== null &&
  'outstanding' in result &&
  Array.isArray(result.outstanding);
