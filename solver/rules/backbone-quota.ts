import * as z from 'zod';
import { plural } from '../amounts.ts';
import type { Case } from '../case.ts';
import type { Term } from '../model.ts';
import type { Posting } from '../posting.ts';
import { type BackboneLevel, backboneLevel, levelReaches, type Teacher } from '../problem.ts';
import { basisPoints, leastOf, percent, reachedPercent, WHOLE } from './ratio.ts';
import { defineRule } from './rule.ts';

/**
 * Backbone quota (Q2)
 *
 * Of the teachers exchanged at least a fifth are backbone teachers: `5·B ≥ X`, compared in whole numbers.
 *
 * Source: 2014 three-ministry Opinions, B ÷ X (domain A1). Gansu asks 30 %; Anhui's wording measures by the
 * eligible teachers, so the denominator is a setting.
 */
export const backboneQuota = defineRule({
  name: 'backbone-quota',
  title: { zh: '骨干教师比例', en: 'Backbone quota' },
  unit: 'teachers',
  source: {
    zh: '2014年三部门意见；优质均衡督导评估第11项；甘肃为30%；安徽以符合条件教师为基数',
    en: '2014 three-ministry Opinions; quality-balance inspection item 11; Gansu 30 %; Anhui of the eligible',
  },
  level: 'policy',
  clause: '教师〔2014〕4号：骨干教师不低于交流教师总数的20%',
  settings: z.strictObject({
    percent: percent.default(20),
    /** What the backbone teachers exchanged are measured by. */
    of: z.enum(['EXCHANGED', 'ELIGIBLE_BACKBONE', 'ELIGIBLE_ALL']).default('EXCHANGED'),
    /** The least level that counts as backbone. */
    leastLevel: backboneLevel.exclude(['none']).default('county'),
  }),

  states({ percent, of }) {
    const base = bases[of];
    return {
      zh: `交流的骨干教师不低于${base.zh}的${percent}%。`,
      en: `Backbone teachers exchanged are at least ${percent} % of ${base.en}.`,
    };
  },

  constrain(county, settings, model) {
    const chosen = model.candidates.filter(
      ({ teacher, opening }) => opening.role === null && isBackbone(teacher, settings.leastLevel),
    );
    const backbone: Term = [
      model.total(
        `backbone ${settings.leastLevel}`,
        chosen.map(({ column }) => column),
      ),
      WHOLE,
    ];
    const points = basisPoints(settings.percent);
    if (settings.of === 'EXCHANGED') {
      model.atLeast('backbone-quota', '', [backbone, [model.moved(), -points]], 0, WHOLE);
    } else {
      model.atLeast('backbone-quota', '', [backbone], points * baseOf(county, settings, []), WHOLE);
    }
  },

  *audit(county, settings, postings) {
    const teachers = postings.filter(({ opening }) => opening.role === null);
    const backbone = teachers.filter(({ teacher }) => isBackbone(teacher, settings.leastLevel)).length;
    const base = baseOf(county, settings, teachers);
    const least = leastOf(settings.percent, base);
    if (backbone >= least) return;
    const name = bases[settings.of];
    yield {
      teachers: [],
      sections: [],
      amount: least - backbone,
      text: {
        zh: `全县交流的骨干教师${backbone}人，不足${name.zh}（${base}人）的${settings.percent}%。`,
        en: `${plural(backbone, 'backbone teacher')} would be exchanged in the county, less than ${settings.percent} % of ${name.en} (${base}).`,
      },
    };
  },

  accepts(county, settings, postings) {
    const teachers = postings.filter(({ opening }) => opening.role === null);
    const backbone = teachers.filter(({ teacher }) => isBackbone(teacher, settings.leastLevel)).length;
    return reachedPercent(settings.percent, backbone, baseOf(county, settings, teachers));
  },
});

/**
 * The fewest backbone teachers to be exchanged where so many teachers are, and how many may go; null: the rule does not stand.
 */
export function backboneAsked(
  county: Case,
  exchanged: number,
): { readonly least: number; readonly eligible: number } | null {
  if (!county.holds(backboneQuota.name)) return null;
  const settings = backboneQuota.read(county.problem.policy.rules[backboneQuota.name]);
  const base = settings.of === 'EXCHANGED' ? exchanged : baseOf(county, settings, []);
  const eligible = county.eligible.filter((teacher) => isBackbone(teacher, settings.leastLevel)).length;
  return { least: leastOf(settings.percent, base), eligible };
}

const bases = {
  EXCHANGED: { zh: '交流教师', en: 'the teachers exchanged' },
  ELIGIBLE_BACKBONE: { zh: '符合条件的骨干教师', en: 'the eligible backbone teachers' },
  ELIGIBLE_ALL: { zh: '符合条件的教师', en: 'the eligible teachers' },
};

interface Measure {
  of: keyof typeof bases;
  leastLevel: BackboneLevel;
}

function baseOf(county: Case, { of, leastLevel }: Measure, postings: readonly Posting[]): number {
  if (of === 'EXCHANGED') return postings.length;
  const base = county.base;
  return of === 'ELIGIBLE_ALL'
    ? base.length
    : base.filter((teacher) => isBackbone(teacher, leastLevel)).length;
}

const isBackbone = ({ backbone }: Teacher, least: BackboneLevel): boolean => levelReaches(backbone, least);
