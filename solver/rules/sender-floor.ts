import * as z from 'zod';
import type { Candidate, Case, Posting } from '../case.ts';
import { grouped } from '../grouped.ts';
import type { Model, Term } from '../model.ts';
import { gainsOf, lossesOf, spareInAll, spareOf, THOUSAND } from '../staffing.ts';
import { openings } from './openings.ts';
import { defineRule } from './rule.ts';

/**
 * Sender floor
 *
 * Nobody's going leaves a subject of the sending section below what it needs, or below what it has now where
 * that is less. Nor does the going of all together take the hours that labour, practical and local courses
 * borrow from the other subjects. A gap in one subject keeps nobody of another from going.
 *
 * Who comes in by a swap, or for any post left where the policy lets those be filled, makes up for who goes; who comes
 * by order fills a gap, and does not make room for another to open.
 *
 * Who goes takes all of their post along. A class teacher teaches less than that, but the class stays, and the duty
 * falls on somebody who stays: it is lost to the first subject the teacher teaches.
 *
 * Reckoned in thousandths of a full-time post, each figure to the nearest.
 *
 * Source: sender keeps `need(s)` (domain C4).
 */
export const senderFloor = defineRule({
  name: 'sender-floor',
  title: { zh: '派出学校学科底线', en: 'Sender floor' },
  unit: 'FTE',
  parts: THOUSAND,
  source: 'Sending schools keep the staff every subject needs',
  level: 'law',
  clause: '派出后不得影响派出学校开齐开足课程',
  settings: z.strictObject({}),

  states: () => ({
    zh: '派出后，派出学部各学科（含由他科教师兼任的课程）不低于需求；现已不足的，不得再减少。',
    en: 'No subject of a sending section, those taught by teachers of others included, ends below its need, or below today where it lacks already.',
  }),

  constrain(county, _settings, model) {
    const backfills = backfillsOf(county);
    for (const { id } of county.problem.sections) {
      const leaving = postingsOf(model, model.leaving(id));
      if (leaving.length === 0) continue;
      const arriving = postingsOf(model, model.arriving(id)).filter(backfills);
      const losses = leaving.flatMap((candidate) => sharesOf(candidate, lossesOf(county, candidate.teacher)));
      const gains = arriving.flatMap((candidate) => sharesOf(candidate, gainsOf(candidate)));
      const gained = grouped(gains, ({ subject }) => subject);
      for (const [subject, entries] of grouped(losses, (loss) => loss.subject)) {
        keepFloor(
          model,
          keyOf(id, subject),
          entries,
          gained.get(subject) ?? [],
          spareOf(county, id, subject),
        );
      }
      keepFloor(model, keyOf(id, null), summed(losses), summed(gains), spareInAll(county, id));
    }
  },

  *audit(county, _settings, postings) {
    const backfills = backfillsOf(county);
    const coming = grouped(postings.filter(backfills), ({ opening }) => opening.section);
    for (const [section, leaving] of grouped(postings, ({ from }) => from)) {
      const place = county.nameOf(section);
      const breach = (amount: number, made: readonly Posting[], zh: string, en: string) => ({
        teachers: [...new Set(made.map(({ teacher }) => teacher.id))],
        sections: [section.id],
        amount: amount / THOUSAND,
        text: {
          zh: `${place.zh}${zh}将比底线少${amount / THOUSAND}个专任教师。`,
          en: `${en} at ${place.en} would end ${amount / THOUSAND} FTE below its floor.`,
        },
      });

      const losses = leaving.flatMap((posting) =>
        lossesOf(county, posting.teacher).map((loss) => ({ ...loss, posting })),
      );
      const gains = (coming.get(section) ?? []).flatMap(gainsOf);
      for (const [subject, entries] of grouped(losses, (loss) => loss.subject)) {
        const made = sum(gains.filter((gain) => gain.subject === subject));
        const beyond = sum(entries) - made - spareOf(county, section.id, subject);
        if (beyond <= 0) continue;
        const name = county.subject(subject);
        yield breach(
          beyond,
          entries.map(({ posting }) => posting),
          name.zh,
          name.en,
        );
      }
      const beyond = sum(losses) - sum(gains) - spareInAll(county, section.id);
      if (beyond > 0) yield breach(beyond, leaving, '兼任课程师资', 'What other subjects lend');
    }
  },
});

/** Whether a posting makes up for those who leave: every one where posts left are filled, else those of a swap. */
const backfillsOf = ({ flows, problem }: Case): ((posting: Posting) => boolean) => {
  const { backfill } = openings.read(problem.policy.rules[openings.name]);
  return ({ form, opening }) => opening.role !== null || (flows && (backfill || form === 'swap'));
};

interface Share {
  column: number;
  amount: number;
}

const postingsOf = ({ candidates }: Model, columns: readonly number[]): Candidate[] =>
  columns.flatMap((column) => candidates[column] ?? []);

const sharesOf = <Hours>({ column }: Candidate, hours: readonly Hours[]) =>
  hours.map((each) => ({ ...each, column }));

/** All that each column takes, or brings, together. */
const summed = (shares: readonly Share[]): Share[] =>
  [...grouped(shares, ({ column }) => column)].map(([column, parts]) => ({ column, amount: sum(parts) }));

/**
 * No more than the spare hours go, and what comes makes up for more. Beside that, no more teachers than fit in by the
 * smallest losses: this follows, but tells an engine that 0.7 of a spare post sends nobody, where it would send 0.7 of
 * somebody. Each who comes lets so many more go as the largest gain holds of the smallest loss that did not fit.
 */
function keepFloor(
  model: Model,
  key: string,
  leaving: readonly Share[],
  coming: readonly Share[],
  spare: number,
): void {
  model.atMost(
    'sender-floor',
    key,
    [
      ...leaving.map(({ column, amount }): Term => [column, amount]),
      ...coming.map(({ column, amount }): Term => [column, -amount]),
    ],
    spare,
  );
  if (model.relaxes('sender-floor')) return;
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

/** `subject` null: all of the section together. */
const keyOf = (section: string, subject: string | null): string => JSON.stringify([section, subject]);

const sum = (hours: readonly { amount: number }[]): number =>
  hours.reduce((all, { amount }) => all + amount, 0);
