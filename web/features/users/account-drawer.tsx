import { Button, Drawer } from 'antd';
import { type FormEvent, useState } from 'react';
import {
  DisableUserDocument,
  EnableUserDocument,
  type GrantInput,
  GrantRoleDocument,
  RemoveUserTotpDocument,
  ResetUserPasswordDocument,
  RevokeRoleDocument,
} from '../../graphql/generated/graphql.ts';
import { AskFirst } from '../../ui/ask-first.tsx';
import { Facts } from '../../ui/figures.tsx';
import { FormField } from '../../ui/form-field.tsx';
import { dayOfInstant, instant } from '../../ui/format.ts';
import { useWords } from '../../ui/language.ts';
import { NotDone } from '../../ui/not-done.tsx';
import { ShownOnce } from '../../ui/shown-once.tsx';
import { useAct } from '../../ui/use-act.ts';
import { GrantFields, type KeptPlace } from './grant-fields.tsx';
import { useRoleName } from './role-name.ts';
import type { Account } from './users-page.tsx';

interface Props {
  /** Undefined: closed. */
  readonly account: Account | undefined;
  readonly place: KeptPlace;
  readonly onClose: () => void;
  readonly onChanged: () => void;
}

export function AccountDrawer({ account, place, onClose, onChanged }: Props) {
  return (
    <Drawer open={account !== undefined} onClose={onClose} size={560} title={account?.name}>
      {account ? <Details key={account.id} account={account} place={place} onChanged={onChanged} /> : null}
    </Drawer>
  );
}

interface DetailsProps {
  readonly account: Account;
  readonly place: KeptPlace;
  readonly onChanged: () => void;
}

function Details({ account, place, onChanged }: DetailsProps) {
  const { t, language } = useWords();
  const { email, createdAt, disabledAt, totp, resetUntil } = account;
  return (
    <div className="stack">
      <Facts
        facts={[
          { label: t('users.email'), value: email },
          { label: t('users.since'), value: dayOfInstant(createdAt, language) },
          {
            label: t('users.state'),
            value: disabledAt ? t('users.closedAt', { at: instant(disabledAt, language) }) : t('users.open'),
          },
          { label: t('users.totp'), value: t(totp ? 'yes' : 'no') },
          ...(resetUntil
            ? [
                {
                  label: t('users.resetOut'),
                  value: t('users.goodTo', { at: instant(resetUntil, language) }),
                },
              ]
            : []),
        ]}
      />
      <Roles account={account} place={place} onChanged={onChanged} />
      <Keeping account={account} onChanged={onChanged} />
    </div>
  );
}

function Roles({ account, place, onChanged }: DetailsProps) {
  const { t } = useWords();
  const roleName = useRoleName();
  const grantRole = useAct(GrantRoleDocument);
  const revoke = useAct(RevokeRoleDocument);
  const [grant, setGrant] = useState<GrantInput>();
  const [turn, setTurn] = useState(0);
  const { id, version, roles } = account;

  const give = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (!grant || !(await grantRole.act({ id, version, grant }))) return;
    setTurn(turn + 1);
    onChanged();
  };

  return (
    <section className="stack" aria-labelledby="account-roles">
      <h3 id="account-roles">{t('users.roles')}</h3>
      <ul className="options">
        {roles.map((role) => (
          <li key={role.id}>
            <div className="row">
              <span>{roleName(role)}</span>
              <span className="row-end">
                <AskFirst
                  title={t('users.revokeSure')}
                  onConfirm={async () => {
                    if (await revoke.act({ id: role.id, version })) onChanged();
                  }}
                >
                  <Button
                    size="small"
                    disabled={revoke.fetching}
                    aria-label={t('users.revokeOf', { role: roleName(role) })}
                  >
                    {t('users.revoke')}
                  </Button>
                </AskFirst>
              </span>
            </div>
          </li>
        ))}
      </ul>
      <NotDone why={revoke.notDone ?? grantRole.notDone} onReadAgain={onChanged} />
      <details>
        <summary>{t('users.grantTitle')}</summary>
        <form className="row-end" onSubmit={give}>
          <GrantFields key={turn} place={place} onGrant={setGrant} />
          <Button htmlType="submit" disabled={!grant} loading={grantRole.fetching}>
            {t('users.grant')}
          </Button>
        </form>
      </details>
      <p className="quiet small">{t('users.rolesEffect')}</p>
    </section>
  );
}

/** Password, second step, closing: each ends every session of the account. */
function Keeping({ account, onChanged }: Omit<DetailsProps, 'place'>) {
  const { t } = useWords();
  const reset = useAct(ResetUserPasswordDocument);
  const removeTotp = useAct(RemoveUserTotpDocument);
  const disable = useAct(DisableUserDocument);
  const enable = useAct(EnableUserDocument);
  const [link, setLink] = useState<string>();
  const { id, version, name, totp, disabledAt } = account;

  const close = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const reason = String(new FormData(event.currentTarget).get('reason')).trim();
    if (await disable.act({ id, version, reason: reason === '' ? null : reason })) onChanged();
  };

  return (
    <section className="stack" aria-labelledby="account-keeping">
      <h3 id="account-keeping">{t('users.keeping')}</h3>
      {link === undefined ? null : (
        <ShownOnce
          title={t('users.resetOnce')}
          label={t('users.invite.link')}
          text={link}
          onKept={() => setLink(undefined)}
        />
      )}
      <NotDone
        why={reset.notDone ?? removeTotp.notDone ?? disable.notDone ?? enable.notDone}
        onReadAgain={onChanged}
      />
      <div className="row">
        <AskFirst
          title={t('users.resetSure', { name })}
          onConfirm={async () => {
            const made = (await reset.act({ id, version }))?.resetPassword;
            if (made?.__typename !== 'PasswordReset') return;
            setLink(`${location.origin}${made.page}`);
            onChanged();
          }}
        >
          <Button loading={reset.fetching}>{t('users.reset')}</Button>
        </AskFirst>
        {totp ? (
          <AskFirst
            title={t('users.removeTotpSure', { name })}
            onConfirm={async () => {
              if (await removeTotp.act({ id, version })) onChanged();
            }}
          >
            <Button loading={removeTotp.fetching}>{t('users.removeTotp')}</Button>
          </AskFirst>
        ) : null}
        {disabledAt ? (
          <Button
            loading={enable.fetching}
            onClick={async () => {
              if (await enable.act({ id, version })) onChanged();
            }}
          >
            {t('users.enable')}
          </Button>
        ) : null}
      </div>
      {disabledAt ? null : (
        <details>
          <summary>{t('users.disableTitle')}</summary>
          <form className="row-end" onSubmit={close}>
            <FormField label={t('users.disableReason')} help={t('users.disableEffect')}>
              {(field) => <input {...field} name="reason" maxLength={200} />}
            </FormField>
            <Button danger htmlType="submit" loading={disable.fetching}>
              {t('users.disable')}
            </Button>
          </form>
        </details>
      )}
    </section>
  );
}
