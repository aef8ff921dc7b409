import { getRouteApi } from '@tanstack/react-router';
import { RolloverPage } from '../../features/rollover/rollover-page.tsx';
import { NotFound } from '../not-found.tsx';
import { useReader } from '../session.tsx';

const route = getRouteApi('/rollover');

export function RolloverRoute() {
  const { year } = route.useSearch();
  const navigate = route.useNavigate();
  const { county, mayEdit } = useReader();
  if (!county || !mayEdit) return <NotFound />;
  return (
    <RolloverPage
      key={county.code}
      county={county}
      year={year}
      onYear={(chosen) => void navigate({ search: { year: chosen }, replace: true })}
    />
  );
}
