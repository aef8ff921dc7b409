import type { Shape } from '../shape.ts';
import type { signInWords as zhCn } from '../zh-cn/sign-in.ts';

/** The words of sign in in English. */
export const signInWords: Shape<typeof zhCn> = {
  signIn: {
    title: 'Sign in',
    email: 'E-mail',
    password: 'Password',
    submit: 'Sign in',
    needEmail: 'Enter your e-mail address.',
    needPassword: 'Enter your password.',
    first: 'At the first start, the demo logins are shown in the window that started the server.',
    out: 'Sign out',
    notOut: 'You are still signed in: signing out did not succeed. Check the network and try again.',
    account: 'Account',
    code: 'Code',
    needCode: 'Enter the code of your authenticator, or a recovery code.',
    by: 'Sign in by {{label}}',
    invitation: 'Set your first password',
    reset: 'Set a new password',
    newPassword: 'Password',
    rules:
      'At least 10 characters, without your e-mail address. If the address has an account already, enter its present password.',
    setPassword: 'Set the password',
    passwordSet: 'The password is set. Sign in with it.',
    again: 'Your session has ended',
    againText:
      'Signed out elsewhere, or for too long without a word. Sign in again and go on where you were: all that you typed is still there.',
    another: 'With another account this page is closed, and what was typed on it is gone.',
    notSent: 'This was not sent: your session had ended. Send it once more.',
    openId: {
      trip: 'This sign-in took too long or was begun in another browser. Begin again.',
      issuer: 'The identity provider did not confirm the sign-in. Try again, or tell the administrator.',
      unverified: 'The identity provider has not verified your e-mail address.',
      unknown:
        'Your e-mail address has no account here, or it is closed. Ask the administrator for an invitation.',
      'too-many': 'Too many attempts. Try again in a quarter of an hour.',
    },
  },
};
