import { resolve } from 'node:path';
import * as z from 'zod';
import type { OpenIdSettings } from './accounts/open-id.ts';

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
  /** How long the answer to a request with an idempotency key is kept. */
  readonly idempotencyHours: number;
  /** How many requests an account may send to the API in a minute, and strangers of one address together; each server counts for itself. */
  readonly requestsPerMinute: number;
  /** Who presents it as a bearer token may read /metrics from another machine; absent: nobody may. */
  readonly metricsToken: string | undefined;
  /** Whether this server solves; `off` leaves it to `npm run worker`. */
  readonly solves: boolean;
  /** What second factors are sealed with in the database; the same for every server of it. Absent: they are kept as they are. */
  readonly secretsKey: string | undefined;
  /** Sign-in by OpenID Connect; absent: none. */
  readonly openIdSettings: OpenIdSettings | undefined;
}

const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

/** The settings, or every fault at once, one line each. An empty value counts as not set. */
export function readSettings(
  environment: Readonly<Record<string, string | undefined>>,
): { ok: true; settings: Settings } | { ok: false; faults: readonly string[] } {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = shape.safeParse(given);
  const missing = openIdMissing(given);
  if (!parsed.success || missing.length > 0) {
    const faults = (parsed.error?.issues ?? []).map((issue) => {
      const name = String(issue.path[0]);
      const secret = secrets.includes(name);
      return `${name}: expected ${issue.message}${secret ? '' : `, found ${JSON.stringify(given[name])}`}.`;
    });
    return { ok: false, faults: [...faults, ...missing] };
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
      idempotencyHours: data.IDEMPOTENCY_HOURS,
      requestsPerMinute: data.REQUESTS_PER_MINUTE,
      metricsToken: data.METRICS_TOKEN,
      solves: data.SOLVE === 'on',
      secretsKey: data.SECRETS_KEY,
      openIdSettings: openIdOf(data),
    },
  };
}

/** Their values are never told. */
const secrets = ['DATABASE_URL', 'METRICS_TOKEN', 'SECRETS_KEY', 'OPENID_CLIENT_SECRET'];

/** Those that go together: one set asks for all. */
const openIdNames = ['OPENID_ISSUER', 'OPENID_CLIENT_ID', 'OPENID_CLIENT_SECRET', 'PUBLIC_URL'] as const;

function openIdMissing(given: Readonly<Record<string, unknown>>): readonly string[] {
  const some = openIdNames.some((name) => name.startsWith('OPENID') && given[name] !== undefined);
  if (!some) return [];
  return openIdNames
    .filter((name) => given[name] === undefined)
    .map((name) => `${name}: expected a value, as sign-in by OpenID Connect is set, found none.`);
}

function openIdOf(data: z.infer<typeof shape>): OpenIdSettings | undefined {
  const { OPENID_ISSUER: issuer, OPENID_CLIENT_ID: clientId, OPENID_CLIENT_SECRET: clientSecret } = data;
  const { OPENID_LABEL: label, PUBLIC_URL: publicUrl } = data;
  if (!issuer || !clientId || !clientSecret || !publicUrl) return undefined;
  return { issuer, clientId, clientSecret, publicUrl, label };
}

/** https, or this very machine for a trial. */
const safeAddress = /^(https:\/\/[^\s/?#]+|http:\/\/(localhost|127\.0\.0\.1)(:\d+)?)(\/[^\s?#]*)?$/;

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
  // More than a day: a clock that jumps by one forgets no answer that is still waited for.
  IDEMPOTENCY_HOURS: whole(1, 720).prefault('72'),
  REQUESTS_PER_MINUTE: whole(60, 1_000_000).prefault('3000'),
  METRICS_TOKEN: z.string().min(16, 'at least 16 characters').optional(),
  SOLVE: z.enum(['on', 'off'], { error: 'on or off' }).default('on'),
  SECRETS_KEY: z.string().min(32, 'at least 32 characters, by chance').optional(),
  OPENID_ISSUER: z.string().regex(safeAddress, 'an https address').optional(),
  OPENID_CLIENT_ID: z.string().optional(),
  OPENID_CLIENT_SECRET: z.string().optional(),
  OPENID_LABEL: z.string().max(40, 'at most 40 characters').default('统一身份认证 (OpenID)'),
  PUBLIC_URL: z
    .string()
    .regex(safeAddress, 'the https address of the console')
    .transform((address) => address.replace(/\/+$/, ''))
    .optional(),
});
