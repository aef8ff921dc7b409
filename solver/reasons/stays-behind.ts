import type { Weighed } from '../alternatives.ts';
import { plural } from '../amounts.ts';
import type { Case } from '../case.ts';
import type { Ledger } from '../ledger.ts';
import type { Teacher } from '../problem.ts';
import { Tally, titleOf } from './tally.ts';
import { changeFigures, type Ending, type Harm, type Told } from './told.ts';

/** A teacher who may go and has openings that fit, and stays all the same. */
export function staysBehind(
  county: Case,
  { id }: Teacher,
  status: Ending,
  weighed: Weighed,
  ledger: Ledger,
  harm: Harm,
): Told {
  const fits = { fitting: weighed.fitting };
  if (county.holds('pins') && county.pins.some((pin) => pin.kind === 'stay' && pin.teacher === id)) {
    return {
      code: 'pins',
      figures: fits,
      text: { zh: '由经办人指定留任。', en: 'Pinned by the officer to stay.' },
    };
  }
  const { best } = weighed;
  if (!best) return blocked(county, weighed, ledger);

  const place = county.nameOf(best.candidate.opening.section);
  const subject = county.postOf(best.candidate.opening);
  const figures = {
    ...fits,
    section: best.candidate.opening.section.id,
    subject: best.candidate.opening.subject,
    insteadOf: best.dropped?.teacher.id ?? null,
    ...changeFigures(best),
  };
  const instead = best.dropped && {
    zh: `，由${best.dropped.teacher.name}改为留任`,
    en: `, ${best.dropped.teacher.name} staying instead`,
  };
  const post = {
    zh: `到${place.zh}${best.candidate.opening.role ? '任' : '任教'}${subject.zh}${instead?.zh ?? ''}`,
    en: `going to ${place.en} for ${subject.en}${instead ? `${instead.en},` : ''}`,
  };
  const { change } = best;
  if (!change) {
    return {
      code: 'draw',
      figures,
      text: {
        zh: `符合条件；若${post.zh}，各项目标相同，按固定抽签未选中。`,
        en: `May go; ${post.en} would be as good in every goal, and the fixed draw decided otherwise.`,
      },
    };
  }
  if (change.worse < 0) {
    if (status === 'optimal') throw new Error(`A proven plan is bettered by moving ${id}.`);
    return {
      code: 'not-proven',
      figures,
      text: {
        zh: `求解提前停止；若${post.zh}，可能更好，未及比较。`,
        en: `The search was stopped early; ${post.en} might be better and was not settled.`,
      },
    };
  }
  return {
    code: 'costs-more',
    figures,
    text: {
      zh: `符合条件而留任：在试过的单项变动（直接增派，或替换派往该岗、同校派出的一人）中，影响最小的是${post.zh}，“${change.goal.title.zh}”将${harm(change).zh}。`,
      en: `May go and stays: of the single changes tried (going as well, or in place of one who goes to that post or from the same section) the least harmful, ${post.en}${best.dropped ? '' : ','} would worsen '${change.goal.title.en}' ${harm(change).en}.`,
    },
  };
}

/** Nobody can go alone, or in place of another, without a breach: every rule that stops one of these, and how many. */
function blocked(county: Case, { fitting, blocks }: Weighed, ledger: Ledger): Told {
  const tally = new Tally();
  for (const { candidate, dropped } of blocks) {
    const rules = ledger.everyBroken([candidate.column], dropped ? [dropped.column] : []);
    for (const rule of rules) tally.add(rule, titleOf(county, rule));
  }
  const code = tally.most(['openings', 'one-posting']);
  const stopped = tally.parts([]);
  return {
    code,
    figures: { fitting, tried: blocks.length, ...tally.figures() },
    text: {
      zh: `符合条件，有${fitting}处合适的空缺。试过${blocks.length}种单项变动（直接增派，或替换派往该岗、同校派出的一人），每种都有规则不允许：${stopped.map(({ title, count }) => `“${title.zh}”${count}种`).join('、')}。`,
      en: `May go; ${plural(fitting, 'opening fits', 'openings fit')}. None of ${plural(blocks.length, 'single change')} tried (going as well, or in place of one who goes to that post or from the same section) keeps every rule: ${stopped.map(({ title, count }) => `'${title.en}' stops ${count}`).join(', ')}.`,
    },
  };
}
