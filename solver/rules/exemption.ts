import * as z from 'zod';
import { inForce, plusDays } from '../calendar.ts';
import type { Words } from '../plan.ts';
import { exemptionKinds, type Teacher } from '../problem.ts';
import { defineRule } from './rule.ts';

/**
 * Exemption
 *
 * A teacher with an exemption in force on the day the moves take effect stays. Its first and last day count. The
 * day told is the first one free of all of them, those that follow without a day between included.
 *
 * Source: local rules on pregnancy, nursing, serious illness and the like (domain A2).
 */
export const exemption = defineRule({
  name: 'exemption',
  title: { zh: '免于交流', en: 'Exemption' },
  unit: 'teachers',
  source: {
    zh: '各地规定：豁免情形均有起止日期；豁免人员是否计入基数由各县自定',
    en: 'Local rules: dated exemptions; whether the exempt count in the quota base differs by county',
  },
  level: 'law',
  clause: '孕期、哺乳期、重大疾病等情形可不交流',
  settings: z.strictObject({
    /** The kinds that exempt. */
    kinds: z.array(z.enum(exemptionKinds)).default([...exemptionKinds]),
    /** Whether teachers barred by nothing but an exemption count among the eligible of the quotas. */
    countInBase: z.boolean().default(false),
  }),

  states: ({ kinds }) => ({
    zh: `在免于交流期内的教师不交流（${commonFirst(kinds)
      .map((kind) => names[kind].zh)
      .join('、')}）。`,
    en: `Teachers under an exemption in force stay (${commonFirst(kinds)
      .map((kind) => names[kind].en)
      .join(', ')}).`,
  }),

  bars({ problem: { effective } }, { kinds }, teacher) {
    const counted = teacher.exemptions.filter(({ kind }) => kinds.includes(kind));
    const found = longest(counted.filter((entry) => inForce(entry, effective)));
    if (!found) return null;
    const { zh, en } = names[found.kind];
    const from = freeFrom(counted, found);
    return {
      amount: 1,
      figures: { kind: found.kind, until: found.until ?? null, from },
      text:
        from === null
          ? { zh: `${zh}，免于交流，期限未定。`, en: `Exempt (${en}) until further notice.` }
          : {
              zh: `${zh}，免于交流；${from}起满足本条（其他条件届时另行核查）。`,
              en: `Exempt (${en}); this rule is met from ${from} (the others are checked then).`,
            },
    };
  },
});

/** As people list them, in whatever order the figures do. */
const commonFirst = (kinds: readonly Exemption['kind'][]) =>
  exemptionKinds.filter((kind) => kinds.includes(kind));

type Exemption = Teacher['exemptions'][number];

/** The one that ends last; one without an end outlasts all. */
const longest = (entries: readonly Exemption[]): Exemption | undefined =>
  entries.reduce<Exemption | undefined>(
    (last, entry) => (last && (last.until ?? OPEN) >= (entry.until ?? OPEN) ? last : entry),
    undefined,
  );

/** Sorts after every day. */
const OPEN = '9999-12-31';

/** The first day on which none of the exemptions is in force any more, those that adjoin the first included; null: no such day is known. */
function freeFrom(entries: readonly Exemption[], { until }: Exemption): string | null {
  if (until === undefined) return null;
  const from = plusDays(until, 1);
  const next = longest(entries.filter((entry) => inForce(entry, from)));
  return next ? freeFrom(entries, next) : from;
}

/**
 * Sentences of this rule without what the body or the family suffers: it is told that it is health or family, and no more.
 * Other sentences stay as they are.
 */
export function withoutKind({ zh, en }: Words): Words {
  let told = { zh, en };
  for (const [group, kinds] of Object.entries(intimate))
    for (const kind of kinds)
      told = {
        zh: told.zh.replaceAll(`${names[kind].zh}，免于交流`, `${groupNames[group]?.zh}，免于交流`),
        en: told.en.replaceAll(`xempt (${names[kind].en})`, `xempt (${groupNames[group]?.en})`),
      };
  return told;
}

const intimate = {
  health: ['pregnancy', 'serious-illness'],
  family: ['nursing', 'sole-carer'],
} as const satisfies Record<string, readonly Exemption['kind'][]>;

const groupNames: Readonly<Record<string, Words>> = {
  health: { zh: '健康原因', en: 'health' },
  family: { zh: '家庭原因', en: 'family' },
};

const names = {
  pregnancy: { zh: '孕期', en: 'pregnancy' },
  nursing: { zh: '哺乳期', en: 'nursing' },
  'serious-illness': { zh: '重大疾病', en: 'serious illness' },
  'near-retirement': { zh: '临近退休', en: 'near retirement' },
  leave: { zh: '请假', en: 'leave' },
  secondment: { zh: '借调', en: 'secondment' },
  'sole-carer': { zh: '独自照护家人', en: 'sole carer' },
};
