import { Link, type LinkProps } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { TodayQuery } from '../../graphql/generated/graphql.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { day } from '../../ui/format.ts';
import { useWords } from '../../ui/language.ts';
import { daysBetween } from './days.ts';
import { type PlaceKey, placesOf } from './places.ts';

type County = NonNullable<TodayQuery['county']>;
export type Alarm = County['alarms'][number];
export type Waiting = County['waiting'][number];

/** Where a page of the menu is; undefined: the reader has it not. */
export type PlaceOf = (key: PlaceKey) => LinkProps['to'] | undefined;

interface ErrandProps {
  readonly code: string;
  readonly planId?: string | null | undefined;
  readonly roundId?: string | null | undefined;
  readonly placeOf: PlaceOf;
  readonly children: ReactNode;
}

/** Leads to where it is done: the plan it is about, its page, or its round. */
function Errand({ code, planId, roundId, placeOf, children }: ErrandProps) {
  if (planId)
    return (
      <Link to="/plans/$planId" params={{ planId }}>
        {children}
      </Link>
    );
  const page = placesOf(code)
    .map(placeOf)
    .find((to) => to !== undefined);
  if (page !== undefined) return <Link to={page}>{children}</Link>;
  if (roundId)
    return (
      <Link to="/rounds/$roundId" params={{ roundId }}>
        {children}
      </Link>
    );
  return children;
}

interface LateProps {
  /** Names of rounds by their ids. */
  readonly rounds: ReadonlyMap<string, string>;
  readonly alarms: readonly Alarm[];
  readonly today: string;
  readonly placeOf: PlaceOf;
}

export function Late({ rounds, alarms, today, placeOf }: LateProps) {
  const { t, say, language } = useWords();
  const columns: readonly Column<Alarm>[] = [
    {
      key: 'what',
      title: t('today.what'),
      cell: ({ code, roundId, words }) => (
        <Errand code={code} roundId={roundId} placeOf={placeOf}>
          {say(words)}
        </Errand>
      ),
    },
    { key: 'round', title: t('title.round'), cell: ({ roundId }) => rounds.get(roundId) ?? '' },
    { key: 'who', title: t('today.who'), cell: ({ who }) => t(`role.${who}`) },
    { key: 'since', title: t('today.since'), cell: ({ since }) => day(since, language) },
    {
      key: 'days',
      title: t('today.daysLate'),
      end: true,
      cell: ({ since }) => <span className="short">{daysBetween(since, today) + 1}</span>,
    },
  ];
  return (
    <section className="stack">
      <h2>{t('today.late')}</h2>
      <DataTable
        caption={t('today.late')}
        columns={columns}
        rows={alarms}
        rowKey={({ code, roundId }) => `${code} ${roundId}`}
      />
    </section>
  );
}

interface WaitingProps {
  readonly waiting: readonly Waiting[];
  readonly today: string;
  readonly placeOf: PlaceOf;
}

export function WaitingList({ waiting, today, placeOf }: WaitingProps) {
  const { t, say, language } = useWords();
  const columns: readonly Column<Waiting>[] = [
    {
      key: 'what',
      title: t('today.what'),
      cell: ({ code, planId, words }) => (
        <Errand code={code} planId={planId} placeOf={placeOf}>
          {say(words)}
        </Errand>
      ),
    },
    {
      key: 'due',
      title: t('today.due'),
      cell: ({ due, overdue }) =>
        due ? (
          <>
            {day(due, language)}{' '}
            <span className={overdue ? 'short' : 'quiet'}>
              {overdue
                ? t('today.over', { count: daysBetween(due, today) })
                : t('today.left', { count: daysBetween(today, due) })}
            </span>
          </>
        ) : (
          <span className="quiet">{t('today.noDay')}</span>
        ),
    },
  ];
  return (
    <section className="stack">
      <h2>{t('today.waiting')}</h2>
      <DataTable caption={t('today.waiting')} columns={columns} rows={waiting} rowKey={({ code }) => code} />
    </section>
  );
}
