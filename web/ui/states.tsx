import { Alert, Button, Skeleton } from 'antd';
import type { ReactNode } from 'react';
import type { CombinedError } from 'urql';
import { useWords } from './language.ts';

/** While nothing is there yet; readers hear it too. */
export function Loading() {
  const { t } = useWords();
  return (
    <div role="status" aria-live="polite">
      <span className="unseen">{t('loading')}</span>
      <Skeleton active title={false} paragraph={{ rows: 6 }} />
    </div>
  );
}

interface FailureProps {
  readonly error: CombinedError;
  readonly onRetry?: () => void;
}

/** A question the server did not answer, and what to do about it. */
export function Failure({ error, onRetry }: FailureProps) {
  const { t } = useWords();
  const why = error.networkError
    ? t('failure.network')
    : (error.graphQLErrors[0]?.message ?? t('failure.unknown'));
  return (
    <Alert
      type="error"
      showIcon
      title={t('failure.title')}
      description={why}
      action={onRetry ? <Button onClick={onRetry}>{t('tryAgain')}</Button> : undefined}
    />
  );
}

interface EmptyProps {
  readonly title: string;
  readonly children: ReactNode;
  readonly action?: ReactNode;
}

/** Nothing here yet: says what would be here, and the next step. */
export function EmptyState({ title, children, action }: EmptyProps) {
  return (
    <div className="empty-state">
      <h2>{title}</h2>
      <p className="quiet">{children}</p>
      {action ? <div className="row">{action}</div> : null}
    </div>
  );
}
