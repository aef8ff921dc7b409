import { Navigate } from '@tanstack/react-router';
import { useReader } from './session.tsx';

/** Where a reader's day begins. */
export function Home() {
  const { readsCounty, school, teacherId } = useReader();
  return <Navigate to={!readsCounty && !school && teacherId !== undefined ? '/me' : '/today'} replace />;
}
