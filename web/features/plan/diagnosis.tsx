import type { PlanHeadFragment } from '../../graphql/generated/graphql.ts';
import { useWords } from '../../ui/language.ts';

interface Props {
  readonly diagnosis: NonNullable<PlanHeadFragment['diagnosis']>;
  readonly titleOf: (rule: string) => string;
}

/** Why no plan exists: the rules that clash, with clause and figures, and whose decision it is. */
export function Diagnosis({ diagnosis, titleOf }: Props) {
  const { t, say } = useWords();
  return (
    <section className="panel">
      <h2>{t('plan.clash')}</h2>
      <p>{t('plan.clashText')}</p>
      <ol className="clash">
        {diagnosis.clash.map(({ rule, level, clause, words }) => (
          <li key={`${rule} ${words.en}`}>
            <strong>{titleOf(rule)}</strong> <span className="badge">{t(`plan.ruleLevel.${level}`)}</span>
            <p>{say(words)}</p>
            {clause ? <p className="quiet small">{t('plan.clause', { clause })}</p> : null}
          </li>
        ))}
      </ol>
      <p className="quiet">{t('plan.loosen')}</p>
    </section>
  );
}
