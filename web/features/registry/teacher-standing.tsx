import type { TeacherOnRecordFragment } from '../../graphql/generated/graphql.ts';
import { Facts } from '../../ui/figures.tsx';
import { day } from '../../ui/format.ts';
import { useWords } from '../../ui/language.ts';

/** Whether the teacher may be exchanged, since which rule and until when, and from what the teacher is exempt. */
export function TeacherStanding({ teacher }: { readonly teacher: TeacherOnRecordFragment }) {
  const { t, say, language } = useWords();
  const { eligibility, exemptions, certificates, serving } = teacher;
  const until = (last: string | null | undefined) => (last ? day(last, language) : t('registry.openEnd'));
  return (
    <section className="stack">
      {eligibility ? (
        <>
          <p>
            <span className="badge" data-outcome={eligibility.eligible ? 'MOVES' : undefined}>
              {t(eligibility.eligible ? 'registry.eligible' : 'registry.barred')}
            </span>{' '}
            <span className="quiet small">{t('registry.asOf', { day: day(eligibility.on, language) })}</span>
          </p>
          {eligibility.bar ? (
            <p className="reason">
              {eligibility.bar.text} <span className="quiet small">{eligibility.bar.clause}</span>
            </p>
          ) : null}
          {eligibility.changesOn ? (
            <p>
              {t(eligibility.eligible ? 'registry.barredFrom' : 'registry.eligibleFrom', {
                day: day(eligibility.changesOn, language),
              })}{' '}
              {eligibility.afterwards?.title ?? ''}
            </p>
          ) : null}
        </>
      ) : null}
      <Facts
        facts={[
          {
            label: t('registry.column.school'),
            value: `${serving.school.name} · ${t(`stage.${serving.stage}`)}`,
          },
          {
            label: t('registry.certificates'),
            value:
              certificates
                .map(({ stage, subject }) => `${t(`stage.${stage}`)} ${say(subject.words)}`)
                .join(t('comma')) || t('none'),
          },
          ...(exemptions.length === 0
            ? []
            : [
                {
                  label: t('registry.exemptions'),
                  value: (
                    <ul className="plain-list">
                      {exemptions.map(({ kind, group, from, until: last }) => (
                        <li key={`${from}${group}`}>
                          {kind ? t(`registry.exemptionKind.${kind}`) : t(`registry.exemptionGroup.${group}`)}{' '}
                          {day(from, language)} – {until(last)}
                        </li>
                      ))}
                    </ul>
                  ),
                },
              ]),
        ]}
      />
    </section>
  );
}
