import { Button } from 'antd';
import { useState } from 'react';
import {
  type BalanceStandard,
  type CoefficientsOfBalanceFragment,
  PlanIndicatorsDocument,
  PlanLeastCoefficientsDocument,
} from '../../graphql/generated/graphql.ts';
import { useLiveQuery } from '../../graphql/use-live-query.ts';
import { useQuestion } from '../../graphql/use-question.ts';
import { Answer } from '../../ui/answer.tsx';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { coefficient } from '../../ui/format.ts';
import { useWords } from '../../ui/language.ts';
import { Failure, Loading } from '../../ui/states.tsx';

interface Props {
  readonly planId: string;
  /** Those alone that differ from the plan it was made from by hand, or, where it was solved, from today. */
  readonly changedOnly?: boolean;
}

type Stage = CoefficientsOfBalanceFragment['stages'][number];

interface Row {
  readonly key: string;
  readonly stage: Stage['stage'];
  readonly limit: number | null;
  readonly words: Stage['indicators'][number]['words'];
  readonly before: number | null;
  readonly after: number | null;
  readonly within: boolean | null;
  /** In the plan it was made from. */
  readonly solved: number | null;
}

/** How even the county is before and after the plan, beside the plan it was made from, and how even it could be at all. */
export function Indicators({ planId, changedOnly = false }: Props) {
  const { t, say, language } = useWords();
  const [standard, setStandard] = useState<BalanceStandard>('QUALITY_2017');
  const { data, error, again } = useLiveQuery({
    query: PlanIndicatorsDocument,
    variables: { id: planId, standard },
  });
  const least = useQuestion(PlanLeastCoefficientsDocument);
  if (error) return <Failure error={error} onRetry={again} />;
  const plan = data?.node?.__typename === 'Plan' ? data.node : undefined;
  if (plan === undefined) return <Loading />;
  if (!plan.balance) return null;
  const solved = plan.madeFrom?.balance?.after;
  const all = rowsOf(plan.balance, solved);
  const baseOf = (row: Row) => (changedOnly && solved ? row.solved : row.before);
  const rows = changedOnly ? all.filter((row) => baseOf(row) !== row.after) : all;
  const number = (value: number | null | undefined) =>
    value === null || value === undefined ? '—' : coefficient(value, language);
  const reachable = (key: string) =>
    least.answer?.indicators.find(({ stage, code }) => `${stage} ${code}` === key);
  const columns: readonly Column<Row>[] = [
    {
      key: 'name',
      title: t('planIndicators.name'),
      cell: ({ stage, words }) => (
        <>
          <span className="stage">{t(`stage.${stage}`)}</span> {say(words)}
        </>
      ),
    },
    { key: 'before', title: t('planIndicators.before'), end: true, cell: ({ before }) => number(before) },
    ...(solved
      ? [
          {
            key: 'solved',
            title: plan.madeFrom?.name ?? '',
            end: true,
            cell: (row: Row) => number(row.solved),
          },
        ]
      : []),
    {
      key: 'after',
      title: t('planIndicators.after'),
      end: true,
      cell: ({ after }) => <strong>{number(after)}</strong>,
    },
    {
      key: 'change',
      title: t('planIndicators.change'),
      end: true,
      cell: (row) => {
        const { after } = row;
        const base = baseOf(row);
        if (base === null || after === null || base === after) return '—';
        return (
          <span className={after < base ? 'good' : 'short'}>
            {t(after < base ? 'planIndicators.evener' : 'planIndicators.lessEven', {
              by: coefficient(Math.abs(after - base), language),
            })}
          </span>
        );
      },
    },
    {
      key: 'limit',
      title: t('planIndicators.limit'),
      end: true,
      cell: ({ limit, within }) =>
        limit === null ? (
          '—'
        ) : (
          <>
            {number(limit)}{' '}
            {within === null ? null : (
              <span className={within ? 'good' : 'short'}>
                {t(within ? 'planIndicators.within' : 'planIndicators.beyond')}
              </span>
            )}
          </>
        ),
    },
    ...(least.answer
      ? [
          {
            key: 'least',
            title: t('planIndicators.least'),
            end: true,
            cell: ({ key }: Row) => {
              const found = reachable(key);
              if (found === undefined) return '—';
              return found.proven ? number(found.least) : `≤ ${number(found.least)}`;
            },
          },
        ]
      : []),
  ];
  return (
    <div className="stack">
      {changedOnly ? null : (
        <div className="row">
          {(['QUALITY_2017', 'BASIC_2012'] as const).map((one) => (
            <Button
              key={one}
              size="small"
              type={one === standard ? 'primary' : 'default'}
              aria-pressed={one === standard}
              onClick={() => setStandard(one)}
            >
              {t(`planIndicators.standard.${one}`)}
            </Button>
          ))}
          <Button
            size="small"
            disabled={least.fetching}
            onClick={() => least.ask({ plan: planId, standard })}
          >
            {t('planIndicators.askLeast')}
          </Button>
        </div>
      )}
      <Answer question={least}>{() => null}</Answer>
      {rows.length === 0 ? (
        <p className="quiet small">{t('planIndicators.unchanged')}</p>
      ) : (
        <DataTable
          caption={t(changedOnly ? 'planIndicators.changed' : 'planIndicators.title')}
          columns={columns}
          rows={rows}
          rowKey={({ key }) => key}
        />
      )}
    </div>
  );
}

interface Both {
  readonly before: CoefficientsOfBalanceFragment;
  readonly after: CoefficientsOfBalanceFragment;
}

const rowsOf = ({ before, after }: Both, solved: CoefficientsOfBalanceFragment | undefined): Row[] =>
  after.stages.flatMap(({ stage, limit, limitsMean, indicators }) =>
    indicators.map(({ code, coefficient: reached, within, words }) => ({
      key: `${stage} ${code}`,
      stage,
      words,
      limit: limitsMean ? null : limit,
      within: within ?? null,
      before: coefficientIn(before, stage, code),
      after: reached ?? null,
      solved: solved ? coefficientIn(solved, stage, code) : null,
    })),
  );

const coefficientIn = ({ stages }: CoefficientsOfBalanceFragment, stage: Stage['stage'], code: string) =>
  stages.find((one) => one.stage === stage)?.indicators.find((one) => one.code === code)?.coefficient ?? null;
