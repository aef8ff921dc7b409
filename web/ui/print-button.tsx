import { Button } from 'antd';
import { useState } from 'react';
import { readWholeLists } from '../graphql/whole-lists.ts';
import { useWords } from './language.ts';

/** Prints the page as it stands, with its lists to the end. */
export function PrintButton({ disabled }: { readonly disabled?: boolean }) {
  const { t } = useWords();
  const [reading, setReading] = useState(false);
  const print = async () => {
    setReading(true);
    await readWholeLists();
    setReading(false);
    // Not before what was read is drawn.
    setTimeout(() => window.print());
  };
  return (
    <Button className="no-print" onClick={() => void print()} loading={reading} disabled={disabled ?? false}>
      {t('print')}
    </Button>
  );
}
