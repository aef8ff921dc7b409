import { count } from '../../ui/format.ts';
import { useWords } from '../../ui/language.ts';
import { SelectField } from '../../ui/select-field.tsx';
import { TextField } from '../../ui/text-field.tsx';
import type { FieldProps } from './field.ts';

/** Yuan a year: as in the round, another sum, or no limit. */
export function BudgetField({ round, draft: { budget }, onPatch }: FieldProps) {
  const { t, language } = useWords();
  const own =
    round.budget === null
      ? t('scenarios.noBudget')
      : t('scenarios.yuan', { yuan: count(round.budget, language) });
  return (
    <div className="row-end">
      <SelectField
        label={t('scenarios.budget')}
        none={t('scenarios.asRound', { own })}
        value={budget === undefined ? undefined : budget === null ? 'none' : 'sum'}
        choices={[
          { value: 'sum', label: t('scenarios.otherBudget') },
          { value: 'none', label: t('scenarios.noBudget') },
        ]}
        onChange={(choice) =>
          onPatch({
            budget: choice === undefined ? undefined : choice === 'none' ? null : (round.budget ?? 0),
          })
        }
      />
      {typeof budget === 'number' ? (
        <TextField
          label={t('scenarios.yuanAYear')}
          type="number"
          min={0}
          value={String(budget)}
          onChange={(typed) => onPatch({ budget: Math.round(Number(typed)) })}
        />
      ) : null}
    </div>
  );
}
