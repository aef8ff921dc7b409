import { afterAll, inject } from 'vitest';
import { learn, note } from '../support/secret-watch.ts';
import { servedBy } from './address.ts';
import { startServer } from './server.ts';

/** Before a test file is read: a server of its own, on a copy of the demo county. */
const folder = inject('seed');
if (folder === '')
  servedBy({
    address: inject('address'),
    restart: async () => {
      throw new Error('A server that was started by somebody else is theirs to end.');
    },
  });
else {
  const server = await startServer({ folder, logins: inject('logins') });
  servedBy(server);
  // Who signs in does so by a password of the first start, which is not said again.
  for (const { password } of Object.values(inject('logins'))) learn('password of a login', password);
  afterAll(async () => {
    await server.stop();
    note('the output of the server', server.said());
  });
}
