import { Alert, Button, Form, Input } from 'antd';
import { useState } from 'react';
import { useMutation } from 'urql';
import { AcceptInvitationDocument, SetPasswordDocument } from '../../graphql/generated/graphql.ts';
import { whyNot } from '../../ui/act.ts';
import { useWords } from '../../ui/language.ts';
import type { WayIn } from './way-in.ts';

interface Props {
  readonly way: WayIn;
  /** The password holds; of which address. */
  readonly onSet: (email: string) => void;
}

/** The password of who was invited, or whose password was reset. */
export function PasswordForm({ way, onSet }: Props) {
  const { t } = useWords();
  const [refused, setRefused] = useState<string>();
  const [accepting, accept] = useMutation(AcceptInvitationDocument);
  const [setting, set] = useMutation(SetPasswordDocument);
  const submit = async ({ password }: { password: string }) => {
    setRefused(undefined);
    const given = { secret: way.secret, password };
    const answer = way.kind === 'invitation' ? await accept(given) : await set(given);
    const why = whyNot(answer, { network: t('failure.network'), unknown: t('failure.unknown') });
    const [result] = Object.values(answer.data ?? {});
    if (why === undefined && result?.__typename === 'PasswordSet') onSet(result.email);
    else setRefused(why ?? t('failure.unknown'));
  };
  return (
    <Form layout="vertical" requiredMark={false} onFinish={submit}>
      <h2>{t(`signIn.${way.kind}`)}</h2>
      <Form.Item
        name="password"
        label={t('signIn.newPassword')}
        extra={t('signIn.rules')}
        rules={[{ required: true, message: t('signIn.needPassword') }]}
      >
        <Input.Password autoComplete="new-password" autoFocus />
      </Form.Item>
      {refused === undefined ? null : <Alert className="gap-below" type="error" showIcon title={refused} />}
      <Button type="primary" htmlType="submit" block loading={accepting.fetching || setting.fetching}>
        {t('signIn.setPassword')}
      </Button>
    </Form>
  );
}
