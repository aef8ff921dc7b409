import type { Case } from './case.ts';
import { once } from './once.ts';
import type { Teacher } from './problem.ts';
import { exemption } from './rules/exemption.ts';
import type { Bar, StandingRule } from './rules/rule.ts';

/** The rule that bars a teacher from going at all, and why. */
export interface Barred {
  rule: StandingRule;
  bar: Bar;
}

/** Who of a county may go; each list by staff number, and found out when it is first asked for. */
export interface WhoMayGo {
  /** The first rule in force that bars the teacher, those relaxed apart. */
  barred(teacher: Teacher): Barred | null;
  /** The teachers whom no rule of the policy bars, waived or not; cadres who rotate are not among them. */
  eligible(): readonly Teacher[];
  /** The eligible, and the exempt where the policy counts them. */
  base(): readonly Teacher[];
  /** The cadres who are due to rotate, and whom no rule of the policy bars. */
  cadres(): readonly Teacher[];
}

/** `standing`: the rules of the policy, waived or not; `strict`: those in force that no decision relaxes. */
export function whoMayGo(
  county: Case,
  standing: readonly StandingRule[],
  strict: readonly StandingRule[],
): WhoMayGo {
  const barredBy = (among: readonly StandingRule[]) => {
    const rules = among.filter(({ scope }) => scope === 'who');
    return (teacher: Teacher): Barred | null => {
      for (const rule of rules) {
        const bar = rule.bars(county, teacher);
        if (bar) return { rule, bar };
      }
      return null;
    };
  };
  const passing = (among: readonly StandingRule[]): Teacher[] => {
    const barred = barredBy(among);
    return county.teachers.filter((teacher) => !barred(teacher));
  };
  const teaches = (teacher: Teacher) => county.rotates(teacher) === null;

  const barred = once(() => {
    const by = barredBy(strict);
    return new Map(county.teachers.map((teacher) => [teacher, by(teacher)]));
  });
  const unbarred = once(() => passing(standing));
  const eligible = once(() => unbarred().filter(teaches));
  return {
    barred: (teacher) => barred().get(teacher) ?? null,
    eligible,
    base: once(() => {
      const { countInBase } = exemption.read(county.problem.policy.rules[exemption.name]);
      if (!countInBase) return eligible();
      return passing(standing.filter(({ name }) => name !== exemption.name)).filter(teaches);
    }),
    cadres: once(() => unbarred().filter((teacher) => !teaches(teacher))),
  };
}
