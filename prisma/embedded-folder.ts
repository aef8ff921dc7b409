import { access } from 'node:fs/promises';
import { join } from 'node:path';

/** Whether PostgreSQL has been in the folder. Opening any other would make a new, empty database there. */
export const holdsDatabase = (dataDir: string): Promise<boolean> =>
  access(join(dataDir, 'PG_VERSION')).then(
    () => true,
    () => false,
  );
