import { getRouteApi } from '@tanstack/react-router';
import { useCallback } from 'react';
import { AuditPage } from '../../features/audit/audit-page.tsx';
import type { AuditView } from '../../features/audit/view.ts';
import { NotFound } from '../not-found.tsx';
import { useReader } from '../session.tsx';

const route = getRouteApi('/audit');

export function AuditRoute() {
  const view = route.useSearch();
  const navigate = route.useNavigate();
  const { county, readsCounty } = useReader();
  const onView = useCallback(
    (patch: AuditView) => void navigate({ search: (before) => ({ ...before, ...patch }), replace: true }),
    [navigate],
  );
  if (!county || !readsCounty) return <NotFound />;
  return <AuditPage key={county.code} county={county.code} view={view} onView={onView} />;
}
