import { Button } from 'antd';
import { useState } from 'react';
import {
  type BatchRowFragment,
  ProvinceBatchesDocument,
  StartBatchDocument,
} from '../../graphql/generated/graphql.ts';
import { useLiveQuery } from '../../graphql/use-live-query.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { count, instant, schoolYear } from '../../ui/format.ts';
import { useWords } from '../../ui/language.ts';
import { NotDone } from '../../ui/not-done.tsx';
import { Page } from '../../ui/page.tsx';
import { EmptyState, Failure, Loading } from '../../ui/states.tsx';
import { useAct } from '../../ui/use-act.ts';
import { BatchPanel } from './batch-panel.tsx';
import { useEvery } from './use-every.ts';

interface Props {
  readonly provinceId: string;
  /** The batch that is looked at. */
  readonly batchId: string | undefined;
  readonly onBatch: (batchId: string | undefined) => void;
}

/** An officer of the province has all its counties solved, and follows how far they are. */
export function ProvincePage({ provinceId, batchId, onBatch }: Props) {
  const { t } = useWords();
  const { data, error, again } = useLiveQuery({
    query: ProvinceBatchesDocument,
    variables: { id: provinceId },
  });
  const province = data?.node?.__typename === 'Province' ? data.node : undefined;
  const batches = province?.batches ?? [];
  const underWay = batches.some(({ state }) => state === 'RUNNING');
  useEvery(underWay ? 2_000 : undefined, again);
  const shown = batchId ?? batches[0]?.id;
  return (
    <Page title={t('province.title')} lead={t('province.lead')}>
      {error ? <Failure error={error} onRetry={again} /> : null}
      {province ? (
        <>
          {province.maySolve ? (
            <StartBatch
              provinceId={provinceId}
              underWay={underWay}
              onStarted={(id) => {
                onBatch(id);
                again();
              }}
            />
          ) : null}
          {shown === undefined ? (
            <EmptyState title={t('province.empty')}>{t('province.emptyText')}</EmptyState>
          ) : (
            <BatchPanel key={shown} batchId={shown} mayAct={province.maySolve} onChange={again} />
          )}
          {batches.length > 1 ? <Earlier batches={batches} shown={shown} onBatch={onBatch} /> : null}
        </>
      ) : error ? null : (
        <Loading />
      )}
    </Page>
  );
}

interface StartProps {
  readonly provinceId: string;
  readonly underWay: boolean;
  readonly onStarted: (batchId: string) => void;
}

function StartBatch({ provinceId, underWay, onStarted }: StartProps) {
  const { t } = useWords();
  const autumn = new Date().getFullYear();
  const [year, setYear] = useState(autumn);
  const { act, fetching, notDone } = useAct(StartBatchDocument);
  return (
    <form
      className="panel stack no-print"
      onSubmit={async (event) => {
        event.preventDefault();
        const done = await act({ province: provinceId, year });
        if (done?.startBatch.__typename === 'Batch') onStarted(done.startBatch.id);
      }}
    >
      <div className="row-end">
        <label className="field">
          <span>{t('rounds.schoolYear')}</span>
          <select className="native" value={year} onChange={({ target }) => setYear(Number(target.value))}>
            {[autumn - 1, autumn, autumn + 1].map((choice) => (
              <option key={choice} value={choice}>
                {schoolYear(choice)}
              </option>
            ))}
          </select>
        </label>
        <Button type="primary" htmlType="submit" loading={fetching} disabled={underWay}>
          {t('province.start')}
        </Button>
        <span className="quiet small">{t(underWay ? 'province.underWay' : 'province.startHelp')}</span>
      </div>
      <NotDone why={notDone} />
    </form>
  );
}

interface EarlierProps {
  readonly batches: readonly BatchRowFragment[];
  readonly shown: string | undefined;
  readonly onBatch: (batchId: string) => void;
}

function Earlier({ batches, shown, onBatch }: EarlierProps) {
  const { t, language } = useWords();
  const columns: readonly Column<BatchRowFragment>[] = [
    {
      key: 'at',
      title: t('province.requested'),
      cell: ({ id, requestedAt }) =>
        id === shown ? (
          <span className="strong">{instant(requestedAt, language)}</span>
        ) : (
          <Button type="link" size="small" onClick={() => onBatch(id)}>
            {instant(requestedAt, language)}
          </Button>
        ),
    },
    { key: 'year', title: t('rounds.schoolYear'), cell: (batch) => schoolYear(batch.schoolYear) },
    { key: 'state', title: t('rounds.stateLabel'), cell: ({ state }) => t(`province.state.${state}`) },
    {
      key: 'done',
      title: t('province.done'),
      end: true,
      cell: ({ totals }) => `${count(totals.done, language)} / ${count(totals.counties, language)}`,
    },
    { key: 'moved', title: t('round.moved'), end: true, cell: ({ totals }) => count(totals.moved, language) },
  ];
  return (
    <section className="stack">
      <h2>{t('province.all')}</h2>
      <DataTable caption={t('province.all')} columns={columns} rows={batches} rowKey={({ id }) => id} />
    </section>
  );
}
