import { Alert, Button } from 'antd';
import { type FormEvent, useState } from 'react';
import { useMutation } from 'urql';
import {
  AddPolicyDocument,
  type PolicyVersionsQuery,
  type RuleOfPolicyFragment,
} from '../../graphql/generated/graphql.ts';
import { whyNot } from '../../ui/act.ts';
import { DayInput } from '../../ui/day-input.tsx';
import { Faults } from '../../ui/faults.tsx';
import { FormField } from '../../ui/form-field.tsx';
import { useWords } from '../../ui/language.ts';
import { assumptionsOf, figuresOf, type RuleChange } from './draft.ts';
import { useFigureNames } from './figure-names.ts';
import { Trial } from './trial.tsx';

interface Props {
  readonly county: string;
  /** The version the changes are made to. */
  readonly like: { readonly id: string; readonly version: string };
  readonly rules: readonly RuleOfPolicyFragment[];
  readonly draft: readonly RuleChange[];
  readonly rounds: NonNullable<PolicyVersionsQuery['county']>['rounds']['nodes'];
  readonly onDiscard: () => void;
  readonly onAdded: (id: string, version: string) => void;
}

/** What is to change, its effect tried on a round, and the way to enter it as a version of its own. */
export function DraftPanel({ county, like, rules, draft, rounds, onDiscard, onAdded }: Props) {
  const { t } = useWords();
  return (
    <section className="panel" aria-labelledby="policy-draft">
      <div className="row">
        <h2 id="policy-draft">{t('policy.draft')}</h2>
        <Button size="small" onClick={onDiscard}>
          {t('policy.discard')}
        </Button>
      </div>
      <ChangeList rules={rules} draft={draft} />
      <Trial rounds={rounds} draft={draft} />
      <AddForm county={county} like={like} draft={draft} onAdded={onAdded} />
    </section>
  );
}

function ChangeList({ rules, draft }: Pick<Props, 'rules' | 'draft'>) {
  const { t } = useWords();
  const { figureName, told } = useFigureNames();
  return (
    <ul className="remedies">
      {draft.map(({ rule: name, level, clause, figures }) => {
        const rule = rules.find((one) => one.name === name);
        if (!rule) return null;
        const before = figuresOf(rule);
        const said = [
          ...(level
            ? [[t('policy.level'), t(`policy.levels.${rule.level}`), t(`policy.levels.${level}`)]]
            : []),
          ...Object.entries(figures).map(([key, value]) => [figureName(key), told(before[key]), told(value)]),
          ...(clause === undefined ? [] : [[t('policy.clause'), rule.clause ?? t('none'), clause]]),
        ];
        return (
          <li key={name}>
            <strong>{rule.title}</strong>{' '}
            {said.map(([what, was, is]) => t('policy.change', { what, was, is })).join(t('comma'))}
          </li>
        );
      })}
    </ul>
  );
}

function AddForm({ county, like, draft, onAdded }: Pick<Props, 'county' | 'like' | 'draft' | 'onAdded'>) {
  const { t } = useWords();
  const [{ fetching, data }, addPolicy] = useMutation(AddPolicyDocument);
  const [why, setWhy] = useState<string>();
  const faults = data?.addPolicy.__typename === 'ProblemRefused' ? data.addPolicy.faults : [];
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    const said = (name: string) => String(fields.get(name)).trim();
    const answer = await addPolicy({
      county,
      version: said('version'),
      from: said('from'),
      like: like.id,
      rules: assumptionsOf(draft),
      reason: said('reason') || null,
    });
    setWhy(whyNot(answer, { network: t('failure.network'), unknown: t('failure.unknown') }));
    const added = answer.data?.addPolicy;
    if (added?.__typename === 'Policy') onAdded(added.id, added.version);
  };
  return (
    <form className="stack" onSubmit={submit} aria-label={t('policy.enter')}>
      <h3>{t('policy.enter')}</h3>
      <p className="quiet small">{t('policy.enterAbout', { version: like.version })}</p>
      {why === undefined ? null : <Alert type="error" showIcon title={why} />}
      <Faults faults={faults} />
      <div className="row-end">
        <FormField label={t('policy.versionName')}>
          {(field) => <input {...field} name="version" required maxLength={60} pattern=".*\S.*" />}
        </FormField>
        <FormField label={t('policy.from')}>
          {(field) => (
            <DayInput
              {...field}
              name="from"
              required
              defaultValue={`${new Date().getFullYear() + 1}-09-01`}
            />
          )}
        </FormField>
        <FormField label={t('policy.reason')}>
          {(field) => <input {...field} name="reason" maxLength={500} />}
        </FormField>
        <Button type="primary" htmlType="submit" loading={fetching}>
          {t('policy.enterSubmit')}
        </Button>
      </div>
      <Alert type="info" title={t('policy.enterEffect')} />
    </form>
  );
}
