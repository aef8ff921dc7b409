import { Alert, Button } from 'antd';
import { useWords } from '../ui/language.ts';

/** A page that broke, or could not be fetched because the server was updated meanwhile: both mend by a reload. */
export function Unexpected() {
  const { t } = useWords();
  return (
    <Alert
      type="error"
      showIcon
      title={t('broken.title')}
      description={t('broken.text')}
      action={<Button onClick={() => location.reload()}>{t('broken.reload')}</Button>}
    />
  );
}
