import { getRouteApi } from '@tanstack/react-router';
import { useCallback } from 'react';
import { GapsPage } from '../../features/gaps/gaps-page.tsx';
import type { GapsView } from '../../features/gaps/view.ts';
import { NotFound } from '../not-found.tsx';
import { useReader } from '../session.tsx';

const route = getRouteApi('/gaps');

export function GapsRoute() {
  const view = route.useSearch();
  const navigate = route.useNavigate();
  const { county, school, readsCounty, mayEdit } = useReader();
  const onView = useCallback(
    (patch: GapsView) => void navigate({ search: (before) => ({ ...before, ...patch }), replace: true }),
    [navigate],
  );
  if (!county || (!readsCounty && !school)) return <NotFound />;
  return (
    <GapsPage
      key={county.code}
      county={county.code}
      whole={readsCounty}
      mayEdit={mayEdit}
      view={view}
      onView={onView}
    />
  );
}
