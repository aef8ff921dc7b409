/**
 * What must never be read where it has no business (test/support/secret-watch.ts): planted in the databases of the tests,
 * or sent by them. Each distinct, and valid where it has a form: what is refused is refused for something else.
 */
export const secrets = {
  'identity number on file': '110101199003070011',
  'another identity number on file': '11010119880520002X',
  'identity number imported': '420525198503120028',
  'identity number in a file with faults': '420525198604150023',
  'telephone on file': '13912345671',
  'another telephone on file': '13912345672',
  'telephone imported': '13912345673',
  'telephone in a file with faults': '13912345674',
  'address on file': '秘密巷一号',
  'another address on file': '秘密巷二号',
  'address imported': '秘密巷三号',
  'address in a file with faults': '秘密巷四号',
  'reason of health on file': 'exempt-for-illness-5150',
  'reason of family on file': 'sole-carer-of-mother-5151',
  'reason of health of a pin': 'pinned-for-illness-5152',
  'password of an officer': 'officer-horse-7710',
  'password that is wrong': 'mistaken-horse-7711',
  'password of the database': 'database-horse-7712',
  'password of everybody': 'correct horse battery',
  'password newly set': 'newly-horse-7716',
  'secret of the client of OpenID Connect': 'client-horse-7713',
  'token of the metrics': 'metrics-horse-7714',
  'key that seals second factors': 'sealing-horse-7715-sealing-horse-7715',
};

/** What the rows of marked counties (counties.ts) hold, whatever the county is called. */
export const markedSecrets = {
  'identity number of a marked county': /-identity-\d+/,
  'telephone of a marked county': /-phone-\d+/,
  'note of an exemption of a marked county': / exemption note/,
} as const;

/** As it is written, in a text of JSON, and in base 64. */
export const formsOf = (secret: string): string[] => [
  secret,
  JSON.stringify(secret).slice(1, -1),
  Buffer.from(secret).toString('base64').replace(/=+$/, ''),
];
