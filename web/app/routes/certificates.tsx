import { getRouteApi } from '@tanstack/react-router';
import { CertificatesPage } from '../../features/certificates/certificates-page.tsx';
import { NotFound } from '../not-found.tsx';
import { useReader } from '../session.tsx';

const route = getRouteApi('/certificates');

export function CertificatesRoute() {
  const { drafts } = route.useSearch();
  const navigate = route.useNavigate();
  const { county, readsCounty } = useReader();
  if (!county || !readsCounty) return <NotFound />;
  return (
    <CertificatesPage
      key={county.code}
      county={county.code}
      drafts={drafts === true}
      onDrafts={(wanted) => void navigate({ search: { drafts: wanted || undefined }, replace: true })}
    />
  );
}
