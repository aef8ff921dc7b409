import { Button } from 'antd';
import { useState } from 'react';
import { useWords } from '../../ui/language.ts';
import { SelectField } from '../../ui/select-field.tsx';
import { TextField } from '../../ui/text-field.tsx';
import type { FieldProps } from './field.ts';

type Rule = FieldProps['round']['policy']['rules'][number];
type Figures = Readonly<Record<string, unknown>>;

const levels = ['LAW', 'POLICY', 'OFF'] as const;

/** Rules with other figures or another level; one at a time is added from the policy's own. */
export function RulesField({ round, draft, onPatch }: FieldProps) {
  const { t } = useWords();
  const [adding, setAdding] = useState<string>();
  const { rules } = draft;
  const known = round.policy.rules;
  const set = (name: string, figures: Figures | null | undefined) => {
    const { [name]: _, ...others } = rules;
    onPatch({ rules: figures === undefined ? others : { ...others, [name]: figures } });
  };
  return (
    <fieldset className="panel plain">
      <legend>{t('scenarios.rules')}</legend>
      {Object.entries(rules).map(([name, own]) => {
        const rule = known.find((one) => one.name === name);
        return (
          <div key={name} className="stack">
            <div className="row">
              <strong>{rule?.title ?? name}</strong>
              <Button size="small" onClick={() => set(name, undefined)}>
                {t('scenarios.asInRound')}
              </Button>
            </div>
            {own === null ? (
              <p className="quiet">{t('scenarios.asUsual')}</p>
            ) : rule ? (
              <RuleFigures rule={rule} own={own} onChange={(figures) => set(name, figures)} />
            ) : null}
          </div>
        );
      })}
      <div className="row-end">
        <SelectField
          label={t('scenarios.addRule')}
          none={t('scenarios.choose')}
          value={adding}
          choices={known
            .filter(({ name }) => !(name in rules))
            .map(({ name, title, clause }) => ({
              value: name,
              label: clause ? `${title} · ${clause}` : title,
            }))}
          onChange={(name) => {
            setAdding(undefined);
            if (name !== undefined) set(name, {});
          }}
        />
      </div>
    </fieldset>
  );
}

interface RuleProps {
  readonly rule: Rule;
  readonly own: Figures;
  readonly onChange: (figures: Figures) => void;
}

/** The figures of a rule that are numbers, and how binding it is; what is left empty is as in the round. */
function RuleFigures({ rule, own, onChange }: RuleProps) {
  const { t } = useWords();
  const numbers = Object.entries(Object(rule.figures)).filter(
    (entry): entry is [string, number] => typeof entry[1] === 'number',
  );
  const level = levels.find((known) => known.toLowerCase() === own['level']);
  const set = (key: string, value: number | string | undefined) => {
    const { [key]: _, ...others } = own;
    onChange(value === undefined ? others : { ...others, [key]: value });
  };
  const nameOf = (key: string) => {
    const named = wordedFigures.find((one) => one === key);
    return named ? t(`scenarios.figure.${named}`) : key;
  };
  return (
    <div className="row-end">
      {numbers.map(([key, usual]) => (
        <TextField
          key={key}
          label={t('scenarios.figureNow', { figure: nameOf(key), now: usual })}
          type="number"
          value={own[key] === undefined ? '' : String(own[key])}
          onChange={(typed) => set(key, typed === '' ? undefined : Number(typed))}
        />
      ))}
      <SelectField
        label={t('scenarios.level')}
        none={t('scenarios.asRound', { own: t(`scenarios.levelName.${rule.level}`) })}
        value={level}
        choices={levels.map((value) => ({ value, label: t(`scenarios.levelName.${value}`) }))}
        onChange={(value) => set('level', value?.toLowerCase())}
      />
    </div>
  );
}

/** Figures of rules that have a name in words. */
const wordedFigures = [
  'years',
  'male',
  'female',
  'maleCadre',
  'femaleCadre',
  'remaining',
  'percent',
  'atLeast',
  'terms',
  'termYears',
  'leastFte',
  'withoutBed',
  'withBed',
  'roadFactor',
  'maxAge',
  'withinKm',
  'leastPupilsOfPoint',
  'week',
  'mostDays',
  'mostSchools',
  'leastGap',
  'nearest',
] as const;
