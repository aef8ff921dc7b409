import { Link } from '@tanstack/react-router';
import { Button, Progress } from 'antd';
import type { TFunction } from 'i18next';
import {
  type BatchRowFragment,
  BatchSolvesDocument,
  type BatchSolvesQuery,
  CancelBatchDocument,
  RestartBatchDocument,
} from '../../graphql/generated/graphql.ts';
import { useLiveQuery } from '../../graphql/use-live-query.ts';
import type { CsvRow } from '../../ui/csv.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { Figures } from '../../ui/figures.tsx';
import { count, instant, schoolYear } from '../../ui/format.ts';
import { useWords } from '../../ui/language.ts';
import { NotDone } from '../../ui/not-done.tsx';
import { PrintButton } from '../../ui/print-button.tsx';
import { saveTable } from '../../ui/save.ts';
import { Failure, Loading } from '../../ui/states.tsx';
import { useActs } from '../../ui/use-act.ts';
import { useEvery } from './use-every.ts';

interface Props {
  readonly batchId: string;
  readonly mayAct: boolean;
  readonly onChange: () => void;
}

type Batch = Extract<NonNullable<BatchSolvesQuery['node']>, { readonly __typename: 'Batch' }>;
type Solve = Batch['solves'][number];

/** One batch county by county: what waits, what is done, what failed and why. */
export function BatchPanel({ batchId, mayAct, onChange }: Props) {
  const { t, language } = useWords();
  const { data, error, again } = useLiveQuery({ query: BatchSolvesDocument, variables: { id: batchId } });
  const batch = data?.node?.__typename === 'Batch' ? data.node : undefined;
  useEvery(batch?.state === 'RUNNING' ? 2_000 : undefined, again);
  if (!batch) return error ? <Failure error={error} onRetry={again} /> : <Loading />;
  const { totals, state } = batch;
  const solves = newestOf(batch.solves);
  const asked = totals.counties - totals.leftOut;
  const ended = totals.done + totals.failed + totals.cancelled;
  const title = t('province.batch', { year: schoolYear(batch.schoolYear) });
  return (
    <section className="stack" aria-label={title}>
      <div className="row">
        <h2>{title}</h2>
        <span className="badge">{t(`province.state.${state}`)}</span>
        <span className="quiet small">
          {batch.requestedBy?.name ?? t('unknown')} {instant(batch.requestedAt, language)}
        </span>
        <PrintButton />
        <Button className="no-print" onClick={() => saveTable(title, tableOf(solves, t))}>
          {t('province.download')}
        </Button>
      </div>
      {state === 'RUNNING' ? (
        <Progress
          percent={asked === 0 ? 0 : Math.floor((100 * ended) / asked)}
          status="active"
          aria-label={title}
        />
      ) : null}
      <Figures
        figures={[
          { label: t('province.counties'), value: count(totals.counties, language) },
          { label: t('province.done'), value: count(totals.done, language) },
          { label: t('province.waiting'), value: count(totals.queued + totals.running, language) },
          {
            label: t('province.failed'),
            value: count(totals.failed, language),
            tone: totals.failed > 0 ? 'bad' : undefined,
          },
          { label: t('province.cancelled'), value: count(totals.cancelled, language) },
          { label: t('province.leftOut'), value: count(totals.leftOut, language) },
          { label: t('round.moved'), value: count(totals.moved, language) },
          { label: t('province.unfilled'), value: count(totals.unfilled, language) },
          { label: t('province.proven'), value: count(totals.proven, language) },
        ]}
      />
      {mayAct ? (
        <Acts
          batch={batch}
          onDone={() => {
            again();
            onChange();
          }}
        />
      ) : null}
      <Solves solves={solves} caption={title} />
    </section>
  );
}

/** Of each county its newest solve. */
function newestOf(solves: readonly Solve[]): readonly Solve[] {
  const seen = new Set<string>();
  return solves.filter(({ round }) => {
    const known = seen.has(round.county.id);
    seen.add(round.county.id);
    return !known;
  });
}

/** How long it was solved; null: it has not ended. */
const secondsOf = ({ startedAt, endedAt }: Solve): number | null =>
  startedAt == null || endedAt == null
    ? null
    : Math.max(1, Math.round((Date.parse(endedAt) - Date.parse(startedAt)) / 1000));

/** The report for whoever reads it elsewhere: a line a county. */
const tableOf = (solves: readonly Solve[], t: TFunction): readonly CsvRow[] => [
  [
    t('province.countyCode'),
    t('province.county'),
    t('province.round'),
    t('rounds.stateLabel'),
    t('province.whyNot'),
    t('round.plan'),
    t('round.moved'),
    t('province.tookSeconds'),
  ],
  ...solves.map((solve) => {
    const { round, state, progress, plan } = solve;
    return [
      round.county.code,
      round.county.name,
      round.name,
      t(`solve.state.${state}`),
      progress.failure ?? null,
      plan == null ? null : t(`plan.status.${plan.status}`),
      plan?.moved ?? null,
      secondsOf(solve),
    ];
  }),
];

function Acts({ batch, onDone }: { readonly batch: BatchRowFragment; readonly onDone: () => void }) {
  const { t } = useWords();
  const { act, fetching, notDone, forget } = useActs();
  const { id, version, state, totals } = batch;
  const unfinished = totals.failed + totals.cancelled + totals.leftOut > 0;
  return (
    <div className="stack no-print">
      <div className="row">
        {state === 'RUNNING' ? (
          <Button
            loading={fetching}
            onClick={async () => {
              if (await act(CancelBatchDocument, { id, version })) onDone();
            }}
          >
            {t('province.cancel')}
          </Button>
        ) : unfinished ? (
          <Button
            loading={fetching}
            onClick={async () => {
              if (await act(RestartBatchDocument, { id, version })) onDone();
            }}
          >
            {t('province.restart')}
          </Button>
        ) : null}
      </div>
      <NotDone
        why={notDone}
        onReadAgain={() => {
          forget();
          onDone();
        }}
      />
    </div>
  );
}

function Solves({ solves, caption }: { readonly solves: readonly Solve[]; readonly caption: string }) {
  const { t, language } = useWords();
  const columns: readonly Column<Solve>[] = [
    {
      key: 'county',
      title: t('province.county'),
      cell: ({ round }) => (
        <Link to="/rounds/$roundId" params={{ roundId: round.id }} search={{ county: round.county.code }}>
          {round.county.name}
        </Link>
      ),
    },
    { key: 'round', title: t('province.round'), cell: ({ round }) => round.name },
    {
      key: 'state',
      title: t('rounds.stateLabel'),
      cell: ({ state, progress }) => (
        <>
          {t(`solve.state.${state}`)}
          {progress.failure == null ? null : <p className="reason">{progress.failure}</p>}
        </>
      ),
    },
    {
      key: 'plan',
      title: t('round.plan'),
      cell: ({ plan }) =>
        plan == null ? (
          '—'
        ) : (
          <Link to="/plans/$planId" params={{ planId: plan.id }}>
            {t(`plan.status.${plan.status}`)}
          </Link>
        ),
    },
    {
      key: 'moved',
      title: t('round.moved'),
      end: true,
      cell: ({ plan }) => (plan == null ? '—' : count(plan.moved, language)),
    },
    {
      key: 'took',
      title: t('province.took'),
      end: true,
      cell: (solve) => {
        const took = secondsOf(solve);
        return took === null ? '—' : t('province.seconds', { count: took });
      },
    },
  ];
  return <DataTable caption={caption} columns={columns} rows={solves} rowKey={({ id }) => id} />;
}
