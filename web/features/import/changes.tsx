import type { ReportFragment } from '../../graphql/generated/graphql.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { count } from '../../ui/format.ts';
import { useWords } from '../../ui/language.ts';
import { useEntity } from './entity.ts';

type Change = ReportFragment['changes'][number];

/** What the file would change, row by row: what stood there and what will. */
export function Changes({ changes }: { readonly changes: readonly Change[] }) {
  const { t, language } = useWords();
  const entityOf = useEntity();
  const columns: readonly Column<Change>[] = [
    { key: 'entity', title: t('import.sheet'), cell: ({ entity }) => entityOf(entity) },
    { key: 'key', title: t('import.record'), cell: ({ key }) => key },
    { key: 'kind', title: t('import.kind'), cell: ({ kind }) => t(`import.change.${kind}`) },
    {
      key: 'fields',
      title: t('import.fields'),
      cell: ({ fields }) => (
        <ul className="field-changes">
          {fields.map(({ field, before, after }) => (
            <li key={field}>
              <span className="quiet">{field}</span> {before === null ? null : <del>{before}</del>}{' '}
              {after ?? t('import.blank')}
            </li>
          ))}
        </ul>
      ),
    },
  ];
  return (
    <details className="panel">
      <summary>
        <h2>{t('import.changes')}</h2>
      </summary>
      <p className="quiet">{t('import.changesShown', { shown: count(changes.length, language) })}</p>
      <DataTable
        caption={t('import.changes')}
        columns={columns}
        rows={changes}
        rowKey={({ entity, key, kind }) => `${entity} ${key} ${kind}`}
      />
    </details>
  );
}
