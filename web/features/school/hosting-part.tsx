import { Button } from 'antd';
import { type FormEvent, useState } from 'react';
import { ConfirmArrivalDocument, type HostedPostingFragment } from '../../graphql/generated/graphql.ts';
import { AssessmentFindings } from '../../ui/assessment-findings.tsx';
import { DayInput } from '../../ui/day-input.tsx';
import { Facts } from '../../ui/figures.tsx';
import { FormField } from '../../ui/form-field.tsx';
import { day, schoolYear } from '../../ui/format.ts';
import { useWords } from '../../ui/language.ts';
import { NotDone } from '../../ui/not-done.tsx';
import { usePostName } from '../../ui/post-name.ts';
import { EmptyState } from '../../ui/states.tsx';
import { useAct } from '../../ui/use-act.ts';
import { AssessmentForm } from './assessment-form.tsx';

interface Props {
  readonly postings: readonly HostedPostingFragment[];
  readonly county: string;
  /** Id of the posting that is being assessed. */
  readonly assess: string | undefined;
  readonly onAssess: (posting: string | undefined) => void;
  readonly onChange: () => void;
}

/** Who is posted here: those to report and to be assessed first. */
export function HostingPart({ postings, ...rest }: Props) {
  const { t } = useWords();
  const standing = postings.filter(({ state }) => state !== 'CANCELLED');
  if (standing.length === 0)
    return <EmptyState title={t('school.hostingNone')}>{t('school.hostingNoneText')}</EmptyState>;
  const urgency = ({ steps, awaitsAssessment, state }: HostedPostingFragment) =>
    steps.includes('REPORT') ? 0 : awaitsAssessment ? 1 : state === 'ENDED' ? 3 : 2;
  return standing
    .toSorted((a, b) => urgency(a) - urgency(b))
    .map((posting) => <Hosted key={posting.id} posting={posting} {...rest} />);
}

interface HostedProps extends Omit<Props, 'postings'> {
  readonly posting: HostedPostingFragment;
}

function Hosted({ posting, county, assess, onAssess, onChange }: HostedProps) {
  const { t, language } = useWords();
  const postOf = usePostName();
  const { id, teacher, state, form, from, startsOn, endsOn, endedOn, reportBy, reportedOn, assessments } =
    posting;
  const until = endedOn ?? endsOn;
  return (
    <section className="panel" aria-label={teacher.name}>
      <div className="row">
        <h2>
          {teacher.name} <span className="quiet small">{teacher.staffNumber}</span>
        </h2>
        <span className="badge">{t(`school.postingState.${state}`)}</span>
        <span className="quiet small">{t(`moveForm.${form}`)}</span>
      </div>
      <Facts
        facts={[
          { label: t('school.post'), value: postOf(posting) },
          { label: t('school.from'), value: from?.school.name ?? t('unknown') },
          {
            label: t('school.time'),
            value: `${day(startsOn, language)} – ${until == null ? t('school.goesOn') : day(until, language)}`,
          },
          {
            label: t('school.report'),
            value:
              reportedOn != null
                ? t('school.reported', { day: day(reportedOn, language) })
                : reportBy == null
                  ? t('school.reportNone')
                  : t('school.reportBy', { day: day(reportBy, language) }),
          },
        ]}
      />
      {posting.steps.includes('REPORT') ? <Reporting posting={posting} onChange={onChange} /> : null}
      {assessments.map((assessment) => {
        const title = t('school.assessmentOf', { year: schoolYear(assessment.schoolYear) });
        return (
          <section key={assessment.id} className="stack" aria-label={title}>
            <h3>
              {title}{' '}
              <span className="badge">
                {t(assessment.passed ? 'people.assessment.passed' : 'people.assessment.failed')}
              </span>{' '}
              <span className="quiet small">{t(`school.assessmentState.${assessment.state}`)}</span>
            </h3>
            <AssessmentFindings caption={title} findings={assessment.findings} />
            {assessment.note == null ? null : <p className="reason">{assessment.note}</p>}
            {assessment.comment == null ? null : (
              <p className="reason">{t('school.teacherSays', { text: assessment.comment })}</p>
            )}
            {assessment.answer == null ? null : (
              <p className="reason">{t('school.bureauAnswers', { text: assessment.answer })}</p>
            )}
          </section>
        );
      })}
      {posting.assessable.length > 0 ? (
        assess === id ? (
          <AssessmentForm
            posting={posting}
            county={county}
            onDone={() => {
              onAssess(undefined);
              onChange();
            }}
            onReadAgain={onChange}
            onCancel={() => onAssess(undefined)}
          />
        ) : (
          <div>
            <Button type={posting.awaitsAssessment ? 'primary' : 'default'} onClick={() => onAssess(id)}>
              {t('school.assess', { name: teacher.name })}
            </Button>
          </div>
        )
      ) : null}
    </section>
  );
}

function Reporting({ posting, onChange }: Pick<HostedProps, 'posting' | 'onChange'>) {
  const { t } = useWords();
  const [on, setOn] = useState(posting.startsOn);
  const { act, fetching, notDone } = useAct(ConfirmArrivalDocument);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (await act({ posting: posting.id, version: posting.version, on })) onChange();
  };
  return (
    <form className="stack" onSubmit={submit}>
      <div className="row-end">
        <FormField label={t('school.reportedOn')}>
          {(field) => <DayInput {...field} required value={on} onDay={setOn} />}
        </FormField>
        <Button type="primary" htmlType="submit" loading={fetching}>
          {t('school.confirmReport', { name: posting.teacher.name })}
        </Button>
      </div>
      <NotDone why={notDone} onReadAgain={onChange} />
    </form>
  );
}
