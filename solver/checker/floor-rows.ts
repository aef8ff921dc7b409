import { grouped } from '../grouped.ts';
import type { Facts } from './facts.ts';
import type { Person } from './people.ts';
import { lossesOf, spareAt, thousandths } from './posts.ts';
import type { Candidate, CircuitColumn } from './rule-rows.ts';
import { Draft, type Sheet } from './sheet.ts';

/**
 * What one posting, or a day of a circuit, takes from, or a posting brings to, a section: `subject` null is all subjects
 * together. In thousandths of a post, times the days of a week.
 */
interface Flow {
  readonly column: number;
  readonly person: Person;
  readonly section: string;
  readonly subject: string | null;
  readonly amount: number;
}

/**
 * The sender floor: of each subject of a section, and of all of them together, no more goes, on days away too, than can
 * be spared and than comes in return.
 */
export function writeFloors(
  facts: Facts,
  candidates: readonly Candidate[],
  circuits: readonly CircuitColumn[],
  sheet: Sheet,
): void {
  const { rules, demand } = facts;
  const { week } = rules.figures('circuit');
  if (!rules.stands('sender-floor')) return;
  const losses = new Map<Person, readonly Omit<Flow, 'column'>[]>();
  const lossOf = (person: Person) => {
    const known = losses.get(person) ?? withTotal(facts, person, person.section.id, lossesOf(person, demand));
    losses.set(person, known);
    return known;
  };
  const leaving = candidates.flatMap(({ column, person }) =>
    lossOf(person).map((loss) => ({ ...loss, amount: week * loss.amount, column })),
  );
  const away = circuits.flatMap(({ column, person }) => lossOf(person).map((loss) => ({ ...loss, column })));
  const coming = candidates
    .filter((candidate) => makesUp(facts, candidate))
    .flatMap((candidate) => gainsOf(facts, candidate))
    .map((gain) => ({ ...gain, amount: week * gain.amount }));
  const gains = grouped(coming, keyOf);
  const goers = grouped(leaving, keyOf);
  const days = grouped(away, keyOf);
  for (const [key, every] of grouped([...leaving, ...away], keyOf)) {
    const [{ section, subject } = { section: '', subject: null }] = every;
    const spare = week * spareAt(demand, section, subject);
    const lost = goers.get(key) ?? [];
    const gained = gains.get(key) ?? [];
    const draft = new Draft('sender-floor', key, spare, week);
    for (const { column, amount } of every) draft.add(column, amount);
    for (const { column, amount } of gained) draft.add(column, -amount);
    sheet.atMost(draft);
    if (rules.relaxed('sender-floor')) continue;
    writeDays(key, days.get(key) ?? [], every, gained, spare, sheet);
    writeEach(key, lost, gained, spare, sheet);
    writeHeads(key, lost, gained, spare, sheet);
  }
}

/**
 * How many days can be given at most, which follows: what goes, what comes and what can be spared, in the least that a
 * day takes; of what goes no more than whole such days count, of what comes no fewer.
 */
function writeDays(
  key: string,
  daily: readonly Flow[],
  every: readonly Flow[],
  gained: readonly Flow[],
  spare: number,
  sheet: Sheet,
): void {
  const day = Math.min(...daily.map(({ amount }) => amount));
  const even = [...every, ...gained].every(({ amount }) => Number.isInteger(amount / day));
  if (daily.length === 0 || even) return;
  const draft = new Draft('sender-floor', `${key}:days`, Math.floor(spare / day));
  for (const { column, amount } of every) draft.add(column, Math.floor(amount / day));
  for (const { column, amount } of gained) draft.add(column, -Math.ceil(amount / day));
  sheet.atMost(draft);
}

/** That nobody who takes more than can be spared goes unless somebody comes, which follows. */
function writeEach(
  key: string,
  lost: readonly Flow[],
  gained: readonly Flow[],
  spare: number,
  sheet: Sheet,
): void {
  if (gained.length === 0) return;
  const missed = lost.filter(({ amount }) => amount > spare);
  for (const [{ teacher }, own] of grouped(missed, ({ person }) => person)) {
    const draft = new Draft('sender-floor', `${key}:${JSON.stringify(teacher.id)}`, 0);
    for (const { column } of own) draft.add(column, 1);
    for (const { column } of gained) draft.add(column, -1);
    sheet.atMost(draft);
  }
}

/**
 * How many people can go at most, which follows: of those who would be missed least as many as the spare hours hold,
 * and for each who comes as many more as the most that one brings holds of the least that one more takes.
 */
function writeHeads(
  key: string,
  lost: readonly Flow[],
  gained: readonly Flow[],
  spare: number,
  sheet: Sheet,
): void {
  const each = new Map(lost.map(({ person, amount }) => [person, amount]));
  const least = [...each.values()].toSorted((one, other) => one - other);
  let fits = 0;
  let taken = 0;
  for (const amount of least) {
    taken += amount;
    if (taken > spare) break;
    fits += 1;
  }
  const next = least[fits];
  if (next === undefined) return;
  const most = Math.max(0, ...gained.map(({ amount }) => amount));
  const draft = new Draft('sender-floor', `${key}:heads`, fits);
  for (const { column } of lost) draft.add(column, 1);
  for (const { column } of gained) draft.add(column, -Math.ceil(most / next));
  sheet.atMost(draft);
}

/** Whether who comes makes up for who goes: to a seat, by a swap, and to any post where the policy lets all who come. */
const makesUp = ({ rules, flows }: Facts, { form, post }: Candidate): boolean =>
  post.role !== null ||
  (flows &&
    (form === 'swap' ||
      rules.figures('openings').backfill ||
      rules.figures('sender-floor').madeUpBy === 'arrivals'));

/** The whole post, to the subject come for; of a cadre, to the one taught. */
function gainsOf(facts: Facts, { column, person, post }: Candidate): Flow[] {
  const subject = post.role ? person.teacher.subject : post.code;
  const gained = subject === undefined ? [] : [{ subject, amount: thousandths(person.teacher.fte) }];
  return withTotal(facts, person, post.section.id, gained).map((gain) => ({ ...gain, column }));
}

/** With what it comes to in all; a subject that lacks has nothing to lend, and is left out of that where arrivals make up. */
function withTotal(
  { rules, demand }: Facts,
  person: Person,
  section: string,
  hours: readonly { subject: string; amount: number }[],
) {
  const all = rules.figures('sender-floor').madeUpBy === 'replacements';
  const lent = all ? hours : hours.filter(({ subject }) => !((demand.cell(section, subject)?.gap ?? 0) > 0));
  const amount = lent.reduce((sum, one) => sum + one.amount, 0);
  const total = lent.length === 0 ? [] : [{ subject: null, amount }];
  return [...hours, ...total].map((one) => ({ ...one, person, section }));
}

const keyOf = ({ section, subject }: Flow): string => JSON.stringify([section, subject]);
