import { Alert, Button } from 'antd';
import { type FormEvent, useState } from 'react';
import { ChangePasswordDocument } from '../../graphql/generated/graphql.ts';
import { FormField } from '../../ui/form-field.tsx';
import { useWords } from '../../ui/language.ts';
import { NotDone } from '../../ui/not-done.tsx';
import { useAct } from '../../ui/use-act.ts';

export function PasswordPart({ onChanged }: { readonly onChanged: () => void }) {
  const { t } = useWords();
  const { act, fetching, notDone } = useAct(ChangePasswordDocument);
  const [unlike, setUnlike] = useState(false);
  const [changed, setChanged] = useState(false);

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const fields = new FormData(form);
    const password = String(fields.get('password'));
    const again = String(fields.get('again'));
    setChanged(false);
    setUnlike(password !== again);
    if (password !== again) return;
    if ((await act({ old: String(fields.get('old')), password })) === undefined) return;
    form.reset();
    setChanged(true);
    onChanged();
  };

  return (
    <section className="panel" aria-labelledby="account-password">
      <h2 id="account-password">{t('account.password.title')}</h2>
      <p className="quiet small">{t('account.password.effect')}</p>
      {unlike ? <Alert type="error" showIcon title={t('account.password.unlike')} /> : null}
      <NotDone why={notDone} />
      {changed ? <Alert type="success" showIcon title={t('account.password.changed')} /> : null}
      <form className="row-end" onSubmit={submit}>
        <FormField label={t('account.password.old')}>
          {(field) => (
            <input {...field} name="old" type="password" autoComplete="current-password" required />
          )}
        </FormField>
        <FormField label={t('account.password.new')}>
          {(field) => (
            <input
              {...field}
              name="password"
              type="password"
              autoComplete="new-password"
              minLength={10}
              maxLength={1000}
              required
            />
          )}
        </FormField>
        <FormField label={t('account.password.again')}>
          {(field) => <input {...field} name="again" type="password" autoComplete="new-password" required />}
        </FormField>
        <Button type="primary" htmlType="submit" loading={fetching}>
          {t('account.password.change')}
        </Button>
      </form>
    </section>
  );
}
