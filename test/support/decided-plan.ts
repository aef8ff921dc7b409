import { randomUUID } from 'node:crypto';
import type { Database } from '../../prisma/client.ts';
import { asRegistered, insert, type Kept, keepRegistry } from './registry.ts';
import { county, hillfoot, lakeside, teacher } from './small-county.ts';

/** A county of which a plan sends teachers on: from Chengguan to Hewan and back. */
export interface Decided extends Kept {
  readonly planId: string;
}

/**
 * 永安县 with a plan of the given state. It sends 张晓兰 (A, maths) and 欧阳小兰 (B, whose personnel relation moves) from 城关小学
 * to 河湾小学, and 李伟 (C, as its deputy principal) from there to 城关小学; D, whose name is given, stays unless `more`.
 */
export async function keepDecided(
  database: Database,
  { state = 'final', name = '吉吉', more = false }: { state?: string; name?: string; more?: boolean } = {},
): Promise<Decided> {
  const serving = (section: string) => ({ serving: { section, since: '2010-09-01' } });
  const kept = await keepRegistry(
    database,
    asRegistered(
      county({
        county: { code: randomUUID().slice(0, 8), name: '永安县' },
        schools: [
          { ...lakeside, name: '城关小学' },
          { ...hillfoot, name: '河湾小学' },
        ],
        sections: [
          { id: 'L', school: 'lakeside', stage: 'primary', classes: { 1: 4 }, pupils: { 1: 160 } },
          { id: 'H', school: 'hillfoot', stage: 'primary', classes: { 1: 1 }, pupils: { 1: 30 } },
        ],
        teachers: [
          teacher('A', { name: '张晓兰' }),
          teacher('B', { name: '欧阳小兰' }),
          teacher('C', { name: '李伟', ...serving('H') }),
          teacher('D', { name }),
        ],
      }),
    ),
  );
  const { pool } = database;
  const problemId = randomUUID();
  const planId = randomUUID();
  const { countyId, roundId } = kept;
  await insert(pool, 'Problem', [{ id: problemId, countyId, roundId, hash: problemId, body: {} }]);
  const text = { zh: '', en: '' };
  const moves = [
    { who: 'A', from: 'lakeside', to: 'hillfoot', subject: 'maths', role: null, relationMoves: false },
    { who: 'B', from: 'lakeside', to: 'hillfoot', subject: 'maths', role: null, relationMoves: true },
    { who: 'C', from: 'hillfoot', to: 'lakeside', subject: null, role: 'deputy', relationMoves: false },
    { who: 'D', from: 'lakeside', to: 'hillfoot', subject: null, role: null, relationMoves: false },
  ].slice(0, more ? 4 : 3);
  await insert(pool, 'Plan', [
    {
      id: planId,
      countyId,
      roundId,
      problemId,
      name: 'Plan',
      state,
      status: 'optimal',
      engine: 'highs',
      engineReason: text,
      goals: [],
      diagnosis: null,
      circuits: [],
      moved: moves.length,
      version: 1,
    },
  ]);
  await insert(
    pool,
    'Move',
    moves.map(({ who, from, to, ...move }) => ({
      id: randomUUID(),
      planId,
      teacherId: kept.teachers.get(who),
      fromSectionId: kept.sections.get(`${from}:primary`),
      toSectionId: kept.sections.get(`${to}:primary`),
      form: 'order-based',
      ...move,
    })),
  );
  return { ...kept, planId };
}
