import { getRouteApi } from '@tanstack/react-router';
import { useCallback } from 'react';
import { PolicyPage } from '../../features/policy/policy-page.tsx';
import type { PolicyView } from '../../features/policy/view.ts';
import { NotFound } from '../not-found.tsx';
import { useReader } from '../session.tsx';

const route = getRouteApi('/policy');

export function PolicyRoute() {
  const view = route.useSearch();
  const navigate = route.useNavigate();
  const { viewer, county, school, readsCounty, mayEdit } = useReader();
  const onView = useCallback(
    (patch: PolicyView) => void navigate({ search: (before) => ({ ...before, ...patch }), replace: true }),
    [navigate],
  );
  if (!county || (!readsCounty && !school)) return <NotFound />;
  return (
    <PolicyPage
      key={county.code}
      county={county}
      reader={viewer.email}
      mayEdit={mayEdit}
      view={view}
      onView={onView}
    />
  );
}
