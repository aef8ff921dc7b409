import { Tabs } from 'antd';
import { type ReactNode, useMemo } from 'react';
import {
  BalanceOfPlanDocument,
  type BalancePartsFragment,
  CountyBalanceDocument,
  LeastCoefficientsDocument,
  RegistryFindingsDocument,
} from '../../graphql/generated/graphql.ts';
import { useLiveQuery } from '../../graphql/use-live-query.ts';
import { useQuestion } from '../../graphql/use-question.ts';
import { useWords } from '../../ui/language.ts';
import { Page } from '../../ui/page.tsx';
import { EmptyState, Failure, Loading } from '../../ui/states.tsx';
import { ArithmeticDrawer } from './arithmetic-drawer.tsx';
import { asked, type By } from './by.ts';
import { CoefficientChart } from './coefficient-chart.tsx';
import { CoefficientTable } from './coefficient-table.tsx';
import { Filters } from './filters.tsx';
import { FindingsTab } from './findings-tab.tsx';
import { LeastQuestion } from './least-question.tsx';
import { LeftOutTab } from './left-out-tab.tsx';
import { type PlanBalance, rowsOf } from './rows.ts';
import { SchoolDrawer } from './school-drawer.tsx';
import { SchoolsTab } from './schools-tab.tsx';
import { UnchangedTab } from './unchanged-tab.tsx';
import { Verdict } from './verdict.tsx';
import type { IndicatorsViewProps } from './view.ts';

interface Props extends IndicatorsViewProps {
  /** Code of the county. */
  readonly county: string;
}

/** How even the county is by a national standard, today and after a plan, down to each school's figures. */
export function IndicatorsPage({ county, view, onView }: Props) {
  const { t } = useWords();
  const { today, after, change, error, again } = useBalance(county, view);
  return (
    <Page title={t('indicators.title')} lead={t('indicators.lead')}>
      <Filters county={county} view={view} onView={onView} />
      {error ? <Failure error={error} onRetry={again} /> : null}
      {today ? (
        <StageDetails
          key={`${view.standard} ${view.view} ${view.plan}`}
          county={county}
          view={view}
          onView={onView}
          today={today}
          after={after}
          change={change}
        />
      ) : error ? null : (
        <Loading />
      )}
    </Page>
  );
}

/** The county's balance as it stands, or before and after the plan chosen. */
function useBalance(county: string, { standard, view, plan }: Props['view']) {
  const by = asked({ standard, view });
  const now = useLiveQuery({
    query: CountyBalanceDocument,
    variables: { county, ...by },
    pause: plan !== undefined,
  });
  const planned = useLiveQuery({
    query: BalanceOfPlanDocument,
    variables: { plan: plan ?? '', ...by },
    pause: plan === undefined,
  });
  const { error, again } = plan === undefined ? now : planned;
  if (plan === undefined)
    return {
      today: now.data?.county?.balance ?? undefined,
      after: undefined,
      change: undefined,
      error,
      again,
    };
  const change = planned.data?.node?.__typename === 'Plan' ? planned.data.node.balance : undefined;
  return { today: change?.before, after: change?.after, change: change ?? undefined, error, again };
}

interface DetailsProps extends Props {
  readonly today: BalancePartsFragment;
  readonly after: BalancePartsFragment | undefined;
  readonly change: PlanBalance | undefined;
}

function StageDetails({ county, view, onView, today, after, change }: DetailsProps) {
  const { t } = useWords();
  const question = useQuestion(LeastCoefficientsDocument);
  const stage = view.stage ?? 'PRIMARY';
  const now = today.stages.find((one) => one.stage === stage);
  const then = after?.stages.find((one) => one.stage === stage);
  const least = question.answer?.indicators;
  const rows = useMemo(() => (now ? rowsOf(now, then, least) : []), [now, then, least]);
  const known = useLiveQuery({ query: RegistryFindingsDocument, variables: { county } });
  const findings = known.data?.county?.registryFindings ?? [];
  if (!now) return <EmptyState title={t('indicators.none')}>{t('indicators.noneText')}</EmptyState>;
  const judged = then ?? now;
  const unchanged = change?.unchanged.filter((one) => one.stage === stage) ?? [];
  const by: By = { county, plan: view.plan, standard: view.standard, view: view.view, stage };
  return (
    <>
      <Verdict stages={(after ?? today).stages} stage={stage} onStage={(next) => onView({ stage: next })} />
      <CoefficientChart title={today.title} stage={now} after={then} rows={rows} />
      <CoefficientTable
        stage={now}
        after={then}
        rows={rows}
        caption={t('indicators.table')}
        chosen={view.indicator}
        onChoose={(indicator) => onView({ indicator })}
      />
      {view.plan === undefined ? null : <LeastQuestion question={question} by={{ ...by, plan: view.plan }} />}
      <Tabs
        activeKey={view.tab ?? 'schools'}
        onChange={(key) => onView({ tab: tabs.find((tab) => tab === key) })}
        destroyOnHidden
        items={[
          tab(
            'schools',
            t('indicators.tab.schools'),
            judged.schools.length,
            <SchoolsTab stage={judged} onSchool={(section) => onView({ section })} />,
          ),
          ...(change
            ? [
                tab(
                  'unchanged',
                  t('indicators.tab.unchanged'),
                  unchanged.length,
                  <UnchangedTab unchanged={unchanged} indicators={now.indicators} />,
                ),
              ]
            : []),
          tab(
            'leftOut',
            t('indicators.tab.leftOut'),
            judged.leftOut.length,
            <LeftOutTab leftOut={judged.leftOut} />,
          ),
          tab('findings', t('indicators.tab.findings'), findings.length, <FindingsTab findings={findings} />),
        ]}
      />
      <ArithmeticDrawer
        by={by}
        row={rows.find(({ indicator }) => indicator.code === view.indicator)}
        moves={change?.indicators.find((one) => one.stage === stage && one.code === view.indicator)?.moves}
        onSchool={(section) => onView({ section })}
        onClose={() => onView({ indicator: undefined })}
      />
      <SchoolDrawer
        by={by}
        section={view.section}
        indicators={now.indicators}
        onIndicator={(indicator) => onView({ indicator, section: undefined })}
        onClose={() => onView({ section: undefined })}
      />
    </>
  );
}

const tabs = ['unchanged', 'leftOut', 'findings'] as const;

const tab = (key: string, label: string, amount: number, children: ReactNode) => ({
  key,
  label: `${label} ${amount}`,
  children,
});
