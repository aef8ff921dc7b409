import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useCallback, useState } from 'react';
import type { HandEffect } from '../../features/plan/hand.ts';
import { PlanPage } from '../../features/plan/plan-page.tsx';
import type { PlanView } from '../../features/plan/view.ts';
import { SolveAgain } from '../../features/rounds/start-solve.tsx';
import { useReader } from '../session.tsx';

const route = getRouteApi('/plans/$planId');

export function PlanRoute() {
  const { planId } = route.useParams();
  const view = route.useSearch();
  const change = route.useNavigate();
  const navigate = useNavigate();
  const { mayEdit, readsCounty } = useReader();
  const onView = useCallback(
    (patch: PlanView) => void change({ search: (before) => ({ ...before, ...patch }), replace: true }),
    [change],
  );
  // A move by hand may lead to another plan, which is then the one that shows what it did.
  const [effect, setEffect] = useState<HandEffect>();
  const onEffect = (made: HandEffect) => {
    setEffect(made);
    if (made.plan.id !== planId)
      void navigate({ to: '/plans/$planId', params: { planId: made.plan.id }, search: { tab: view.tab } });
  };
  return (
    <PlanPage
      key={planId}
      planId={planId}
      view={view}
      onView={onView}
      effect={effect}
      onEffect={onEffect}
      onSolve={(solve, roundId) =>
        void navigate({ to: '/rounds/$roundId', params: { roundId }, search: { solve } })
      }
      mayEdit={mayEdit}
      readsCounty={readsCounty}
      solveAgain={(roundId) => (
        <SolveAgain
          roundId={roundId}
          onStarted={(solve) =>
            void navigate({ to: '/rounds/$roundId', params: { roundId }, search: { solve } })
          }
        />
      )}
    />
  );
}
