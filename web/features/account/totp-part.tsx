import { Alert, Button, QRCode } from 'antd';
import { type FormEvent, useState } from 'react';
import {
  ConfirmTotpDocument,
  StartTotpDocument,
  type StartTotpMutation,
  StopTotpDocument,
} from '../../graphql/generated/graphql.ts';
import { FormField } from '../../ui/form-field.tsx';
import { useWords } from '../../ui/language.ts';
import { NotDone } from '../../ui/not-done.tsx';
import { save } from '../../ui/save.ts';
import { useAct } from '../../ui/use-act.ts';

interface Props {
  readonly on: boolean;
  readonly codesLeft: number;
  readonly onChanged: () => void;
}

/** Turned on in two steps, as a generator that was set up wrong would lock its owner out. */
export function TotpPart({ on, codesLeft, onChanged }: Props) {
  const { t } = useWords();
  const [codes, setCodes] = useState<readonly string[]>();
  return (
    <section className="panel" aria-labelledby="account-totp">
      <div className="row">
        <h2 id="account-totp">{t('account.totp.title')}</h2>
        <span className="badge">{t(on ? 'account.totp.on' : 'account.totp.off')}</span>
      </div>
      <p className="quiet small">{t('account.totp.about')}</p>
      {codes ? <RecoveryCodes codes={codes} onKept={() => setCodes(undefined)} /> : null}
      {on ? (
        <>
          <p>{t('account.totp.codesLeft', { count: codesLeft })}</p>
          <TurnOff onChanged={onChanged} />
        </>
      ) : (
        <TurnOn
          onCodes={(given) => {
            setCodes(given);
            onChanged();
          }}
        />
      )}
    </section>
  );
}

type Started = Extract<StartTotpMutation['startTotp'], { readonly __typename: 'TotpStarted' }>;

function TurnOn({ onCodes }: { readonly onCodes: (codes: readonly string[]) => void }) {
  const { t } = useWords();
  const start = useAct(StartTotpDocument);
  const confirm = useAct(ConfirmTotpDocument);
  const [started, setStarted] = useState<Started>();

  const begin = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const password = String(new FormData(event.currentTarget).get('password'));
    const answer = (await start.act({ password }))?.startTotp;
    if (answer?.__typename === 'TotpStarted') setStarted(answer);
  };
  const finish = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const code = String(new FormData(event.currentTarget).get('code')).trim();
    const answer = (await confirm.act({ code }))?.confirmTotp;
    if (answer?.__typename === 'TotpConfirmed') onCodes(answer.recoveryCodes);
  };

  if (!started)
    return (
      <>
        <NotDone why={start.notDone} />
        <form className="row-end" onSubmit={begin}>
          <FormField label={t('account.totp.password')}>
            {(field) => (
              <input {...field} name="password" type="password" autoComplete="current-password" required />
            )}
          </FormField>
          <Button type="primary" htmlType="submit" loading={start.fetching}>
            {t('account.totp.start')}
          </Button>
        </form>
      </>
    );
  return (
    <>
      <ol className="remedies">
        <li>{t('account.totp.scan')}</li>
        <li>{t('account.totp.type')}</li>
      </ol>
      <div className="row">
        <div role="img" aria-label={t('account.totp.qr')}>
          <QRCode value={started.uri} type="svg" color="#000" bgColor="#fff" size={176} />
        </div>
        <div className="stack">
          <span className="quiet small">{t('account.totp.secret')}</span>
          <code className="hash">{started.secret}</code>
        </div>
      </div>
      <NotDone why={confirm.notDone} />
      <form className="row-end" onSubmit={finish}>
        <FormField label={t('account.totp.code')}>
          {(field) => (
            <input {...field} name="code" inputMode="numeric" autoComplete="one-time-code" required />
          )}
        </FormField>
        <Button type="primary" htmlType="submit" loading={confirm.fetching}>
          {t('account.totp.confirm')}
        </Button>
      </form>
    </>
  );
}

function TurnOff({ onChanged }: { readonly onChanged: () => void }) {
  const { t } = useWords();
  const { act, fetching, notDone } = useAct(StopTotpDocument);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    const given = { password: String(fields.get('password')), code: String(fields.get('code')).trim() };
    if (await act(given)) onChanged();
  };
  return (
    <details>
      <summary>{t('account.totp.stopTitle')}</summary>
      <div className="stack">
        <NotDone why={notDone} />
        <form className="row-end" onSubmit={submit}>
          <FormField label={t('account.totp.password')}>
            {(field) => (
              <input {...field} name="password" type="password" autoComplete="current-password" required />
            )}
          </FormField>
          <FormField label={t('account.totp.codeOrRecovery')}>
            {(field) => <input {...field} name="code" autoComplete="one-time-code" required />}
          </FormField>
          <Button danger htmlType="submit" loading={fetching}>
            {t('account.totp.stop')}
          </Button>
        </form>
      </div>
    </details>
  );
}

function RecoveryCodes({
  codes,
  onKept,
}: {
  readonly codes: readonly string[];
  readonly onKept: () => void;
}) {
  const { t } = useWords();
  return (
    <Alert
      type="success"
      showIcon
      title={t('account.totp.codesTitle')}
      description={
        <div className="stack">
          <p>{t('account.totp.codesText')}</p>
          <ul className="account-codes" aria-label={t('account.totp.codes')}>
            {codes.map((code) => (
              <li key={code}>
                <code>{code}</code>
              </li>
            ))}
          </ul>
          <div className="row no-print">
            <Button onClick={() => save('junheng-recovery-codes.txt', new Blob([`${codes.join('\n')}\n`]))}>
              {t('account.totp.codesSave')}
            </Button>
            <Button onClick={onKept}>{t('account.totp.codesKept')}</Button>
          </div>
        </div>
      }
    />
  );
}
