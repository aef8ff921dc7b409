import { getRouteApi } from '@tanstack/react-router';
import { useCallback } from 'react';
import { ScenariosPage } from '../../features/scenarios/scenarios-page.tsx';
import type { ScenariosView } from '../../features/scenarios/view.ts';
import { NotFound } from '../not-found.tsx';
import { useReader } from '../session.tsx';

const route = getRouteApi('/scenarios');

export function ScenariosRoute() {
  const view = route.useSearch();
  const navigate = route.useNavigate();
  const { county, readsCounty } = useReader();
  const onView = useCallback(
    (patch: ScenariosView) => void navigate({ search: (before) => ({ ...before, ...patch }), replace: true }),
    [navigate],
  );
  if (!county || !readsCounty) return <NotFound />;
  return <ScenariosPage key={county.code} county={county.code} view={view} onView={onView} />;
}
