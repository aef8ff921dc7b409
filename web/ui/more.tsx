import { Button } from 'antd';
import { useWords } from './language.ts';

interface Props {
  readonly shown: number;
  readonly total: number;
  readonly fetching: boolean;
  /** Reads the next page; undefined: that was all. */
  readonly more: (() => void) | undefined;
}

/** The foot of a long list: how much of it is shown, and the way to the rest. */
export function More({ shown, total, fetching, more }: Props) {
  const { t, language } = useWords();
  const format = new Intl.NumberFormat(language);
  return (
    <div className="row no-print" role="status">
      <span className="quiet">
        {t('shown', { shown: format.format(shown), total: format.format(total) })}
      </span>
      {more ? (
        <Button onClick={more} loading={fetching}>
          {t('showMore')}
        </Button>
      ) : null}
    </div>
  );
}
