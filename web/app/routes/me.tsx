import { getRouteApi } from '@tanstack/react-router';
import { useCallback } from 'react';
import { MePage } from '../../features/me/me-page.tsx';
import type { MeView } from '../../features/me/view.ts';
import { NotFound } from '../not-found.tsx';
import { useReader } from '../session.tsx';

const route = getRouteApi('/me');

export function MeRoute() {
  const view = route.useSearch();
  const navigate = route.useNavigate();
  const { county, teacherId } = useReader();
  const onView = useCallback(
    (patch: MeView) => void navigate({ search: (before) => ({ ...before, ...patch }), replace: true }),
    [navigate],
  );
  if (teacherId === undefined || !county) return <NotFound />;
  return <MePage teacherId={teacherId} county={county.code} view={view} onView={onView} />;
}
