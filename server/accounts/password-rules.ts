import { dictionary } from '@zxcvbn-ts/language-common';
import { InvalidInput } from '../../schema/errors.ts';

/** Characters: the least a password has, and the most; longer ones only cost time. */
export const passwordLength = { least: 10, most: 1_000 };

/** Different characters a password has at least: fewer are a pattern. */
const leastDifferent = 5;

/** A part of the address that is shorter than this may well be part of a word. */
const shortestPart = 4;

/**
 * Throws `InvalidInput` for a new password that is too short, too long, a pattern, among the most used ones, or made of
 * the e-mail address it goes with. No kinds of characters are asked for: length is what counts (NIST SP 800-63B).
 */
export function mustBeGoodPassword(password: string, email: string): void {
  const length = [...password].length;
  if (length < passwordLength.least || password.length > passwordLength.most)
    throw new InvalidInput(['password'], {
      zh: `密码须为${passwordLength.least}至${passwordLength.most}个字符，现为${length}个。`,
      en: `A password has ${passwordLength.least} to ${passwordLength.most} characters; this one has ${length}.`,
    });
  const plain = password.toLowerCase();
  const [local = ''] = email.split('@');
  if (plain.includes(email) || (local.length >= shortestPart && plain.includes(local)))
    throw new InvalidInput(['password'], {
      zh: '密码不能包含邮箱地址或其用户名部分。',
      en: 'A password does not hold the e-mail address, nor the part before its @.',
    });
  if (new Set(plain).size < leastDifferent || common().has(plain))
    throw new InvalidInput(['password'], {
      zh: '这个密码太常见，容易被猜到，请换一个。',
      en: 'This password is too common and easily guessed. Choose another one.',
    });
}

/** The most used passwords, those too short left out. */
function common(): ReadonlySet<string> {
  used ??= new Set(
    dictionary['passwords-common'].map(String).filter(({ length }) => length >= passwordLength.least),
  );
  return used;
}

let used: ReadonlySet<string> | undefined;
