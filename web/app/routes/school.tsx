import { getRouteApi } from '@tanstack/react-router';
import { useCallback } from 'react';
import { SchoolPage } from '../../features/school/school-page.tsx';
import type { SchoolView } from '../../features/school/view.ts';
import { NotFound } from '../not-found.tsx';
import { useReader } from '../session.tsx';

const route = getRouteApi('/school');

export function SchoolRoute() {
  const view = route.useSearch();
  const navigate = route.useNavigate();
  const { county, school } = useReader();
  const onView = useCallback(
    (patch: SchoolView) => void navigate({ search: (before) => ({ ...before, ...patch }), replace: true }),
    [navigate],
  );
  if (!school || !county) return <NotFound />;
  return <SchoolPage key={school.id} schoolId={school.id} county={county.code} view={view} onView={onView} />;
}
