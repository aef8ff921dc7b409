import type { Case } from './case.ts';
import type { Opening } from './opening.ts';
import type { Words } from './plan.ts';
import type { Problem } from './problem.ts';
import { WHOLE } from './rules/ratio.ts';

export type ResourceKind =
  | 'bed'
  | 'receiver'
  | 'sender'
  | 'quota'
  | 'backbone'
  | 'graduating'
  | 'cadre'
  | 'budget'
  | 'establishment'
  | 'opening'
  | 'seat';

/** Something a county could have more of, and the row of the model that it limits. */
export interface Resource {
  kind: ResourceKind;
  /** How much more of it, in its own unit. */
  by: number;
  /** One unit of it, as the rule wrote its row. */
  unit: number;
  about: Words;
  /** The problem with so much more of it, where more room in the row alone would not be the same. */
  grown: Problem | null;
}

/** What a row of a rule's limits, told as `by` more of it; null: nothing a county could have more of. */
export function resourceOf(county: Case, rule: string, key: string, budgetStep: number): Resource | null {
  const one = (kind: ResourceKind, zh: string, en: string, unit = 1): Resource => ({
    kind,
    by: 1,
    unit,
    about: { zh, en },
    grown: null,
  });
  const section = () => county.nameOf(county.section(key));
  switch (rule) {
    case 'beds': {
      const { name } = county.school(key);
      return one('bed', `${name}多一张床位`, `One more bed at ${name}`);
    }
    case 'receiver-cap':
      return one('receiver', `${section().zh}多接收一人`, `One more teacher received at ${section().en}`);
    case 'outflow-cap':
      return one('sender', `${section().zh}多派出一人`, `One more teacher sent from ${section().en}`);
    case 'exchange-quota':
      return one('quota', '交流比例少要求一人', 'One teacher fewer asked by the exchange quota');
    case 'backbone-quota':
      return one(
        'backbone',
        '骨干教师比例少要求一人',
        'One backbone teacher fewer asked by the backbone quota',
        WHOLE,
      );
    case 'graduating-quota':
      return one(
        'graduating',
        '毕业年级交流比例少要求一人',
        'One teacher fewer asked by the graduating-grade quota',
      );
    case 'cadre-quota':
      return one('cadre', '干部交流比例少要求一人', 'One cadre fewer asked by the cadre quota');
    case 'budget':
      return {
        ...one('budget', `预算增加${budgetStep}元`, `${budgetStep} yuan more a year`),
        by: budgetStep,
      };
    case 'establishment':
      return posts(county, key);
    case 'openings': {
      const opening = county.candidates.find((candidate) => candidate.opening.key === key)?.opening;
      return opening ? onePost(county, opening) : null;
    }
    default:
      return null;
  }
}

/** A school that has more staff than posts needs those first: only what is beyond them can take somebody in. */
function posts({ problem, registered, school }: Case, key: string): Resource {
  const { name } = school(key);
  const own = problem.sections.filter((section) => section.school === key);
  const free = own.reduce((sum, { establishment = 0 }) => sum + establishment, 0) - registered(key);
  const over = Math.max(0, -free);
  return {
    kind: 'establishment',
    by: 1 + over,
    unit: 1 / (1 + over),
    about:
      over === 0
        ? { zh: `${name}多一个编制`, en: `One more establishment post at ${name}` }
        : {
            zh: `${name}多${1 + over}个编制（现超编${over}人）`,
            en: `${1 + over} more establishment posts at ${name} (${over} over now)`,
          },
    grown: null,
  };
}

/** One more post to fill is one more that may stay open: the demand behind the goals grows with it. */
function onePost({ problem, nameOf, postOf }: Case, opening: Opening): Resource {
  const { section, subject, role, count, cell } = opening;
  const place = nameOf(section);
  const post = postOf(opening);
  if (role) {
    const seats = problem.seats ?? [];
    const others = seats.filter((seat) => seat.section !== section.id || seat.role !== role);
    const held = problem.teachers.filter(
      ({ cadre, serving }) => cadre?.role === role && serving.section === section.id,
    ).length;
    const given = seats.find((seat) => !others.includes(seat))?.count ?? held;
    const one = { section: section.id, role, count: Math.max(given, held) + 1 };
    return {
      kind: 'seat',
      by: 1,
      unit: 1,
      about: { zh: `${place.zh}多设一个${post.zh}岗位`, en: `One more seat of ${post.en} at ${place.en}` },
      grown: { ...problem, seats: [...others, one] },
    };
  }
  const more = problem.policy.openings.requests === 'add' ? 1 : count + 1 - cell.requested;
  const request = {
    id: `one more ${opening.key}`,
    section: section.id,
    subject: subject ?? opening.post,
    count: more,
    level: 'none' as const,
    priority: cell.requested > 0 ? 1 : cell.priority,
  };
  return {
    kind: 'opening',
    by: 1,
    unit: 1,
    about: {
      zh: `${place.zh}批准多补一个${post.zh}岗位`,
      en: `One more post of ${post.en} approved for ${place.en}`,
    },
    grown: { ...problem, requests: [...problem.requests, request] },
  };
}
