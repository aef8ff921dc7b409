import type { RectificationRowFragment } from '../../graphql/generated/graphql.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { day } from '../../ui/format.ts';
import { useWords } from '../../ui/language.ts';
import type { RectificationView } from './view.ts';

interface Props {
  readonly rows: readonly RectificationRowFragment[];
  readonly view: RectificationView;
  readonly onView: (patch: RectificationView) => void;
}

export function ItemTable({ rows, view, onView }: Props) {
  const { t, say, language } = useWords();
  const columns: readonly Column<RectificationRowFragment>[] = [
    {
      key: 'severity',
      title: t('rectification.severityLabel'),
      sorts: true,
      cell: ({ severity }) => (
        <span className="badge" data-severity={severity}>
          {t(`rectification.severity.${severity}`)}
        </span>
      ),
    },
    {
      key: 'problem',
      title: t('rectification.problem'),
      cell: ({ id, words, goneOn }) => (
        <>
          <button type="button" className="link" onClick={() => onView({ item: id })}>
            {say(words)}
          </button>
          {goneOn ? (
            <div className="good small">{t('rectification.goneSince', { day: day(goneOn, language) })}</div>
          ) : null}
        </>
      ),
    },
    {
      key: 'owner',
      title: t('rectification.owner'),
      cell: ({ owner, ownerOffice }) =>
        owner ? (
          <>
            {owner.name} <span className="quiet small">{ownerOffice}</span>
          </>
        ) : (
          <span className="quiet">{t('rectification.nobody')}</span>
        ),
    },
    {
      key: 'due',
      title: t('rectification.due'),
      sorts: true,
      cell: ({ dueOn, overdue }) =>
        dueOn === null ? (
          <span className="quiet">{t('rectification.noDay')}</span>
        ) : overdue ? (
          <span className="short nowrap">{t('rectification.overdueOn', { day: day(dueOn, language) })}</span>
        ) : (
          <span className="nowrap">{day(dueOn, language)}</span>
        ),
    },
    {
      key: 'evidence',
      title: t('rectification.evidence'),
      end: true,
      cell: ({ evidence }) => evidence.length,
    },
    {
      key: 'state',
      title: t('rectification.stateLabel'),
      cell: ({ state }) => (
        <span className="badge" data-state={state}>
          {t(`rectification.state.${state}`)}
        </span>
      ),
    },
  ];
  return (
    <DataTable
      caption={t('rectification.title')}
      columns={columns}
      rows={rows}
      rowKey={({ id }) => id}
      sort={view.sort}
      onSort={(sort) => onView({ sort })}
      selected={view.item}
    />
  );
}
