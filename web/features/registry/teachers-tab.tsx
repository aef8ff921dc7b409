import { Button } from 'antd';
import { useCallback, useDeferredValue, useMemo, useRef, useState } from 'react';
import { count } from '../../ui/format.ts';
import { Grid } from '../../ui/grid/grid.tsx';
import { useWords } from '../../ui/language.ts';
import { PrintButton } from '../../ui/print-button.tsx';
import { saveTable } from '../../ui/save.ts';
import { EmptyState } from '../../ui/states.tsx';
import { CellEditor, type EditedCell } from './cell-editor.tsx';
import { ColumnChooser } from './column-chooser.tsx';
import { columnsOf, FROZEN, type TeacherColumn, usualColumns } from './columns.ts';
import { useFilterWords } from './filter-words.ts';
import { Filters } from './filters.tsx';
import { keptColumns } from './kept.ts';
import { PrintTable, usePrinting } from './print-table.tsx';
import { type Roster, type Standing, standingIndex } from './roster.ts';
import { SavedViews } from './saved-views.tsx';
import { filtered, sorted } from './select.ts';
import { TeacherDrawer } from './teacher-drawer.tsx';
import { UndoChange, type Written } from './undo-change.tsx';
import { isFiltered, noFilters, type RegistryView } from './view.ts';

interface Props {
  readonly county: string;
  readonly roster: Roster;
  /** Who may be exchanged; undefined: not known yet, or not for the reader. */
  readonly standing: Standing | undefined;
  readonly waiting: boolean;
  readonly mayEdit: boolean;
  readonly view: RegistryView;
  readonly onView: (patch: RegistryView) => void;
  readonly onChanged: () => void;
}

export function TeachersTab({ county, roster, standing, waiting, mayEdit, view, onView, onChanged }: Props) {
  const { t, language } = useWords();
  const index = useMemo(() => standing && standingIndex(standing), [standing]);
  const all = useMemo(
    () => columnsOf({ roster, standing: index, t, language }),
    [roster, index, t, language],
  );
  const shown = useMemo(() => chosenColumns(all, view.cols ?? keptColumns()), [all, view.cols]);
  // What is typed shows at once; the rows follow.
  const wanted = useDeferredValue(view);
  const found = useMemo(() => filtered(roster, index, wanted), [roster, index, wanted]);
  const { sort } = wanted;
  const rows = useMemo(
    () =>
      sorted(
        found,
        all.find(({ key }) => key === sort?.replace(/^-/, '')),
        sort?.startsWith('-') === true,
      ),
    [found, all, sort],
  );
  const text = useCallback(
    (at: number, key: string) => shown.find((column) => column.key === key)?.text(rows[at] ?? -1) ?? '',
    [shown, rows],
  );
  const numbers = roster.columns.staffNumber;
  const open = useCallback(
    (at: number) => onView({ open: numbers[rows[at] ?? -1] }),
    [onView, numbers, rows],
  );
  const [edited, setEdited] = useState<EditedCell>();
  const [written, setWritten] = useState<Written>();
  const edit = useCallback(
    (at: number, column: string, cell: Element) => {
      const staffNumber = numbers[rows[at] ?? -1];
      if (staffNumber !== undefined) setEdited({ staffNumber, column, at: cell.getBoundingClientRect() });
    },
    [numbers, rows],
  );
  const place = useRef<HTMLDivElement>(null);
  const opened = view.open === undefined ? -1 : rows.findIndex((row) => numbers[row] === view.open);
  // A filter that cannot be applied yet shows nobody, and says why.
  const unknown =
    wanted.standing === undefined || index ? undefined : waiting ? 'waiting' : mayEdit ? 'failed' : 'closed';
  const told = useFilterWords(roster, index, view);
  const printing = usePrinting();
  const download = () => {
    const lines = rows.map((row) => shown.map((column) => column.text(row)));
    const title = [`${roster.county.name} ${t('registry.teachers')}`, told].filter(Boolean).join(' · ');
    saveTable(`${t('registry.teachers')}-${roster.county.code}`, [
      [title],
      shown.map((column) => column.title),
      ...lines,
    ]);
  };
  return (
    <div className="stack" ref={place}>
      <Filters roster={roster} standing={index} waiting={waiting} view={view} onView={onView} />
      <div className="row no-print">
        <span role="status">
          {t('registry.shown', { shown: count(rows.length, language), total: count(roster.count, language) })}
        </span>
        {isFiltered(view) ? (
          <Button size="small" type="link" onClick={() => onView(noFilters)}>
            {t('registry.clear')}
          </Button>
        ) : null}
        <span className="row registry-tools">
          <SavedViews county={county} view={view} onView={onView} />
          <ColumnChooser columns={all} shown={shown} onView={onView} />
          <Button onClick={download} disabled={rows.length === 0}>
            {t('registry.download')}
          </Button>
          <PrintButton disabled={rows.length === 0} />
        </span>
      </div>
      {rows.length === 0 ? (
        <EmptyState
          title={t(unknown ? 'registry.noStanding' : 'registry.none')}
          action={<Button onClick={() => onView(noFilters)}>{t('registry.clear')}</Button>}
        >
          {t(unknown ? `registry.noStandingText.${unknown}` : 'registry.noneText')}
        </EmptyState>
      ) : (
        <>
          <Grid
            label={t('registry.grid')}
            columns={shown}
            frozen={FROZEN}
            rowCount={rows.length}
            text={text}
            sort={view.sort}
            onSort={(next) => onView({ sort: next })}
            onOpen={open}
            onEdit={mayEdit ? edit : undefined}
            opened={opened}
          />
          <p className="quiet small no-print">{t(mayEdit ? 'registry.keysToEdit' : 'registry.keys')}</p>
        </>
      )}
      {written ? (
        <UndoChange
          key={`${written.teacher.id} ${written.version}`}
          written={written}
          onUndone={() => {
            setWritten(undefined);
            onChanged();
          }}
          onLeave={() => setWritten(undefined)}
        />
      ) : null}
      {edited ? (
        <CellEditor
          key={`${edited.staffNumber} ${edited.column}`}
          county={county}
          cell={edited}
          left={view.left === true}
          schools={roster.schools}
          onClose={() => {
            setEdited(undefined);
            place.current?.querySelector<HTMLElement>('[role="grid"]')?.focus();
          }}
          onWritten={(now) => {
            setWritten(now);
            onChanged();
          }}
        />
      ) : null}
      {printing ? <PrintTable title={told} columns={shown} rows={rows} /> : null}
      <TeacherDrawer
        county={county}
        staffNumber={view.open}
        left={view.left === true}
        mayEdit={mayEdit}
        schools={roster.schools}
        onClose={() => onView({ open: undefined })}
        onChanged={onChanged}
      />
    </div>
  );
}

/** The columns named, in the order there is; those that name a teacher always. */
function chosenColumns(all: readonly TeacherColumn[], names: string | undefined): readonly TeacherColumn[] {
  const wanted = new Set<string>(names?.split('.') ?? usualColumns);
  const chosen = all.filter(({ key }, at) => at < FROZEN || wanted.has(key));
  return chosen.length > FROZEN
    ? chosen
    : all.filter(({ key }) => (usualColumns as readonly string[]).includes(key));
}
