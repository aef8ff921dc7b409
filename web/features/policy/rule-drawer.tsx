import { Button, Drawer } from 'antd';
import { type FormEvent, useState } from 'react';
import type { RuleLevel, RuleOfPolicyFragment } from '../../graphql/generated/graphql.ts';
import { Facts } from '../../ui/figures.tsx';
import { FormField } from '../../ui/form-field.tsx';
import { useWords } from '../../ui/language.ts';
import { changeOf, type Figures, figuresOf, type RuleChange } from './draft.ts';
import { FigureField, formatOfFigure } from './figure-field.tsx';
import { useFigureNames } from './figure-names.ts';

interface Props {
  /** Undefined: closed. */
  readonly rule: RuleOfPolicyFragment | undefined;
  readonly change: RuleChange | undefined;
  readonly mayEdit: boolean;
  readonly onClose: () => void;
  /** Null: the rule stays as it is. */
  readonly onChange: (change: RuleChange | null) => void;
}

export function RuleDrawer({ rule, change, mayEdit, onClose, onChange }: Props) {
  return (
    <Drawer open={rule !== undefined} onClose={onClose} size={520} title={rule?.title}>
      {rule ? (
        <Details key={rule.name} rule={rule} change={change} mayEdit={mayEdit} onChange={onChange} />
      ) : null}
    </Drawer>
  );
}

interface DetailsProps extends Omit<Props, 'rule' | 'onClose'> {
  readonly rule: RuleOfPolicyFragment;
}

function Details({ rule, change, mayEdit, onChange }: DetailsProps) {
  const { t } = useWords();
  const { figureName, told } = useFigureNames();
  return (
    <div className="stack">
      {rule.text ? <p className="reason">{rule.text}</p> : null}
      <Facts
        facts={[
          { label: t('policy.level'), value: t(`policy.levels.${rule.level}`) },
          { label: t('policy.clause'), value: rule.clause ?? t('none') },
          { label: t('policy.source'), value: rule.source },
          ...(rule.relaxed ? [{ label: t('policy.relaxed'), value: rule.relaxed }] : []),
          ...Object.entries(figuresOf(rule)).map(([name, value]) => ({
            label: figureName(name),
            value: told(value),
          })),
        ]}
      />
      {mayEdit ? <ChangeForm rule={rule} change={change} onChange={onChange} /> : null}
    </div>
  );
}

const levels: readonly RuleLevel[] = ['LAW', 'POLICY', 'OFF'];

function ChangeForm({ rule, change, onChange }: Omit<DetailsProps, 'mayEdit'>) {
  const { t } = useWords();
  const [level, setLevel] = useState<RuleLevel>(change?.level ?? rule.level);
  const [clause, setClause] = useState(change?.clause ?? rule.clause ?? '');
  const [figures, setFigures] = useState<Figures>({ ...figuresOf(rule), ...change?.figures });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    onChange(changeOf(rule, { level, clause, figures }));
  };
  return (
    <form className="stack" onSubmit={submit} aria-label={t('policy.changeTitle')}>
      <h3>{t('policy.changeTitle')}</h3>
      <p className="quiet small">{t('policy.changeAbout')}</p>
      {rule.always ? (
        <p className="quiet small">{t('policy.always')}</p>
      ) : (
        <FormField label={t('policy.level')}>
          {(field) => (
            <select
              {...field}
              value={level}
              onChange={({ target }) => setLevel(levels.find((one) => one === target.value) ?? rule.level)}
            >
              {levels.map((one) => (
                <option key={one} value={one}>
                  {t(`policy.levels.${one}`)}
                </option>
              ))}
            </select>
          )}
        </FormField>
      )}
      {Object.entries(figures).map(([name, value]) => (
        <FigureField
          key={name}
          name={name}
          format={formatOfFigure(rule.format, name)}
          value={value}
          onChange={(now) => setFigures((before) => ({ ...before, [name]: now }))}
        />
      ))}
      <FormField label={t('policy.clause')} wide>
        {(field) => (
          <input
            {...field}
            value={clause}
            maxLength={300}
            onChange={({ target }) => setClause(target.value)}
          />
        )}
      </FormField>
      <div className="row">
        <Button type="primary" htmlType="submit">
          {t('policy.keepChange')}
        </Button>
        {change ? <Button onClick={() => onChange(null)}>{t('policy.dropChange')}</Button> : null}
      </div>
    </form>
  );
}
