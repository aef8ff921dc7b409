import { type KeyboardEvent, type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { daysLater, monthsLater, weekday, weeksOf } from './days.ts';
import { useWords } from './language.ts';

interface Props {
  /** YYYY-MM-DD; '': none is chosen. */
  readonly day: string;
  readonly min?: string | undefined;
  readonly max?: string | undefined;
  /** The field it belongs to. */
  readonly beside: RefObject<HTMLElement | null>;
  readonly onChoose: (day: string) => void;
  readonly onClose: () => void;
}

/** A month to choose a day of. By keyboard: arrows by days and weeks, Page Up and Down by months, Home and End in the week. */
export function DayCalendar({ day, min, max, beside, onChoose, onClose }: Props) {
  const { t, language } = useWords();
  const dialog = useRef<HTMLDialogElement>(null);
  const allowed = (one: string) => (!min || one >= min) && (!max || one <= max);
  const [at, setAt] = useState(() => within(day === '' ? localToday() : day, min, max));
  useLayoutEffect(() => {
    const shown = dialog.current;
    const place = beside.current?.getBoundingClientRect();
    if (!shown || !place) return;
    shown.showModal();
    const { width, height } = shown.getBoundingClientRect();
    const below = place.bottom + 4;
    shown.style.left = `${Math.max(8, Math.min(place.left, innerWidth - width - 8))}px`;
    shown.style.top = `${below + height > innerHeight ? Math.max(8, place.top - height - 4) : below}px`;
    return () => shown.close();
  }, [beside]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the button of another day is another one.
  useEffect(() => dialog.current?.querySelector<HTMLElement>('[data-at]')?.focus(), [at]);

  const written = (options: Intl.DateTimeFormatOptions) => {
    const format = new Intl.DateTimeFormat(language, { ...options, timeZone: 'UTC' });
    return (one: string) => format.format(new Date(`${one}T12:00:00Z`));
  };
  const month = written({ year: 'numeric', month: 'long' });
  const whole = written({ dateStyle: 'full' });
  const nameOf = written({ weekday: 'narrow' });
  const longNameOf = written({ weekday: 'long' });
  const weeks = weeksOf(at);
  const go = (to: string) => setAt(within(to, min, max));
  const onKeyDown = (event: KeyboardEvent) => {
    // What lies beneath, a drawer perhaps, closes by Escape too.
    if (event.key === 'Escape') event.stopPropagation();
    const to = reachedBy(event.key, at);
    if (to === undefined || !(event.target instanceof HTMLElement) || !event.target.dataset['day']) return;
    event.preventDefault();
    go(to);
  };
  return (
    <dialog
      ref={dialog}
      className="day-calendar"
      aria-label={t('day.choose')}
      onClose={onClose}
      onKeyDown={onKeyDown}
      onClick={(event) => {
        if (event.target === dialog.current) onClose();
      }}
    >
      <div className="day-calendar-body">
        <div className="day-calendar-head">
          <button type="button" aria-label={t('day.previous')} onClick={() => go(monthsLater(at, -1))}>
            ‹
          </button>
          <strong aria-live="polite">{month(at)}</strong>
          <button type="button" aria-label={t('day.next')} onClick={() => go(monthsLater(at, 1))}>
            ›
          </button>
        </div>
        <table>
          <thead>
            <tr>
              {weeks[0]?.map((one) => (
                <th key={one} scope="col" aria-label={longNameOf(one)}>
                  {nameOf(one)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {weeks.map((week) => (
              <tr key={week[0]}>
                {week.map((one) => (
                  <td key={one}>
                    <button
                      type="button"
                      data-day={one}
                      data-at={one === at || undefined}
                      data-outside={one.slice(0, 7) !== at.slice(0, 7) || undefined}
                      tabIndex={one === at ? 0 : -1}
                      aria-label={whole(one)}
                      aria-current={one === localToday() ? 'date' : undefined}
                      aria-pressed={one === day}
                      disabled={!allowed(one)}
                      onClick={() => {
                        onChoose(one);
                        onClose();
                      }}
                    >
                      {Number(one.slice(8))}
                    </button>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </dialog>
  );
}

function reachedBy(key: string, at: string): string | undefined {
  switch (key) {
    case 'ArrowLeft':
      return daysLater(at, -1);
    case 'ArrowRight':
      return daysLater(at, 1);
    case 'ArrowUp':
      return daysLater(at, -7);
    case 'ArrowDown':
      return daysLater(at, 7);
    case 'PageUp':
      return monthsLater(at, -1);
    case 'PageDown':
      return monthsLater(at, 1);
    case 'Home':
      return daysLater(at, -weekday(at));
    case 'End':
      return daysLater(at, 6 - weekday(at));
    default:
      return undefined;
  }
}

const within = (day: string, min = '', max = ''): string =>
  day < min ? min : max !== '' && day > max ? max : day;

/** In the reader's own zone. */
const localToday = (): string => new Intl.DateTimeFormat('en-CA').format(new Date());
