import { AllowanceForecastDocument, AllowanceYearDocument } from '../../graphql/generated/graphql.ts';
import { useLiveQuery } from '../../graphql/use-live-query.ts';
import { Figures } from '../../ui/figures.tsx';
import { count, schoolYear as named } from '../../ui/format.ts';
import { useWords } from '../../ui/language.ts';
import { SelectField } from '../../ui/select-field.tsx';
import { EmptyState, Failure, Loading } from '../../ui/states.tsx';
import { CostChart } from './cost-chart.tsx';
import type { OnView } from './view.ts';

interface Props {
  readonly county: string;
  readonly month: string;
  readonly planId: string | undefined;
  readonly onView: OnView;
}

/** What a plan's moves would cost over their stay. */
export function ForecastTab({ county, month, planId, onView }: Props) {
  const { t, language } = useWords();
  const known = useLiveQuery({ query: AllowanceYearDocument, variables: { county, month } });
  const plans = (known.data?.county?.rounds.nodes ?? []).flatMap((round) =>
    round.plans.nodes.map(({ id, name, state }) => ({
      value: id,
      label: `${round.name} · ${name}（${t(`plan.state.${state}`)}）`,
    })),
  );
  const chosen = planId ?? plans[0]?.value;
  const { data, error, fetching, again } = useLiveQuery({
    query: AllowanceForecastDocument,
    variables: { plan: chosen ?? '' },
    pause: chosen === undefined,
  });
  const plan = data?.node?.__typename === 'Plan' && data.node.id === chosen ? data.node : undefined;
  const years = plan?.allowanceForecast ?? [];
  if (known.data && plans.length === 0)
    return <EmptyState title={t('allowances.noPlan')}>{t('allowances.noPlanText')}</EmptyState>;
  return (
    <div className="stack">
      <div className="row-end no-print">
        <SelectField
          label={t('allowances.plan')}
          none={t('allowances.choosePlan')}
          value={chosen}
          choices={plans}
          onChange={(plan) => onView({ plan })}
        />
      </div>
      <p className="quiet">{t('allowances.forecastText')}</p>
      {error ? <Failure error={error} onRetry={again} /> : null}
      {plan ? (
        years.length === 0 ? (
          <EmptyState title={t('allowances.forecastNone')}>{t('allowances.forecastNoneText')}</EmptyState>
        ) : (
          <>
            <Figures
              figures={[
                ...years.map(({ schoolYear: year, total }) => ({
                  label: named(year),
                  value: count(total, language),
                  unit: t('allowances.yuan'),
                })),
                {
                  label: t('allowances.forecastTotal'),
                  value: count(plan.allowanceForecastTotal ?? 0, language),
                  unit: t('allowances.yuan'),
                },
              ]}
            />
            <CostChart
              title={t('allowances.forecastChart', { plan: plan.name })}
              months={years.flatMap(({ months }) => months)}
              source={t('allowances.forecastSource')}
            />
          </>
        )
      ) : fetching ? (
        <Loading />
      ) : null}
    </div>
  );
}
