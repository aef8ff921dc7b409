import { Link } from '@tanstack/react-router';
import { RoundsDocument, type RoundsQuery } from '../../graphql/generated/graphql.ts';
import { useLiveQuery } from '../../graphql/use-live-query.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { day, schoolYear } from '../../ui/format.ts';
import { useWords } from '../../ui/language.ts';
import { Page } from '../../ui/page.tsx';
import { EmptyState, Failure, Loading } from '../../ui/states.tsx';
import { OpenRoundForm } from './open-round-form.tsx';

interface Props {
  readonly county: { readonly id: string; readonly code: string };
  readonly mayEdit: boolean;
  readonly onOpened: (roundId: string) => void;
}

type Round = NonNullable<RoundsQuery['county']>['rounds']['nodes'][number];

export function RoundsPage({ county, mayEdit, onOpened }: Props) {
  const { t, language } = useWords();
  const { data, error, fetching, again } = useLiveQuery({
    query: RoundsDocument,
    variables: { county: county.code },
  });
  const rounds = data?.county?.rounds.nodes ?? [];
  const columns: readonly Column<Round>[] = [
    {
      key: 'name',
      title: t('rounds.name'),
      cell: ({ id, name }) => (
        <Link to="/rounds/$roundId" params={{ roundId: id }}>
          {name}
        </Link>
      ),
    },
    { key: 'year', title: t('rounds.schoolYear'), cell: (round) => schoolYear(round.schoolYear) },
    { key: 'effective', title: t('rounds.effective'), cell: ({ effective }) => day(effective, language) },
    { key: 'state', title: t('rounds.stateLabel'), cell: ({ state }) => t(`rounds.state.${state}`) },
    { key: 'plans', title: t('rounds.plans'), end: true, cell: ({ plans }) => plans.totalCount },
  ];
  return (
    <Page title={t('rounds.title')} lead={t('rounds.lead')}>
      {error ? <Failure error={error} onRetry={again} /> : null}
      {rounds.length > 0 ? (
        <DataTable caption={t('rounds.title')} columns={columns} rows={rounds} rowKey={({ id }) => id} />
      ) : fetching ? (
        <Loading />
      ) : error ? null : (
        <EmptyState title={t('rounds.empty')}>
          {mayEdit ? t('rounds.emptyText') : t('rounds.emptyRead')}
        </EmptyState>
      )}
      {mayEdit ? <OpenRoundForm countyId={county.id} onOpened={onOpened} /> : null}
    </Page>
  );
}
