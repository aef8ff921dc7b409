import { getRouteApi } from '@tanstack/react-router';
import { useCallback } from 'react';
import { AllowancesPage } from '../../features/allowances/allowances-page.tsx';
import type { AllowancesView } from '../../features/allowances/view.ts';
import { NotFound } from '../not-found.tsx';
import { useReader } from '../session.tsx';

const route = getRouteApi('/allowances');

export function AllowancesRoute() {
  const view = route.useSearch();
  const navigate = route.useNavigate();
  const { county, readsCounty } = useReader();
  const onView = useCallback(
    (patch: AllowancesView) =>
      void navigate({ search: (before) => ({ ...before, ...patch }), replace: true }),
    [navigate],
  );
  if (!county || !readsCounty) return <NotFound />;
  return <AllowancesPage key={county.code} county={county} view={view} onView={onView} />;
}
