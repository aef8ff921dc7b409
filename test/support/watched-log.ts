import { createLog } from '../../server/log.ts';
import { note } from './secret-watch.ts';

/** What a server logs at its usual level, said to nobody and looked through for secrets. */
export const watchedLog = () => createLog('info', { write: (line) => note('a line of the log', line) });
