import { getRouteApi } from '@tanstack/react-router';
import { useCallback } from 'react';
import { RequestsPage } from '../../features/decisions/requests-page.tsx';
import type { RequestsView } from '../../features/decisions/view.ts';
import {
  RequestsPage as SchoolRequestsPage,
  type RequestsView as SchoolRequestsView,
} from '../../features/school-requests/requests-page.tsx';
import { NotFound } from '../not-found.tsx';
import { useReader } from '../session.tsx';

const route = getRouteApi('/requests');

/** Requests as an officer answers them, or as a principal makes them. */
export function RequestsRoute() {
  const view = route.useSearch();
  const navigate = route.useNavigate();
  const { county, school, mayEdit } = useReader();
  const onView = useCallback(
    (patch: RequestsView & SchoolRequestsView) =>
      void navigate({ search: (before) => ({ ...before, ...patch }), replace: true }),
    [navigate],
  );
  if (!county) return <NotFound />;
  if (mayEdit) return <RequestsPage key={county.code} county={county.code} view={view} onView={onView} />;
  if (!school) return <NotFound />;
  return (
    <SchoolRequestsPage
      key={school.id}
      schoolId={school.id}
      county={county.code}
      view={view}
      onView={onView}
    />
  );
}
