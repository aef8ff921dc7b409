import { Alert, Button } from 'antd';
import { instant } from '../../ui/format.ts';
import { useWords } from '../../ui/language.ts';
import type { Refusal } from './use-change.ts';

interface Props {
  readonly refused: Refusal | undefined;
  /** Reads the row anew; what was typed stays. */
  readonly onReadAgain: () => void;
}

/** Why nothing was written; of a conflict, who did what, and the way on. */
export function RefusalAlert({ refused, onReadAgain }: Props) {
  const { t, language } = useWords();
  if (refused === undefined) return null;
  const { message, since, faults } = refused;
  return (
    <Alert
      type={since ? 'warning' : 'error'}
      showIcon
      title={
        since
          ? t('registry.conflict')
          : faults.length > 0
            ? t('registry.faulty', { count: faults.length })
            : message
      }
      description={
        since ? (
          <div className="stack">
            <ul className="plain-list">
              {since.map(({ at, by, text }) => (
                <li key={`${at}${text}`}>
                  {instant(at, language)} {by ?? t('registry.somebody')} {text}
                </li>
              ))}
            </ul>
            <p>{t('registry.conflictText')}</p>
          </div>
        ) : undefined
      }
      action={since ? <Button onClick={onReadAgain}>{t('registry.readAgain')}</Button> : undefined}
    />
  );
}
