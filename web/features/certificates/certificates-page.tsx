import { Link } from '@tanstack/react-router';
import { Checkbox } from 'antd';
import { CertificatesDocument, type CertificatesQuery } from '../../graphql/generated/graphql.ts';
import { useLiveQuery } from '../../graphql/use-live-query.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { DownloadButton } from '../../ui/download-button.tsx';
import { dayOfInstant } from '../../ui/format.ts';
import { useWords } from '../../ui/language.ts';
import { Page } from '../../ui/page.tsx';
import { EmptyState, Failure, Loading } from '../../ui/states.tsx';
import { HowToCheck } from './how-to-check.tsx';

interface Props {
  /** Code of the county. */
  readonly county: string;
  /** Whether plans that are not published are listed too. */
  readonly drafts: boolean;
  readonly onDrafts: (drafts: boolean) => void;
}

type Round = NonNullable<CertificatesQuery['county']>['rounds']['nodes'][number];
type Plan = Round['plans']['nodes'][number] & { readonly round: string };

/** Every plan that is decided, with what proves it and how anyone checks that without trusting this server. */
export function CertificatesPage({ county, drafts, onDrafts }: Props) {
  const { t } = useWords();
  const { data, error, again } = useLiveQuery({ query: CertificatesDocument, variables: { county } });
  const all = (data?.county?.rounds.nodes ?? []).flatMap(({ name: round, plans }) =>
    plans.nodes.map((plan): Plan => ({ ...plan, round })),
  );
  const plans = all.filter(({ publishedAt }) => drafts || publishedAt !== null);
  return (
    <Page title={t('certificates.title')} lead={t('certificates.lead')}>
      <Checkbox checked={drafts} onChange={({ target }) => onDrafts(target.checked)}>
        {t('certificates.drafts')}
      </Checkbox>
      {error ? <Failure error={error} onRetry={again} /> : null}
      {plans.length > 0 ? (
        <Plans plans={plans} />
      ) : data ? (
        <EmptyState title={t('certificates.empty')}>
          {t(all.length > 0 ? 'certificates.emptyDrafts' : 'certificates.emptyText')}
        </EmptyState>
      ) : error ? null : (
        <Loading />
      )}
      <HowToCheck files={plans.some(({ filePath }) => filePath !== null)} />
    </Page>
  );
}

function Plans({ plans }: { readonly plans: readonly Plan[] }) {
  const { t, language } = useWords();
  const columns: readonly Column<Plan>[] = [
    {
      key: 'plan',
      title: t('certificates.plan'),
      cell: ({ id, name, round }) => (
        <>
          <Link to="/plans/$planId" params={{ planId: id }}>
            {name}
          </Link>
          <div className="quiet small">{round}</div>
        </>
      ),
    },
    {
      key: 'state',
      title: t('certificates.state'),
      cell: ({ state, publishedAt, finalAt }) => {
        const since = finalAt ?? publishedAt;
        return (
          <>
            {t(`plan.state.${state}`)}
            {since ? <div className="quiet small nowrap">{dayOfInstant(since, language)}</div> : null}
          </>
        );
      },
    },
    {
      key: 'status',
      title: t('certificates.proof'),
      cell: ({ status, byHand, goals }) =>
        byHand ? (
          t('certificates.byHand')
        ) : (
          <>
            <span className="badge" data-status={status}>
              {t(`plan.status.${status}`)}
            </span>{' '}
            <span className="quiet small">
              {t('certificates.goals', {
                proven: goals.filter((goal) => goal.proven).length,
                count: goals.length,
              })}
            </span>
          </>
        ),
    },
    {
      key: 'hash',
      title: t('certificates.hash'),
      cell: ({ problem }) => <code className="hash">{problem.hash}</code>,
    },
    {
      key: 'files',
      title: t('certificates.files'),
      cell: ({ filePath, problem }) =>
        filePath && problem.exportPath ? (
          <span className="row">
            <DownloadButton path={problem.exportPath}>{t('certificates.problem')}</DownloadButton>
            <DownloadButton path={filePath}>{t('certificates.planFile')}</DownloadButton>
          </span>
        ) : (
          <span className="quiet small">{t('certificates.askBureau')}</span>
        ),
    },
  ];
  return (
    <DataTable caption={t('certificates.title')} columns={columns} rows={plans} rowKey={({ id }) => id} />
  );
}
