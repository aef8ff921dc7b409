import { getRouteApi } from '@tanstack/react-router';
import { useCallback } from 'react';
import { PostingsPage } from '../../features/postings/postings-page.tsx';
import type { PostingsView } from '../../features/postings/view.ts';
import { NotFound } from '../not-found.tsx';
import { useReader } from '../session.tsx';

const route = getRouteApi('/postings');

export function PostingsRoute() {
  const view = route.useSearch();
  const navigate = route.useNavigate();
  const { county, readsCounty, mayEdit } = useReader();
  const onView = useCallback(
    (patch: PostingsView) => void navigate({ search: (before) => ({ ...before, ...patch }), replace: true }),
    [navigate],
  );
  if (!county || !readsCounty) return <NotFound />;
  return <PostingsPage key={county.code} county={county} mayEdit={mayEdit} view={view} onView={onView} />;
}
