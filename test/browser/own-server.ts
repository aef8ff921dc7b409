import { afterAll, inject } from 'vitest';
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
  afterAll(server.stop);
}
