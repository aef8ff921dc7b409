import { getRouteApi } from '@tanstack/react-router';
import { ProvincePage } from '../../features/province/province-page.tsx';
import { NotFound } from '../not-found.tsx';
import { useReader } from '../session.tsx';

const route = getRouteApi('/province');

export function ProvinceRoute() {
  const { batch } = route.useSearch();
  const navigate = route.useNavigate();
  const { viewer } = useReader();
  const provinceId = viewer.grants.flatMap(({ province }) => province?.id ?? [])[0];
  if (provinceId === undefined) return <NotFound />;
  return (
    <ProvincePage
      provinceId={provinceId}
      batchId={batch}
      onBatch={(chosen) => void navigate({ search: { batch: chosen }, replace: true })}
    />
  );
}
