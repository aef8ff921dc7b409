import { MePage } from '../../features/me/me-page.tsx';
import { NotFound } from '../not-found.tsx';
import { useReader } from '../session.tsx';

export function MeRoute() {
  const { teacherId } = useReader();
  return teacherId === undefined ? <NotFound /> : <MePage teacherId={teacherId} />;
}
