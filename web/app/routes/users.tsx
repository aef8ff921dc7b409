import { getRouteApi } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import { UsersPage } from '../../features/users/users-page.tsx';
import type { UsersView } from '../../features/users/view.ts';
import { NotFound } from '../not-found.tsx';
import { useReader } from '../session.tsx';

const route = getRouteApi('/users');

export function UsersRoute() {
  const view = route.useSearch();
  const navigate = route.useNavigate();
  const { county, keeps, mayEdit } = useReader();
  const onView = useCallback(
    (patch: UsersView) => void navigate({ search: (before) => ({ ...before, ...patch }), replace: true }),
    [navigate],
  );
  const ofCounty = keeps?.county ?? false;
  const ofProvince = keeps?.province ?? false;
  const place = useMemo(
    () => ({
      ...(ofCounty && county ? { county } : {}),
      ...(ofProvince && county ? { province: county.province } : {}),
    }),
    [ofCounty, ofProvince, county],
  );
  if (!county || !keeps) return <NotFound />;
  return <UsersPage key={county.code} place={place} mayEdit={mayEdit} view={view} onView={onView} />;
}
