import { type CalendarOfRoundFragment, TodayDocument } from '../../graphql/generated/graphql.ts';
import { useLiveQuery } from '../../graphql/use-live-query.ts';
import { todayIn } from '../../ui/format.ts';
import { useWords } from '../../ui/language.ts';
import { Page } from '../../ui/page.tsx';
import { EmptyState, Failure, Loading } from '../../ui/states.tsx';
import { Calendar } from './calendar.tsx';
import { Late, type PlaceOf, WaitingList } from './errands.tsx';

interface Props {
  readonly county: { readonly code: string; readonly name: string; readonly timeZone: string };
  readonly mayEdit: boolean;
  readonly placeOf: PlaceOf;
}

/** Where a day begins: what waits, what is late, and the year. */
export function TodayPage({ county, mayEdit, placeOf }: Props) {
  const { t, language } = useWords();
  const { data, error, again } = useLiveQuery({ query: TodayDocument, variables: { county: county.code } });
  const today = todayIn(county.timeZone);
  const found = data?.county;
  const weekday = new Intl.DateTimeFormat(language, { dateStyle: 'full', timeZone: 'UTC' }).format(
    new Date(`${today}T12:00:00Z`),
  );
  const [newest, ...others] = found?.rounds.nodes ?? [];
  const calendarOf = (round: CalendarOfRoundFragment) => (
    <Calendar key={round.id} round={round} today={today} mayEdit={mayEdit} onReadAgain={again} />
  );
  return (
    <Page title={t('today.title')} lead={`${county.name} · ${weekday}`}>
      {error ? <Failure error={error} onRetry={again} /> : null}
      {found ? (
        <>
          {found.waiting.length === 0 && found.alarms.length === 0 ? (
            <p className="panel">{t('today.nothing')}</p>
          ) : null}
          {found.waiting.length > 0 ? (
            <WaitingList waiting={found.waiting} today={today} placeOf={placeOf} />
          ) : null}
          {found.alarms.length > 0 ? (
            <Late
              rounds={new Map(found.rounds.nodes.map(({ id, name }) => [id, name]))}
              alarms={found.alarms}
              today={today}
              placeOf={placeOf}
            />
          ) : null}
          {newest ? calendarOf(newest) : null}
          {others.length > 0 ? (
            <details>
              <summary>{t('today.others')}</summary>
              <div className="page">{others.map(calendarOf)}</div>
            </details>
          ) : null}
          {found.rounds.nodes.length === 0 ? (
            <EmptyState title={t('today.noRound')}>
              {t(mayEdit ? 'today.noRoundEdit' : 'today.noRoundText')}
            </EmptyState>
          ) : null}
        </>
      ) : error ? null : (
        <Loading />
      )}
    </Page>
  );
}
