import { Button, Checkbox } from 'antd';
import { useState } from 'react';
import {
  type PostingRowFragment,
  PostingsDocument,
  type PostingsQuery,
} from '../../graphql/generated/graphql.ts';
import { usePages } from '../../graphql/use-pages.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { DayField } from '../../ui/day-field.tsx';
import { useWords } from '../../ui/language.ts';
import { More } from '../../ui/more.tsx';
import { EmptyState, Failure, Loading } from '../../ui/states.tsx';
import { ArriveDialog } from './arrive-dialog.tsx';
import { type Act, PostingAct } from './posting-act.tsx';
import { useColumns } from './posting-columns.tsx';
import { filterOf, type OnView, orderOf, type PostingsView, type PostingTab } from './view.ts';

interface Props {
  /** Code of the county. */
  readonly county: string;
  readonly tab: Exclude<PostingTab, 'terms'>;
  readonly today: string;
  /** The day in the field of the tab of those due; undefined: not known yet. */
  readonly until: string | undefined;
  readonly view: PostingsView;
  readonly onView: OnView;
  readonly onChanged: () => void;
}

/** The postings of one tab, with what may be done to each. */
export function PostingList({ county, tab, today, until, view, onView, onChanged }: Props) {
  const { t } = useWords();
  const [act, setAct] = useState<{ readonly act: Act; readonly posting: PostingRowFragment }>();
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const [arriving, setArriving] = useState(false);
  const { rows, total, fetching, error, more, again, failure } = usePages(
    PostingsDocument,
    { county, first: 100, filter: filterOf(tab, view), ...orderOf(tab, view.sort) },
    postingsIn,
  );
  const changed = () => {
    again();
    onChanged();
  };
  const arrivable = rows.filter(({ steps }) => tab === 'report' && steps.includes('REPORT'));
  const chosen = arrivable.filter(({ id }) => picked.has(id));
  const columns = useColumns({
    tab,
    picked,
    arrivable,
    onPick: (ids, wanted) =>
      setPicked((before) => {
        const after = new Set(before);
        for (const id of ids) wanted ? after.add(id) : after.delete(id);
        return after;
      }),
    onAct: (kind, posting) => setAct({ act: kind, posting }),
    onOpen: (posting) => onView({ posting }),
  });
  const selected = rows.find(({ id }) => id === act?.posting.id) ?? act?.posting;
  return (
    <div className="stack">
      <p className="quiet">{t(`postings.about.${tab}`)}</p>
      <div className="row-end no-print">
        {tab === 'report' ? (
          <Checkbox
            checked={view.overdue ?? false}
            onChange={({ target }) => onView({ overdue: target.checked || undefined })}
          >
            {t('postings.onlyOverdue')}
          </Checkbox>
        ) : null}
        {tab === 'assess' ? (
          <Checkbox
            checked={view.waiting ?? false}
            onChange={({ target }) => onView({ waiting: target.checked || undefined })}
          >
            {t('postings.onlyWaiting')}
          </Checkbox>
        ) : null}
        {tab === 'due' ? (
          <DayField label={t('postings.dueUntil')} value={until} onDay={(day) => onView({ until: day })} />
        ) : null}
        {arrivable.length > 0 ? (
          <Button type="primary" disabled={chosen.length === 0} onClick={() => setArriving(true)}>
            {t('postings.arrive.bulk', { count: chosen.length })}
          </Button>
        ) : null}
      </div>
      {error && rows.length === 0 ? <Failure error={error} onRetry={again} /> : null}
      {rows.length > 0 ? (
        <>
          <DataTable
            caption={t(`postings.tab.${tab}`)}
            columns={columns}
            rows={rows}
            rowKey={({ id }) => id}
            sort={view.sort}
            onSort={(sort) => onView({ sort })}
            selected={view.posting}
          />
          <More shown={rows.length} total={total} fetching={fetching} more={more} failure={failure} />
        </>
      ) : fetching ? (
        <Loading />
      ) : error ? null : (
        <EmptyState title={t(`postings.empty.${tab}`)}>{t(`postings.emptyText.${tab}`)}</EmptyState>
      )}
      {act && selected ? (
        <PostingAct
          key={`${act.act} ${selected.id}`}
          county={county}
          act={act.act}
          posting={selected}
          today={today}
          onClose={() => setAct(undefined)}
          onDone={changed}
          onReadAgain={changed}
        />
      ) : null}
      {arriving ? (
        <ArriveDialog
          postings={chosen}
          today={today}
          onClose={() => setArriving(false)}
          onDone={() => {
            setPicked(new Set());
            changed();
          }}
        />
      ) : null}
    </div>
  );
}

const postingsIn = ({ county }: PostingsQuery) => county?.postings;
