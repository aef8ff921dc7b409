import { Alert } from 'antd';
import {
  type MyRoundFragment,
  MyWishesDocument,
  type MyWishesQuery,
} from '../../graphql/generated/graphql.ts';
import { useLiveQuery } from '../../graphql/use-live-query.ts';
import { day, schoolYear } from '../../ui/format.ts';
import { useWords } from '../../ui/language.ts';
import { EmptyState, Failure, Loading } from '../../ui/states.tsx';
import { Chances } from './chances.tsx';
import { windowOf } from './view.ts';
import { WishEditor } from './wish-editor.tsx';

interface Props {
  readonly teacherId: string;
  readonly round: MyRoundFragment | undefined;
  readonly onChange: () => void;
}

export type Wisher = Extract<NonNullable<MyWishesQuery['node']>, { readonly __typename: 'Teacher' }>;

/** Where the teacher would go in a round, how each wish stands, and until when that can be changed. */
export function WishesPart({ teacherId, round, onChange }: Props) {
  const { t, language } = useWords();
  const { data, error, again } = useLiveQuery({
    query: MyWishesDocument,
    variables: { teacher: teacherId, round: round?.id ?? '' },
    pause: round === undefined,
  });
  if (round === undefined) return <EmptyState title={t('me.roundNone')}>{t('me.roundNoneText')}</EmptyState>;
  const teacher = data?.node?.__typename === 'Teacher' ? data.node : undefined;
  if (!teacher) return error ? <Failure error={error} onRetry={again} /> : <Loading />;
  const wish = teacher.wishes.nodes.find((one) => one.schoolYear === round.schoolYear);
  const open = round.openFor.includes('WISHES');
  const window = windowOf(round, 'WISHES');
  const saved = () => {
    again();
    onChange();
  };
  return (
    <>
      <Alert
        type={open ? 'info' : 'warning'}
        showIcon
        title={
          open
            ? window === undefined
              ? t('me.wishesOpen', { round: round.name })
              : t('me.wishesUntil', { round: round.name, day: day(window.until, language) })
            : window === undefined
              ? t('me.wishesOver', { round: round.name })
              : t('me.wishesClosed', {
                  round: round.name,
                  from: day(window.from, language),
                  until: day(window.until, language),
                })
        }
      />
      {open ? (
        <WishEditor teacher={teacher} wish={wish} roundId={round.id} onSaved={saved} />
      ) : (
        <section className="panel" aria-label={t('me.myWishes')}>
          <h2>{t('me.wishesOf', { year: schoolYear(round.schoolYear) })}</h2>
          {wish ? (
            <>
              {wish.volunteer ? <p>{t('me.volunteers')}</p> : null}
              <ol>
                {wish.choices.map(({ rank, school, zone }) => (
                  <li key={rank}>{school?.name ?? (zone ? t('me.zone', { zone: zone.name }) : '')}</li>
                ))}
              </ol>
              {wish.choices.length === 0 ? <p>{t('me.noSchools')}</p> : null}
            </>
          ) : (
            <p className="quiet">{t('me.wishNone')}</p>
          )}
        </section>
      )}
      {wish && wish.choices.length > 0 ? <Chances chances={teacher.wishChances} /> : null}
    </>
  );
}
