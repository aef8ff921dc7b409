import { useEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import { useWords } from '../../ui/language.ts';
import type { TeacherColumn } from './columns.ts';

/** Whether the page is being printed: only then are all rows in it. */
export function usePrinting(): boolean {
  const [printing, setPrinting] = useState(false);
  useEffect(() => {
    const begin = () => flushSync(() => setPrinting(true));
    const end = () => setPrinting(false);
    window.addEventListener('beforeprint', begin);
    window.addEventListener('afterprint', end);
    return () => {
      window.removeEventListener('beforeprint', begin);
      window.removeEventListener('afterprint', end);
    };
  }, []);
  return printing;
}

interface Props {
  /** What the list is narrowed to; empty: nothing. */
  readonly title: string;
  readonly columns: readonly TeacherColumn[];
  readonly rows: readonly number[];
}

/** Every row of the list as a plain table, whose head stands on each sheet. */
export function PrintTable({ title, columns, rows }: Props) {
  const { t } = useWords();
  return (
    <table className="data-table print-only print-roster">
      <caption>{title === '' ? t('registry.everybody') : title}</caption>
      <thead>
        <tr>
          {columns.map(({ key, title: name }) => (
            <th key={key} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row}>
            {columns.map(({ key, text, end }) => (
              <td key={key} className={end ? 'end' : undefined}>
                {text(row)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
