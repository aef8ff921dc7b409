import { Alert } from 'antd';
import { useWords } from '../../ui/language.ts';
import type { Published } from './steps.ts';

/** For whom the list that went out just now is not what the one before it was. */
export function PublishedChanges({ changes }: { readonly changes: Published | undefined }) {
  const { t, say } = useWords();
  if (changes === undefined || changes.length === 0) return null;
  return (
    <Alert
      type="info"
      showIcon
      title={t('planActs.changed', { count: changes.length })}
      description={
        <ul className="remedies">
          {changes.map(({ staffNumber, words }) => (
            <li key={staffNumber}>{say(words)}</li>
          ))}
        </ul>
      }
    />
  );
}
