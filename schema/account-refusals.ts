import { Refusal } from './errors.ts';

/** An administrator's act on the own account. */
export class OwnAccount extends Refusal {
  override readonly name = 'OwnAccount';

  constructor() {
    super('own-account', {
      zh: '不能对自己的账号进行此操作，请由另一位账号管理员办理。',
      en: 'Nobody does this to the own account: another administrator has to.',
    });
  }
}

/** An account without a role would be nobody's to administer. */
export class LastRole extends Refusal {
  override readonly name = 'LastRole';

  constructor() {
    super('last-role', {
      zh: '这是该账号的最后一个角色，不能撤销。如不再使用，请停用该账号。',
      en: 'This is the account’s last role. If it is no longer needed, disable the account instead.',
    });
  }
}

/** The secret of an invitation or a reset: unknown, used, withdrawn or too late, told alike. */
export class SecretRefused extends Refusal {
  override readonly name = 'SecretRefused';

  constructor() {
    super('secret-refused', {
      zh: '该链接无效、已使用或已过期，请向账号管理员重新索取。',
      en: 'This link is not valid, has been used, or has expired. Ask the administrator for a new one.',
    });
  }
}

/** The password one has now was given wrongly. */
export class PasswordRefused extends Refusal {
  override readonly name = 'PasswordRefused';

  constructor() {
    super('password-refused', { zh: '当前密码不正确。', en: 'The present password is wrong.' });
  }
}

/** The password is right, and the account asks for a code as well. */
export class CodeWanted extends Refusal {
  override readonly name = 'CodeWanted';

  constructor() {
    super('code-wanted', {
      zh: '请输入身份验证器显示的六位验证码，或一个恢复码。',
      en: 'Enter the six-digit code of your authenticator, or a recovery code.',
    });
  }
}

/** A code that is wrong, too old, or was used before. */
export class CodeRefused extends Refusal {
  override readonly name = 'CodeRefused';

  constructor() {
    super('code-refused', {
      zh: '验证码不正确、已过期或已使用，请等待下一个验证码。',
      en: 'The code is wrong, has expired, or has been used. Wait for the next one.',
    });
  }
}

/** Codes are asked for already. */
export class AlreadyOn extends Refusal {
  override readonly name = 'AlreadyOn';

  constructor() {
    super('already-on', {
      zh: '两步验证已经启用。如需更换设备，请先停用。',
      en: 'Two-step sign-in is on already. To change the device, turn it off first.',
    });
  }
}
