import { expect, test } from 'vitest';
import { coefficientOption } from '../../web/features/indicators/coefficient-option.ts';
import { rowsOf, type StageBalance } from '../../web/features/indicators/rows.ts';

type Words = Parameters<typeof coefficientOption>[1];

const indicator = {
  code: 'L2',
  words: { zh: '骨干教师', en: 'Backbone teachers' },
  coefficient: 0.7,
  within: null,
  notComputable: null,
} as StageBalance['indicators'][number];
const stage = {
  stage: 'PRIMARY',
  limit: 0.65,
  mean: 0.6,
  indicators: [indicator],
} as unknown as StageBalance;
/** Names the words and what stands in them. */
const t = ((key: string, values?: object) => [key, ...Object.values(values ?? {})].join(' ')) as Words['t'];
const optionOf = (facts: Partial<StageBalance>) => {
  const known = { ...stage, ...facts };
  const { series, yAxis } = coefficientOption(
    { stage: known, after: undefined, rows: rowsOf(known, undefined) },
    {
      t,
      say: ({ zh }) => zh,
      language: 'zh-CN',
    },
  );
  const [today] = Array.isArray(series) ? series : [];
  return { limits: today && 'markLine' in today ? today.markLine?.data : [], names: yAxis };
};

test('a limit of each coefficient is a line across all bars', () => {
  const { limits, names } = optionOf({ limitsMean: false });
  expect(limits).toEqual([{ xAxis: 0.65 }]);
  expect(names).toMatchObject({ data: ['骨干教师'] });
});

test('a limit of the mean is no line across bars it does not bind: it stands at the bar of the mean', () => {
  const { limits, names } = optionOf({ limitsMean: true });
  expect(limits).toEqual([]);
  expect(names).toMatchObject({ data: ['indicators.mean 0.65', '骨干教师'] });
});
