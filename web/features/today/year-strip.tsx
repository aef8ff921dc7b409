import type { CalendarOfRoundFragment, WindowKind, WindowStanding } from '../../graphql/generated/graphql.ts';
import { day } from '../../ui/format.ts';
import { useWords } from '../../ui/language.ts';
import { daysBetween, monthsOf, percentIn, type Span, spanOf } from './days.ts';
import './today.css';

interface Props {
  readonly round: CalendarOfRoundFragment;
  readonly today: string;
  /** Sets the days of a window; undefined: the reader may not. */
  readonly onSet: ((kind: WindowKind) => void) | undefined;
}

/** The windows of a round in order of time, each with its days and a bar in the months of the year. */
export function YearStrip({ round, today, onSet }: Props) {
  const { t, language } = useWords();
  const span = spanOf(round.windows);
  if (!span) return null;
  const month = new Intl.DateTimeFormat(language, { month: 'short', timeZone: 'UTC' });
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
    <section className="table-frame" tabIndex={0} aria-label={t('today.calendarOf', { round: round.name })}>
      <table className="data-table year-strip">
        <thead>
          <tr>
            <th scope="col">{t('today.window')}</th>
            <th scope="col">{t('today.days')}</th>
            <th scope="col">{t('today.state')}</th>
            <th scope="col" className="year-strip-months">
              <span className="unseen">{t('today.inTheYear')}</span>
              {monthsOf(span).map((first) => (
                <span key={first} style={{ insetInlineStart: `${percentIn(span, first)}%` }}>
                  {month.format(new Date(`${first}T00:00:00Z`))}
                </span>
              ))}
            </th>
          </tr>
        </thead>
        <tbody>
          {round.windows.map(({ kind, from, until, standing }) => (
            <tr key={kind} data-when={standing}>
              <td className="nowrap">
                <span className="row">
                  {t(`today.windowKind.${kind}`)}
                  {onSet ? (
                    <button
                      type="button"
                      className="link small no-print"
                      aria-label={t('today.setWindow', { window: t(`today.windowKind.${kind}`) })}
                      onClick={() => onSet(kind)}
                    >
                      {t('today.set')}
                    </button>
                  ) : null}
                </span>
              </td>
              <td className="nowrap">
                {day(from, language)} – {day(until, language)}
              </td>
              <td className="nowrap">
                <State span={{ from, until }} standing={standing} today={today} />
              </td>
              <td>
                <Bar within={span} span={{ from, until }} today={today} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

interface StateProps {
  readonly span: Span;
  readonly standing: WindowStanding;
  readonly today: string;
}

function State({ span, standing, today }: StateProps) {
  const { t } = useWords();
  if (standing === 'PAST') return <span className="quiet">{t('today.past')}</span>;
  if (standing === 'TO_COME')
    return <span>{t('today.toCome', { count: daysBetween(today, span.from) })}</span>;
  return <strong>{t('today.open', { count: daysBetween(today, span.until) })}</strong>;
}

/** Says nothing that the cells beside it do not say. */
function Bar({
  within,
  span,
  today,
}: {
  readonly within: Span;
  readonly span: Span;
  readonly today: string;
}) {
  const start = percentIn(within, span.from);
  const width =
    (100 * (daysBetween(span.from, span.until) + 1)) / (daysBetween(within.from, within.until) + 1);
  const mark = percentIn(within, today);
  return (
    <span className="year-strip-track" aria-hidden="true">
      <span className="year-strip-bar" style={{ insetInlineStart: `${start}%`, width: `${width}%` }} />
      {mark >= 0 && mark <= 100 ? (
        <span className="year-strip-today" style={{ insetInlineStart: `${mark}%` }} />
      ) : null}
    </span>
  );
}
