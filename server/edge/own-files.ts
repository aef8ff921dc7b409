import { Router } from 'express';
import type { Database } from '../../prisma/client.ts';
import { ownData } from '../personal/own-data.ts';
import { reasonPage } from '../personal/reason-page.ts';
import { answers, askerOf } from './asker.ts';

/**
 * What people fetch about themselves: everything that is on file of the one who asks (`/me/data.json`), and why a published plan
 * sends a teacher or does not, as a page to print (`/reasons/ID.html`; `?lang=zh` or `en`, left out: the reader's), for
 * the teacher and HR. What one may not have is answered like what does not exist.
 */
export function ownFiles(database: Database, now: () => Date): Router {
  const router = Router();
  router.get('/me/data.json', async (request, response) => {
    const { login } = await askerOf(database, request, now());
    if (login === null) return void response.status(401).json(answers.unauthenticated);
    response
      .type('json')
      .setHeader('cache-control', 'private, no-store')
      .attachment('my-data.json')
      .send(await ownData(database, login.viewer, now()));
  });
  router.get('/reasons/:id.html', async (request, response) => {
    const { login, language: own } = await askerOf(database, request, now());
    if (login === null) return void response.status(401).json(answers.unauthenticated);
    const { id } = request.params;
    const { lang } = request.query;
    const language = lang === 'en' || (lang !== 'zh' && own === 'en') ? 'en' : 'zh';
    const page = uuid.test(id) ? await reasonPage(database, login.viewer, id, language, now()) : null;
    if (page === null) return void response.status(404).json(answers.notFound);
    response.setHeader('cache-control', 'private, no-store').type('html').send(page);
  });
  return router;
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
