import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import compression from 'compression';
import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express';
import { byClock } from './clock.ts';
import { databaseTrouble, TROUBLE_STATUS } from './database-trouble.ts';
import { type ApiOptions, createApi } from './edge/api.ts';
import { consolePages } from './edge/console.ts';
import { createDatabaseMeters } from './edge/database-meters.ts';
import { downloads } from './edge/downloads.ts';
import { securityHeaders } from './edge/headers.ts';
import { healthz, readyz } from './edge/health.ts';
import { inspectionFiles } from './edge/inspection-files.ts';
import { letterFiles } from './edge/letter-files.ts';
import { limits } from './edge/limits.ts';
import { createMeters, type Meters, type MetricsOptions, metricsPage } from './edge/metrics.ts';
import { openIdPages } from './edge/open-id.ts';
import { ownFiles } from './edge/own-files.ts';
import { publicPages } from './edge/public.ts';
import { rosterPages } from './edge/roster.ts';
import type { Log } from './log.ts';

export interface AppOptions extends Omit<ApiOptions, 'meters'>, MetricsOptions {
  /** Whether the server has been told to stop. */
  readonly stopping: () => boolean;
  /** Where the built console lies; the usual place when left out. */
  readonly consoleFolder?: string;
}

/** Everything the server answers, without listening: the API, the console, and what operators look at. */
export function createApp(options: AppOptions): Express {
  const meters = createMeters();
  const ofDatabase = createDatabaseMeters(meters.registry, options.database.pool);
  const api = createApi({ ...options, meters });
  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', options.trustedProxies);
  app.use((_request, _response, next) => byClock(options.now, next));
  app.use(noted(options.log, meters));
  app.get('/healthz', healthz);
  app.get('/readyz', readyz(options.database.pool, options.stopping));
  app.get('/metrics', metricsPage(meters, ofDatabase, options));
  app.use(securityHeaders);
  app.use(compression({ filter: worthPacking }));
  app.use('/graphql', express.json({ limit: limits.bodyBytes }), noEmptyBody, async (request, response) => {
    const requestId = String(response.getHeader('x-request-id'));
    // Whoever read the body may have lost the clock.
    await byClock(options.now, () => api(request, response, { address: request.ip ?? '', requestId }));
  });
  if (options.openId !== null) app.use(openIdPages({ ...options, openId: options.openId }));
  app.use(publicPages(options.database));
  app.use(downloads(options.database, options.now));
  app.use(rosterPages(options.database, options.rounds.personal, options.now));
  app.use(inspectionFiles(options.database, options.rounds.rectification, options.now));
  app.use(letterFiles(options.database, options.now));
  app.use(ownFiles(options.database, options.now));
  app.use(consolePages(options.consoleFolder ?? consoleFolder));
  app.use(nothingHere);
  app.use(refused(options.log));
  return app;
}

const consoleFolder = fileURLToPath(new URL('../web/dist', import.meta.url));

const routes = ['/graphql', '/healthz', '/readyz', '/metrics'];

/** Gives every request a number, and notes how it ended. */
const noted =
  (log: Log, { requests }: Meters): RequestHandler =>
  (request, response, next) => {
    const requestId = randomUUID();
    response.setHeader('x-request-id', requestId);
    const began = performance.now();
    const route = routes.find((path) => path === request.path) ?? 'console';
    response.on('close', () => {
      const seconds = (performance.now() - began) / 1000;
      const status = response.writableFinished ? response.statusCode : 499;
      requests.observe({ method: request.method, route, status }, seconds);
      log.info({ requestId, method: request.method, route, status, seconds }, 'request');
    });
    next();
  };

/** Progress must arrive as it happens: an event packed waits for others. */
const worthPacking: compression.CompressionFilter = (request, response) =>
  !String(response.getHeader('content-type')).startsWith('text/event-stream') &&
  compression.filter(request, response);

const noEmptyBody: RequestHandler = ({ body }, response, next) => {
  if (body === undefined || (typeof body === 'object' && body !== null && Object.keys(body).length > 0)) {
    next();
    return;
  }
  response.status(400).json(errors('BAD_REQUEST', 'The body holds no operation.'));
};

const nothingHere: RequestHandler = (_request, response) => {
  response.status(404).json(errors('NOT_FOUND', 'There is nothing at this address.'));
};

/** What a request itself gets wrong is told; anything else is ours, logged and kept to ourselves. */
const refused =
  (log: Log): ErrorRequestHandler =>
  (error: unknown, _request, response, next) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    const status = statusOf(error);
    if (status >= 500)
      log.error({ requestId: response.getHeader('x-request-id'), err: error }, 'request failed');
    const trouble = databaseTrouble(error);
    if (trouble !== undefined) {
      response.status(TROUBLE_STATUS).json(errors(trouble.code, trouble.words.en));
      return;
    }
    response.status(status).json(errors(...reasonOf(status)));
  };

function reasonOf(status: number): [code: string, message: string] {
  if (status >= 500) return ['INTERNAL_SERVER_ERROR', 'Something went wrong here.'];
  return reasons[status] ?? ['BAD_REQUEST', 'The request cannot be read.'];
}

const reasons: Readonly<Record<number, [code: string, message: string]>> = {
  400: ['BAD_REQUEST', 'The body is not JSON.'],
  404: ['NOT_FOUND', 'There is nothing at this address.'],
  413: ['TOO_LARGE', `The body is larger than ${limits.bodyBytes} bytes. Send files as multipart/form-data.`],
  415: ['UNSUPPORTED_MEDIA_TYPE', 'Send UTF-8, packed with gzip, deflate or br if at all.'],
};

/** What readers of bodies refuse tells its status; anything else is a fault of ours. */
function statusOf(error: unknown): number {
  const status: unknown =
    typeof error === 'object' && error !== null && 'status' in error ? error.status : 500;
  return typeof status === 'number' && status >= 400 && status < 500 ? status : 500;
}

const errors = (code: string, message: string) => ({ errors: [{ message, extensions: { code } }] });
