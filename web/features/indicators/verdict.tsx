import { Alert, Segmented } from 'antd';
import { useWords } from '../../ui/language.ts';
import type { StageBalance } from './rows.ts';

interface Props {
  readonly stages: readonly StageBalance[];
  readonly stage: StageBalance['stage'];
  readonly onStage: (stage: 'JUNIOR' | undefined) => void;
}

/** Whether the limits hold, both stages at a glance; and the way from one stage to the other. */
export function Verdict({ stages, stage, onStage }: Props) {
  const { t, say } = useWords();
  const sentence = (one: StageBalance) => {
    const beyond = one.indicators.filter(({ within }) => within === false);
    const unknown = one.indicators.filter(({ notComputable }) => notComputable !== null);
    const failing = one.schools.filter(({ passes }) => passes === false).length;
    return [
      one.balanced === null
        ? t('indicators.notKnown', { names: unknown.map(({ words }) => say(words)).join(t('comma')) })
        : one.limitsMean
          ? t(one.balanced ? 'indicators.meanHolds' : 'indicators.meanBeyond', {
              mean: (one.mean ?? 0).toFixed(4),
              limit: one.limit,
            })
          : one.balanced
            ? t('indicators.holds', { limit: one.limit })
            : t('indicators.beyond', {
                count: beyond.length,
                limit: one.limit,
                names: beyond.map(({ words }) => say(words)).join(t('comma')),
              }),
      ...(failing > 0
        ? [t('indicators.failing', { count: failing, of: one.schools.length })]
        : one.schools.length > 0 && one.schools.every(({ passes }) => passes === true)
          ? [t('indicators.allPass')]
          : []),
    ].join(t('indicators.also'));
  };
  return (
    <>
      <div className="stack">
        {stages.map((one) => (
          <Alert
            key={one.stage}
            type={one.balanced === true ? 'success' : one.balanced === false ? 'error' : 'warning'}
            showIcon
            title={
              <>
                <strong>{t(`stage.${one.stage}`)}</strong> {sentence(one)}
              </>
            }
          />
        ))}
      </div>
      <div className="no-print">
        <Segmented
          aria-label={t('indicators.stage')}
          value={stage}
          options={stages.map((one) => ({ value: one.stage, label: t(`stage.${one.stage}`) }))}
          onChange={(next) => onStage(next === 'JUNIOR' ? 'JUNIOR' : undefined)}
        />
      </div>
    </>
  );
}
