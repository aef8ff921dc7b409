import { plusDays } from '../../solver/calendar.ts';
import type { Cast } from './cast.ts';
import type { Opened } from './preparing.ts';
import type { Stage } from './stage.ts';

/** A placement of a plan as the demo reads it. */
export interface PlacedRead {
  readonly recruit: {
    readonly id: string;
    readonly number: string;
    readonly name: string;
    readonly state: 'WAITING' | 'ORDERED' | 'PLACED' | 'WITHDRAWN';
    readonly version: number;
  };
  readonly to: { readonly id: string; readonly school: { readonly name: string } };
  readonly subject: { readonly name: string };
  /** Null: not ordered, or called off. */
  readonly startsOn: string | null;
}

/** The recruits whom a plan places, by number. */
export async function placementsOf({ head }: Pick<Cast, 'head'>, planId: string) {
  const { node } = await head.reads<{ node: { placements: { nodes: PlacedRead[] } } }>(
    `query ($id: ID!) { node(id: $id) { ... on Plan { placements(first: 100, orderBy: RECRUIT) { nodes {
      recruit { id number name state version } to { id school { name } } subject { name } startsOn } } } } }`,
    { id: planId },
  );
  return node.placements.nodes;
}

/** Those of a plan who are ordered and not called off. */
export const orderedOf = async (cast: Pick<Cast, 'head'>, planId: string): Promise<readonly PlacedRead[]> =>
  (await placementsOf(cast, planId)).filter(({ startsOn }) => startsOn !== null);

/** Who was recruited stands in the registry; who arrives in time for the round is planned for. */
export async function readRecruits({ head, countyCode: code }: Cast, round: Opened): Promise<void> {
  const { county } = await head.reads<{
    county: { recruits: { totalCount: number; nodes: { arrivesOn: string; kind: string }[] } };
  }>(
    `query ($code: String!) { county(code: $code) {
      recruits(first: 100, filter: { states: [WAITING] }) { totalCount nodes { arrivesOn kind } } } }`,
    { code },
  );
  const { totalCount, nodes } = county.recruits;
  const special = nodes.filter(({ kind }) => kind === 'SPECIAL_POST').length;
  const due = nodes.filter(({ arrivesOn }) => arrivesOn <= round.effective).length;
  head.tells('recruits-read', {
    zh: `查看待安置的新聘教师${totalCount}人，其中特岗教师${special}人；${round.effective}前能到岗的${due}人。`,
    en: `looks at ${totalCount} recruits who wait to be placed, ${special} of them for special posts; ${due} arrive by ${round.effective}.`,
  });
}

/** Tells whom the final plan places where, and why somebody waits for another year. */
export async function tellPlaced(cast: Cast, planId: string): Promise<void> {
  const { head } = cast;
  const placed = await placementsOf(cast, planId);
  if (placed.length === 0) return;
  const { node } = await head.reads<{ node: { recruitReasons: { nodes: { text: string }[] } } }>(
    `query ($id: ID!) { node(id: $id) { ... on Plan {
      recruitReasons(first: 100, filter: { outcomes: [NOT_PLACED] }) { nodes { text } } } } }`,
    { id: planId },
  );
  const waiting = node.recruitReasons.nodes.map(({ text }) => text);
  const where = placed.map(({ recruit, to, subject }) => ({
    zh: `${recruit.name}到${to.school.name}（${subject.name}）`,
    en: `${recruit.name} at ${to.school.name} (${subject.name})`,
  }));
  head.tells('recruits-placed', {
    zh: `定稿方案安置新聘教师${placed.length}人：${where.map(({ zh }) => zh).join('、')}。${waiting.join('')}`,
    en: [
      `reads whom of the recruits the final plan places, ${placed.length}: ${where.map(({ en }) => en).join(', ')}.`,
      ...waiting,
    ].join(' '),
  });
}

/** Shortly before the day one of them takes another post: the order is called off, and the notice is void. */
export async function withdrawOne(stage: Stage, cast: Cast, round: Opened, planId: string): Promise<void> {
  const { head, countyCode: code } = cast;
  const ordered = await orderedOf(cast, planId);
  if (ordered.length === 0) return;
  const leaver = ordered.at(-1)?.recruit;
  if (leaver === undefined || ordered.length === 1)
    throw new Error('Only one recruit is placed, and nobody would be left to come.');
  await stage.moveTo(plusDays(round.effective, -DAYS_BEFORE));
  await head.does(
    'withdrawRecruit',
    { recruitId: leaver.id, version: leaver.version, reason: '已被外县录用' },
    '... on Recruit { state }',
  );
  const { county } = await head.reads<{ county: { letters: { nodes: { reference: string }[] } } }>(
    `query ($code: String!, $filter: LetterFilter) { county(code: $code) { letters(first: 5, filter: $filter) { nodes { reference } } } }`,
    { code, filter: { planId, kinds: ['PLACEMENT'], search: leaver.number, void: true } },
  );
  const [letter] = county.letters.nodes;
  if (letter === undefined) throw new Error(`The notice of ${leaver.name} is not void.`);
  head.tells('recruit-withdrawn', {
    zh: `${leaver.name}已被外县录用，不来报到：取消安置，${letter.reference}随即作废。`,
    en: `hears that ${leaver.name} took a post elsewhere and does not come: the order is called off, and ${letter.reference} is void with it.`,
  });
}

/** How long before the first day. */
const DAYS_BEFORE = 8;
