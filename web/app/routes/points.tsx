import { getRouteApi } from '@tanstack/react-router';
import { useCallback } from 'react';
import { PointsPage } from '../../features/points/points-page.tsx';
import type { PointsView } from '../../features/points/view.ts';
import { NotFound } from '../not-found.tsx';
import { useReader } from '../session.tsx';

const route = getRouteApi('/rounds/$roundId/points');

export function PointsRoute() {
  const { roundId } = route.useParams();
  const view = route.useSearch();
  const navigate = route.useNavigate();
  const { county, mayEdit } = useReader();
  const onView = useCallback(
    (patch: PointsView) => void navigate({ search: (before) => ({ ...before, ...patch }), replace: true }),
    [navigate],
  );
  if (!county || !mayEdit) return <NotFound />;
  return <PointsPage key={roundId} county={county.code} roundId={roundId} view={view} onView={onView} />;
}
