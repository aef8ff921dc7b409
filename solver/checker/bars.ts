import { completeYears, inForce, monthsBetween, plusDays, plusMonths, plusYears } from '../calendar.ts';
import type { Figures } from '../plan.ts';
import type { CadreRole, CircuitOnFile, HoldBack, School, Teacher } from '../problem.ts';
import type { RuleName, Rules } from './figures.ts';

/** What a rule that bars somebody says of it. */
export interface Bar {
  /** How far beyond the rule, in its unit, above 0. */
  readonly amount: number;
  /** The figures of the reason it is told by. */
  readonly figures: Figures;
}

/** What the rules about a person ask of one. */
export interface Asked {
  /** On the day of effect: serving at home again where a posting is over. */
  readonly teacher: Teacher;
  /** As the problem has it. */
  readonly before: Teacher;
  readonly school: School;
  /** As what the teacher takes part in the rotation of cadres; null: as a teacher. */
  readonly rotates: CadreRole | null;
  readonly held: HoldBack | undefined;
  /** Days of the week given elsewhere already, on the day of effect. */
  readonly circuits: readonly CircuitOnFile[];
  readonly rules: Rules;
  readonly effective: string;
}

/** Every rule about a person that bars this one, whether it is in force or not. */
export const barsOf = (asked: Asked): Partial<Record<RuleName, Bar | null>> => ({
  established: asked.teacher.established ? null : { amount: 1, figures: {} },
  cadre: cadreBar(asked),
  'running-posting': postingBar(asked),
  exemption: exemptionBar(asked),
  tenure: tenureBar(asked),
  age: ageBar(asked),
  'cooling-off': coolingBar(asked),
  'hold-back': asked.held ? { amount: 1, figures: { reason: asked.held.reason ?? null } } : null,
});

/** A cadre who is not exchanged as a teacher; or not yet due by terms or years (2014 Opinions, Gansu). */
function cadreBar({ teacher: { cadre, serving }, rules, effective }: Asked): Bar | null {
  const { roles, rotation, terms, years, termYears } = rules.figures('cadre');
  if (!cadre || !roles.includes(cadre.role)) return null;
  const { role } = cadre;
  if (!rotation) return { amount: 1, figures: { role } };
  // `since` starts the term that runs, at this school at the earliest; those before it lasted their years each.
  const before = Math.max(0, cadre.terms - 1);
  const on = (day: string) => {
    const inSchool = completeYears(serving.since, day);
    const running = Math.min(inSchool, completeYears(cadre.since, day));
    const complete = Math.min(Math.floor(inSchool / termYears), before + (running >= termYears ? 1 : 0));
    const served = Math.min(inSchool, running + before * termYears);
    return { complete, served, due: (years > 0 && served >= years) || complete >= terms };
  };
  const { complete, served, due } = on(effective);
  if (due) return null;
  // Terms and years are complete on an anniversary of one of the two days, or never while no other term begins.
  let from: string | null = null;
  for (const since of [serving.since, cadre.since]) {
    for (let after = 0; after < LONGEST_SERVICE; after++) {
      const day = plusYears(since, after);
      if (day > effective && (from === null || day < from) && on(day).due) from = day;
    }
  }
  return {
    amount: terms - complete,
    figures: { role, terms: complete, required: terms, served, years, from },
  };
}

/** Nobody serves longer, in years. */
const LONGEST_SERVICE = 80;

/**
 * On a posting that goes on; or just back from one, and not sent again in the same year; or on circuits, from the first
 * to begin to the last to end.
 */
function postingBar({ before: { posting }, teacher, effective, circuits }: Asked): Bar | null {
  if (!posting) {
    if (circuits.length === 0) return null;
    let [since, last] = [NEVER, ''];
    for (const circuit of circuits) {
      if (circuit.from < since) since = circuit.from;
      if ((circuit.until ?? NEVER) > last) last = circuit.until ?? NEVER;
    }
    const ends = last === NEVER ? null : last;
    return { amount: 1, figures: { since, until: ends, from: ends === null ? null : plusDays(ends, 1) } };
  }
  const { since, until = null } = posting;
  if (until !== null && until < effective) {
    return { amount: 1, figures: { since: teacher.serving.since, until: null, from: null } };
  }
  return { amount: 1, figures: { since, until, from: until === null ? null : plusDays(until, 1) } };
}

/** The exemption in force that lasts longest; free from the day on which none of those counted is in force any more. */
function exemptionBar({ teacher: { exemptions }, rules, effective }: Asked): Bar | null {
  const counted = exemptions.filter(({ kind }) => rules.figures('exemption').kinds.includes(kind));
  const lastOn = (day: string) => {
    const here = counted.filter((entry) => inForce(entry, day));
    const ends = here.map(({ until }) => until ?? NEVER).toSorted();
    return here.find(({ until }) => (until ?? NEVER) === ends.at(-1));
  };
  const found = lastOn(effective);
  if (!found) return null;
  let from: string | null = effective;
  for (let entry = lastOn(from); entry; entry = from === null ? undefined : lastOn(from)) {
    from = entry.until === undefined ? null : plusDays(entry.until, 1);
  }
  return { amount: 1, figures: { kind: found.kind, until: found.until ?? null, from } };
}

const NEVER = '9999-12-31';

/** Years at the school, counted anew after a posting, or on from before where the policy says so. */
function tenureBar({ teacher, school, rotates, rules, effective }: Asked): Bar | null {
  if (rotates !== null) return null;
  const { years: required, afterReturn } = rules.figures('tenure');
  const { serving, registered, lastPosting } = teacher;
  const home = lastPosting !== undefined && registered.school === school.id;
  const [earliest = serving.since] = [serving.since, registered.since].toSorted();
  const since = afterReturn === 'continues' && home ? earliest : serving.since;
  const served = completeYears(since, effective);
  if (served >= required) return null;
  return {
    amount: required - served,
    figures: { since, served, required, from: plusYears(since, required) },
  };
}

function ageBar({ teacher: { sex, born }, rotates, rules, effective }: Asked): Bar | null {
  const { variant, male, female, maleCadre, femaleCadre, remaining, retirement } = rules.figures('age');
  if (variant === 'cap') {
    const [ofMen, ofWomen] = rotates === null ? [male, female] : [maleCadre, femaleCadre];
    const cap = sex === 'male' ? ofMen : ofWomen;
    const age = completeYears(born, effective);
    return age > cap ? { amount: age - cap, figures: { age, cap } } : null;
  }
  const row = retirement.find((entry) => entry.sex === sex);
  if (!row) return null;
  const { bornFrom, months, everyMonths, upTo } = row;
  const begun = born < bornFrom ? 0 : 1 + Math.floor(monthsBetween(bornFrom, born) / everyMonths);
  const retires = plusMonths(born, begun === 0 ? months : Math.min(upTo, months + begun));
  if (retires > plusYears(effective, remaining)) return null;
  const short = Math.max(1, 12 * remaining - monthsBetween(effective, retires));
  return { amount: short / 12, figures: { retires, remaining } };
}

/** The years, begun ones whole, that are left of the interval after a posting. */
function coolingBar({ teacher: { lastPosting }, rules, effective }: Asked): Bar | null {
  if (!lastPosting) return null;
  const { years } = rules.figures('cooling-off');
  const { ended } = lastPosting;
  const back = plusDays(ended, 1);
  const from = plusYears(back, years);
  if (from <= effective) return null;
  let amount = 1;
  while (amount < years && plusYears(back, years - amount) > effective) amount += 1;
  return { amount, figures: { ended, years, from } };
}
