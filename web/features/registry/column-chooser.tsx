import { Button, Checkbox, Popover } from 'antd';
import { useWords } from '../../ui/language.ts';
import { FROZEN, type TeacherColumn, usualColumns } from './columns.ts';
import { keepColumns } from './kept.ts';
import type { RegistryView } from './view.ts';

interface Props {
  readonly columns: readonly TeacherColumn[];
  readonly shown: readonly TeacherColumn[];
  readonly onView: (patch: RegistryView) => void;
}

/** Which columns are shown: kept in the address, for links, and in this browser, for the next time. */
export function ColumnChooser({ columns, shown, onView }: Props) {
  const { t } = useWords();
  const keys = shown.map(({ key }) => key);
  const choose = (next: readonly string[]) => {
    const cols = columns
      .map(({ key }) => key)
      .filter((key) => next.includes(key))
      .join('.');
    keepColumns(cols);
    onView({ cols });
  };
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      content={
        <fieldset className="column-chooser">
          <legend className="unseen">{t('registry.columns')}</legend>
          {columns.map(({ key, title }, at) => (
            <Checkbox
              key={key}
              checked={keys.includes(key)}
              disabled={at < FROZEN}
              onChange={({ target }) =>
                choose(target.checked ? [...keys, key] : keys.filter((one) => one !== key))
              }
            >
              {title}
            </Checkbox>
          ))}
          <Button size="small" onClick={() => choose(usualColumns)}>
            {t('registry.usualColumns')}
          </Button>
        </fieldset>
      }
    >
      <Button>{t('registry.columns')}</Button>
    </Popover>
  );
}
