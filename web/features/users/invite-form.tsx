import { Button } from 'antd';
import { type FormEvent, useState } from 'react';
import { type GrantInput, InviteUserDocument } from '../../graphql/generated/graphql.ts';
import { FormField } from '../../ui/form-field.tsx';
import { useWords } from '../../ui/language.ts';
import { NotDone } from '../../ui/not-done.tsx';
import { ShownOnce } from '../../ui/shown-once.tsx';
import { useAct } from '../../ui/use-act.ts';
import { GrantFields, type KeptPlace } from './grant-fields.tsx';

interface Props {
  readonly place: KeptPlace;
  readonly onInvited: () => void;
}

/** The link that comes of it is told this once: no mail is sent. */
export function InviteForm({ place, onInvited }: Props) {
  const { t } = useWords();
  const { act, fetching, notDone } = useAct(InviteUserDocument);
  const [grant, setGrant] = useState<GrantInput>();
  const [link, setLink] = useState<string>();
  const [turn, setTurn] = useState(0);

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (!grant) return;
    const form = event.currentTarget;
    const fields = new FormData(form);
    const made = (
      await act({
        email: String(fields.get('email')).trim(),
        name: String(fields.get('name')).trim(),
        grants: [grant],
      })
    )?.inviteUser;
    if (made?.__typename !== 'Invited') return;
    setLink(`${location.origin}${made.page}`);
    form.reset();
    setTurn(turn + 1);
    onInvited();
  };

  return (
    <section className="panel" aria-labelledby="users-invite">
      <h2 id="users-invite">{t('users.invite.title')}</h2>
      <p className="quiet small">{t('users.invite.about')}</p>
      {link === undefined ? null : (
        <ShownOnce
          title={t('users.invite.once')}
          label={t('users.invite.link')}
          text={link}
          onKept={() => setLink(undefined)}
        />
      )}
      <NotDone why={notDone} />
      <form className="row-end" onSubmit={submit}>
        <FormField label={t('users.name')}>
          {(field) => <input {...field} name="name" required maxLength={100} pattern=".*\S.*" />}
        </FormField>
        <FormField label={t('users.email')}>
          {(field) => <input {...field} name="email" type="email" required autoComplete="off" />}
        </FormField>
        <GrantFields key={turn} place={place} onGrant={setGrant} />
        <Button type="primary" htmlType="submit" loading={fetching} disabled={!grant}>
          {t('users.invite.submit')}
        </Button>
      </form>
    </section>
  );
}
