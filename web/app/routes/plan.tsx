import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useCallback } from 'react';
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
  return (
    <PlanPage
      key={planId}
      planId={planId}
      view={view}
      onView={onView}
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
