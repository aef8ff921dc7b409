import { getRouteApi } from '@tanstack/react-router';
import { useCallback } from 'react';
import { RegistryPage } from '../../features/registry/registry-page.tsx';
import type { RegistryView } from '../../features/registry/view.ts';
import { NotFound } from '../not-found.tsx';
import { useReader } from '../session.tsx';

const route = getRouteApi('/registry');

export function RegistryRoute() {
  const view = route.useSearch();
  const navigate = route.useNavigate();
  const { county, school, readsCounty, mayEdit } = useReader();
  const onView = useCallback(
    (patch: RegistryView) => void navigate({ search: (before) => ({ ...before, ...patch }), replace: true }),
    [navigate],
  );
  if (!county || (!readsCounty && !school)) return <NotFound />;
  return (
    <RegistryPage key={county.code} county={county.code} mayEdit={mayEdit} view={view} onView={onView} />
  );
}
