import { Alert, Button, Form, Input } from 'antd';
import { useEffect, useState } from 'react';
import { useMutation, useQuery } from 'urql';
import { OpenIdSignInDocument, SignInDocument } from '../../graphql/generated/graphql.ts';
import { whyNot } from '../../ui/act.ts';
import { useWords } from '../../ui/language.ts';
import { PasswordForm } from './password-form.tsx';
import { openIdRefusal, secretIn } from './way-in.ts';

interface Props {
  readonly onSignedIn: () => void;
}

/** Signing in; for who comes by the link of an invitation or a reset, setting a password first. */
export function SignInForm({ onSignedIn }: Props) {
  const { t } = useWords();
  const [way, setWay] = useState(() => secretIn(window.location.hash));
  const [email, setEmail] = useState<string>();
  useEffect(() => {
    document.title = `${t('signIn.title')} · ${t('name')}`;
  }, [t]);
  const passwordSet = (address: string) => {
    // The link is used up: it stays neither in the address nor in the history.
    window.history.replaceState(null, '', window.location.pathname);
    setEmail(address);
    setWay(undefined);
  };
  return (
    <div className="panel sign-in">
      <div>
        <h1>{t('name')}</h1>
        <p className="quiet">{t('purpose')}</p>
      </div>
      {way === undefined ? (
        <Login email={email} onSignedIn={onSignedIn} />
      ) : (
        <PasswordForm way={way} onSet={passwordSet} />
      )}
    </div>
  );
}

interface LoginProps extends Props {
  /** Whose password has just been set; undefined: nobody's. */
  readonly email: string | undefined;
}

function Login({ email, onSignedIn }: LoginProps) {
  const { t } = useWords();
  const [came] = useState(() => openIdRefusal(window.location.search));
  const [refused, setRefused] = useState<string>();
  const [wantsCode, setWantsCode] = useState(false);
  const [{ fetching }, signIn] = useMutation(SignInDocument);
  const submit = async (login: { email: string; password: string; code?: string }) => {
    setRefused(undefined);
    const answer = await signIn(login);
    const why = whyNot(answer, { network: t('failure.network'), unknown: t('failure.unknown') });
    const asked = answer.data?.signIn.__typename === 'CodeWanted';
    if (asked) setWantsCode(true);
    if (why === undefined) onSignedIn();
    else setRefused(why);
  };
  const told = refused ?? (came === undefined ? undefined : t(`signIn.openId.${came}`));
  return (
    <>
      {email === undefined ? null : <Alert type="success" showIcon title={t('signIn.passwordSet')} />}
      <Form
        layout="vertical"
        requiredMark={false}
        onFinish={submit}
        {...(email !== undefined && { initialValues: { email } })}
      >
        <Form.Item
          name="email"
          label={t('signIn.email')}
          rules={[{ required: true, message: t('signIn.needEmail') }]}
        >
          <Input type="email" autoComplete="username" autoFocus />
        </Form.Item>
        <Form.Item
          name="password"
          label={t('signIn.password')}
          rules={[{ required: true, message: t('signIn.needPassword') }]}
        >
          <Input.Password autoComplete="current-password" />
        </Form.Item>
        {wantsCode ? (
          <Form.Item
            name="code"
            label={t('signIn.code')}
            rules={[{ required: true, message: t('signIn.needCode') }]}
          >
            <Input autoComplete="one-time-code" autoFocus />
          </Form.Item>
        ) : null}
        {told === undefined ? null : <Alert className="gap-below" type="error" showIcon title={told} />}
        <Button type="primary" htmlType="submit" block loading={fetching}>
          {t('signIn.submit')}
        </Button>
      </Form>
      <OpenIdButton />
      <p className="quiet small">{t('signIn.first')}</p>
    </>
  );
}

/** Only where the operator has set an issuer. */
function OpenIdButton() {
  const { t } = useWords();
  const [{ data }] = useQuery({ query: OpenIdSignInDocument });
  const way = data?.openIdSignIn;
  return way ? (
    <Button block href={way.path}>
      {t('signIn.by', { label: way.label })}
    </Button>
  ) : null;
}
