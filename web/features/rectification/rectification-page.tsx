import { Button } from 'antd';
import { useCallback, useEffect, useState } from 'react';
import {
  RectificationCountsDocument,
  RectificationItemsDocument,
  type RectificationItemsQuery,
} from '../../graphql/generated/graphql.ts';
import { useLiveQuery } from '../../graphql/use-live-query.ts';
import { usePages } from '../../graphql/use-pages.ts';
import { todayIn } from '../../ui/format.ts';
import { useWords } from '../../ui/language.ts';
import { More } from '../../ui/more.tsx';
import { Page } from '../../ui/page.tsx';
import { EmptyState, Failure, Loading } from '../../ui/states.tsx';
import { DrawUp } from './draw-up.tsx';
import { Filters } from './filters.tsx';
import { ItemDrawer } from './item-drawer.tsx';
import { ItemTable } from './item-table.tsx';
import { filterOf, orderOf, type RectificationView } from './view.ts';
import { Waiting } from './waiting.tsx';

interface Props {
  readonly county: { readonly id: string; readonly code: string; readonly timeZone: string };
  /** Draws up, assigns, proves and submits. */
  readonly mayEdit: boolean;
  /** Closes and sends back. */
  readonly mayClose: boolean;
  readonly view: RectificationView;
  readonly onView: (patch: RectificationView) => void;
}

/** What is wrong, who sees to it by when, and how far it is; each item opens with what can be done about it. */
export function RectificationPage({ county, mayEdit, mayClose, view, onView }: Props) {
  const { t } = useWords();
  const today = todayIn(county.timeZone);
  const counts = useLiveQuery({
    query: RectificationCountsDocument,
    variables: { county: county.code, today },
  });
  const { rows, total, fetching, error, more, again, failure } = usePages(
    RectificationItemsDocument,
    { county: county.code, filter: filterOf(view, today), ...orderOf(view.sort), first: 100 },
    itemsIn,
  );
  const askCounts = counts.again;
  const readAgain = useCallback(() => {
    again();
    askCounts();
  }, [again, askCounts]);
  const print = usePrint(fetching, more, failure?.retry);
  const known = counts.data?.county;
  const never = known && known.open.totalCount + known.submitted.totalCount + known.closed.totalCount === 0;
  return (
    <Page
      title={t('rectification.title')}
      lead={t('rectification.lead')}
      actions={
        <Button loading={print.waiting} disabled={rows.length === 0} onClick={print.start}>
          {t('rectification.print')}
        </Button>
      }
    >
      {known ? <Waiting counts={known} view={view} onView={onView} mayClose={mayClose} /> : null}
      {mayEdit ? <DrawUp countyId={county.id} onDrawn={readAgain} /> : null}
      {never ? null : <Filters view={view} onView={onView} />}
      {error && rows.length === 0 ? <Failure error={error} onRetry={readAgain} /> : null}
      {rows.length > 0 ? (
        <>
          <ItemTable rows={rows} view={view} onView={onView} />
          <More shown={rows.length} total={total} fetching={fetching} more={more} failure={failure} />
        </>
      ) : fetching ? (
        <Loading />
      ) : error ? null : never ? (
        <EmptyState title={t('rectification.empty')}>
          {t(mayEdit ? 'rectification.emptyText' : 'rectification.emptyRead')}
        </EmptyState>
      ) : (
        <EmptyState
          title={t('rectification.none')}
          action={<Button onClick={() => onView(cleared)}>{t('rectification.clear')}</Button>}
        >
          {t('rectification.noneText')}
        </EmptyState>
      )}
      <ItemDrawer id={view.item} onChanged={readAgain} onClose={() => onView({ item: undefined })} />
    </Page>
  );
}

const itemsIn = ({ county }: RectificationItemsQuery) => county?.rectificationItems;

const cleared = {
  state: undefined,
  severity: undefined,
  code: undefined,
  stage: undefined,
  waits: undefined,
} satisfies RectificationView;

/** A list is printed whole: what is not read yet is read first; where that fails nothing is printed. */
function usePrint(fetching: boolean, more: (() => void) | undefined, retry: (() => void) | undefined) {
  const [waiting, setWaiting] = useState(false);
  useEffect(() => {
    if (!waiting || fetching) return;
    if (more && !retry) {
      more();
      return;
    }
    setWaiting(false);
    if (retry) return;
    // The display turns light for paper, which React cannot do while it runs an effect.
    setTimeout(() => window.print());
  }, [waiting, fetching, more, retry]);
  const start = () => {
    retry?.();
    setWaiting(true);
  };
  return { waiting, start };
}
