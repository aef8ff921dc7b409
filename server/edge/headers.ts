import type { RequestHandler } from 'express';
import helmet from 'helmet';

const self = "'self'";

/** Everything from here and nothing from elsewhere; components write their styles as they are shown. */
const console = helmet({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: [self],
      scriptSrc: [self],
      styleSrc: [self, "'unsafe-inline'"],
      imgSrc: [self, 'data:', 'blob:'],
      fontSrc: [self, 'data:'],
      connectSrc: [self],
      workerSrc: [self, 'blob:'],
      objectSrc: ["'none'"],
      baseUri: [self],
      formAction: [self],
      frameAncestors: ["'none'"],
    },
  },
  // Whoever ends TLS before the server decides for how long browsers must use it.
  strictTransportSecurity: false,
});

/** GraphiQL is one page that holds its scripts, and makes its workers of texts. */
const graphiql = helmet({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: [self],
      scriptSrc: [self, "'unsafe-inline'", 'blob:'],
      styleSrc: [self, "'unsafe-inline'"],
      imgSrc: [self, 'data:'],
      fontSrc: [self, 'data:'],
      workerSrc: ['blob:'],
      objectSrc: ["'none'"],
      frameAncestors: ["'none'"],
    },
  },
  strictTransportSecurity: false,
});

export const securityHeaders: RequestHandler = (request, response, next) => {
  (request.path === '/graphql' ? graphiql : console)(request, response, next);
};
