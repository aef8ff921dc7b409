import { Tabs } from 'antd';
import { useWords } from '../../ui/language.ts';
import { Page } from '../../ui/page.tsx';
import { HoldBacksTab } from './hold-backs-tab.tsx';
import { RequestsTab } from './requests-tab.tsx';
import type { RequestsView } from './view.ts';

interface Props {
  /** Code of the county. */
  readonly county: string;
  readonly view: RequestsView;
  readonly onView: (patch: RequestsView) => void;
}

/** What principals ask of HR: teachers, and to keep some. What waits stands first, with its evidence beside. */
export function RequestsPage({ county, view, onView }: Props) {
  const { t } = useWords();
  return (
    <Page title={t('decisions.title')} lead={t('decisions.lead')}>
      <Tabs
        activeKey={view.tab ?? 'requests'}
        onChange={(key) =>
          onView({ tab: key === 'holdBacks' ? key : undefined, state: undefined, request: undefined })
        }
        destroyOnHidden
        items={[
          {
            key: 'requests',
            label: t('decisions.tab.requests'),
            children: <RequestsTab county={county} view={view} onView={onView} />,
          },
          {
            key: 'holdBacks',
            label: t('decisions.tab.holdBacks'),
            children: <HoldBacksTab county={county} />,
          },
        ]}
      />
    </Page>
  );
}
