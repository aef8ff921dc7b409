import { TodayPage } from '../../features/today/today-page.tsx';
import { menuOf } from '../navigation.ts';
import { NotFound } from '../not-found.tsx';
import { useReader } from '../session.tsx';

export function TodayRoute() {
  const reader = useReader();
  const { county, mayEdit } = reader;
  if (!county) return <NotFound />;
  const places = menuOf(reader).flatMap((group) => group.places);
  return (
    <TodayPage
      key={county.code}
      county={county}
      mayEdit={mayEdit}
      placeOf={(key) => places.find((place) => place.key === key)?.to}
    />
  );
}
