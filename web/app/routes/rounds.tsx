import { useNavigate } from '@tanstack/react-router';
import { RoundsPage } from '../../features/rounds/rounds-page.tsx';
import { NotFound } from '../not-found.tsx';
import { useReader } from '../session.tsx';

export function RoundsRoute() {
  const { county, mayEdit } = useReader();
  const navigate = useNavigate();
  if (!county) return <NotFound />;
  return (
    <RoundsPage
      county={county}
      mayEdit={mayEdit}
      onOpened={(roundId) => void navigate({ to: '/rounds/$roundId', params: { roundId } })}
    />
  );
}
