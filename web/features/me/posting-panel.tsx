import { Button } from 'antd';
import { type FormEvent, useState } from 'react';
import { ContestAssessmentDocument, type MyPostingFragment } from '../../graphql/generated/graphql.ts';
import { AssessmentFindings } from '../../ui/assessment-findings.tsx';
import { Facts } from '../../ui/figures.tsx';
import { FormField } from '../../ui/form-field.tsx';
import { day, instant, schoolYear } from '../../ui/format.ts';
import { useWords } from '../../ui/language.ts';
import { NotDone } from '../../ui/not-done.tsx';
import { usePostName } from '../../ui/post-name.ts';
import { useAct } from '../../ui/use-act.ts';

interface Props {
  readonly posting: MyPostingFragment;
  readonly onChange: () => void;
}

/** One posting of the teacher: where, from when until when, when to report, and how it was assessed. */
export function PostingPanel({ posting, onChange }: Props) {
  const { t, language } = useWords();
  const nameOf = usePostName();
  const {
    state,
    form,
    hostSchool,
    from,
    to,
    startsOn,
    endsOn,
    endedOn,
    reportBy,
    reportedOn,
    assessments,
    substitution,
  } = posting;
  const until = endedOn ?? endsOn;
  return (
    <section className="panel" aria-label={hostSchool.name}>
      <div className="row">
        <h2>{hostSchool.name}</h2>
        <span className="badge">{t(`me.postingState.${state}`)}</span>
        <span className="quiet small">{t(`moveForm.${form}`)}</span>
      </div>
      <Facts
        facts={[
          {
            label: t('me.time'),
            value: `${day(startsOn, language)} – ${until == null ? t('me.goesOn') : day(until, language)}`,
          },
          { label: t('me.post'), value: `${to ? t(`stage.${to.stage}`) : ''} ${nameOf(posting)}` },
          { label: t('me.home'), value: from?.school.name ?? t('unknown') },
          {
            label: t('me.report'),
            value:
              reportedOn != null
                ? t('me.reported', { day: day(reportedOn, language) })
                : reportBy == null
                  ? t('me.reportNone')
                  : t('me.reportBy', { day: day(reportBy, language) }),
          },
        ]}
      />
      {substitution == null ? null : (
        <p className="reason">
          {substitution.text}{' '}
          {t('me.substituted', {
            who: substitution.decidedBy?.name ?? t('unknown'),
            when: instant(substitution.decidedAt, language),
            text: substitution.explanation ?? t('unknown'),
          })}
        </p>
      )}
      {assessments.map((assessment) => (
        <Assessment key={assessment.id} assessment={assessment} onChange={onChange} />
      ))}
    </section>
  );
}

interface AssessmentProps {
  readonly assessment: MyPostingFragment['assessments'][number];
  readonly onChange: () => void;
}

function Assessment({ assessment, onChange }: AssessmentProps) {
  const { t, language } = useWords();
  const {
    id,
    version,
    state,
    passed,
    comment,
    mayComment,
    answer,
    answeredAt,
    answeredBy,
    note,
    confirmedAt,
    confirmedBy,
    findings,
  } = assessment;
  const [text, setText] = useState(comment ?? '');
  const { act, fetching, notDone } = useAct(ContestAssessmentDocument);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (await act({ assessment: id, version, comment: text })) onChange();
  };
  const title = t('me.assessmentOf', { year: schoolYear(assessment.schoolYear) });
  return (
    <section className="stack" aria-label={title}>
      <h3>
        {title}{' '}
        <span className="badge">{t(passed ? 'people.assessment.passed' : 'people.assessment.failed')}</span>
      </h3>
      <AssessmentFindings caption={title} findings={findings} />
      {note == null ? null : <p className="reason">{t('me.hostNote', { note })}</p>}
      <p className="quiet small">
        {confirmedAt == null
          ? ''
          : t('me.confirmed', {
              who: confirmedBy?.name ?? t('unknown'),
              when: instant(confirmedAt, language),
            })}
      </p>
      {answer == null || answeredAt == null ? null : (
        <p className="reason">
          {t(state === 'RETURNED' ? 'me.assessmentReturned' : 'me.commentAnswered', {
            who: answeredBy?.name ?? t('unknown'),
            when: instant(answeredAt, language),
            text: answer,
          })}
        </p>
      )}
      {mayComment ? (
        <form className="stack no-print" onSubmit={submit}>
          <FormField wide label={t('me.comment')} help={t('me.commentHelp')}>
            {(field) => (
              <textarea
                {...field}
                rows={3}
                required
                maxLength={1000}
                value={text}
                onChange={({ target }) => setText(target.value)}
              />
            )}
          </FormField>
          <NotDone why={notDone} onReadAgain={onChange} />
          <div>
            <Button htmlType="submit" loading={fetching} disabled={text === (comment ?? '')}>
              {t('me.sendComment')}
            </Button>
          </div>
        </form>
      ) : null}
    </section>
  );
}
