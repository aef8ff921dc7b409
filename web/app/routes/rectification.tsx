import { getRouteApi } from '@tanstack/react-router';
import { useCallback } from 'react';
import { RectificationPage } from '../../features/rectification/rectification-page.tsx';
import type { RectificationView } from '../../features/rectification/view.ts';
import { NotFound } from '../not-found.tsx';
import { useReader } from '../session.tsx';

const route = getRouteApi('/rectification');

export function RectificationRoute() {
  const view = route.useSearch();
  const navigate = route.useNavigate();
  const { county, readsCounty, mayEdit, mayClose } = useReader();
  const onView = useCallback(
    (patch: RectificationView) =>
      void navigate({ search: (before) => ({ ...before, ...patch }), replace: true }),
    [navigate],
  );
  if (!county || !readsCounty) return <NotFound />;
  return (
    <RectificationPage
      key={county.code}
      county={county}
      mayEdit={mayEdit}
      mayClose={mayClose}
      view={view}
      onView={onView}
    />
  );
}
