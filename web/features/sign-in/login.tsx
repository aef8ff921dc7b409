import { Alert, Button, Form, Input } from 'antd';
import { useState } from 'react';
import { useMutation, useQuery } from 'urql';
import { OpenIdSignInDocument, SignInDocument } from '../../graphql/generated/graphql.ts';
import { whyNot } from '../../ui/act.ts';
import { useWords } from '../../ui/language.ts';
import { openIdRefusal } from './way-in.ts';

interface Props {
  /** Whose it is likely to be; undefined: nobody knows. */
  readonly email: string | undefined;
  /** Behind stands a page that is not to be left: who signs in elsewhere does so in another tab. */
  readonly stay?: boolean;
  readonly onSignedIn: () => void;
}

/** E-mail, password and code, or the word of an issuer. */
export function Login({ email, stay = false, onSignedIn }: Props) {
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
          <Input type="email" autoComplete="username" autoFocus={email === undefined} />
        </Form.Item>
        <Form.Item
          name="password"
          label={t('signIn.password')}
          rules={[{ required: true, message: t('signIn.needPassword') }]}
        >
          <Input.Password autoComplete="current-password" autoFocus={email !== undefined} />
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
      <OpenIdButton stay={stay} />
    </>
  );
}

/** Only where the operator has set an issuer. */
function OpenIdButton({ stay }: { readonly stay: boolean }) {
  const { t } = useWords();
  const [{ data }] = useQuery({ query: OpenIdSignInDocument });
  const way = data?.openIdSignIn;
  return way ? (
    <Button block href={way.path} {...(stay && { target: '_blank', rel: 'noreferrer' })}>
      {t('signIn.by', { label: way.label })}
    </Button>
  ) : null;
}
