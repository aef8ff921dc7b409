import { getRouteApi } from '@tanstack/react-router';
import { useCallback } from 'react';
import { LettersPage } from '../../features/letters/letters-page.tsx';
import type { LettersView } from '../../features/letters/view.ts';
import { NotFound } from '../not-found.tsx';
import { useReader } from '../session.tsx';

const route = getRouteApi('/letters');

export function LettersRoute() {
  const view = route.useSearch();
  const navigate = route.useNavigate();
  const { county, mayEdit } = useReader();
  const onView = useCallback(
    (patch: LettersView) => void navigate({ search: (before) => ({ ...before, ...patch }), replace: true }),
    [navigate],
  );
  if (!county || !mayEdit) return <NotFound />;
  return <LettersPage key={county.code} county={county} view={view} onView={onView} />;
}
