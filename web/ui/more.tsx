import { Button } from 'antd';
import type { CombinedError } from 'urql';
import { useWords } from './language.ts';
import { Failure } from './states.tsx';

interface Props {
  readonly shown: number;
  readonly total: number;
  readonly fetching: boolean;
  /** Reads the next page; undefined: that was all. */
  readonly more: (() => void) | undefined;
  /** What was asked for last and did not come; undefined: it came. */
  readonly failure: { readonly error: CombinedError; readonly retry: () => void } | undefined;
}

/** The foot of a long list: how much of it is shown, on paper too, and the way to the rest. */
export function More({ shown, total, fetching, more, failure }: Props) {
  const { t, language } = useWords();
  const format = new Intl.NumberFormat(language);
  const failed = fetching ? undefined : failure;
  return (
    <>
      <div className="row" role="status">
        <span className="quiet">
          {t('shown', { shown: format.format(shown), total: format.format(total) })}
        </span>
        {more && !failed ? (
          <Button className="no-print" onClick={more} loading={fetching}>
            {t('showMore')}
          </Button>
        ) : null}
      </div>
      {failed ? <Failure error={failed.error} onRetry={failed.retry} /> : null}
    </>
  );
}
