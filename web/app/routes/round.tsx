import { getRouteApi } from '@tanstack/react-router';
import { RoundPage } from '../../features/rounds/round-page.tsx';
import { useReader } from '../session.tsx';

const route = getRouteApi('/rounds/$roundId');

export function RoundRoute() {
  const { roundId } = route.useParams();
  const { solve } = route.useSearch();
  const navigate = route.useNavigate();
  const { mayEdit, readsCounty } = useReader();
  return (
    <RoundPage
      key={roundId}
      roundId={roundId}
      solveId={solve}
      mayEdit={mayEdit}
      readsCounty={readsCounty}
      onSolve={(solveId) => void navigate({ search: { solve: solveId }, replace: true })}
    />
  );
}
