import { Tabs } from 'antd';
import { ApprovableMonthDocument } from '../../graphql/generated/graphql.ts';
import { useLiveQuery } from '../../graphql/use-live-query.ts';
import { useWords } from '../../ui/language.ts';
import { Page } from '../../ui/page.tsx';
import { Failure, Loading } from '../../ui/states.tsx';
import { ForecastTab } from './forecast-tab.tsx';
import { MonthTab } from './month-tab.tsx';
import { RatesTab } from './rates-tab.tsx';
import { type AllowancesView, allowanceTabs, type OnView } from './view.ts';
import { YearTab } from './year-tab.tsx';

interface Props {
  readonly county: { readonly id: string; readonly code: string };
  readonly view: AllowancesView;
  readonly onView: OnView;
}

/** What postings cost: a month to approve, the year, what a plan would come to, and by which rates. */
export function AllowancesPage({ county, view, onView }: Props) {
  const { t } = useWords();
  const newest = useLiveQuery({
    query: ApprovableMonthDocument,
    variables: { county: county.code },
    pause: view.month !== undefined,
  });
  const month = view.month ?? newest.data?.county?.approvableMonth;
  if (month === undefined)
    return (
      <Page title={t('allowances.title')} lead={t('allowances.lead')}>
        {newest.error ? <Failure error={newest.error} onRetry={newest.again} /> : <Loading />}
      </Page>
    );
  const content = {
    month: <MonthTab key={month} county={county} month={month} view={view} onView={onView} />,
    year: <YearTab county={county.code} month={month} onView={onView} />,
    forecast: <ForecastTab county={county.code} month={month} planId={view.plan} onView={onView} />,
    rates: <RatesTab county={county.code} month={month} />,
  };
  return (
    <Page title={t('allowances.title')} lead={t('allowances.lead')}>
      <Tabs
        activeKey={view.tab ?? 'month'}
        onChange={(key) => onView({ tab: allowanceTabs.find((tab) => tab === key), q: undefined })}
        destroyOnHidden
        items={allowanceTabs.map((key) => ({
          key,
          label: t(`allowances.tab.${key}`),
          children: content[key],
        }))}
      />
    </Page>
  );
}
