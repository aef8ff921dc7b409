import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useCallback, useState } from 'react';
import {
  type RecruitOrder,
  type RecruitRowFragment,
  type RecruitStep,
  RegistryRecruitsDocument,
  type RegistryRecruitsQuery,
} from '../../graphql/generated/graphql.ts';
import { usePages } from '../../graphql/use-pages.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { useWords } from '../../ui/language.ts';
import { More } from '../../ui/more.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { EmptyState, Failure, Loading } from '../../ui/states.tsx';
import { useRecruitColumns } from './recruit-columns.tsx';
import { RecruitDialog } from './recruit-dialog.tsx';
import { isFiltered, noFilters, type RegistryView, recruitKinds, recruitStates } from './view.ts';

interface Props {
  /** Code of the county. */
  readonly county: string;
  readonly mayEdit: boolean;
  readonly view: RegistryView;
  readonly onView: (patch: RegistryView) => void;
}

/** Who was recruited: who waits, who is ordered where by which plan, who withdrew; HR has somebody withdraw or wait again. */
export function RecruitsTab({ county, mayEdit, view, onView }: Props) {
  const { t } = useWords();
  const [acting, setActing] = useState<{ readonly act: RecruitStep; readonly recruit: RecruitRowFragment }>();
  const { q, state, kind, sort } = view;
  const { rows, total, fetching, error, more, again, failure } = usePages(
    RegistryRecruitsDocument,
    {
      county,
      first: 100,
      filter: {
        ...(q === undefined ? {} : { search: q }),
        ...(state === undefined ? {} : { states: [state] }),
        ...(kind === undefined ? {} : { kinds: [kind] }),
      },
      orderBy: orders.find((order) => order === sort?.replace(/^-/, '')) ?? 'NUMBER',
      descending: sort?.startsWith('-') ?? false,
    },
    recruitsIn,
  );
  const search = useCallback((text: string | undefined) => onView({ q: text }), [onView]);
  const columns = useRecruitColumns(rows, (act, recruit) => setActing({ act, recruit }));
  // As last read: after a conflict at the version of then.
  const subject = rows.find(({ id }) => id === acting?.recruit.id) ?? acting?.recruit;
  if (rows.length === 0 && !fetching && !error && !isFiltered(view)) return <NoneYet mayEdit={mayEdit} />;
  return (
    <div className="stack">
      <p className="quiet">{t('recruits.lead')}</p>
      <search className="row-end no-print">
        <SearchField label={t('recruits.search')} value={q} onSearch={search} />
        <SelectField
          label={t('recruits.stateLabel')}
          none={t('all')}
          value={state}
          choices={recruitStates.map((value) => ({ value, label: t(`recruits.state.${value}`) }))}
          onChange={(wanted) => onView({ state: wanted })}
        />
        <SelectField
          label={t('recruits.kindLabel')}
          none={t('all')}
          value={kind}
          choices={recruitKinds.map((value) => ({ value, label: t(`recruits.kind.${value}`) }))}
          onChange={(wanted) => onView({ kind: wanted })}
        />
      </search>
      {error && rows.length === 0 ? <Failure error={error} onRetry={again} /> : null}
      {rows.length > 0 ? (
        <>
          <DataTable
            caption={t('recruits.title')}
            columns={columns}
            rows={rows}
            rowKey={({ id }) => id}
            sort={sort}
            onSort={(next) => onView({ sort: next })}
          />
          <More shown={rows.length} total={total} fetching={fetching} more={more} failure={failure} />
        </>
      ) : fetching ? (
        <Loading />
      ) : error ? null : (
        <EmptyState
          title={t('recruits.none')}
          action={<Button onClick={() => onView(noFilters)}>{t('registry.clear')}</Button>}
        >
          {t('recruits.noneText')}
        </EmptyState>
      )}
      {acting && subject ? (
        <RecruitDialog
          key={`${acting.act} ${subject.id}`}
          act={acting.act}
          recruit={subject}
          onClose={() => setActing(undefined)}
          onDone={again}
          onReadAgain={again}
        />
      ) : null}
    </div>
  );
}

/** Teaches where recruits come from. */
function NoneYet({ mayEdit }: { readonly mayEdit: boolean }) {
  const { t } = useWords();
  return mayEdit ? (
    <EmptyState
      title={t('recruits.empty')}
      action={
        <Link to="/import" className="button-link primary">
          {t('registry.goImport')}
        </Link>
      }
    >
      {t('recruits.emptyText')}
    </EmptyState>
  ) : (
    <EmptyState title={t('recruits.empty')}>{t('recruits.emptyReader')}</EmptyState>
  );
}

const orders: readonly RecruitOrder[] = ['NUMBER', 'NAME', 'ARRIVES'];

const recruitsIn = ({ county }: RegistryRecruitsQuery) => county?.recruits;
