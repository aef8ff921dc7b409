import { Tabs } from 'antd';
import { todayIn } from '../../ui/format.ts';
import { useWords } from '../../ui/language.ts';
import { Page } from '../../ui/page.tsx';
import { ForecastTab } from './forecast-tab.tsx';
import { MonthTab } from './month-tab.tsx';
import { RatesTab } from './rates-tab.tsx';
import { type AllowancesView, allowanceTabs, monthBefore, type OnView, schoolYearOf } from './view.ts';
import { YearTab } from './year-tab.tsx';

interface Props {
  readonly county: { readonly id: string; readonly code: string; readonly timeZone: string };
  readonly mayEdit: boolean;
  readonly view: AllowancesView;
  readonly onView: OnView;
}

/** What postings cost: a month to approve, the year, what a plan would come to, and by which rates. */
export function AllowancesPage({ county, mayEdit, view, onView }: Props) {
  const { t } = useWords();
  const month = view.month ?? monthBefore(todayIn(county.timeZone));
  const year = schoolYearOf(month);
  const content = {
    month: (
      <MonthTab key={month} county={county} month={month} mayEdit={mayEdit} view={view} onView={onView} />
    ),
    year: <YearTab county={county.code} schoolYear={year} onView={onView} />,
    forecast: <ForecastTab county={county.code} schoolYear={year} planId={view.plan} onView={onView} />,
    rates: <RatesTab county={county.code} schoolYear={year} />,
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
