import { Button } from 'antd';
import {
  UserInvitationsDocument,
  type UserInvitationsQuery,
  WithdrawInvitationDocument,
} from '../../graphql/generated/graphql.ts';
import { useLiveQuery } from '../../graphql/use-live-query.ts';
import { AskFirst } from '../../ui/ask-first.tsx';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { instant } from '../../ui/format.ts';
import { useWords } from '../../ui/language.ts';
import { NotDone } from '../../ui/not-done.tsx';
import { useAct } from '../../ui/use-act.ts';

type Invitation = UserInvitationsQuery['invitations']['nodes'][number];

/** Those not taken up yet; nothing where there is none. */
export function InvitationsPart() {
  const { t, language } = useWords();
  const { data, again } = useLiveQuery({
    query: UserInvitationsDocument,
    variables: {},
    requestPolicy: 'cache-and-network',
  });
  const withdraw = useAct(WithdrawInvitationDocument);
  const waiting = (data?.invitations.nodes ?? []).filter(
    ({ acceptedAt, withdrawnAt }) => acceptedAt == null && withdrawnAt == null,
  );
  if (waiting.length === 0) return null;
  const columns: readonly Column<Invitation>[] = [
    { key: 'name', title: t('users.name'), cell: ({ name }) => name },
    { key: 'email', title: t('users.email'), cell: ({ email }) => email },
    {
      key: 'roles',
      title: t('users.roles'),
      cell: ({ roles }) => roles.map((role) => t(`role.${role}`)).join(t('comma')),
    },
    {
      key: 'by',
      title: t('users.invitedBy'),
      cell: ({ createdBy }) => createdBy?.name ?? t('users.operator'),
    },
    { key: 'until', title: t('users.goodUntil'), cell: ({ expiresAt }) => instant(expiresAt, language) },
    {
      key: 'act',
      title: t('users.act'),
      cell: ({ id, name }) => (
        <AskFirst
          title={t('users.withdrawSure')}
          onConfirm={async () => {
            if (await withdraw.act({ id })) again();
          }}
        >
          <Button size="small" disabled={withdraw.fetching} aria-label={t('users.withdrawOf', { name })}>
            {t('users.withdraw')}
          </Button>
        </AskFirst>
      ),
    },
  ];
  return (
    <section className="stack">
      <h2>{t('users.invitations')}</h2>
      <NotDone why={withdraw.notDone} />
      <DataTable caption={t('users.invitations')} columns={columns} rows={waiting} rowKey={({ id }) => id} />
    </section>
  );
}
