import { Button } from 'antd';
import { SchoolRequestsDocument, type SchoolRequestsQuery } from '../../graphql/generated/graphql.ts';
import { useLiveQuery } from '../../graphql/use-live-query.ts';
import { currentRound } from '../../ui/current-round.ts';
import { day } from '../../ui/format.ts';
import { useWords } from '../../ui/language.ts';
import { Page } from '../../ui/page.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { EmptyState, Failure, Loading } from '../../ui/states.tsx';
import { HoldBacks } from './hold-backs.tsx';
import { RequestPanel } from './request-panel.tsx';
import { RequestWizard } from './request-wizard.tsx';

/** What the address of the page holds. */
export interface RequestsView {
  /** Id of the round asked in; unsaid: the one under way. */
  readonly round?: string | undefined;
  /** Whether a request is being written. */
  readonly asking?: true | undefined;
}

interface Props {
  readonly schoolId: string;
  /** Code of the county. */
  readonly county: string;
  readonly view: RequestsView;
  readonly onView: (patch: RequestsView) => void;
}

export type Asking = Extract<NonNullable<SchoolRequestsQuery['node']>, { readonly __typename: 'School' }>;

/** A principal asks for teachers with what demand shows, reads the replies, and asks to keep some. */
export function RequestsPage({ schoolId, county, view, onView }: Props) {
  const { t, language } = useWords();
  const { data, error, fetching, again } = useLiveQuery({
    query: SchoolRequestsDocument,
    variables: { school: schoolId, county },
  });
  const school = data?.node?.__typename === 'School' ? data.node : undefined;
  const rounds = data?.county?.rounds.nodes ?? [];
  const round = currentRound(rounds, view.round);
  const requests = data?.county?.requests.nodes ?? [];
  const open = round?.openFor.includes('REQUESTS') ?? false;
  const window = round?.windows.find(({ kind }) => kind === 'REQUESTS');
  return (
    <Page
      title={t('schoolRequests.title')}
      lead={
        round === undefined
          ? t('schoolRequests.lead')
          : window === undefined
            ? t(open ? 'schoolRequests.open' : 'schoolRequests.over', { round: round.name })
            : t(open ? 'schoolRequests.openUntil' : 'schoolRequests.closed', {
                round: round.name,
                from: day(window.from, language),
                until: day(window.until, language),
              })
      }
      actions={
        open && !view.asking ? (
          <Button type="primary" onClick={() => onView({ asking: true })}>
            {t('schoolRequests.ask')}
          </Button>
        ) : null
      }
    >
      {rounds.length > 1 ? (
        <SelectField
          label={t('title.round')}
          none={t('schoolRequests.currentRound')}
          value={round?.id}
          choices={rounds.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(chosen) => onView({ round: chosen, asking: undefined })}
        />
      ) : null}
      {!school ? (
        error ? (
          <Failure error={error} onRetry={again} />
        ) : fetching ? (
          <Loading />
        ) : (
          <EmptyState title={t('schoolRequests.noSchool')}>{t('schoolRequests.noSchoolText')}</EmptyState>
        )
      ) : (
        <>
          {open && round && view.asking ? (
            <RequestWizard
              school={school}
              roundId={round.id}
              onSent={() => {
                onView({ asking: undefined });
                again();
              }}
              onCancel={() => onView({ asking: undefined })}
            />
          ) : null}
          {requests.length === 0 ? (
            <EmptyState title={t('schoolRequests.none')}>
              {t(open ? 'schoolRequests.noneText' : 'schoolRequests.noneClosed')}
            </EmptyState>
          ) : (
            requests.map((request) => <RequestPanel key={request.id} request={request} onChange={again} />)
          )}
          {round ? (
            <HoldBacks key={round.id} county={county} schoolId={schoolId} roundId={round.id} open={open} />
          ) : null}
        </>
      )}
    </Page>
  );
}
