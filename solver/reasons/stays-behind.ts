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
      zh: `符合条件而留任。影响最小的改法是${post.zh}，但“${change.goal.title.zh}”将${harm(change).zh}。已逐一比较直接增派、换下派往该岗或同校派出的一人的各种改法。`,
      en: `May go and stays. The least harmful change, ${post.en}${best.dropped ? '' : ','} would worsen '${change.goal.title.en}' ${harm(change).en}. Compared one by one: going as well, or in place of one who goes to that post or from the same section.`,
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
          zh: `符合条件，合适的岗位只有1处：${place.zh}${post.zh}。`,
          en: `May go, and one post fits: ${post.en} at ${place.en}.`,
        }
      : {
          zh: `符合条件，合适的岗位有${fitting}处，最接近可行的是${place.zh}${post.zh}。`,
          en: `May go, and ${fitting} posts fit, the nearest chance being ${post.en} at ${place.en}.`,
        };
  const byCode = nearest.rules.toSorted((a, b) => Number(b === code) - Number(a === code));
  const instead = changes.filter(({ dropped, candidate: one }) => dropped !== null && one === candidate);
  const elsewhere = changes.filter(({ candidate: one }) => one !== candidate);
  const inPlace = stoppedBy(instead, code);
  const others = stoppedBy(elsewhere, code);
  const told = [...nearest.rules, ...inPlace, ...others].includes(code);
  return [
    first,
    breachesInWords(beside.told(candidate, byCode, true), {
      zh: '如在现方案之外再派去：',
      en: 'If sent there as well: ',
    }),
    ...inOneSentence([
      ...(inPlace.length > 0 ? [inPlaceOf(candidate, instead, eitherOf(county, inPlace))] : []),
      ...(others.length > 0 ? [atOthers(fitting - 1, eitherOf(county, others))] : []),
      ...(told ? [] : [alsoStopped(changes, code, eitherOf(county, [code]))]),
    ]),
  ];
}

/** Clauses as one sentence; none, where there are none. */
const inOneSentence = (clauses: readonly Words[]): Words[] => {
  const en = clauses.map((clause) => clause.en).join('; ');
  return clauses.length === 0
    ? []
    : [
        {
          zh: `${clauses.map(({ zh }) => zh).join('；')}。`,
          en: `${en.slice(0, 1).toUpperCase()}${en.slice(1)}.`,
        },
      ];
};

/** Going there in place of those who go there or leave the same section. */
function inPlaceOf({ opening }: Candidate, instead: readonly Stopped[], rules: Words): Words {
  const people = new Set(instead.map(({ dropped }) => dropped?.teacher)).size;
  const sameTo = instead.some(({ dropped }) => dropped?.opening === opening);
  const sameFrom = instead.some(({ dropped }) => dropped?.opening !== opening);
  const zh = [...(sameTo ? ['派往该岗'] : []), ...(sameFrom ? ['本校派出'] : [])].join('或');
  const en = [...(sameTo ? ['go there'] : []), ...(sameFrom ? ['leave the same section'] : [])].join(' or ');
  return {
    zh: `换下${zh}的${people}人${people === 1 ? '' : '中任何一人'}，也不符合${rules.zh}`,
    en: `going in place of ${people === 1 ? 'the one who would' : `any of the ${people} who`} ${en} is stopped by ${rules.en}`,
  };
}

const atOthers = (posts: number, rules: Words): Words => ({
  zh: `其余${posts}处岗位，增派或换人都不符合${rules.zh}`,
  en: `${posts === 1 ? 'the other post' : `each of the other ${posts} posts`}, whether as well or in somebody's place, is stopped by ${rules.en}`,
});

/** The rule that stops the most changes, where no other clause names it. */
function alsoStopped(changes: readonly Stopped[], code: string, rule: Words): Words {
  const stopped = changes.filter(({ rules }) => rules.includes(code));
  const posts = new Set(stopped.map(({ candidate }) => candidate)).size;
  return {
    zh: `各种改法中，涉及${posts}处岗位的还不符合${rule.zh}`,
    en: `${rule.en} stops changes too, at ${posts} of all the posts`,
  };
}
