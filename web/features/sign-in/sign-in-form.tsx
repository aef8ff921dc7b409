import { Alert } from 'antd';
import { useEffect, useState } from 'react';
import { useWords } from '../../ui/language.ts';
import { Login } from './login.tsx';
import { PasswordForm } from './password-form.tsx';
import { secretIn } from './way-in.ts';

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
        <>
          {email === undefined ? null : <Alert type="success" showIcon title={t('signIn.passwordSet')} />}
          <Login email={email} onSignedIn={onSignedIn} />
          <p className="quiet small">{t('signIn.first')}</p>
        </>
      ) : (
        <PasswordForm way={way} onSet={passwordSet} />
      )}
    </div>
  );
}
