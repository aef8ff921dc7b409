import { Button } from 'antd';
import { useEffect, useRef, useState } from 'react';
import {
  ChangeTeacherDocument,
  RegistryTeacherDocument,
  type TeacherOnRecordFragment,
} from '../../graphql/generated/graphql.ts';
import { useLiveQuery } from '../../graphql/use-live-query.ts';
import { useWords } from '../../ui/language.ts';
import { Failure, Loading } from '../../ui/states.tsx';
import { recordColumns } from './columns.ts';
import { RecordField } from './record-field.tsx';
import { RefusalAlert } from './refusal-alert.tsx';
import type { Written } from './undo-change.tsx';
import { useChange } from './use-change.ts';

/** A cell of the grid that is being put right: whose, which column, and where it stands on the screen. */
export interface EditedCell {
  readonly staffNumber: string;
  readonly column: string;
  readonly at: DOMRect;
}

interface Props {
  readonly county: string;
  readonly cell: EditedCell;
  readonly left: boolean;
  readonly schools: readonly { readonly code: string; readonly name: string }[];
  readonly onClose: () => void;
  readonly onWritten: (written: Written) => void;
}

/** One value of a person, put right where it stands in the grid; Enter writes it, Escape leaves it as it was. */
export function CellEditor({ county, cell, left, schools, onClose, onWritten }: Props) {
  const { t } = useWords();
  const { data, error, again } = useLiveQuery({
    query: RegistryTeacherDocument,
    variables: { county, staffNumber: cell.staffNumber, left },
  });
  const [found] = data?.county?.teachers.nodes ?? [];
  const teacher = found?.staffNumber === cell.staffNumber ? found : undefined;
  const { at } = cell;
  const top = Math.max(8, Math.min(at.top - 4, window.innerHeight - HEIGHT));
  const start = Math.max(8, Math.min(at.left - 4, window.innerWidth - WIDTH - 8));
  return (
    <div
      role="dialog"
      aria-label={t('registry.cell', { name: teacher?.name ?? cell.staffNumber })}
      className="cell-editor"
      style={{ top, left: start, width: WIDTH }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onClose();
      }}
    >
      {teacher ? (
        <Value
          key={teacher.id}
          teacher={teacher}
          column={cell.column}
          schools={schools}
          onReadAgain={again}
          onClose={onClose}
          onWritten={onWritten}
        />
      ) : error ? (
        <Failure error={error} onRetry={again} />
      ) : data ? (
        <p className="quiet">{t('registry.nobody')}</p>
      ) : (
        <Loading />
      )}
    </div>
  );
}

/** Pixels; beside the edge of the window the editor stands above its cell. */
const WIDTH = 300;
const HEIGHT = 170;

interface ValueProps extends Pick<Props, 'schools' | 'onClose' | 'onWritten'> {
  readonly teacher: TeacherOnRecordFragment;
  readonly column: string;
  readonly onReadAgain: () => void;
}

function Value({ teacher, column, schools, onReadAgain, onClose, onWritten }: ValueProps) {
  const { t } = useWords();
  const [typed, setTyped] = useState<string>();
  const { change, fetching, refused } = useChange(ChangeTeacherDocument, teacher.version);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector<HTMLElement>('input, select')?.focus(), []);
  const row = teacher.record.find((one) => one.column.key === recordColumns[column]);
  if (row === undefined || row.column.known) return <p className="quiet">{t('registry.notHere')}</p>;
  const { key } = row.column;
  const differs = typed !== undefined && typed !== (row.value ?? '');
  const write = async () => {
    if (!differs) return onClose();
    const values = [{ column: key, value: typed === '' ? null : typed }];
    const changed = await change({ id: teacher.id, version: teacher.version, values });
    if (changed?.__typename !== 'Teacher') return;
    const now = changed.record.find(({ column: { key: other } }) => other === key);
    onWritten({ teacher, version: changed.version, before: row, after: now?.shown ?? t('none') });
    onClose();
  };
  return (
    <form
      ref={form}
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        void write();
      }}
    >
      <RefusalAlert refused={refused} onReadAgain={onReadAgain} />
      <RecordField
        row={row}
        typed={typed}
        schools={schools}
        fault={refused?.faults.find((fault) => fault.column === key)}
        onType={setTyped}
      />
      <div className="row">
        <Button type="primary" size="small" htmlType="submit" loading={fetching} disabled={!differs}>
          {t('registry.write')}
        </Button>
        <Button size="small" onClick={onClose}>
          {t('registry.cancel')}
        </Button>
      </div>
    </form>
  );
}
