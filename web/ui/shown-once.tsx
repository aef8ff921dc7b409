import { Alert, App, Button } from 'antd';
import { useId } from 'react';
import { copied } from './copied.ts';
import { useWords } from './language.ts';

interface Props {
  readonly title: string;
  readonly label: string;
  readonly text: string;
  /** It is kept elsewhere by now: it goes from the page. */
  readonly onKept: () => void;
}

/** A secret that is told this once, to be copied. */
export function ShownOnce({ title, label, text, onKept }: Props) {
  const { t } = useWords();
  const { message } = App.useApp();
  const id = useId();
  const copy = async () => {
    if (await copied(text)) message.success(t('once.copied'));
    else message.warning(t('once.copyByHand'));
  };
  return (
    <Alert
      type="warning"
      showIcon
      title={title}
      description={
        <div className="row-end">
          <div className="field once-field">
            <label htmlFor={id}>{label}</label>
            <input
              id={id}
              className="native"
              readOnly
              value={text}
              onFocus={({ target }) => target.select()}
            />
          </div>
          <Button onClick={() => void copy()}>{t('once.copy')}</Button>
          <Button onClick={onKept}>{t('once.kept')}</Button>
        </div>
      }
    />
  );
}
