import { getRouteApi } from '@tanstack/react-router';
import { useCallback } from 'react';
import { RoadmapPage } from '../../features/roadmap/roadmap-page.tsx';
import type { RoadmapView } from '../../features/roadmap/view.ts';
import { NotFound } from '../not-found.tsx';
import { useReader } from '../session.tsx';

const route = getRouteApi('/roadmap');

export function RoadmapRoute() {
  const view = route.useSearch();
  const navigate = route.useNavigate();
  const { county, readsCounty } = useReader();
  const onView = useCallback(
    (patch: RoadmapView) => void navigate({ search: (before) => ({ ...before, ...patch }), replace: true }),
    [navigate],
  );
  if (!county || !readsCounty) return <NotFound />;
  return <RoadmapPage key={county.code} county={county.code} view={view} onView={onView} />;
}
