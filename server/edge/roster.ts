import { Router } from 'express';
import type { Database } from '../../prisma/client.ts';
import type { Rounds } from '../../schema/context.ts';
import { administers, rows } from '../../schema/scope.ts';
import { dayAt } from '../day.ts';
import { roster } from '../registry/roster.ts';
import { answers, askerOf } from './asker.ts';

/**
 * The teachers of a county, whole, for the console's grid: `/roster.json?county=CODE` (`&left=1`: those who have left), for
 * whoever reads any of them; and who of them may be exchanged today, `/roster/standing.json?county=CODE`, for HR. What one may
 * not have is answered like what does not exist.
 */
export function rosterPages(
  database: Database,
  personal: Pick<Rounds['personal'], 'standing'>,
  now: () => Date,
): Router {
  const router = Router();
  router.get('/roster.json', async (request, response) => {
    const { login } = await askerOf(database, request, now());
    if (login === null) return void response.status(401).json(answers.unauthenticated);
    const { county, left } = request.query;
    const asked = { viewer: login.viewer, county: String(county ?? ''), left: left === '1' };
    const text = await roster(database, asked);
    if (text === null) return void response.status(404).json(answers.notFound);
    response.setHeader('cache-control', 'private, no-store').type('json').send(text);
  });
  router.get('/roster/standing.json', async (request, response) => {
    const { login } = await askerOf(database, request, now());
    if (login === null) return void response.status(401).json(answers.unauthenticated);
    const { viewer } = login;
    const county = await database.db.county.findFirst({
      where: { AND: [{ code: String(request.query['county'] ?? '') }, rows(viewer).county] },
      select: { id: true, timeZone: true },
    });
    if (county === null || !administers(viewer, county.id))
      return void response.status(404).json(answers.notFound);
    const standing = await personal.standing(county.id, dayAt(now(), county.timeZone));
    response.setHeader('cache-control', 'private, no-store').json(standing);
  });
  return router;
}
