import { Link } from '@tanstack/react-router';
import { Alert, Button, Tabs } from 'antd';
import { useWords } from '../../ui/language.ts';
import { Page } from '../../ui/page.tsx';
import { EmptyState, Loading } from '../../ui/states.tsx';
import { RecruitsTab } from './recruits-tab.tsx';
import type { Roster, Standing } from './roster.ts';
import { SchoolsTab } from './schools-tab.tsx';
import { TeachersTab } from './teachers-tab.tsx';
import { useFile } from './use-file.ts';
import { noFilters, type RegistryView, registryTabs } from './view.ts';

interface Props {
  /** Code of the county. */
  readonly county: string;
  readonly mayEdit: boolean;
  readonly view: RegistryView;
  readonly onView: (patch: RegistryView) => void;
}

/** Everybody and every school on file: to be found, read, put right, copied and printed. */
export function RegistryPage({ county, mayEdit, view, onView }: Props) {
  const { t } = useWords();
  const code = encodeURIComponent(county);
  const roster = useFile<Roster>(`/roster.json?county=${code}${view.left ? '&left=1' : ''}`);
  const standing = useFile<Standing>(mayEdit ? `/roster/standing.json?county=${code}` : undefined);
  const changed = () => {
    void roster.again();
    void standing.again();
  };
  const teachers = roster.data ? (
    roster.data.count === 0 && !view.left ? (
      <NobodyYet mayEdit={mayEdit} />
    ) : (
      <TeachersTab
        county={county}
        roster={roster.data}
        standing={standing.data}
        waiting={standing.fetching && mayEdit}
        mayEdit={mayEdit}
        view={view}
        onView={onView}
        onChanged={changed}
      />
    )
  ) : roster.failed ? null : (
    <Loading />
  );
  return (
    <Page
      title={t('registry.title')}
      lead={t('registry.lead')}
      actions={
        mayEdit ? (
          <Link to="/import" className="button-link">
            {t('registry.goImport')}
          </Link>
        ) : null
      }
    >
      <Failed what={t('failure.title')} why={roster.failed} onRetry={roster.again} />
      {view.tab ? null : (
        <Failed what={t('registry.standingFailed')} why={standing.failed} onRetry={standing.again} />
      )}
      <Tabs
        activeKey={view.tab ?? 'teachers'}
        onChange={(tab) =>
          onView({
            ...noFilters,
            sort: undefined,
            open: undefined,
            tab: registryTabs.find((known) => known === tab),
          })
        }
        items={[
          { key: 'teachers', label: t('registry.teachers'), children: view.tab ? null : teachers },
          {
            key: 'schools',
            label: t('registry.schools'),
            children:
              view.tab === 'schools' ? (
                <SchoolsTab county={county} mayEdit={mayEdit} view={view} onView={onView} />
              ) : null,
          },
          {
            key: 'recruits',
            label: t('recruits.title'),
            children:
              view.tab === 'recruits' ? (
                <RecruitsTab county={county} mayEdit={mayEdit} view={view} onView={onView} />
              ) : null,
          },
        ]}
      />
    </Page>
  );
}

interface FailedProps {
  readonly what: string;
  readonly why: 'network' | 'refused' | undefined;
  readonly onRetry: () => Promise<void>;
}

/** What a file did not bring, if it failed, and the way to ask again. */
function Failed({ what, why, onRetry }: FailedProps) {
  const { t } = useWords();
  if (why === undefined) return null;
  return (
    <Alert
      type="error"
      showIcon
      title={what}
      description={t(why === 'network' ? 'failure.network' : 'failure.unknown')}
      action={<Button onClick={() => void onRetry()}>{t('tryAgain')}</Button>}
    />
  );
}

function NobodyYet({ mayEdit }: { readonly mayEdit: boolean }) {
  const { t } = useWords();
  return mayEdit ? (
    <EmptyState
      title={t('registry.empty')}
      action={
        <Link to="/import" className="button-link primary">
          {t('registry.goImport')}
        </Link>
      }
    >
      {t('registry.emptyText')}
    </EmptyState>
  ) : (
    <EmptyState title={t('registry.empty')}>{t('registry.emptyReader')}</EmptyState>
  );
}
