import { getRouteApi } from '@tanstack/react-router';
import { useCallback } from 'react';
import { InspectionPage } from '../../features/inspection/inspection-page.tsx';
import type { InspectionView } from '../../features/inspection/view.ts';
import { NotFound } from '../not-found.tsx';
import { useReader } from '../session.tsx';

const route = getRouteApi('/inspection');

export function InspectionRoute() {
  const view = route.useSearch();
  const navigate = route.useNavigate();
  const { county, readsCounty } = useReader();
  const onView = useCallback(
    (patch: InspectionView) =>
      void navigate({ search: (before) => ({ ...before, ...patch }), replace: true }),
    [navigate],
  );
  if (!county || !readsCounty) return <NotFound />;
  return <InspectionPage key={county.code} county={county.code} view={view} onView={onView} />;
}
