import { resolve } from 'node:path';
import * as z from 'zod';

/** What an operator may set, from the environment. Every setting has a default; docs/operations.md lists them. */
export interface Settings {
  readonly port: number;
  /** The address listened on; the default serves this machine alone. */
  readonly host: string;
  /** Where PGlite keeps the facts; not used with `databaseUrl`. */
  readonly dataDir: string;
  /** A PostgreSQL server (15 or later); absent: PGlite in `dataDir`. */
  readonly databaseUrl: string | undefined;
  /** How long a sign-in lasts. */
  readonly sessionDays: number;
  readonly logLevel: (typeof logLevels)[number];
  /** How many reverse proxies stand before the server: their word for address and https is taken. */
  readonly trustedProxies: number;
  /** Other origins whose pages may call the API; empty: none. */
  readonly corsOrigins: readonly string[];
  /** The largest file an officer may upload. */
  readonly uploadMegabytes: number;
  /** Who presents it as a bearer token may read /metrics from another machine; absent: nobody may. */
  readonly metricsToken: string | undefined;
  /** Whether this server solves; `off` leaves it to `npm run worker`. */
  readonly solves: boolean;
}

const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

/** The settings, or every fault at once, one line each. An empty value counts as not set. */
export function readSettings(
  environment: Readonly<Record<string, string | undefined>>,
): { ok: true; settings: Settings } | { ok: false; faults: readonly string[] } {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = shape.safeParse(given);
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => {
      const name = String(issue.path[0]);
      const secret = name === 'DATABASE_URL' || name === 'METRICS_TOKEN';
      return `${name}: expected ${issue.message}${secret ? '' : `, found ${JSON.stringify(given[name])}`}.`;
    });
    return { ok: false, faults };
  }
  const { data } = parsed;
  return {
    ok: true,
    settings: {
      port: data.PORT,
      host: data.HOST,
      dataDir: resolve(data.DATA_DIR),
      databaseUrl: data.DATABASE_URL,
      sessionDays: data.SESSION_DAYS,
      logLevel: data.LOG_LEVEL,
      trustedProxies: data.TRUSTED_PROXIES,
      corsOrigins: data.CORS_ORIGINS,
      uploadMegabytes: data.UPLOAD_MEGABYTES,
      metricsToken: data.METRICS_TOKEN,
      solves: data.SOLVE === 'on',
    },
  };
}

const whole = (least: number, most: number) => {
  const expected = `a whole number from ${least} to ${most}`;
  return z
    .string()
    .regex(/^\d{1,9}$/, expected)
    .transform(Number)
    .refine((number) => least <= number && number <= most, expected);
};

const shape = z.object({
  PORT: whole(0, 65_535).prefault('4000'),
  HOST: z
    .string()
    .regex(/^[\w.:-]+$/, 'a host name or address')
    .default('127.0.0.1'),
  DATA_DIR: z.string().default('./.data'),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\/\S+$/, 'postgresql://user:password@host:port/database')
    .optional(),
  SESSION_DAYS: whole(1, 365).prefault('14'),
  LOG_LEVEL: z.enum(logLevels, { error: `one of ${logLevels.join(', ')}` }).default('warn'),
  TRUSTED_PROXIES: whole(0, 10).prefault('0'),
  CORS_ORIGINS: z
    .string()
    .regex(
      /^https?:\/\/[^\s,/]+(,https?:\/\/[^\s,/]+)*$/,
      'origins such as https://a.example,https://b.example',
    )
    .transform((list): readonly string[] => list.split(','))
    .default([]),
  UPLOAD_MEGABYTES: whole(1, 512).prefault('64'),
  METRICS_TOKEN: z.string().min(16, 'at least 16 characters').optional(),
  SOLVE: z.enum(['on', 'off'], { error: 'on or off' }).default('on'),
});
