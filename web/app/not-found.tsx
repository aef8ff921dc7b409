import { Link } from '@tanstack/react-router';
import { useWords } from '../ui/language.ts';
import { Page } from '../ui/page.tsx';
import { EmptyState } from '../ui/states.tsx';

export function NotFound() {
  const { t } = useWords();
  return (
    <Page title={t('notFound.title')}>
      <EmptyState title={t('notFound.title')} action={<Link to="/">{t('notFound.home')}</Link>}>
        {t('notFound.text')}
      </EmptyState>
    </Page>
  );
}
