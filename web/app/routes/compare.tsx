import { getRouteApi } from '@tanstack/react-router';
import { ComparePage } from '../../features/compare/compare-page.tsx';
import { NotFound } from '../not-found.tsx';
import { useReader } from '../session.tsx';

const route = getRouteApi('/compare');

export function CompareRoute() {
  const { a, b, c, d } = route.useSearch();
  const navigate = route.useNavigate();
  const { county, readsCounty } = useReader();
  if (!county || !readsCounty) return <NotFound />;
  return (
    <ComparePage
      county={county.code}
      compared={{ a, b, c, d }}
      onCompare={(compared) => void navigate({ search: compared, replace: true })}
    />
  );
}
