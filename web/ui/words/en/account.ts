import type { Shape } from '../shape.ts';
import type { accountWords as zhCn } from '../zh-cn/account.ts';

/** The words of one's own account, and of secrets shown once, in English. */
export const accountWords: Shape<typeof zhCn> = {
  once: {
    copy: 'Copy',
    copied: 'Copied.',
    copyByHand: 'The browser does not let the page copy. Select the text and copy it yourself.',
    kept: 'I have kept it',
  },
  account: {
    title: 'My account',
    password: {
      title: 'Change the password',
      effect: 'At least 10 characters. Other devices are signed out, and tokens of programs end.',
      old: 'Present password',
      new: 'New password',
      again: 'New password again',
      change: 'Change the password',
      unlike: 'The two new passwords differ. Type them again.',
      changed: 'The password is changed; other sign-ins and tokens have ended.',
    },
    totp: {
      title: 'Two-step sign-in',
      on: 'On',
      off: 'Off',
      about: 'Once on, signing in asks for a six-digit code of an authenticator app beside the password.',
      codesLeft: 'Recovery codes not used yet: {{count}}.',
      password: 'Present password',
      start: 'Turn it on',
      scan: 'Scan the QR code with the authenticator app; where that does not work, type in the key below.',
      type: 'Type the six digits the app shows. Only then does it take effect.',
      qr: 'QR code for the authenticator',
      secret: 'Key',
      code: 'Code',
      codeOrRecovery: 'Code or recovery code',
      confirm: 'Confirm',
      stopTitle: 'Turn two-step sign-in off',
      stop: 'Turn it off',
      codes: 'Recovery codes',
      codesTitle: 'Two-step sign-in is on. Keep the recovery codes',
      codesText:
        'Where the phone is lost, each code signs in once in place of a code of the app. They are shown this once: print them, or keep them somewhere safe.',
      codesSave: 'Save as a file',
      codesKept: 'I have kept them',
    },
    sessions: {
      title: 'Where you are signed in',
      begun: 'Signed in',
      seen: 'Last used',
      ends: 'Ends',
      act: 'Act',
      current: 'This device',
      end: 'Sign out',
      endOf: 'Sign out what signed in {{begun}}',
      everywhere: 'Sign out everywhere',
      everywhereSure:
        'Every device, this one too, has to sign in anew, and tokens of programs end. Sign out everywhere?',
    },
    tokens: {
      title: 'Tokens for programs',
      about:
        'Lets another program act as you, with your roles. Give it as few days as it needs, and revoke it once done.',
      once: 'The token is made, and shown this once',
      secret: 'Token',
      name: 'What it is for',
      days: 'Days it lasts',
      create: 'Make a token',
      made: 'Made',
      revoke: 'Revoke',
      revokeOf: 'Revoke the token: {{name}}',
      revokeSure: 'The program that uses this token is shut out at once. Revoke it?',
    },
  },
};
