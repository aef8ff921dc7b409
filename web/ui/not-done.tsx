import { Alert, Button } from 'antd';
import { Faults } from './faults.tsx';
import { instant } from './format.ts';
import { useWords } from './language.ts';
import type { NotDone as Why } from './use-act.ts';

interface Props {
  readonly why: Why | undefined;
  /** Reads the row again after a conflict; what was typed stays. */
  readonly onReadAgain?: (() => void) | undefined;
}

/** Why an act was not done, and where somebody was quicker: who did what meanwhile; of facts refused every fault. */
export function NotDone({ why, onReadAgain }: Props) {
  const { t, say, language } = useWords();
  if (why === undefined) return null;
  const { code, message, conflict, faults } = why;
  return (
    <Alert
      type={conflict || code === 'decision-wanted' ? 'warning' : 'error'}
      showIcon
      title={message}
      description={
        conflict && conflict.since.length > 0 ? (
          <ul className="remedies">
            {conflict.since.map(({ at, by, words }) => (
              <li key={`${at} ${words.en}`}>
                {instant(at, language)} {by ?? t('unknown')} {say(words)}
              </li>
            ))}
          </ul>
        ) : faults.length > 0 ? (
          <Faults faults={faults} />
        ) : undefined
      }
      action={
        conflict && onReadAgain ? <Button onClick={onReadAgain}>{t('conflict.readAgain')}</Button> : undefined
      }
    />
  );
}
