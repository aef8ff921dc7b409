import { verifyRecord } from '../../server/audit/verify.ts';
import { completeYears, plusDays } from '../../solver/calendar.ts';
import type { Words } from '../../solver/plan.ts';
import type { Cast } from './cast.ts';
import { placementsOf } from './recruits.ts';
import { type PostingRead, postings } from './serving.ts';
import type { Stage } from './stage.ts';

/** What was played of a year, to be looked at again. */
export interface Played {
  readonly schoolYear: number;
  readonly effective: string;
  /** The final plan. */
  readonly planId: string;
  /** The teacher held back. */
  readonly heldBack: string;
}

/** What must be so once both years are over. */
export interface Check {
  readonly code: string;
  readonly words: Words;
  /** What is not so; empty: it holds. */
  readonly faults: readonly string[];
}

/** All of them, each by what is on file at the end and not by what was told on the way. */
export async function checksOf(
  stage: Stage,
  cast: Cast,
  years: readonly Played[],
): Promise<readonly Check[]> {
  const all = await postings(cast);
  const people = await staffOf(cast);
  return [
    await exemptStayed(cast, years),
    await quotasHeld(cast, years),
    await recordIntact(stage),
    await numbersWithoutGap(cast, years),
    servesAsPosted(people, all),
    await inOnePlace(cast, people, all),
    await paidByMonths(cast, years, all),
    await returnsLanded(all, years),
    await recruitsServe(cast, years, people, all),
  ];
}

interface Staff {
  readonly id: string;
  readonly name: string;
  readonly serving: { readonly id: string };
}

/** Everybody on the staff, by id. */
async function staffOf({ head, countyCode: code }: Cast): Promise<ReadonlyMap<string, Staff>> {
  const found = new Map<string, Staff>();
  let after: string | null = null;
  do {
    const page: {
      county: { teachers: { nodes: Staff[]; pageInfo: { hasNextPage: boolean; endCursor: string } } };
    } = await head.reads(
      `query ($code: String!, $after: String) { county(code: $code) { teachers(first: 200, after: $after, orderBy: STAFF_NUMBER, filter: { left: false }) {
          pageInfo { hasNextPage endCursor } nodes { id name serving { id } } } } }`,
      { code, after },
    );
    const { nodes, pageInfo } = page.county.teachers;
    for (const one of nodes) found.set(one.id, one);
    after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
  } while (after !== null);
  return found;
}

/** Nobody exempt on the day the moves take effect was sent anywhere, nor anybody held back or whose stay was promised. */
async function exemptStayed({ head }: Cast, years: readonly Played[]): Promise<Check> {
  const faults: string[] = [];
  let looked = 0;
  for (const { planId, effective, heldBack } of years) {
    const { node } = await head.reads<{
      node: {
        moves: {
          nodes: {
            form: string;
            teacher: {
              id: string;
              name: string;
              exemptions: { kind: string; from: string; until: string | null }[];
            };
          }[];
        };
        round: { pins: { nodes: { kind: string; teacher: { id: string } }[] } };
      };
    }>(
      `query ($id: ID!) { node(id: $id) { ... on Plan {
        moves(first: 200) { nodes { form teacher { id name exemptions { kind from until } } } }
        round { pins(first: 200) { nodes { kind teacher { id } } } } } } }`,
      { id: planId },
    );
    const stay = new Set([
      heldBack,
      ...node.round.pins.nodes.filter(({ kind }) => kind === 'STAY').map(({ teacher }) => teacher.id),
    ]);
    for (const { form, teacher } of node.moves.nodes.filter((move) => move.form !== 'RETURN')) {
      looked += 1;
      const { name, exemptions } = teacher;
      const now = exemptions.find(
        ({ from, until }) => from <= effective && (until === null || effective <= until),
      );
      if (now !== undefined) faults.push(`${effective} ${name}: ${now.kind}, ${form}`);
      if (stay.has(teacher.id)) faults.push(`${effective} ${name}: was to stay, ${form}`);
    }
  }
  return {
    code: 'exempt-stayed',
    words: {
      zh: `派出的${looked}人中没有免于交流、暂留或答应留任的`,
      en: `of ${looked} people sent nobody was exempt, held back or promised to stay`,
    },
    faults: looked === 0 ? ['nobody was sent'] : faults,
  };
}

/** Of both years, the exchange quota as inspectors read it, the backbone quota by the final plan's moves, and the final plan without a breach but what a named decision lets pass. */
async function quotasHeld(
  { inspector, head, countyCode: code }: Cast,
  years: readonly Played[],
): Promise<Check> {
  const faults: string[] = [];
  const told: string[] = [];
  const decided: string[] = [];
  for (const { effective, planId } of years) {
    const on = plusDays(effective, 40);
    const { county } = await inspector.reads<{
      county: { guarantees: { code: string; met: boolean | null; text: string }[] };
    }>(
      'query ($code: String!, $on: Day!) { county(code: $code) { guarantees(on: $on) { code met text } } }',
      {
        code,
        on,
      },
    );
    const { node } = await head.reads<{
      node: {
        findings: { nodes: { rule: string; level: string; relaxed: string | null; text: string }[] };
        moves: { nodes: { form: string; teacher: { backbone: string } }[] };
      };
    }>(
      `query ($id: ID!) { node(id: $id) { ... on Plan { findings(first: 50) { nodes { rule level relaxed text } }
        moves(first: 200) { nodes { form teacher { backbone } } } } } }`,
      { id: planId },
    );
    const missed = node.findings.nodes.filter(({ level }) => level !== 'NOTE');
    for (const { rule, text, relaxed } of missed)
      if (relaxed === null) faults.push(`${effective} ${rule}: ${text}`);
      else decided.push(`${text} (${relaxed})`);
    const allowed = (quota: string) => missed.some(({ rule }) => rule === quota);
    const exchange = county.guarantees.find((one) => one.code === 'exchange-quota');
    if (exchange?.met !== true && !allowed('exchange-quota'))
      faults.push(`${on} exchange-quota: ${exchange?.text ?? 'not told'}`);
    // By the plan's moves: inspectors count a substitute among the exchanged, beside whom the plan had sent.
    const sent = node.moves.nodes.filter(({ form }) => form !== 'RETURN');
    const backbone = sent.filter(({ teacher }) => ['COUNTY', 'CITY', 'PROVINCE'].includes(teacher.backbone));
    if (5 * backbone.length < sent.length && !allowed('backbone-quota'))
      faults.push(`${effective} backbone-quota: ${backbone.length} of ${sent.length}`);
    told.push(effective.slice(0, 4));
  }
  return {
    code: 'quotas-held',
    words: {
      zh: `${told.join('、')}学年没有违反规则，比例达到要求${decided.length === 0 ? '' : `，但经决定：${decided.join('')}`}`,
      en: `in ${told.join(' and ')} no rule is broken and the quotas are held${decided.length === 0 ? '' : `, but by decision: ${decided.join(' ')}`}`,
    },
    faults,
  };
}

/** `audit:verify` over the whole record. */
async function recordIntact({ database }: Stage): Promise<Check> {
  const { entries, fault } = await verifyRecord(database.pool);
  return {
    code: 'record-intact',
    words: {
      zh: `全部${entries}条记录的封存链完好`,
      en: `the chain of all ${entries} entries of the record is intact`,
    },
    faults: fault === null ? [] : [fault.words.en],
  };
}

/** Of each kind and year the numbers are 1, 2, 3 …, void ones included. */
async function numbersWithoutGap({ head, countyCode: code }: Cast, years: readonly Played[]): Promise<Check> {
  const faults: string[] = [];
  let count = 0;
  for (const { schoolYear: year } of years)
    for (const kind of ['DISPATCH', 'TRANSFER', 'RETURN', 'CIRCUIT', 'PLACEMENT', 'NOTICE']) {
      const { county } = await head.reads<{
        county: { letters: { totalCount: number; nodes: { number: number }[] } };
      }>(
        `query ($code: String!, $filter: LetterFilter) { county(code: $code) { letters(first: 200, filter: $filter) { totalCount nodes { number } } } }`,
        { code, filter: { kinds: [kind], year } },
      );
      const { nodes, totalCount } = county.letters;
      const numbers = nodes.map(({ number }) => number).toSorted((a, b) => a - b);
      count += totalCount;
      if (numbers.length !== totalCount || numbers.some((number, index) => number !== index + 1))
        faults.push(`${year} ${kind}: ${numbers.join(' ')}`);
      // Not every year somebody changes school for good, comes home, teaches on a circuit or was recruited.
      if (totalCount === 0 && ['DISPATCH', 'NOTICE'].includes(kind)) faults.push(`${year} ${kind}: none`);
    }
  return {
    code: 'letters-numbered',
    words: { zh: `${count}份文书编号连续`, en: `the numbers of ${count} letters have no gap` },
    faults,
  };
}

const whole = ({ form }: PostingRead): boolean => form !== 'CIRCUIT';

/** Who is on a posting serves at its host; who was on one last and came home serves where it says. */
function servesAsPosted(people: ReadonlyMap<string, Staff>, all: readonly PostingRead[]): Check {
  const faults: string[] = [];
  const latest = new Map<string, PostingRead>();
  for (const posting of all.filter(whole)) {
    if (posting.state !== 'SERVING' && posting.state !== 'ENDED') continue;
    const before = latest.get(posting.teacher.id);
    if (before === undefined || before.startsOn < posting.startsOn) latest.set(posting.teacher.id, posting);
  }
  for (const { teacher, state, to, from, back } of latest.values()) {
    const there = people.get(teacher.id)?.serving.id;
    if (there === undefined) continue;
    const where = state === 'SERVING' ? to?.id : (back ?? from)?.id;
    // Of a posting before the demo no section may be on file.
    if (where !== undefined && there !== where) faults.push(`${teacher.name}: ${state}`);
  }
  return {
    code: 'serves-as-posted',
    words: {
      zh: `${latest.size}名参加过派任的教师都在派任所写的学校任教`,
      en: `${latest.size} teachers who were on a posting serve where it says`,
    },
    faults,
  };
}

/** Every teacher is listed by one section, and is on one posting at most, circuits apart. */
async function inOnePlace(
  { head, countyCode: code }: Cast,
  people: ReadonlyMap<string, Staff>,
  all: readonly PostingRead[],
): Promise<Check> {
  const faults: string[] = [];
  const listed = new Map<string, number>();
  const { county } = await head.reads<{ county: { sections: { nodes: { id: string }[] } } }>(
    'query ($code: String!) { county(code: $code) { sections(first: 200) { nodes { id } } } }',
    { code },
  );
  for (const { id } of county.sections.nodes) {
    const { node } = await head.reads<{ node: { serving: { totalCount: number; nodes: { id: string }[] } } }>(
      'query ($id: ID!) { node(id: $id) { ... on Section { serving(first: 200, filter: { left: false }) { totalCount nodes { id } } } } }',
      { id },
    );
    for (const teacher of node.serving.nodes) listed.set(teacher.id, (listed.get(teacher.id) ?? 0) + 1);
  }
  for (const { id, name } of people.values())
    if (listed.get(id) !== 1) faults.push(`${name}: ${listed.get(id) ?? 0} places`);
  const out = new Map<string, number>();
  for (const { teacher } of all.filter((posting) => whole(posting) && posting.state === 'SERVING'))
    out.set(teacher.name, (out.get(teacher.name) ?? 0) + 1);
  for (const [name, count] of out) if (count > 1) faults.push(`${name}: ${count} postings`);
  return {
    code: 'in-one-place',
    words: {
      zh: `${people.size}名教师各在一处任教`,
      en: `each of ${people.size} teachers is in exactly one place`,
    },
    faults,
  };
}

/** What was approved of a month is what its postings make, reckoned here anew from their days. */
async function paidByMonths(
  { head, countyCode: code }: Cast,
  years: readonly Played[],
  all: readonly PostingRead[],
): Promise<Check> {
  const faults: string[] = [];
  let yuan = 0;
  for (const { effective } of years) {
    const month = effective.slice(0, 7);
    const { county } = await head.reads<{
      county: {
        allowances: {
          rows: { teacher: { id: string; name: string }; total: number; approved: number | null }[];
        };
        allowanceRates: { effectiveFrom: string; transport: { fromYears: number; monthly: number }[] }[];
      };
    }>(
      `query ($code: String!, $month: String!) { county(code: $code) { allowanceRates { effectiveFrom transport { fromYears monthly } }
        allowances(month: $month) { ... on AllowanceList { rows { teacher { id name } total approved } } } } }`,
      { code, month },
    );
    const transport =
      county.allowanceRates.find(({ effectiveFrom }) => effectiveFrom <= effective)?.transport ?? [];
    const due = new Map<string, number>();
    for (const posting of all.filter(whole)) {
      const sum = monthOf(posting, effective, transport);
      if (sum > 0) due.set(posting.teacher.id, (due.get(posting.teacher.id) ?? 0) + sum);
    }
    for (const { teacher, approved, total } of county.allowances.rows) {
      const sum = due.get(teacher.id) ?? 0;
      due.delete(teacher.id);
      yuan += approved ?? 0;
      if (approved !== sum || total !== sum)
        faults.push(`${month} ${teacher.name}: ${approved}, ${total} now, not ${sum}`);
    }
    for (const [id, sum] of due) faults.push(`${month} ${id}: nothing approved of ${sum}`);
  }
  return {
    code: 'allowances-by-months',
    words: {
      zh: `审定的津贴${yuan}元与派任月份相符`,
      en: `the ${yuan} yuan of allowances approved are what the postings’ months make`,
    },
    faults: yuan === 0 ? [...faults, 'nothing was paid'] : faults,
  };
}

/** A September, half of which makes the whole. */
const SEPTEMBER = 30;

/** What a posting pays for the September that begins on `first`; a first post is no exchange, and pays nothing. */
function monthOf(
  { form, state, startsOn, endedOn, reportBy, reportedOn, hostSchool, teacher }: PostingRead,
  first: string,
  steps: readonly { readonly fromYears: number; readonly monthly: number }[],
): number {
  if (form === 'RECRUITMENT' || (state !== 'SERVING' && state !== 'ENDED')) return 0;
  if (reportBy !== null && reportedOn === null) return 0;
  const began = reportBy !== null && reportedOn !== null && reportedOn > reportBy ? reportedOn : startsOn;
  let days = 0;
  for (let index = 0; index < SEPTEMBER; index += 1) {
    const day = plusDays(first, index);
    if (began <= day && (endedOn === null || day <= endedOn)) days += 1;
  }
  if (days * 2 < SEPTEMBER) return 0;
  const years = completeYears(teacher.teachingSince, first);
  const transport = steps.filter(({ fromYears }) => fromYears <= years).at(-1)?.monthly ?? 0;
  return (hostSchool.zone?.monthly ?? 0) + transport;
}

/** Of the postings of each year some came home on the last of August after, and some were kept longer. */
async function returnsLanded(all: readonly PostingRead[], years: readonly Played[]): Promise<Check> {
  const faults: string[] = [];
  const told: number[] = [];
  const first = years[0]?.effective ?? '';
  for (const { effective, schoolYear } of years) {
    const last = `${schoolYear + 1}-08-31`;
    const home = all.filter(({ startsOn, endedOn }) => startsOn >= effective && endedOn === last);
    const longer = all.filter(
      ({ startsOn, endsOn, state, relationMoves }) =>
        startsOn >= first &&
        startsOn <= last &&
        state !== 'CANCELLED' &&
        !relationMoves &&
        (endsOn ?? '') > last,
    );
    told.push(home.length);
    if (home.filter(whole).length === 0) faults.push(`${last}: nobody came home`);
    if (longer.length === 0) faults.push(`${last}: nobody was kept longer`);
    const undecided = all.filter(
      ({ state, endsOn, endedOn }) =>
        state === 'SERVING' && endedOn === null && endsOn !== null && endsOn <= last,
    );
    for (const { teacher } of undecided) faults.push(`${last} ${teacher.name}: still out`);
  }
  return {
    code: 'returns-landed',
    words: {
      zh: `两年期满返回${told.join('、')}人`,
      en: `${told.join(' and ')} came home at the end of the two years`,
    },
    faults,
  };
}

/** Recruits whom a final plan placed serve there, have reported and hold a notice; who withdrew is no teacher, and the notice is void. */
async function recruitsServe(
  cast: Cast,
  years: readonly Played[],
  people: ReadonlyMap<string, Staff>,
  all: readonly PostingRead[],
): Promise<Check> {
  const faults: string[] = [];
  const counts = { serving: 0, withdrawn: 0 };
  for (const { planId, effective } of years)
    for (const { recruit, to, startsOn } of await placementsOf(cast, planId)) {
      const { number, name, state } = recruit;
      const first = all.find(({ form, teacher }) => form === 'RECRUITMENT' && teacher.staffNumber === number);
      const comes = state === 'PLACED';
      counts[comes ? 'serving' : 'withdrawn'] += 1;
      const there = first !== undefined && people.get(first.teacher.id)?.serving.id;
      const kept = comes
        ? startsOn === effective && there === to.id && first?.reportedOn !== null
        : state === 'WITHDRAWN' && startsOn === null && first === undefined;
      if (!kept) faults.push(`${effective} ${name}: ${state}, ${first?.state ?? 'no posting'}`);
      if ((await noticesInForce(cast, planId, number)) !== (comes ? 1 : 0))
        faults.push(`${effective} ${name}: ${state}, and the notice of placement is not so`);
    }
  const { serving, withdrawn } = counts;
  return {
    code: 'recruits-serve',
    words: {
      zh: `新聘教师${serving}人在安置学校任教，退出的${withdrawn}人未到岗`,
      en: `${serving} recruits serve where they were placed; ${withdrawn} withdrew and did not come`,
    },
    faults: serving > 0 && withdrawn > 0 ? faults : [...faults, 'no recruit came, or none withdrew'],
  };
}

async function noticesInForce(
  { head, countyCode: code }: Cast,
  planId: string,
  search: string,
): Promise<number> {
  const { county } = await head.reads<{ county: { letters: { totalCount: number } } }>(
    'query ($code: String!, $filter: LetterFilter) { county(code: $code) { letters(first: 1, filter: $filter) { totalCount } } }',
    { code, filter: { planId, kinds: ['PLACEMENT'], void: false, search } },
  );
  return county.letters.totalCount;
}
