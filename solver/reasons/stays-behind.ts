import type { Weighed } from '../alternatives.ts';
import type { Candidate, Case } from '../case.ts';
import { joined } from '../joined.ts';
import type { Ledger } from '../ledger.ts';
import type { Words } from '../plan.ts';
import type { Teacher } from '../problem.ts';
import { type Beside, breachesInWords, eitherOf, nearestOf, stoppedBy } from './beside.ts';
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
  beside: Beside,
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
  if (!best) return blocked(county, weighed, ledger, beside);

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
      zh: `符合条件而留任。影响最小的改法是${post.zh}，但“${change.goal.title.zh}”将${harm(change).zh}（逐一比较了直接增派、换下派往该岗或同校派出的一人）。`,
      en: `May go and stays. The least harmful change, ${post.en}${best.dropped ? '' : ','} would worsen '${change.goal.title.en}' ${harm(change).en} (compared one by one: going as well, or in place of one who goes to that post or from the same section).`,
    },
  };
}

/** Nobody can go alone, or in place of another, without a breach: what stands in the way of the nearest chance, and of the others. */
function blocked(county: Case, { fitting, blocks }: Weighed, ledger: Ledger, beside: Beside): Told {
  const changes = blocks.map(({ candidate, dropped }) => ({
    candidate,
    dropped,
    rules: ledger.everyBroken([candidate.column], dropped ? [dropped.column] : []),
  }));
  const tally = new Tally();
  for (const { rules } of changes) for (const rule of rules) tally.add(rule, titleOf(county, rule));
  const code = tally.most(['openings', 'one-posting']);
  const nearest = nearestOf(changes.filter(({ dropped }) => dropped === null));
  return {
    code,
    figures: { fitting, tried: blocks.length, ...tally.figures() },
    text: joined(nearest ? inTheWay(county, beside, fitting, changes, nearest, code) : [mayGo]),
  };
}

const mayGo: Words = { zh: '符合条件。', en: 'May go.' };

/** A single change of the plan, and the rules that stop it. */
interface Stopped {
  candidate: Candidate;
  dropped: Candidate | null;
  rules: readonly string[];
}

function inTheWay(
  county: Case,
  beside: Beside,
  fitting: number,
  changes: readonly Stopped[],
  nearest: Stopped,
  code: string,
): Words[] {
  const { candidate } = nearest;
  const { opening } = candidate;
  const [place, post] = [county.nameOf(opening.section), county.postOf(opening)];
  const first: Words =
    fitting === 1
      ? {
          zh: `符合条件，合适的空缺只有1处：${place.zh}${post.zh}。`,
          en: `May go, and one opening fits: ${post.en} at ${place.en}.`,
        }
      : {
          zh: `符合条件，合适的空缺有${fitting}处，最接近可行的是${place.zh}${post.zh}。`,
          en: `May go, and ${fitting} openings fit, the nearest chance being ${post.en} at ${place.en}.`,
        };
  const byCode = nearest.rules.toSorted((a, b) => Number(b === code) - Number(a === code));
  const instead = changes.filter(({ dropped, candidate: one }) => dropped !== null && one === candidate);
  const elsewhere = changes.filter(({ candidate: one }) => one !== candidate);
  return [
    first,
    breachesInWords(beside.told(candidate, byCode, true), {
      zh: '如在现方案之外再派去：',
      en: 'If sent there as well: ',
    }),
    ...(instead.length + elsewhere.length > 0
      ? [otherWays(county, candidate, instead, elsewhere, fitting - 1, code)]
      : []),
  ];
}

/** Going in place of somebody, and the other openings: which rules stop every one of these. */
function otherWays(
  county: Case,
  { opening }: Candidate,
  instead: readonly Stopped[],
  elsewhere: readonly Stopped[],
  others: number,
  code: string,
): Words {
  const zh: string[] = [];
  const en: string[] = [];
  const people = new Set(instead.map(({ dropped }) => dropped?.teacher));
  if (people.size > 0) {
    const rules = eitherOf(
      county,
      stoppedBy(
        instead.map((one) => one.rules),
        code,
      ),
    );
    const sameTo = instead.some(({ dropped }) => dropped?.opening === opening);
    const sameFrom = instead.some(({ dropped }) => dropped?.opening !== opening);
    const who = {
      zh: [...(sameTo ? ['派往该岗'] : []), ...(sameFrom ? ['本校派出'] : [])].join('或'),
      en: [...(sameTo ? ['go there'] : []), ...(sameFrom ? ['leave the same section'] : [])].join(' or '),
    };
    const one = people.size === 1;
    zh.push(`换下${who.zh}的${people.size}人${one ? '' : '中任何一人'}，也不符合${rules.zh}`);
    en.push(
      one
        ? `going in place of the one who would ${who.en} is stopped by ${rules.en}`
        : `going in place of any of the ${people.size} who ${who.en} is stopped by ${rules.en}`,
    );
  }
  if (others > 0) {
    const rules = eitherOf(
      county,
      stoppedBy(
        elsewhere.map((one) => one.rules),
        code,
      ),
    );
    zh.push(`其余${others}处空缺，增派或换人都不符合${rules.zh}`);
    en.push(
      `${others === 1 ? 'the other opening' : `each of the other ${others} openings`}, whether as well or in somebody's place, is stopped by ${rules.en}`,
    );
  }
  const [start = ''] = en;
  return {
    zh: `${zh.join('；')}。`,
    en: `${[`${start.slice(0, 1).toUpperCase()}${start.slice(1)}`, ...en.slice(1)].join('; ')}.`,
  };
}
