import { hash, verify } from '@node-rs/argon2';

/** What OWASP's password storage advice asks of Argon2id; memory in KiB. */
const effort = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Argon2id in PHC form, reckoned off the event loop. */
export const hashPassword = (password: string): Promise<string> => hash(password, effort);

/** Without a hash (nobody has this address) it takes as long and answers no: time tells nothing about accounts. */
export async function passwordMatches(kept: string | undefined, password: string): Promise<boolean> {
  decoy ??= hashPassword('nobody');
  const matches = await verify(kept ?? (await decoy), password);
  return matches && kept !== undefined;
}

let decoy: Promise<string> | undefined;
