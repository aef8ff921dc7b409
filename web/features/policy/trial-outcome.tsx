import { Link } from '@tanstack/react-router';
import { Alert, Button } from 'antd';
import type { ReactNode } from 'react';
import { type TrialColumnFragment, TrialOutcomeDocument } from '../../graphql/generated/graphql.ts';
import { useLiveQuery } from '../../graphql/use-live-query.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { useWords } from '../../ui/language.ts';
import { Failure, Loading } from '../../ui/states.tsx';
import { useUnit } from '../../ui/unit.ts';

interface Props {
  readonly roundId: string;
  readonly scenarioId: string;
  /** Solves the round by its own policy, to have something to compare with. */
  readonly onSolveToday: () => void;
  readonly onForget: () => void;
}

interface Line {
  readonly key: string;
  readonly title: string;
  readonly unit?: string | undefined;
  readonly today: number | null;
  readonly tried: number | null;
  readonly note?: ReactNode;
}

/** Goals, people, cost and coefficients: by the policy as it is, and by the changed one. */
export function TrialOutcome({ roundId, scenarioId, onSolveToday, onForget }: Props) {
  const { t, say, language } = useWords();
  const unitOf = useUnit();
  const { data, error, again } = useLiveQuery({
    query: TrialOutcomeDocument,
    variables: { round: roundId },
    requestPolicy: 'network-only',
  });
  if (error) return <Failure error={error} onRetry={again} />;
  const round = data?.node?.__typename === 'Round' ? data.node : undefined;
  if (!round) return <Loading />;
  const tried = round.scenarioTable?.find(({ scenario }) => scenario?.id === scenarioId);
  const today = round.scenarioTable?.find(({ scenario }) => scenario === null);
  const forget = <Button onClick={onForget}>{t('policy.forget')}</Button>;
  if (!tried) return <Alert type="warning" showIcon title={t('policy.noOutcome')} action={forget} />;
  const titles = new Map(round.policy.goals.map(({ name, title }) => [name, title]));
  const { indicators } = round.county.balanceStandardInForce.figures;
  const number = (value: number | null, digits = 4) =>
    value === null ? '—' : new Intl.NumberFormat(language, { maximumFractionDigits: digits }).format(value);
  const lines = linesOf(tried, today, titles, {
    posted: t('policy.posted'),
    backbone: t('policy.backbone'),
    cost: t('policy.cost'),
    cv: (stage, code) => {
      const known = indicators.find((one) => one.code === code);
      return t('policy.cv', { stage: t(`stage.${stage}`), indicator: known ? say(known.words) : code });
    },
    within: (within) => (within === null ? undefined : t(within ? 'policy.within' : 'policy.beyond')),
  });
  const columns: readonly Column<Line>[] = [
    { key: 'title', title: t('policy.measure'), cell: ({ title }) => title },
    { key: 'today', title: t('policy.asItIs'), end: true, cell: (line) => number(line.today) },
    {
      key: 'tried',
      title: t('policy.asChanged'),
      end: true,
      cell: (line) => (
        <>
          <strong>{number(line.tried)}</strong>{' '}
          {line.unit ? <span className="quiet small">{unitOf(line.unit)}</span> : null}
        </>
      ),
    },
    {
      key: 'difference',
      title: t('policy.difference'),
      end: true,
      cell: (line) => signed(line, language),
    },
    { key: 'note', title: t('policy.limit'), cell: ({ note }) => note ?? '' },
  ];
  return (
    <div className="stack">
      {tried.plan.found ? null : <Alert type="warning" showIcon title={t('policy.notFound')} />}
      {today ? null : (
        <Alert
          type="info"
          showIcon
          title={t('policy.noToday')}
          action={<Button onClick={onSolveToday}>{t('policy.solveToday')}</Button>}
        />
      )}
      <DataTable caption={t('policy.outcome')} columns={columns} rows={lines} rowKey={({ key }) => key} />
      <div className="row">
        <Link to="/plans/$planId" params={{ planId: tried.plan.id }} className="button-link">
          {t('policy.openPlan')}
        </Link>
        {today ? (
          <Link to="/compare" search={{ a: today.plan.id, b: tried.plan.id }} className="button-link">
            {t('policy.comparePlans')}
          </Link>
        ) : null}
        {forget}
      </div>
    </div>
  );
}

function signed({ today, tried }: Line, language: string): string {
  if (today === null || tried === null) return '—';
  return new Intl.NumberFormat(language, { maximumFractionDigits: 4, signDisplay: 'exceptZero' }).format(
    tried - today,
  );
}

interface Said {
  readonly posted: string;
  readonly backbone: string;
  readonly cost: string;
  readonly cv: (stage: 'PRIMARY' | 'JUNIOR', code: string) => string;
  readonly within: (within: boolean | null) => ReactNode;
}

function linesOf(
  tried: TrialColumnFragment,
  today: TrialColumnFragment | undefined,
  titles: ReadonlyMap<string, string>,
  said: Said,
): readonly Line[] {
  const counts = (['posted', 'backbone', 'cost'] as const).map((key) => ({
    key,
    title: said[key],
    today: today?.[key] ?? null,
    tried: tried[key] ?? null,
  }));
  const goals = tried.plan.goals.map(({ name, unit, value }) => ({
    key: `goal ${name}`,
    title: titles.get(name) ?? name,
    unit,
    today: today?.plan.goals.find((goal) => goal.name === name)?.value ?? null,
    tried: value,
  }));
  const coefficients = tried.indicators.map(({ stage, code, after, within }) => ({
    key: `cv ${stage} ${code}`,
    title: said.cv(stage, code),
    today: today?.indicators.find((one) => one.stage === stage && one.code === code)?.after ?? null,
    tried: after ?? null,
    note: said.within(within ?? null),
  }));
  return [...counts, ...goals, ...coefficients];
}
