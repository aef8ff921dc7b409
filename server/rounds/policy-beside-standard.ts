import * as z from 'zod';
import type { StandardFinding } from '../../schema/context.ts';
import type { BalanceStandard } from '../../solver/balance/standard.ts';
import { indicators } from '../../solver/indicators.ts';
import type { Words } from '../../solver/plan.ts';
import { standingPolicy } from './policy.ts';

const stages = ['primary', 'junior'] as const;
const stageWords = { primary: { zh: '小学', en: 'primary' }, junior: { zh: '初中', en: 'junior' } };

/** What of balance a goal or rule of a policy asks for; of those that have nothing of it, nothing. */
const figures = z.object({
  indicators: z.array(z.enum(indicators)).default([]),
  stages: z.array(z.enum(stages)).default([...stages]),
  primary: z.number().optional(),
  junior: z.number().optional(),
  artsAndPe: z.array(z.string()).optional(),
  leastPupilsOfPoint: z.number().optional(),
  floors: z
    .array(z.object({ indicator: z.enum(indicators), stage: z.enum(stages), least: z.number() }))
    .default([]),
});
type Figures = z.infer<typeof figures>;

/**
 * Where a policy plans by other figures of balance than the standard of quality balance in force beside it: limits, floors, who
 * counts. Both may be meant, as a bureau may aim beyond the standard; so it is told, one finding a goal or rule. Of goals the
 * limits are compared where the standard limits each coefficient, and those indicators that it has.
 */
export function besideStandard(
  policy: { readonly version: string; readonly body: unknown },
  standard: BalanceStandard,
): StandardFinding[] {
  const { goals, rules } = standingPolicy(policy.body);
  const own = [
    ...goals.filter(({ name }) => name === 'balance' || name === 'balance-limit'),
    ...rules.filter(({ name, level }) => name === 'indicator-floor' && level !== 'off'),
  ];
  return own.flatMap(({ name, title, figures: given }): StandardFinding[] => {
    const asked = figures.parse(given);
    const differences = [
      ...(name === 'balance-limit' ? limits(asked, standard) : []),
      ...floors(asked, standard),
      ...counted(asked, standard),
    ];
    if (differences.length === 0) return [];
    return [
      {
        code: 'policy-beside-standard',
        text: {
          zh: `交流政策“${policy.version}”的“${title.zh}”与优质均衡标准“${standard.version}”不一致：${differences.map(({ zh }) => zh).join('；')}。方案按政策求解，指标按标准核算。`,
          en: `“${title.en}” of the policy “${policy.version}” differs from the standard of quality balance “${standard.version}”: ${differences.map(({ en }) => en).join('; ')}. Plans are solved by the policy, and indicators reckoned by the standard.`,
        },
      },
    ];
  });
}

const differs = (what: Words, policy: unknown, standard: unknown): Words => ({
  zh: `${what.zh}政策为${policy}，标准为${standard}`,
  en: `${what.en} ${policy} in the policy, ${standard} in the standard`,
});

function limits(asked: Figures, { limit, indicators: all }: BalanceStandard): Words[] {
  const has = all.some(({ amount }) => asked.indicators.some((one) => one === amount));
  if (limit.of !== 'each' || !has) return [];
  return asked.stages.flatMap((stage) => {
    const [ours, theirs] = [asked[stage], limit[stage]];
    const { zh, en } = stageWords[stage];
    return ours === undefined || ours === theirs
      ? []
      : [differs({ zh: `${zh}差异系数上限`, en: `limit of ${en} schools` }, ours, theirs)];
  });
}

/** For every hundred pupils, as floors are told. */
function floors(asked: Figures, standard: BalanceStandard): Words[] {
  return asked.floors.flatMap(({ indicator, stage, least }) => {
    const found = standard.indicators.find(({ amount, level }) => amount === indicator && level);
    if (found?.level === undefined) return [];
    const level = Number(((found.level[stage] * 100) / found.per).toFixed(9));
    const { zh, en } = stageWords[stage];
    return level === least
      ? []
      : [differs({ zh: `${zh}“${found.name.zh}”`, en: `“${found.name.en}” in ${en} schools` }, least, level)];
  });
}

function counted(asked: Figures, { artsAndPe, leastPupilsOfPoint }: BalanceStandard): Words[] {
  const of = [...asked.indicators, ...asked.floors.map(({ indicator }) => indicator)];
  const [ours, theirs] = [asked.artsAndPe, artsAndPe].map((codes) => [...new Set(codes)].sort().join('、'));
  return [
    ...(asked.artsAndPe !== undefined && of.includes('arts-and-pe') && ours !== theirs
      ? [differs({ zh: '体育艺术学科', en: 'subjects of PE and the arts' }, ours, theirs)]
      : []),
    ...(asked.leastPupilsOfPoint !== undefined && asked.leastPupilsOfPoint !== leastPupilsOfPoint
      ? [
          differs(
            { zh: '教学点最少学生数', en: 'least pupils of a teaching point' },
            asked.leastPupilsOfPoint,
            leastPupilsOfPoint,
          ),
        ]
      : []),
  ];
}
