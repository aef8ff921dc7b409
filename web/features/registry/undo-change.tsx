import { Button } from 'antd';
import { ChangeTeacherDocument, type RecordRowFragment } from '../../graphql/generated/graphql.ts';
import { useWords } from '../../ui/language.ts';
import { RefusalAlert } from './refusal-alert.tsx';
import { useChange } from './use-change.ts';

/** One value that was put right just now: whose, and what stood there before. */
export interface Written {
  readonly teacher: { readonly id: string; readonly name: string };
  /** The version since it was written. */
  readonly version: number;
  /** The column, with the value of before and how it was shown. */
  readonly before: RecordRowFragment;
  readonly after: string;
}

interface Props {
  readonly written: Written;
  /** It stands again as it did before. */
  readonly onUndone: () => void;
  /** Nobody wants it back. */
  readonly onLeave: () => void;
}

/** What was put right in the grid, and the way back: written as it stood before, unless somebody else was there since. */
export function UndoChange({ written: { teacher, version, before, after }, onUndone, onLeave }: Props) {
  const { t } = useWords();
  const { change, fetching, refused } = useChange(ChangeTeacherDocument, version);
  const undo = async () => {
    const values = [{ column: before.column.key, value: before.value ?? null }];
    if (await change({ id: teacher.id, version, values })) onUndone();
  };
  return (
    <div className="stack no-print">
      <div className="row">
        <span role="status">
          {t('registry.written', {
            name: teacher.name,
            column: before.column.name,
            before: before.shown ?? t('none'),
            after,
          })}
        </span>
        <Button size="small" loading={fetching} onClick={() => void undo()}>
          {t('registry.undo')}
        </Button>
        <Button size="small" type="text" onClick={onLeave}>
          {t('registry.leave')}
        </Button>
      </div>
      <RefusalAlert refused={refused} onReadAgain={onLeave} />
    </div>
  );
}
