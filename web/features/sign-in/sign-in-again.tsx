import { useEffect, useId, useRef } from 'react';
import { useWords } from '../../ui/language.ts';
import { Login } from './login.tsx';

interface Props {
  /** Whose page stands behind. */
  readonly email: string;
  readonly onSignedIn: () => void;
}

/**
 * Over a page whose session has ended. It is the browser's own modal: what lies behind, drawers and dialogs too, is inert for
 * pointer, keyboard and screen reader, and stays as it was.
 */
export function SignInAgain({ email, onSignedIn }: Props) {
  const { t } = useWords();
  const title = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const shown = dialog.current;
    if (!shown) return;
    const show = () => {
      shown.showModal();
      shown.querySelector<HTMLInputElement>('[type="password"]')?.focus();
    };
    // A browser may close it all the same: Android by its way back.
    shown.addEventListener('close', show);
    show();
    return () => {
      shown.removeEventListener('close', show);
      shown.close();
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      className="sign-in sign-in-again"
      aria-labelledby={title}
      onCancel={(event) => event.preventDefault()}
      onKeyDown={(event) => {
        if (event.key === 'Escape') event.preventDefault();
      }}
    >
      <h2 id={title}>{t('signIn.again')}</h2>
      <p>{t('signIn.againText')}</p>
      <Login email={email} stay onSignedIn={onSignedIn} />
      <p className="quiet small">{t('signIn.another')}</p>
    </dialog>
  );
}
