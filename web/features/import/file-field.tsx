import { type DragEvent, useId, useState } from 'react';
import { count } from '../../ui/format.ts';
import { useWords } from '../../ui/language.ts';

interface Props {
  readonly file: File | undefined;
  readonly disabled: boolean;
  readonly onFile: (file: File | undefined) => void;
}

/** The browser's own file field, made as large as a hand with a mouse likes it; a file may also be dropped on it. */
export function FileField({ file, disabled, onFile }: Props) {
  const { t, language } = useWords();
  const id = useId();
  const [over, setOver] = useState(false);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const [dropped] = event.dataTransfer.files;
    if (dropped && !disabled) onFile(dropped);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is an addition; the field inside does it all by keyboard.
    <div
      className="file-field"
      data-over={over || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <input
        id={id}
        className="unseen"
        type="file"
        accept=".xlsx,.csv,.gz"
        disabled={disabled}
        onChange={({ target }) => {
          onFile(target.files?.[0]);
          // Or choosing the same file again, mended meanwhile, would not count as a change.
          target.value = '';
        }}
      />
      <label htmlFor={id}>{t('import.choose')}</label>
      <p className="quiet">
        {file
          ? t('import.chosen', {
              name: file.name,
              size: `${count(Math.ceil(file.size / 1024), language)} KB`,
            })
          : t('import.chooseText')}
      </p>
    </div>
  );
}
