import type { PostingInFullQuery } from '../../graphql/generated/graphql.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { fte, instant, schoolYear } from '../../ui/format.ts';
import { useWords } from '../../ui/language.ts';

type Posting = Extract<NonNullable<PostingInFullQuery['node']>, { readonly __typename: 'Posting' }>;
export type Assessment = Posting['assessments'][number];
type Finding = Assessment['findings'][number];

/** What the host says of a posting in a school year, limit by limit. */
export function AssessmentPanel({ assessment }: { readonly assessment: Assessment }) {
  const { t, language } = useWords();
  const amount = ({ code, of }: Finding, value: number) => {
    if (code === 'PUPIL_SATISFACTION') return `${fte(value, language)}%`;
    if (code === 'RANK') return t('postings.place', { place: value, of: of ?? '—' });
    return t(value === 1 ? 'yes' : 'no');
  };
  const {
    schoolYear: year,
    state,
    passed,
    at,
    by,
    note,
    comment,
    answer,
    confirmedBy,
    findings,
  } = assessment;
  return (
    <div className="stack">
      <p>
        <span className="strong">{t('postings.assessmentOf', { year: schoolYear(year) })}</span>{' '}
        <span className={passed ? 'good' : 'bad'}>{t(passed ? 'postings.passed' : 'postings.failed')}</span>{' '}
        <span className="quiet small">
          {t(`postings.assessed.${state}`)} · {by?.name ?? t('postings.host')} {instant(at, language)}
          {confirmedBy ? ` · ${t('postings.confirmedBy', { name: confirmedBy.name })}` : ''}
        </span>
      </p>
      {findings.length > 0 ? (
        <DataTable
          caption={t('postings.assessmentOf', { year: schoolYear(year) })}
          rows={findings}
          rowKey={({ code }) => code}
          columns={[
            { key: 'code', title: t('postings.limit'), cell: ({ code }) => t(`postings.limits.${code}`) },
            {
              key: 'found',
              title: t('postings.found'),
              end: true,
              cell: (finding) =>
                finding.found === null || finding.found === undefined ? '—' : amount(finding, finding.found),
            },
            {
              key: 'limit',
              title: t('postings.asked'),
              end: true,
              cell: (finding) => amount(finding, finding.limit),
            },
            {
              key: 'met',
              title: t('postings.result'),
              cell: ({ met }) => (
                <span className={met ? 'good' : 'bad'}>{t(met ? 'postings.met' : 'postings.notMet')}</span>
              ),
            },
          ]}
        />
      ) : null}
      {note ? <p className="reason">{t('postings.hostSays', { text: note })}</p> : null}
      {comment ? <p className="reason">{t('postings.teacherSays', { text: comment })}</p> : null}
      {answer ? (
        <p className="reason">
          {t('postings.bureauAnswers', {
            who: assessment.answeredBy?.name ?? t('unknown'),
            text: answer,
          })}
        </p>
      ) : null}
    </div>
  );
}
