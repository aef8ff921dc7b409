import { useMemo } from 'react';
import type { SchoolInListFragment } from '../../graphql/generated/graphql.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { count } from '../../ui/format.ts';
import { useWords } from '../../ui/language.ts';

interface SchoolColumn {
  readonly key: string;
  readonly title: string;
  readonly end?: boolean;
  readonly text: (school: SchoolInListFragment) => string;
  readonly order: (school: SchoolInListFragment) => string | number;
}

/** What is told of every school; sums are of the newest school year on file. */
export function useSchoolColumns(): readonly SchoolColumn[] {
  const { t, language } = useWords();
  const figure = (
    key: 'classes' | 'pupils' | 'serving' | 'establishment' | 'beds',
    of: (school: SchoolInListFragment) => number | null,
  ): SchoolColumn => ({
    key,
    title: t(`registry.school.${key}`),
    end: true,
    text: (school) => {
      const amount = of(school);
      return amount === null ? '—' : count(amount, language);
    },
    order: (school) => of(school) ?? -1,
  });
  const words = (
    key: 'code' | 'name' | 'stages' | 'place' | 'weak' | 'zone' | 'coordinates',
    text: SchoolColumn['text'],
  ): SchoolColumn => ({ key, title: t(`registry.school.${key}`), text, order: text });
  return [
    words('code', ({ code }) => code),
    words('name', ({ name }) => name),
    words('stages', ({ sections }) => sections.map(({ stage }) => t(`stage.${stage}`)).join(t('comma'))),
    words('place', ({ place }) => t(`place.${place}`)),
    words('weak', ({ weak }) => (weak ? t('yes') : '')),
    figure('classes', (school) => newest(school, 'classes')),
    figure('pupils', (school) => newest(school, 'pupils')),
    figure('serving', ({ sections }) => sections.reduce((sum, { serving }) => sum + serving.totalCount, 0)),
    figure('establishment', ({ sections }) =>
      sections.some(({ establishment }) => establishment != null)
        ? sections.reduce((sum, { establishment }) => sum + (establishment ?? 0), 0)
        : null,
    ),
    figure('beds', ({ beds }) => beds),
    words('zone', ({ zone }) => zone?.name ?? ''),
    words('coordinates', ({ longitude, latitude }) =>
      longitude == null || latitude == null ? '' : `${longitude}, ${latitude}`,
    ),
  ];
}

/** Null: nothing is on file of any year. */
function newest({ sections }: SchoolInListFragment, key: 'classes' | 'pupils'): number | null {
  const all = sections.flatMap(({ enrolments }) => enrolments);
  if (all.length === 0) return null;
  const year = Math.max(...all.map(({ schoolYear }) => schoolYear));
  return all.reduce((sum, one) => sum + (one.schoolYear === year ? one[key] : 0), 0);
}

interface Props {
  readonly columns: readonly SchoolColumn[];
  readonly rows: readonly SchoolInListFragment[];
  readonly sort: string | undefined;
  readonly onSort: (sort: string | undefined) => void;
  readonly selected: string | undefined;
  readonly onOpen: (code: string) => void;
}

export function SchoolTable({ columns, rows, sort, onSort, selected, onOpen }: Props) {
  const { t, language } = useWords();
  const order = columns.find(({ key }) => key === sort?.replace(/^-/, ''))?.order;
  const inOrder = useMemo(() => {
    if (order === undefined) return rows;
    const collator = new Intl.Collator(language, { numeric: true });
    const side = sort?.startsWith('-') ? -1 : 1;
    return [...rows].sort((one, other) => {
      const [a, b] = [order(one), order(other)];
      const compared =
        typeof a === 'number' && typeof b === 'number' ? a - b : collator.compare(String(a), String(b));
      return side * compared;
    });
  }, [rows, order, sort, language]);
  const cells = columns.map(
    ({ key, title, end, text }): Column<SchoolInListFragment> => ({
      key,
      title,
      sorts: true,
      ...(end && { end }),
      cell: (school) =>
        key === 'name' ? (
          <button type="button" className="link" onClick={() => onOpen(school.code)}>
            {text(school)}
          </button>
        ) : (
          text(school)
        ),
    }),
  );
  return (
    <DataTable
      caption={t('registry.schools')}
      columns={cells}
      rows={inOrder}
      rowKey={({ id }) => id}
      sort={sort}
      onSort={onSort}
      selected={selected}
    />
  );
}
