import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { DayCalendar } from './day-calendar.tsx';
import { readDay } from './days.ts';
import { day as inWords } from './format.ts';
import { useWords } from './language.ts';

interface Props {
  readonly id: string;
  readonly className?: string;
  readonly 'aria-describedby'?: string | undefined;
  /** What its day goes by in the form, as YYYY-MM-DD. */
  readonly name?: string | undefined;
  /** YYYY-MM-DD, '' where there is none; left out: the field keeps its own, `defaultValue` at first. */
  readonly value?: string | undefined;
  readonly defaultValue?: string | undefined;
  readonly required?: boolean | undefined;
  readonly min?: string | undefined;
  readonly max?: string | undefined;
  /** Told each whole day, and '' where it was emptied. */
  readonly onDay?: (day: string) => void;
}

/**
 * A day, shown as the console's language writes it: the browser's own field goes by the browser's. While it is written in, it reads
 * YYYY-MM-DD and takes what people write for it; what is no day stays as it was written, and says so when it is sent.
 */
export function DayInput({
  name,
  value,
  defaultValue = '',
  required = false,
  min,
  max,
  onDay,
  ...rest
}: Props) {
  const { t, language } = useWords();
  const field = useRef<HTMLInputElement>(null);
  const [own, setOwn] = useState(defaultValue);
  const [written, setWritten] = useState<string>();
  const [open, setOpen] = useState(false);
  const chosen = value ?? own;
  const read = written === undefined || written === '' ? (written ?? chosen) : readDay(written);
  const fault =
    read === undefined
      ? t('day.unreadable')
      : read !== '' && min && read < min
        ? t('day.early', { day: inWords(min, language) })
        : read !== '' && max && read > max
          ? t('day.late', { day: inWords(max, language) })
          : '';
  useEffect(() => field.current?.setCustomValidity(fault), [fault]);
  const writing = written !== undefined;
  useLayoutEffect(() => {
    if (writing && document.activeElement === field.current) field.current?.select();
  }, [writing]);
  useEffect(() => {
    const form = field.current?.form;
    const reset = () => {
      setOwn(defaultValue);
      setWritten(undefined);
    };
    form?.addEventListener('reset', reset);
    return () => form?.removeEventListener('reset', reset);
  }, [defaultValue]);

  const take = (day: string) => {
    setOwn(day);
    onDay?.(day);
  };
  const write = (text: string) => {
    setWritten(text);
    const day = text.trim() === '' ? '' : readDay(text);
    if (day !== undefined) take(day);
  };
  return (
    <span className="day-input">
      <input
        {...rest}
        ref={field}
        className="native"
        type="text"
        autoComplete="off"
        placeholder={t('day.pattern')}
        required={required}
        value={written ?? (chosen === '' ? '' : inWords(chosen, language))}
        onFocus={() => setWritten((before) => before ?? chosen)}
        onBlur={() => {
          if (read !== undefined) setWritten(undefined);
        }}
        onChange={({ target }) => write(target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown' || !event.altKey) return;
          event.preventDefault();
          setOpen(true);
        }}
      />
      {name === undefined ? null : <input type="hidden" name={name} value={read ?? ''} />}
      <button
        type="button"
        aria-label={t('day.calendar')}
        title={t('day.calendar')}
        onClick={() => setOpen(true)}
      >
        <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">
          <path d="M2 3.5h12v10.500H2zM2 6.500h12M5 1.500v3M11 1.500v3" fill="none" stroke="currentColor" />
        </svg>
      </button>
      {open ? (
        <DayCalendar
          day={read ?? ''}
          min={min}
          max={max}
          beside={field}
          onChoose={(day) => {
            setWritten(undefined);
            take(day);
          }}
          onClose={() => setOpen(false)}
        />
      ) : null}
    </span>
  );
}
