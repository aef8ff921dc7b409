import { Button } from 'antd';
import {
  EndSessionDocument,
  type MyAccountQuery,
  SignOutEverywhereDocument,
} from '../../graphql/generated/graphql.ts';
import { AskFirst } from '../../ui/ask-first.tsx';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { instant } from '../../ui/format.ts';
import { useWords } from '../../ui/language.ts';
import { NotDone } from '../../ui/not-done.tsx';
import { useAct } from '../../ui/use-act.ts';

type Session = NonNullable<MyAccountQuery['viewer']>['sessions'][number];

interface Props {
  readonly sessions: readonly Session[];
  readonly onChanged: () => void;
  readonly onSignedOut: () => void;
}

export function SessionsPart({ sessions, onChanged, onSignedOut }: Props) {
  const { t, language } = useWords();
  const end = useAct(EndSessionDocument);
  const everywhere = useAct(SignOutEverywhereDocument);
  const columns: readonly Column<Session>[] = [
    {
      key: 'begun',
      title: t('account.sessions.begun'),
      cell: ({ createdAt }) => instant(createdAt, language),
    },
    {
      key: 'seen',
      title: t('account.sessions.seen'),
      cell: ({ lastSeenAt }) => instant(lastSeenAt, language),
    },
    { key: 'ends', title: t('account.sessions.ends'), cell: ({ expiresAt }) => instant(expiresAt, language) },
    {
      key: 'act',
      title: t('account.sessions.act'),
      cell: ({ id, current, createdAt }) =>
        current ? (
          <span className="badge">{t('account.sessions.current')}</span>
        ) : (
          <Button
            size="small"
            disabled={end.fetching}
            aria-label={t('account.sessions.endOf', { begun: instant(createdAt, language) })}
            onClick={async () => {
              if (await end.act({ id })) onChanged();
            }}
          >
            {t('account.sessions.end')}
          </Button>
        ),
    },
  ];
  return (
    <section className="panel">
      <div className="row">
        <h2>{t('account.sessions.title')}</h2>
        <AskFirst
          title={t('account.sessions.everywhereSure')}
          onConfirm={async () => {
            if (await everywhere.act({})) onSignedOut();
          }}
        >
          <Button size="small" danger loading={everywhere.fetching}>
            {t('account.sessions.everywhere')}
          </Button>
        </AskFirst>
      </div>
      <NotDone why={end.notDone ?? everywhere.notDone} />
      <DataTable
        caption={t('account.sessions.title')}
        columns={columns}
        rows={sessions}
        rowKey={({ id }) => id}
      />
    </section>
  );
}
