import type { MyEligibilityFragment } from '../../graphql/generated/graphql.ts';
import { day } from '../../ui/format.ts';
import { useWords } from '../../ui/language.ts';

/** Whether the teacher may go, on which day that changes, and what every rule says. */
export function EligibilityPanel({ eligibility }: { readonly eligibility: MyEligibilityFragment }) {
  const { t, say, language } = useWords();
  const { eligible, changesOn, afterwards, rules, on } = eligibility;
  return (
    <section className="panel" aria-label={t('me.eligibility')}>
      <h2>{t('me.eligibility')}</h2>
      <p>
        <strong>{t(eligible ? 'me.mayGoYes' : 'me.mayGoNo')}</strong>{' '}
        {changesOn == null
          ? t('me.changesNever')
          : t(eligible ? 'me.changesTo' : 'me.changesFrom', { day: day(changesOn, language) })}
        {afterwards ? ` ${say(afterwards.words)}` : ''}
      </p>
      <ul className="plain-list">
        {rules.map(({ rule, titleWords, clause, level, met, words }) => (
          <li key={rule}>
            <div>
              <strong>{say(titleWords)}</strong>{' '}
              <span className={met ? 'good' : 'bad'}>{t(met ? 'me.ruleMet' : 'me.ruleNotMet')}</span>
              <p>{say(words)}</p>
              <p className="quiet small">
                {t(`me.ruleLevel.${level}`)} · {clause}
              </p>
            </div>
          </li>
        ))}
      </ul>
      <p className="quiet small">{t('me.asOf', { day: day(on, language) })}</p>
    </section>
  );
}
