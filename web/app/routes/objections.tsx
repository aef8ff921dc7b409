import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useCallback } from 'react';
import { ObjectionsPage } from '../../features/objections/objections-page.tsx';
import type { ObjectionsView } from '../../features/objections/view.ts';
import { NotFound } from '../not-found.tsx';
import { useReader } from '../session.tsx';

const route = getRouteApi('/objections');

export function ObjectionsRoute() {
  const view = route.useSearch();
  const change = route.useNavigate();
  const navigate = useNavigate();
  const { county, readsCounty, mayEdit } = useReader();
  const onView = useCallback(
    (patch: ObjectionsView) => void change({ search: (before) => ({ ...before, ...patch }), replace: true }),
    [change],
  );
  if (!county || !readsCounty) return <NotFound />;
  return (
    <ObjectionsPage
      key={county.code}
      county={county.code}
      mayAnswer={mayEdit}
      view={view}
      onView={onView}
      onSolve={(solve, roundId) =>
        void navigate({ to: '/rounds/$roundId', params: { roundId }, search: { solve } })
      }
    />
  );
}
