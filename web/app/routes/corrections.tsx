import { getRouteApi } from '@tanstack/react-router';
import { useCallback } from 'react';
import { CorrectionsPage } from '../../features/decisions/corrections-page.tsx';
import type { CorrectionsView } from '../../features/decisions/view.ts';
import { NotFound } from '../not-found.tsx';
import { useReader } from '../session.tsx';

const route = getRouteApi('/corrections');

export function CorrectionsRoute() {
  const view = route.useSearch();
  const navigate = route.useNavigate();
  const { county, mayEdit } = useReader();
  const onView = useCallback(
    (patch: CorrectionsView) =>
      void navigate({ search: (before) => ({ ...before, ...patch }), replace: true }),
    [navigate],
  );
  if (!county || !mayEdit) return <NotFound />;
  return <CorrectionsPage key={county.code} county={county.code} view={view} onView={onView} />;
}
