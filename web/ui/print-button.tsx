import { Button } from 'antd';
import { useWords } from './language.ts';

/** Prints the page as it stands. */
export function PrintButton({ disabled }: { readonly disabled?: boolean }) {
  const { t } = useWords();
  return (
    <Button className="no-print" onClick={() => window.print()} disabled={disabled ?? false}>
      {t('print')}
    </Button>
  );
}
