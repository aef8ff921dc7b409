import { Button } from 'antd';
import { type FormEvent, useState } from 'react';
import {
  CreateTokenDocument,
  type MyAccountQuery,
  RevokeTokenDocument,
} from '../../graphql/generated/graphql.ts';
import { AskFirst } from '../../ui/ask-first.tsx';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { FormField } from '../../ui/form-field.tsx';
import { instant } from '../../ui/format.ts';
import { useWords } from '../../ui/language.ts';
import { NotDone } from '../../ui/not-done.tsx';
import { ShownOnce } from '../../ui/shown-once.tsx';
import { useAct } from '../../ui/use-act.ts';

type Token = NonNullable<MyAccountQuery['viewer']>['tokens'][number];

interface Props {
  readonly tokens: readonly Token[];
  readonly onChanged: () => void;
}

export function TokensPart({ tokens, onChanged }: Props) {
  const { t, language } = useWords();
  const create = useAct(CreateTokenDocument);
  const revoke = useAct(RevokeTokenDocument);
  const [secret, setSecret] = useState<string>();

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const fields = new FormData(form);
    const given = { name: String(fields.get('name')).trim(), days: Number(fields.get('days')) };
    const made = (await create.act(given))?.createToken;
    if (made?.__typename !== 'NewToken') return;
    form.reset();
    setSecret(made.secret);
    onChanged();
  };

  const columns: readonly Column<Token>[] = [
    { key: 'name', title: t('account.tokens.name'), cell: ({ name }) => name ?? t('unknown') },
    { key: 'made', title: t('account.tokens.made'), cell: ({ createdAt }) => instant(createdAt, language) },
    {
      key: 'seen',
      title: t('account.sessions.seen'),
      cell: ({ lastSeenAt }) => instant(lastSeenAt, language),
    },
    { key: 'ends', title: t('account.sessions.ends'), cell: ({ expiresAt }) => instant(expiresAt, language) },
    {
      key: 'act',
      title: t('account.sessions.act'),
      cell: ({ id, name }) => (
        <AskFirst
          title={t('account.tokens.revokeSure')}
          onConfirm={async () => {
            if (await revoke.act({ id })) onChanged();
          }}
        >
          <Button
            size="small"
            danger
            disabled={revoke.fetching}
            aria-label={t('account.tokens.revokeOf', { name: name ?? t('unknown') })}
          >
            {t('account.tokens.revoke')}
          </Button>
        </AskFirst>
      ),
    },
  ];
  return (
    <section className="panel">
      <h2>{t('account.tokens.title')}</h2>
      <p className="quiet small">{t('account.tokens.about')}</p>
      {secret === undefined ? null : (
        <ShownOnce
          title={t('account.tokens.once')}
          label={t('account.tokens.secret')}
          text={secret}
          onKept={() => setSecret(undefined)}
        />
      )}
      <NotDone why={create.notDone ?? revoke.notDone} />
      <form className="row-end" onSubmit={submit}>
        <FormField label={t('account.tokens.name')}>
          {(field) => <input {...field} name="name" required maxLength={60} />}
        </FormField>
        <FormField label={t('account.tokens.days')}>
          {(field) => (
            <input {...field} name="days" type="number" min={1} max={365} defaultValue={90} required />
          )}
        </FormField>
        <Button htmlType="submit" loading={create.fetching}>
          {t('account.tokens.create')}
        </Button>
      </form>
      {tokens.length > 0 ? (
        <DataTable
          caption={t('account.tokens.title')}
          columns={columns}
          rows={tokens}
          rowKey={({ id }) => id}
        />
      ) : null}
    </section>
  );
}
