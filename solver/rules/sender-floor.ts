import * as z from 'zod';
import type { Candidate, Case } from '../case.ts';
import { grouped } from '../grouped.ts';
import type { Model, Term } from '../model.ts';
import type { Words } from '../plan.ts';
import type { Posting } from '../posting.ts';
import type { Teacher } from '../problem.ts';
import { gainsOf, type Hours, lossesOf, spareInAll, spareOf, THOUSAND } from '../staffing.ts';
import { openings } from './openings.ts';
import { defineRule } from './rule.ts';

/**
 * Sender floor
 *
 * Nobody's going leaves a subject of the sending section below what it needs, or below what it has now where
 * that is less. Nor does the going of all together take the hours that labour, practical and local courses
 * borrow from the other subjects. A gap in one subject keeps nobody of another from going.
 *
 * Who comes makes up for who goes: what counts is how a subject ends. A policy may let only those make up who come by a
 * swap, or for a post left where these are filled; who comes by order then fills a gap, and makes no room for another to
 * open. A subject that lacks lends nothing, so who comes for it gives the courses borrowed nothing either.
 *
 * Who goes takes all of their post along. A class teacher teaches less than that, but the class stays, and the duty
 * falls on somebody who stays: it is lost to the first subject the teacher teaches.
 *
 * A day of a circuit takes a day's share of the teacher's post along, and counts together with who goes.
 *
 * Reckoned in thousandths of a full-time post, each figure to the nearest, times the days of a week.
 *
 * Source: sender keeps `need(s)` (domain C4); no section × subject ends below the lesser of today and need (design,
 * section 6).
 */
export const senderFloor = defineRule({
  name: 'sender-floor',
  title: { zh: '派出学校学科底线', en: 'Sender floor' },
  unit: 'FTE',
  measure: 'fte',
  source: {
    zh: '派出学校须保留各学科所需师资',
    en: 'Sending schools keep the staff every subject needs',
  },
  level: 'law',
  clause: '派出后不得影响派出学校开齐开足课程',
  settings: z.strictObject({
    /** Who makes up for whoever goes: all who come for the subject, or only who comes by a swap or to a post left. */
    madeUpBy: z.enum(['arrivals', 'replacements']).default('arrivals'),
  }),

  states: () => ({
    zh: '派出后，派出学部各学科（含由他科教师兼任的课程）不低于需求；现已不足的，不得再减少。',
    en: 'No subject of a sending section, those taught by teachers of others included, ends below its need, or below today where it lacks already.',
  }),

  constrain(county, settings, model) {
    const { week } = county;
    const backfills = backfillsOf(county);
    const circuits = grouped(model.circuits, ({ from }) => from.id);
    for (const { id } of county.problem.sections) {
      const leaving = postingsOf(model, model.leaving(id));
      const away = circuits.get(id) ?? [];
      if (leaving.length === 0 && away.length === 0) continue;
      const arriving = postingsOf(model, model.arriving(id)).filter(backfills);
      const losses = leaving.flatMap((candidate) =>
        sharesOf(candidate, lossesOf(county, candidate.teacher), week),
      );
      const days = away.flatMap((circuit) => sharesOf(circuit, lossesOf(county, circuit.teacher), 1));
      const gains = arriving.flatMap((candidate) => sharesOf(candidate, gainsOf(candidate), week));
      const taken = grouped(days, ({ subject }) => subject);
      const gained = grouped(gains, ({ subject }) => subject);
      const lost = grouped(losses, ({ subject }) => subject);
      for (const subject of new Set([...lost.keys(), ...taken.keys()])) {
        keepFloor(model, keyOf(id, subject), {
          leaving: lost.get(subject) ?? [],
          days: taken.get(subject) ?? [],
          coming: gained.get(subject) ?? [],
          spare: week * spareOf(county, id, subject),
          unit: week,
        });
      }
      const lends = lendersOf(county, settings, id);
      keepFloor(model, keyOf(id, null), {
        leaving: summed(losses.filter(lends)),
        days: summed(days.filter(lends)),
        coming: summed(gains.filter(lends)),
        spare: week * spareInAll(county, id),
        unit: week,
      });
    }
  },

  *audit(county, settings, postings, circuits) {
    const { week } = county;
    const backfills = backfillsOf(county);
    const coming = grouped(postings.filter(backfills), ({ opening }) => opening.section);
    const away = [...postings.map((posting) => ({ ...placed(posting), days: week })), ...circuits];
    for (const [section, leaving] of grouped(away, ({ from }) => from)) {
      const place = county.nameOf(section);
      const breach = (beyond: number, made: readonly { teacher: Teacher }[], subject: Words | null) => {
        const amount = Math.ceil(beyond / week) / THOUSAND;
        return {
          teachers: [...new Set(made.map(({ teacher }) => teacher.id))],
          sections: [section.id],
          amount,
          text: subject
            ? {
                zh: `${place.zh}${subject.zh}将比应保有的少${amount}个专任教师。`,
                en: `${subject.en} at ${place.en} would be left with ${amount} FTE less than it must keep.`,
              }
            : {
                zh: `${place.zh}能兼任其他课程的师资将比应保有的少${amount}个专任教师。`,
                en: `${place.en} would lack ${amount} FTE for the courses taught by teachers of other subjects.`,
              },
        };
      };

      const losses = leaving.flatMap(({ teacher, days }) =>
        lossesOf(county, teacher).map(({ subject, amount }) => ({ subject, amount: days * amount, teacher })),
      );
      const gains = (coming.get(section) ?? []).flatMap(gainsOf);
      for (const [subject, entries] of grouped(losses, (loss) => loss.subject)) {
        const made = sum(gains.filter((gain) => gain.subject === subject));
        const beyond = sum(entries) - week * (made + spareOf(county, section.id, subject));
        const name = county.subject(subject);
        if (beyond > 0) yield breach(beyond, entries, name);
      }
      const lends = lendersOf(county, settings, section.id);
      const lent = sum(losses.filter(lends)) - week * sum(gains.filter(lends));
      const beyond = lent - week * spareInAll(county, section.id);
      if (beyond > 0) yield breach(beyond, leaving, null);
    }
  },
});

/** Whether a posting makes up for those who leave. */
const backfillsOf = ({ flows, problem }: Case): ((posting: Posting) => boolean) => {
  const { backfill } = openings.read(problem.policy.rules[openings.name]);
  const { madeUpBy } = senderFloor.read(problem.policy.rules[senderFloor.name]);
  const every = backfill || madeUpBy === 'arrivals';
  return ({ form, opening }) => opening.role !== null || (flows && (every || form === 'swap'));
};

/** Whether the hours of a subject count in what all lend: those of one that lacks cannot, and end no lower. */
const lendersOf =
  ({ demand }: Case, { madeUpBy }: { madeUpBy: 'arrivals' | 'replacements' }, section: string) =>
  ({ subject }: { subject: string }): boolean =>
    madeUpBy === 'replacements' || (demand.cell(section, subject)?.gap ?? 0) === 0;

interface Share {
  column: number;
  amount: number;
}

/** What goes, what days away take, what comes and what is to spare, of a subject of a section or of all of them. */
interface Floor {
  leaving: readonly Share[];
  days: readonly Share[];
  coming: readonly Share[];
  spare: number;
  /** How much of all that is a thousandth of a post. */
  unit: number;
}

const postingsOf = ({ candidates }: Model, columns: readonly number[]): Candidate[] =>
  columns.flatMap((column) => candidates[column] ?? []);

/** What one unit of a column takes or brings, so many times. */
const sharesOf = ({ column }: { column: number }, hours: readonly Hours[], times: number) =>
  hours.map(({ subject, amount }) => ({ subject, amount: times * amount, column }));

const placed = ({ teacher, from }: Posting) => ({ teacher, from });

/** All that each column takes, or brings, together. */
const summed = (shares: readonly Share[]): Share[] =>
  [...grouped(shares, ({ column }) => column)].map(([column, parts]) => ({ column, amount: sum(parts) }));

/**
 * No more than the spare hours go, and what comes makes up for more. Beside that, no more teachers than fit in by the
 * smallest losses: this follows, but tells an engine that 0.7 of a spare post sends nobody, where it would send 0.7 of
 * somebody. Each who comes lets so many more go as the largest gain holds of the smallest loss that did not fit.
 */
function keepFloor(model: Model, key: string, { leaving, days, coming, spare, unit }: Floor): void {
  model.atMost(
    'sender-floor',
    key,
    [
      ...[...leaving, ...days].map(({ column, amount }): Term => [column, amount]),
      ...coming.map(({ column, amount }): Term => [column, -amount]),
    ],
    spare,
    unit,
  );
  if (model.relaxes('sender-floor')) return;
  if (days.length > 0) keepDays(model, key, { leaving, days, coming, spare, unit });
  if (coming.length > 0) keepEach(model, key, leaving, coming, spare);
  const losses = [...grouped(leaving, ({ column }) => model.candidates[column]?.teacher)]
    .map(([, columns]) => Math.min(...columns.map(({ amount }) => amount)))
    .sort((a, b) => a - b);
  let left = spare;
  const fitting = losses.findIndex((loss) => {
    left -= loss;
    return left < 0;
  });
  if (fitting < 0) return;
  const each = Math.ceil(Math.max(0, ...coming.map(({ amount }) => amount)) / (losses[fitting] ?? 1));
  model.atMost(
    'sender-floor',
    `${key}:heads`,
    [...leaving.map(({ column }): Term => [column, 1]), ...coming.map(({ column }): Term => [column, -each])],
    fitting,
  );
}

/**
 * All of it in the least that a day takes, what goes rounded down and what comes rounded up: this follows, but tells an
 * engine that two and a half days to spare are two.
 */
function keepDays(model: Model, key: string, { leaving, days, coming, spare }: Floor): void {
  const day = Math.min(...days.map(({ amount }) => amount));
  if ([...leaving, ...days, ...coming].every(({ amount }) => amount % day === 0)) return;
  model.atMost(
    'sender-floor',
    `${key}:days`,
    [
      ...[...leaving, ...days].map(({ column, amount }): Term => [column, Math.floor(amount / day)]),
      ...coming.map(({ column, amount }): Term => [column, -Math.ceil(amount / day)]),
    ],
    Math.floor(spare / day),
  );
}

/**
 * Whoever would be missed beyond what can be spared goes only if somebody comes: this follows, but tells an engine that
 * the third of a post that somebody gives takes more than a third of somebody to make up for.
 */
function keepEach(
  model: Model,
  key: string,
  leaving: readonly Share[],
  coming: readonly Share[],
  spare: number,
): void {
  const missed = leaving.filter(({ amount }) => amount > spare);
  for (const [teacher, columns] of grouped(missed, ({ column }) => model.candidates[column]?.teacher)) {
    if (!teacher) continue;
    model.atMost(
      'sender-floor',
      `${key}:${JSON.stringify(teacher.id)}`,
      [...columns.map(({ column }): Term => [column, 1]), ...coming.map(({ column }): Term => [column, -1])],
      0,
    );
  }
}

/** `subject` null: all of the section together. */
const keyOf = (section: string, subject: string | null): string => JSON.stringify([section, subject]);

const sum = (hours: readonly { amount: number }[]): number =>
  hours.reduce((all, { amount }) => all + amount, 0);
