import { timingSafeEqual } from 'node:crypto';
import type { Request, RequestHandler } from 'express';
import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client';
import { hashOf } from '../accounts/secret.ts';
import type { DatabaseMeters } from './database-meters.ts';

/** What the server counts about itself. No label holds anything a user wrote. */
export interface Meters {
  readonly registry: Registry;
  readonly requests: Histogram<'method' | 'route' | 'status'>;
  readonly operations: Counter<'outcome'>;
}

export function createMeters(): Meters {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  return {
    registry,
    requests: new Histogram({
      name: 'junheng_http_request_seconds',
      help: 'Time to answer, in seconds; of a subscription, how long it was followed.',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
      registers: [registry],
    }),
    operations: new Counter({
      name: 'junheng_graphql_operations_total',
      help: 'GraphQL operations executed.',
      labelNames: ['outcome'],
      registers: [registry],
    }),
  };
}

export interface MetricsOptions {
  /** Absent: nobody presents it. */
  readonly metricsToken: string | undefined;
  /** How many reverse proxies stand before the server. */
  readonly trustedProxies: number;
}

/** For this machine, and for who presents the token; behind a proxy nothing tells that a request is of this machine. */
export const metricsPage =
  (
    { registry }: Meters,
    ofDatabase: DatabaseMeters,
    { metricsToken, trustedProxies }: MetricsOptions,
  ): RequestHandler =>
  async (request, response) => {
    const open = trustedProxies === 0 && ofThisMachine(request);
    if (!open && !presents(request, metricsToken)) {
      response.status(403).type('text').send('Metrics are for this machine, or for METRICS_TOKEN.\n');
      return;
    }
    await ofDatabase.refresh();
    response.type(registry.contentType).send(await registry.metrics());
  };

const ofThisMachine = ({ socket, headers }: Request): boolean =>
  /^(::1|(::ffff:)?127\.\d+\.\d+\.\d+)$/.test(socket.remoteAddress ?? '') &&
  !Object.keys(headers).some((name) => ofProxies.test(name));

/** What proxies add, by name. */
const ofProxies = /^(forwarded|via|x-forwarded.*|x-original-.*|.*-(real|client|connecting)-?ip)$/;

function presents({ headers }: Request, token: string | undefined): boolean {
  const given = /^Bearer +(\S+)$/i.exec(headers.authorization ?? '')?.[1];
  if (token === undefined || given === undefined) return false;
  return timingSafeEqual(Buffer.from(hashOf(given)), Buffer.from(hashOf(token)));
}
