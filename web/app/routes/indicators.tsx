import { getRouteApi } from '@tanstack/react-router';
import { useCallback } from 'react';
import { IndicatorsPage } from '../../features/indicators/indicators-page.tsx';
import type { IndicatorsView } from '../../features/indicators/view.ts';
import { NotFound } from '../not-found.tsx';
import { useReader } from '../session.tsx';

const route = getRouteApi('/indicators');

export function IndicatorsRoute() {
  const view = route.useSearch();
  const navigate = route.useNavigate();
  const { county, readsCounty } = useReader();
  const onView = useCallback(
    (patch: IndicatorsView) =>
      void navigate({ search: (before) => ({ ...before, ...patch }), replace: true }),
    [navigate],
  );
  if (!county || !readsCounty) return <NotFound />;
  return <IndicatorsPage key={county.code} county={county.code} view={view} onView={onView} />;
}
