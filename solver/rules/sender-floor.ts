import * as z from 'zod';
import type { Case, Posting } from '../case.ts';
import { grouped } from '../grouped.ts';
import type { Model } from '../model.ts';
import type { Teacher } from '../problem.ts';
import { defineRule } from './rule.ts';

/**
 * Sender floor
 *
 * Nobody's going leaves a subject of the sending section below what it needs, or below what it has now where
 * that is less. Nor does the going of all together take the hours that labour, practical and local courses
 * borrow from the other subjects. A gap in one subject keeps nobody of another from going. Who comes does not
 * count: a post filled while another is opened fills nothing.
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
  source: 'Sending schools keep the staff every subject needs',
  level: 'law',
  clause: '派出后不得影响派出学校开齐开足课程',
  settings: z.strictObject({}),

  states: () => ({
    zh: '派出后，派出学部各学科（含由他科教师兼任的课程）不低于需求；现已不足的，不得再减少。',
    en: 'No subject of a sending section, those taught by teachers of others included, ends below its need, or below today where it lacks already.',
  }),

  constrain(county, _settings, model) {
    for (const { id } of county.problem.sections) {
      const leaving = model.leaving(id);
      if (leaving.length === 0) continue;
      const losses = leaving.flatMap((column) => {
        const candidate = model.candidates[column];
        if (!candidate) return [];
        return lossesOf(county, candidate.teacher).map((loss) => ({ ...loss, column }));
      });
      const bySubject = grouped(losses, ({ subject }) => subject);
      for (const [subject, entries] of bySubject) keepFloor(model, entries, spareOf(county, id, subject));
      const whole = [...grouped(losses, ({ column }) => column)].map(([column, parts]) => ({
        column,
        loss: sum(parts),
      }));
      keepFloor(model, whole, spareInAll(county, id));
    }
  },

  *audit(county, _settings, postings) {
    for (const [section, leaving] of grouped(postings, ({ from }) => from)) {
      const place = county.nameOf(section);
      const breach = (amount: number, made: readonly Posting[], zh: string, en: string) => ({
        teachers: made.map(({ teacher }) => teacher.id),
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
      for (const [subject, entries] of grouped(losses, (loss) => loss.subject)) {
        const beyond = sum(entries) - spareOf(county, section.id, subject);
        if (beyond <= 0) continue;
        const name = county.subject(subject);
        yield breach(
          beyond,
          entries.map(({ posting }) => posting),
          name.zh,
          name.en,
        );
      }
      const beyond = sum(losses) - spareInAll(county, section.id);
      if (beyond > 0) yield breach(beyond, leaving, '兼任课程师资', 'What other subjects lend');
    }
  },
});

interface Leaving {
  column: number;
  loss: number;
}

/**
 * No more than the spare hours go. Beside that, no more teachers than fit in by the smallest losses: this follows,
 * but tells an engine that 0.7 of a spare post sends nobody, where it would send 0.7 of somebody.
 */
function keepFloor(model: Model, leaving: readonly Leaving[], spare: number): void {
  model.atMost(
    'sender-floor',
    leaving.map(({ column, loss }) => [column, loss]),
    spare,
  );
  const losses = [...grouped(leaving, ({ column }) => model.candidates[column]?.teacher)]
    .map(([, columns]) => Math.min(...columns.map(({ loss }) => loss)))
    .sort((a, b) => a - b);
  let left = spare;
  const fitting = losses.findIndex((loss) => {
    left -= loss;
    return left < 0;
  });
  if (fitting < 0) return;
  model.atMost(
    'sender-floor',
    leaving.map(({ column }) => [column, 1]),
    fitting,
  );
}

const THOUSAND = 1000;
const thousandths = (fte: number): number => Math.round(fte * THOUSAND);

/** What a teacher's section loses by subject, class-teacher duty with the first, in thousandths of a full-time post. */
function lossesOf({ demand }: Case, { id, fte }: Teacher): { subject: string; loss: number }[] {
  const shares = demand.share(id);
  const duty = fte - shares.reduce((taught, share) => taught + share.fte, 0);
  return shares.map((share, place) => ({
    subject: share.subject,
    loss: thousandths(share.fte + (place === 0 ? duty : 0)),
  }));
}

const sum = (losses: readonly { loss: number }[]): number => losses.reduce((all, { loss }) => all + loss, 0);

/** What a subject of a section has beyond its need, the hours it lends included. */
function spareOf({ demand }: Case, section: string, subject: string): number {
  const cell = demand.cell(section, subject);
  return cell ? thousandths(cell.surplus) + Math.max(0, thousandths(cell.lent)) : 0;
}

/** What all subjects of a section have beyond their needs once the lent hours are taken off. */
const spareInAll = ({ demand }: Case, section: string): number =>
  thousandths(demand.sections.get(section)?.surplus ?? 0);
