import type { Alternative } from '../alternatives.ts';
import type { Candidate, Case } from '../case.ts';
import { joined } from '../joined.ts';
import type { Opening } from '../opening.ts';
import type { Words } from '../plan.ts';
import { concerns } from '../rules/pins.ts';
import { openingInWords } from './need.ts';
import { changeFigures, type Harm, type Told } from './told.ts';

/** A teacher who goes: which gap, which wish, and what the best direct replacement would have cost. */
export function goes(county: Case, move: Candidate, instead: Alternative | null, harm: Harm): Told {
  const { opening, wish, km, bed } = move;
  const { cell, count } = opening;
  const pinned =
    county.holds('pins') && county.pins.some((pin) => pin.kind === 'move' && concerns(pin, move));
  const code = pinned ? 'pins' : whyOpen(opening);
  return {
    code,
    figures: {
      need: cell.need,
      supply: cell.supply,
      gap: cell.gap,
      openings: count,
      requested: cell.requested,
      wish,
      km,
      bed,
      instead: instead?.candidate.teacher.id ?? null,
      ...changeFigures(instead),
    },
    text: joined([
      openingInWords(county, opening),
      ...decisionsFor(county, move),
      wish === null
        ? { zh: '本人志愿未填该校。', en: 'The school is not among the wishes.' }
        : { zh: `该校为本人第${wish}志愿。`, en: `The school is wish number ${wish}.` },
      pinned ? { zh: '由经办人指定。', en: 'Pinned by the officer.' } : replacement(instead, harm),
    ]),
  };
}

/** Why an opening is one: `seat`, `missing-subject`, `gap`, `request`, or `backfill` where only those who go make room. */
function whyOpen({ role, cell }: Opening): string {
  if (role) return 'seat';
  if (cell.critical) return 'missing-subject';
  return cell.gap > 0 ? 'gap' : cell.requested > 0 ? 'request' : 'backfill';
}

/** The decisions by which somebody is sent whom, or where, a rule would not let go. */
function decisionsFor(county: Case, move: Candidate): Words[] {
  if (move.waives === 0) return [];
  return county.rules
    .filter(
      (rule) =>
        rule.relaxed !== null &&
        (rule.bars(county, move.teacher) !== null || rule.keepsFrom(county, move) > 0),
    )
    .map(({ relaxed, title }) => ({
      zh: `本不符合“${title.zh}”，依据决定“${relaxed}”例外派出。`,
      en: `Does not meet '${title.en}' and is sent by the decision '${relaxed}'.`,
    }));
}

function replacement(instead: Alternative | null, harm: Harm): Words {
  if (!instead) {
    return {
      zh: '没有其他留任教师可在不违反规则的情况下直接替换。',
      en: 'No teacher who stays could take the place directly without breaking a rule.',
    };
  }
  const { change } = instead;
  if (!change) {
    return {
      zh: '有留任教师可以替换且各项目标相同，按固定抽签确定。',
      en: 'A teacher who stays would do as well in every goal; the fixed draw decided.',
    };
  }
  if (change.worse < 0) {
    return {
      zh: '求解提前停止；改由留任教师替换可能更好，未及比较。',
      en: 'The search was stopped early; one of those who stay in this place might be better and was not settled.',
    };
  }
  return {
    zh: `改由最合适的一名留任教师直接替换，“${change.goal.title.zh}”将${harm(change).zh}。`,
    en: `The best of those who stay, put in this place directly, would worsen '${change.goal.title.en}' ${harm(change).en}.`,
  };
}
