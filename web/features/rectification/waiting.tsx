import type { RectificationCountsQuery } from '../../graphql/generated/graphql.ts';
import { Figures } from '../../ui/figures.tsx';
import { count } from '../../ui/format.ts';
import { useWords } from '../../ui/language.ts';
import type { RectificationView } from './view.ts';

interface Props {
  readonly counts: NonNullable<RectificationCountsQuery['county']>;
  readonly view: RectificationView;
  readonly onView: (patch: RectificationView) => void;
  /** Whoever closes reads first what waits to be closed. */
  readonly mayClose: boolean;
}

/** How many items are where; each figure is the way to its items. */
export function Waiting({ counts, onView, mayClose }: Props) {
  const { t, language } = useWords();
  const figure = (label: string, amount: number, patch: RectificationView, tone?: 'bad' | undefined) => ({
    label,
    value: (
      <button
        type="button"
        className="link"
        aria-label={t('rectification.show', { label, count: amount })}
        onClick={() => onView({ state: undefined, waits: undefined, ...patch })}
      >
        {count(amount, language)}
      </button>
    ),
    tone: amount > 0 ? tone : undefined,
  });
  const { open, submitted, closed, overdue, unowned, gone } = counts;
  const waiting = figure(t('rectification.state.SUBMITTED'), submitted.totalCount, { state: 'SUBMITTED' });
  const beginning = [
    figure(t('rectification.wait.overdue'), overdue.totalCount, { waits: 'overdue' }, 'bad'),
    figure(t('rectification.wait.unowned'), unowned.totalCount, { waits: 'unowned' }),
    figure(t('rectification.wait.gone'), gone.totalCount, { waits: 'gone' }),
    figure(t('rectification.state.OPEN'), open.totalCount, { state: 'OPEN' }),
  ];
  const end = figure(t('rectification.state.CLOSED'), closed.totalCount, { state: 'CLOSED' });
  return <Figures figures={mayClose ? [waiting, ...beginning, end] : [...beginning, waiting, end]} />;
}
