import { type Request, type RequestHandler, type Response, Router } from 'express';
import type { Database } from '../../prisma/client.ts';
import { bodyOf } from '../../schema/public-body.ts';
import { placeOf } from '../accounts/attempts.ts';
import { dayAt } from '../day.ts';
import { csvOf } from '../public-figures/csv.ts';
import { emptyPage, pageOf } from '../public-figures/page.ts';
import { type Stored, storedFigures } from '../public-figures/stored.ts';
import { createRate, type Rate, tooMany } from './rate.ts';

/** Requests that one address, or network of IPv6, may send in a minute; caches in between answer many readers. */
const mostInAMinute = 240;

/** How long what was read may be shown without asking again, in seconds: so long does withdrawn still show. */
const fresh = 300;

/**
 * What counties have published, for everybody and without a login: `/public/CODE` to read (`?lang=en` in English), `CODE.json` and
 * `CODE.csv` to reckon with. It is the stored text or made of it alone; no row of the registry is read, no cookie is read or set.
 */
export function publicPages({ pool }: Pick<Database, 'pool'>): Router {
  const router = Router();
  const rate = createRate(mostInAMinute);
  const handler =
    (tell: Tell, missing: (language: Language) => string | object): RequestHandler =>
    async (request, response) => {
      if (!(await isAllowed(rate, request, response))) return;
      const language = request.query['lang'] === 'en' ? 'en' : 'zh';
      const code = String(request.params['county'] ?? '');
      const stored = await storedFigures(pool, code);
      if (stored) {
        response.setHeader('cache-control', `public, max-age=${fresh}`);
        tell(response, stored, language, code);
      } else response.status(404).setHeader('cache-control', 'no-cache').send(missing(language));
    };
  router.get(
    '/public/:county.json',
    handler(file, () => nothing),
  );
  router.get(
    '/public/:county.csv',
    handler(sheet, () => nothing),
  );
  router.get('/public/:county', handler(page, emptyPage));
  return router;
}

type Language = 'zh' | 'en';
type Tell = (response: Response, stored: Stored, language: Language, code: string) => void;

/** Weak, as the same text may come packed or not; `send` answers 304 to who has it. */
const file: Tell = (response, { body, sha256 }) => {
  response.type('json').setHeader('etag', `W/"${sha256}"`).send(body);
};

const sheet: Tell = (response, { body }, language, code) => {
  response
    .type('csv')
    .attachment(`${code}.csv`)
    .send(csvOf(bodyOf(body), language));
};

const page: Tell = (response, { body, publishedAt, timeZone }, language) => {
  const day = dayAt(publishedAt, timeZone);
  response.type('html').send(pageOf(bodyOf(body), day, language));
};

async function isAllowed(rate: Rate, request: Request, response: Response): Promise<boolean> {
  const seconds = await rate.wait(placeOf(request.ip ?? ''));
  if (seconds === 0) return true;
  const { code, message } = tooMany(seconds);
  response
    .status(429)
    .setHeader('retry-after', seconds)
    .setHeader('cache-control', 'no-store')
    .json({ errors: [{ message, extensions: { code } }] });
  return false;
}

const nothing = {
  errors: [
    {
      message: 'This county has published no figures, or has withdrawn them. 该县尚未公布数据，或已撤回。',
      extensions: { code: 'NOT_FOUND' },
    },
  ],
};
