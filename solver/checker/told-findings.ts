import { grouped } from '../grouped.ts';
import type { Finding, Plan } from '../plan.ts';
import { breachesOf } from './breaches.ts';
import type { MoveMade } from './facts.ts';
import { notesAbout, silenceOf } from './notes.ts';
import { fault, type PlanFault } from './plan-fault.ts';
import { ruleWords } from './rule-words.ts';
import type { System } from './system.ts';

/**
 * A plan's findings beside what follows from the problem: every breach that a decision allows, with its people, places,
 * amount and decision, every remark, each once, and nothing else. `values`: the moves as a point; null: there is no plan.
 */
export function* findingFaults(
  system: System,
  plan: Plan,
  moves: readonly MoveMade[],
  values: readonly number[] | null,
): Generator<PlanFault> {
  const due = grouped(expected(system, plan, moves, values), keyOf);
  const told = grouped(plan.findings, keyOf);
  for (const [key, [first, ...others]] of due) {
    if (!first || (told.get(key)?.length ?? 0) === others.length + 1) continue;
    yield first.level === 'note'
      ? fault(
          'missing-finding',
          `方案应附说明“${first.rule}”（${first.amount} ${first.unit}），且只列一次。`,
          `The plan must carry the note ${first.rule} (${first.amount} ${first.unit}), once.`,
        )
      : fault(
          'missing-finding',
          `方案突破了放宽的规则${first.rule}（${aboutZh(first)}，${first.amount} ${first.unit}），须如实列出一次。`,
          `The plan breaks the relaxed rule ${first.rule} (${about(first)}: ${first.amount} ${first.unit}); it must say so, once.`,
        );
  }
  for (const [key, [first]] of told) {
    if (!first || due.has(key)) continue;
    yield first.level === 'note'
      ? fault(
          'wrong-finding',
          `方案所附说明“${first.rule}”与数据不符：${first.text.zh}`,
          `The note ${first.rule} does not follow from the problem: ${first.text.en}`,
        )
      : fault(
          'wrong-finding',
          `方案称规则${first.rule}未满足（${aboutZh(first)}，${first.amount} ${first.unit}），并非如此：${first.text.zh}`,
          `The plan says that rule ${first.rule} is broken (${about(first)}: ${first.amount} ${first.unit}), which is not so: ${first.text.en}`,
        );
  }
}

type Told = Omit<Finding, 'text'>;

function expected(
  system: System,
  plan: Plan,
  moves: readonly MoveMade[],
  values: readonly number[] | null,
): readonly Told[] {
  const { problem } = system.facts;
  const silence = silenceOf(plan);
  const notes = [...notesAbout(system.facts), ...(silence ? [silence] : [])].map(
    ({ rule, amount, unit, sections }): Told => ({
      rule,
      amount,
      unit,
      level: 'note',
      teachers: [],
      sections: [...sections],
    }),
  );
  const breaches = values ? [...breachesOf(system, moves, values)] : [];
  return [
    ...notes,
    ...breaches.map((breach): Told => {
      const relaxed = problem.policy.rules[breach.rule]?.relaxed;
      const { unit } = ruleWords[breach.rule];
      return { ...breach, level: 'policy', unit, ...(relaxed !== undefined && { relaxed }) };
    }),
  ];
}

/** All that a finding says but its text; the order of people and places means nothing. */
const keyOf = ({ rule, level, teachers, sections, amount, unit, relaxed }: Told): string =>
  JSON.stringify([rule, level, teachers.toSorted(), sections.toSorted(), amount, unit, relaxed ?? null]);

const about = ({ teachers, sections }: Told): string => [...teachers, ...sections].join(', ') || 'the county';
const aboutZh = ({ teachers, sections }: Told): string => [...teachers, ...sections].join('、') || '全县';
