import { Button } from 'antd';
import { useState } from 'react';
import { UsersDocument, type UsersQuery } from '../../graphql/generated/graphql.ts';
import { usePages } from '../../graphql/use-pages.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { dayOfInstant } from '../../ui/format.ts';
import { useWords } from '../../ui/language.ts';
import { More } from '../../ui/more.tsx';
import { Page } from '../../ui/page.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { EmptyState, Failure, Loading } from '../../ui/states.tsx';
import { AccountDrawer } from './account-drawer.tsx';
import { ApproversPart } from './approvers-part.tsx';
import type { KeptPlace } from './grant-fields.tsx';
import { InvitationsPart } from './invitations-part.tsx';
import { InviteForm } from './invite-form.tsx';
import { useRoleName } from './role-name.ts';
import type { UsersView } from './view.ts';

export type Account = UsersQuery['accounts']['nodes'][number];

interface Props {
  readonly place: KeptPlace;
  /** May name who approves plans. */
  readonly mayEdit: boolean;
  readonly view: UsersView;
  readonly onView: (patch: UsersView) => void;
}

const accountsIn = (data: UsersQuery) => data.accounts;

/** Who may sign in: invite, grant, reset, close. For administrators of accounts. */
export function UsersPage({ place, mayEdit, view, onView }: Props) {
  const { t, language } = useWords();
  const roleName = useRoleName();
  const { rows, total, fetching, error, more, again, failure } = usePages(
    UsersDocument,
    { search: view.q ?? null, after: null },
    accountsIn,
  );
  const [inviting, setInviting] = useState(false);
  const [invited, setInvited] = useState(0);
  const open = rows.find(({ id }) => id === view.account);
  const columns: readonly Column<Account>[] = [
    {
      key: 'name',
      title: t('users.name'),
      cell: ({ id, name }) => (
        <button type="button" className="link" onClick={() => onView({ account: id })}>
          {name}
        </button>
      ),
    },
    { key: 'email', title: t('users.email'), cell: ({ email }) => email },
    {
      key: 'roles',
      title: t('users.roles'),
      cell: ({ roles }) => (
        <ul className="field-changes">
          {roles.map((role) => (
            <li key={role.id}>{roleName(role)}</li>
          ))}
        </ul>
      ),
    },
    { key: 'totp', title: t('users.totp'), cell: ({ totp }) => t(totp ? 'yes' : 'no') },
    { key: 'since', title: t('users.since'), cell: ({ createdAt }) => dayOfInstant(createdAt, language) },
    {
      key: 'state',
      title: t('users.state'),
      cell: ({ disabledAt, resetUntil }) => (
        <span className="badge" data-status={disabledAt ? 'CUT_SHORT' : undefined}>
          {disabledAt ? t('users.closed') : resetUntil ? t('users.resetOut') : t('users.open')}
        </span>
      ),
    },
  ];
  return (
    <Page
      title={t('users.title')}
      lead={t('users.lead')}
      actions={
        <Button type="primary" onClick={() => setInviting(!inviting)} aria-expanded={inviting}>
          {t('users.invite.title')}
        </Button>
      }
    >
      {inviting ? <InviteForm place={place} onInvited={() => setInvited((before) => before + 1)} /> : null}
      <InvitationsPart key={`invitations ${invited}`} />
      <section className="stack">
        <h2>{t('users.accounts')}</h2>
        <SearchField
          label={t('users.search')}
          value={view.q}
          onSearch={(q) => onView({ q, account: undefined })}
        />
        {error && rows.length === 0 ? <Failure error={error} onRetry={again} /> : null}
        {rows.length > 0 ? (
          <>
            <DataTable
              caption={t('users.accounts')}
              columns={columns}
              rows={rows}
              rowKey={({ id }) => id}
              selected={view.account}
            />
            <More shown={rows.length} total={total} fetching={fetching} more={more} failure={failure} />
          </>
        ) : fetching ? (
          <Loading />
        ) : error ? null : (
          <EmptyState
            title={t('users.none')}
            action={
              view.q ? <Button onClick={() => onView({ q: undefined })}>{t('users.all')}</Button> : null
            }
          >
            {t('users.noneText')}
          </EmptyState>
        )}
      </section>
      {place.county ? <ApproversPart county={place.county} mayEdit={mayEdit} /> : null}
      <AccountDrawer
        account={open}
        place={place}
        onClose={() => onView({ account: undefined })}
        onChanged={again}
      />
    </Page>
  );
}
