import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { IndicatorNamesDocument } from '../../graphql/generated/graphql.ts';
import { useLiveQuery } from '../../graphql/use-live-query.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { coefficient, count, fte } from '../../ui/format.ts';
import { useWords } from '../../ui/language.ts';
import { EmptyState } from '../../ui/states.tsx';
import { useUnit } from '../../ui/unit.ts';
import type { Round } from './draft.ts';

type Outcome = NonNullable<Round['scenarioTable']>[number];

interface Line {
  readonly key: string;
  readonly title: ReactNode;
  readonly of: (outcome: Outcome) => ReactNode;
}

interface Props {
  readonly round: Round;
  /** Code of the county. */
  readonly county: string;
  readonly standard: 'BASIC_2012' | undefined;
}

/** What the newest plan of each scenario comes to, side by side: one column a scenario, the round's own first. */
export function OutcomeTable({ round, county, standard }: Props) {
  const { t, say } = useWords();
  const outcomes = round.scenarioTable ?? [];
  const { data } = useLiveQuery({
    query: IndicatorNamesDocument,
    variables: { county, standard: standard ?? 'QUALITY_2017' },
  });
  const indicators = data?.county?.balanceStandardInForce.figures.indicators ?? [];
  const lines = useLines(round, outcomes, (code) => {
    const known = indicators.find((one) => one.code === code);
    return known ? say(known.words) : code;
  });
  if (outcomes.length === 0)
    return <EmptyState title={t('scenarios.noPlans')}>{t('scenarios.noPlansText')}</EmptyState>;
  const nameOf = ({ scenario }: Outcome) =>
    round.scenarios.find(({ id }) => id === scenario?.id)?.name ?? t('scenarios.ownAssumptions');
  const columns: readonly Column<Line>[] = [
    { key: 'line', title: t('scenarios.measure'), cell: ({ title }) => title },
    ...outcomes.map(
      (outcome): Column<Line> => ({
        key: outcome.plan.id,
        title: nameOf(outcome),
        end: true,
        cell: ({ of }) => of(outcome),
      }),
    ),
  ];
  return (
    <section className="stack">
      <h2>{t('scenarios.table')}</h2>
      <DataTable caption={t('scenarios.table')} columns={columns} rows={lines} rowKey={({ key }) => key} />
      <p className="quiet small">{t('scenarios.tableText')}</p>
    </section>
  );
}

/** The lines of the table: the plan, people, money, goals, coefficients. */
function useLines(round: Round, outcomes: readonly Outcome[], indicatorOf: (code: string) => string): Line[] {
  const { t, language } = useWords();
  const unitOf = useUnit();
  const figure = (amount: number | null | undefined) => (amount == null ? '—' : count(amount, language));
  const goals = round.policy.goals.filter(({ name }) =>
    outcomes.some(({ plan }) => plan.goals.some((goal) => goal.name === name)),
  );
  const indicators = outcomes.find((one) => one.indicators.length > 0)?.indicators ?? [];
  return [
    {
      key: 'plan',
      title: t('title.plan'),
      of: ({ plan }) => (
        <Link to="/plans/$planId" params={{ planId: plan.id }}>
          {t(`plan.status.${plan.status}`)}
        </Link>
      ),
    },
    { key: 'posted', title: t('scenarios.posted'), of: ({ posted }) => figure(posted) },
    { key: 'backbone', title: t('scenarios.backbone'), of: ({ backbone }) => figure(backbone) },
    { key: 'cost', title: t('scenarios.cost'), of: ({ cost }) => figure(cost) },
    { key: 'km', title: t('scenarios.km'), of: ({ km }) => figure(km) },
    { key: 'left', title: t('scenarios.left'), of: ({ left }) => figure(left) },
    ...goals.map(
      ({ name, title }): Line => ({
        key: `goal ${name}`,
        title: (
          <>
            <span className="quiet small">{t('scenarios.goal')}</span> {title}
          </>
        ),
        of: ({ plan }) => {
          const goal = plan.goals.find((one) => one.name === name);
          return goal ? (
            <>
              {fte(goal.value, language)} <span className="quiet small">{unitOf(goal.unit)}</span>
            </>
          ) : (
            '—'
          );
        },
      }),
    ),
    ...indicators.map(
      ({ stage, code }): Line => ({
        key: `${stage} ${code}`,
        title: (
          <>
            <span className="quiet small">{t('scenarios.coefficient')}</span> {t(`stage.${stage}`)}{' '}
            {indicatorOf(code)}
          </>
        ),
        of: (outcome) => {
          const found = outcome.indicators.find((one) => one.stage === stage && one.code === code);
          if (found?.after == null) return '—';
          return (
            <span className={found.within === false ? 'short' : undefined}>
              {found.before === null ? '—' : coefficient(found.before, language)} →{' '}
              {coefficient(found.after, language)}
              {found.within === false ? ` ${t('indicators.is.beyond')}` : null}
            </span>
          );
        },
      }),
    ),
  ];
}
