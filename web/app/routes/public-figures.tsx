import { getRouteApi } from '@tanstack/react-router';
import { useCallback } from 'react';
import { PublicFiguresPage } from '../../features/public-figures/public-figures-page.tsx';
import type { PublicFiguresView } from '../../features/public-figures/view.ts';
import { NotFound } from '../not-found.tsx';
import { useReader } from '../session.tsx';

const route = getRouteApi('/public-figures');

export function PublicFiguresRoute() {
  const view = route.useSearch();
  const navigate = route.useNavigate();
  const { county, mayEdit } = useReader();
  const onView = useCallback(
    (patch: PublicFiguresView) =>
      void navigate({ search: (before) => ({ ...before, ...patch }), replace: true }),
    [navigate],
  );
  if (!county || !mayEdit) return <NotFound />;
  return <PublicFiguresPage key={county.code} county={county} view={view} onView={onView} />;
}
