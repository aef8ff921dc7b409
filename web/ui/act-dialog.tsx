import { Modal } from 'antd';
import { type FormEvent, type ReactNode, useId, useState } from 'react';
import { DayInput } from './day-input.tsx';
import { useWords } from './language.ts';
import { NotDone } from './not-done.tsx';
import type { NotDone as Why } from './use-act.ts';

/** One thing an act is told. */
export interface ActField {
  readonly key: string;
  readonly label: string;
  /** `long`: more than one line. `choice`: one of `choices`, the first unless `initial` says. */
  readonly kind?: 'text' | 'long' | 'date' | 'number' | 'choice';
  readonly initial?: string;
  /** Whether the act wants it; an empty one is not sent. */
  readonly needed?: boolean;
  readonly choices?: readonly { readonly value: string; readonly label: string }[];
  readonly min?: string | number;
  readonly max?: string | number;
  readonly maxLength?: number;
  /** What to write, in a few words. */
  readonly help?: string;
}

interface Props {
  readonly title: string;
  /** What the act brings about, in a sentence: read before it is done. */
  readonly effect: ReactNode;
  /** What the button says. */
  readonly doIt: string;
  readonly danger?: boolean;
  /** For what needs room. */
  readonly wide?: boolean;
  readonly fields?: readonly ActField[];
  readonly busy: boolean;
  readonly notDone: Why | undefined;
  readonly onDo: (told: Readonly<Record<string, string>>) => void;
  readonly onClose: () => void;
  /** Reads anew what somebody else has changed; what was typed stays. */
  readonly onReadAgain?: (() => void) | undefined;
  readonly children?: ReactNode;
}

/** Asks before an act: its effect in a sentence, what it wants to be told, and why it was refused. Nothing typed is lost. */
export function ActDialog(props: Props) {
  const {
    title,
    effect,
    doIt,
    danger,
    wide,
    fields = [],
    busy,
    notDone,
    onDo,
    onClose,
    onReadAgain,
    children,
  } = props;
  const { t } = useWords();
  const id = useId();
  const [told, setTold] = useState<Readonly<Record<string, string>>>(() =>
    Object.fromEntries(
      fields.map(({ key, initial, choices }) => [key, initial ?? choices?.[0]?.value ?? '']),
    ),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onDo(Object.fromEntries(Object.entries(told).map(([key, value]) => [key, value.trim()])));
  };
  return (
    <Modal
      open
      width={wide ? 860 : 520}
      title={title}
      onCancel={onClose}
      cancelText={t('cancel')}
      okText={doIt}
      okButtonProps={{ htmlType: 'submit', form: id, loading: busy, danger: danger ?? false }}
      closable={{ 'aria-label': t('close') }}
      mask={{ closable: false }}
    >
      <form id={id} className="stack" onSubmit={submit}>
        <div>{effect}</div>
        {fields.map((field) => (
          <DialogField
            key={field.key}
            field={field}
            value={told[field.key] ?? ''}
            onChange={(value) => setTold((before) => ({ ...before, [field.key]: value }))}
          />
        ))}
        {children}
        <NotDone why={notDone} {...(onReadAgain ? { onReadAgain } : {})} />
      </form>
    </Modal>
  );
}

interface FieldProps {
  readonly field: ActField;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function DialogField({ field, value, onChange }: FieldProps) {
  const { kind = 'text', label, needed = false, choices = [], min, max, maxLength, help } = field;
  const id = useId();
  const shared = {
    id,
    className: 'native',
    value,
    required: needed,
    'aria-describedby': help ? `${id}-help` : undefined,
  };
  return (
    <div className="field long-field">
      <label htmlFor={id}>{label}</label>
      {kind === 'choice' ? (
        <select {...shared} onChange={({ target }) => onChange(target.value)}>
          {choices.map((choice) => (
            <option key={choice.value} value={choice.value}>
              {choice.label}
            </option>
          ))}
        </select>
      ) : kind === 'long' ? (
        <textarea
          {...shared}
          rows={3}
          maxLength={maxLength}
          onChange={({ target }) => onChange(target.value)}
        />
      ) : kind === 'date' ? (
        <DayInput
          {...shared}
          min={min === undefined ? undefined : String(min)}
          max={max === undefined ? undefined : String(max)}
          onDay={onChange}
        />
      ) : (
        <input
          {...shared}
          type={kind}
          min={min}
          max={max}
          maxLength={maxLength}
          onChange={({ target }) => onChange(target.value)}
        />
      )}
      {help ? (
        <span id={`${id}-help`} className="quiet small">
          {help}
        </span>
      ) : null}
    </div>
  );
}
