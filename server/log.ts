import { type DestinationStream, type Logger, pino } from 'pino';
import type { Settings } from './env.ts';

export type Log = Logger;

/**
 * One JSON line an event, on standard error. No line holds personal data: no names, e-mails, tokens, variables;
 * and of errors neither message nor detail below `debug`, as drivers put values there.
 */
export const createLog = (
  level: Settings['logLevel'],
  destination: DestinationStream = pino.destination({ fd: 2, sync: false }),
): Log =>
  pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      serializers: { err: (error: unknown) => described(error, level === 'debug' || level === 'trace') },
    },
    destination,
  );

/** What an error is and where it was thrown; what it says only where `verbose`. */
function described(error: unknown, verbose: boolean): Record<string, unknown> {
  if (!(error instanceof Error)) return { type: typeof error };
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return {
    type: error.name,
    ...('code' in error ? { code: error.code } : {}),
    ...(verbose ? { message: error.message } : {}),
    frames: frames.map((line) => line.trim()),
    ...(error.cause === undefined ? {} : { cause: described(error.cause, verbose) }),
  };
}
