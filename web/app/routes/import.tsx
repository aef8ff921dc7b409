import { ImportPage } from '../../features/import/import-page.tsx';
import { NotFound } from '../not-found.tsx';
import { useReader } from '../session.tsx';

export function ImportRoute() {
  const { county, mayEdit } = useReader();
  return county && mayEdit ? <ImportPage key={county.code} county={county} /> : <NotFound />;
}
