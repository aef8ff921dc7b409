import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useEffect, useMemo } from 'react';
import {
  RegistrySchoolsDocument,
  type RegistrySchoolsQuery,
  type SchoolInListFragment,
} from '../../graphql/generated/graphql.ts';
import { usePages } from '../../graphql/use-pages.ts';
import { count } from '../../ui/format.ts';
import { useWords } from '../../ui/language.ts';
import { PrintButton } from '../../ui/print-button.tsx';
import { saveTable } from '../../ui/save.ts';
import { SearchField } from '../../ui/search-field.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { EmptyState, Failure, Loading } from '../../ui/states.tsx';
import { SchoolDrawer } from './school-drawer.tsx';
import { SchoolTable, useSchoolColumns } from './school-table.tsx';
import { isFiltered, noFilters, places, type RegistryView } from './view.ts';

interface Props {
  readonly county: string;
  readonly mayEdit: boolean;
  readonly view: RegistryView;
  readonly onView: (patch: RegistryView) => void;
}

const stages = ['PRIMARY', 'JUNIOR'] as const;

/** Every school of the county with what the planner counts of it. */
export function SchoolsTab({ county, mayEdit, view, onView }: Props) {
  const { t, language } = useWords();
  const pages = usePages(RegistrySchoolsDocument, { county, first: 100 }, schoolsIn);
  const { rows: all, fetching, error, more, again } = pages;
  // The list is short: the next page follows by itself.
  useEffect(() => {
    if (!fetching && !error) more?.();
  }, [fetching, error, more]);
  const columns = useSchoolColumns();
  const rows = useMemo(() => all.filter((school) => fits(school, view)), [all, view]);
  const opened = all.find(({ code }) => code === view.open);
  const download = () =>
    saveTable(`${t('registry.schools')}-${county}`, [
      columns.map(({ title }) => title),
      ...rows.map((row) => columns.map(({ text }) => text(row))),
    ]);
  if (error) return <Failure error={error} onRetry={again} />;
  if (all.length === 0 && fetching) return <Loading />;
  if (all.length === 0)
    return (
      <EmptyState
        title={t('registry.noSchools')}
        action={
          mayEdit ? (
            <Link to="/import" className="button-link primary">
              {t('registry.goImport')}
            </Link>
          ) : undefined
        }
      >
        {t('registry.emptyText')}
      </EmptyState>
    );
  return (
    <div className="stack">
      <search className="row-end no-print">
        <SearchField
          label={t('registry.searchSchool')}
          value={view.q}
          pause={60}
          onSearch={(q) => onView({ q })}
        />
        <SelectField
          label={t('registry.column.stage')}
          none={t('all')}
          value={view.stage}
          choices={stages.map((value) => ({ value, label: t(`stage.${value}`) }))}
          onChange={(stage) => onView({ stage })}
        />
        <SelectField
          label={t('registry.column.place')}
          none={t('all')}
          value={view.place}
          choices={places.map((value) => ({ value, label: t(`place.${value}`) }))}
          onChange={(place) => onView({ place })}
        />
      </search>
      <div className="row no-print">
        <span role="status">
          {t('registry.shownSchools', {
            shown: count(rows.length, language),
            total: count(all.length, language),
          })}
        </span>
        {isFiltered(view) ? (
          <Button size="small" type="link" onClick={() => onView(noFilters)}>
            {t('registry.clear')}
          </Button>
        ) : null}
        <span className="row registry-tools">
          <Button onClick={download}>{t('registry.download')}</Button>
          <PrintButton />
        </span>
      </div>
      <SchoolTable
        columns={columns}
        rows={rows}
        sort={view.sort}
        onSort={(sort) => onView({ sort })}
        selected={opened?.id}
        onOpen={(open) => onView({ open })}
      />
      <SchoolDrawer
        county={county}
        schoolId={opened?.id}
        mayEdit={mayEdit}
        schools={all}
        onClose={() => onView({ open: undefined })}
        onChanged={again}
      />
    </div>
  );
}

const schoolsIn = ({ county }: RegistrySchoolsQuery) => county?.schools;

const fits = ({ code, name, place, sections }: SchoolInListFragment, view: RegistryView): boolean =>
  (view.q === undefined || `${code} ${name}`.toLowerCase().includes(view.q.trim().toLowerCase())) &&
  (view.place === undefined || place === view.place) &&
  (view.stage === undefined || sections.some(({ stage }) => stage === view.stage));
