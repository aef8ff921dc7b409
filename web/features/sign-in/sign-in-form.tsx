import { Alert, Button, Form, Input } from 'antd';
import { useEffect, useState } from 'react';
import { useMutation } from 'urql';
import { SignInDocument } from '../../graphql/generated/graphql.ts';
import { whyNot } from '../../ui/act.ts';
import { useWords } from '../../ui/language.ts';

interface Props {
  readonly onSignedIn: () => void;
}

export function SignInForm({ onSignedIn }: Props) {
  const { t } = useWords();
  const [refused, setRefused] = useState<string>();
  const [{ fetching }, signIn] = useMutation(SignInDocument);
  useEffect(() => {
    document.title = `${t('signIn.title')} · ${t('name')}`;
  }, [t]);

  const submit = async (login: { email: string; password: string }) => {
    setRefused(undefined);
    const why = whyNot(await signIn(login), { network: t('failure.network'), unknown: t('failure.unknown') });
    if (why === undefined) onSignedIn();
    else setRefused(why);
  };

  return (
    <div className="panel sign-in">
      <div>
        <h1>{t('name')}</h1>
        <p className="quiet">{t('purpose')}</p>
      </div>
      <Form layout="vertical" requiredMark={false} onFinish={submit}>
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
        {refused === undefined ? null : <Alert className="gap-below" type="error" showIcon title={refused} />}
        <Button type="primary" htmlType="submit" block loading={fetching}>
          {t('signIn.submit')}
        </Button>
      </Form>
      <p className="quiet small">{t('signIn.first')}</p>
    </div>
  );
}
