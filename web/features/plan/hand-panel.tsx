import { Link } from '@tanstack/react-router';
import { Alert, Button } from 'antd';
import { useState } from 'react';
import {
  type PlanHeadFragment,
  SolveAroundPlanDocument,
  UndoMoveByHandDocument,
} from '../../graphql/generated/graphql.ts';
import { GoalCosts } from '../../ui/answer.tsx';
import { useWords } from '../../ui/language.ts';
import { NotDone } from '../../ui/not-done.tsx';
import { useActs } from '../../ui/use-act.ts';
import { EditList } from './edit-list.tsx';
import type { HandEffect } from './hand.ts';
import { Indicators } from './indicators.tsx';

interface Props {
  readonly plan: PlanHeadFragment;
  readonly titleOf: (rule: string) => string;
  /** What the last move by hand did; undefined: none was made here just now. */
  readonly effect: HandEffect | undefined;
  readonly again: () => void;
  readonly onEffect: (effect: HandEffect) => void;
  readonly onSolve: (solveId: string) => void;
}

/** What has been done by hand to this plan, what the last move did, and the ways on: back, or solved around. */
export function HandPanel({ plan, titleOf, effect, again, onEffect, onSolve }: Props) {
  const { t } = useWords();
  const { act, solved, fetching, notDone } = useActs();
  // Stays open when the list is read anew after an edit.
  const [listed, setListed] = useState(false);
  const may = (name: 'UNDO' | 'SOLVE_AROUND') => plan.openActs.some((open) => open.act === name);
  if (!plan.byHand) return null;
  const about = { plan: plan.id, version: plan.version };
  const undo = async () => {
    const answer = await act(UndoMoveByHandDocument, about);
    const made = answer?.undoMoveByHand;
    if (made?.__typename === 'HandEdit') onEffect(made);
  };
  const solve = async () => {
    const started = await solved(SolveAroundPlanDocument, { ...about, roundVersion: plan.round.version });
    if (started !== undefined) onSolve(started);
  };
  return (
    <section className="panel stack" aria-label={t('hand.panel')}>
      <div className="row">
        <h2>{t('hand.panel')}</h2>
        {plan.madeFrom ? (
          <Link to="/plans/$planId" params={{ planId: plan.madeFrom.id }}>
            {t('hand.madeFrom', { name: plan.madeFrom.name })}
          </Link>
        ) : null}
        {may('UNDO') ? (
          <Button size="small" loading={fetching} onClick={() => void undo()}>
            {t('hand.undo')}
          </Button>
        ) : null}
        {may('SOLVE_AROUND') ? (
          <Button size="small" type="primary" loading={fetching} onClick={() => void solve()}>
            {t('hand.solveAround')}
          </Button>
        ) : null}
      </div>
      <NotDone why={notDone} onReadAgain={again} />
      {effect?.plan.id === plan.id ? <Effect effect={effect} titleOf={titleOf} /> : null}
      <Indicators key={plan.version} planId={plan.id} changedOnly />
      <EditList key={`edits ${plan.version}`} planId={plan.id} open={listed} onOpen={setListed} />
    </section>
  );
}

function Effect({ effect, titleOf }: { readonly effect: HandEffect } & Pick<Props, 'titleOf'>) {
  const { t, say } = useWords();
  const { words, goals, findings, breaches } = effect;
  return (
    <div role="status">
      <Alert
        type={breaches > 0 ? 'warning' : 'success'}
        showIcon
        title={say(words)}
        description={
          <div className="stack">
            <p>{breaches > 0 ? t('hand.breaches', { count: breaches }) : t('hand.noBreach')}</p>
            {findings.length > 0 ? (
              <ul className="remedies">
                {findings.map((finding) => (
                  <li key={finding.words.en}>
                    <span className="badge" data-level={finding.level}>
                      {titleOf(finding.rule)}
                    </span>{' '}
                    {say(finding.words)}
                    {finding.relaxed ? ` ${t('plan.relaxedBy', { decision: finding.relaxed })}` : ''}
                  </li>
                ))}
              </ul>
            ) : null}
            <GoalCosts goals={goals} />
          </div>
        }
      />
    </div>
  );
}
