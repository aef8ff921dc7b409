import { Button } from 'antd';
import type { FormEvent } from 'react';
import {
  AssessmentTermsDocument,
  AssessPostingDocument,
  type HostedPostingFragment,
} from '../../graphql/generated/graphql.ts';
import { useLiveQuery } from '../../graphql/use-live-query.ts';
import { FormField } from '../../ui/form-field.tsx';
import { schoolYear } from '../../ui/format.ts';
import { useWords } from '../../ui/language.ts';
import { NotDone } from '../../ui/not-done.tsx';
import { useAct } from '../../ui/use-act.ts';

interface Props {
  readonly posting: HostedPostingFragment;
  readonly county: string;
  readonly onDone: () => void;
  readonly onReadAgain: () => void;
  readonly onCancel: () => void;
}

/** What the host says of a posting, each limit of the county's terms beside its field; one not confirmed yet is written anew. */
export function AssessmentForm({ posting, county, onDone, onReadAgain, onCancel }: Props) {
  const { t } = useWords();
  const terms = useLiveQuery({ query: AssessmentTermsDocument, variables: { county } });
  const limits = terms.data?.county?.assessmentLimits;
  const { act, fetching, notDone } = useAct(AssessPostingDocument);
  const years = posting.assessable;
  const before = posting.assessments.find(({ state }) => state !== 'CONFIRMED');
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: string) => String(form.get(name) ?? '').trim();
    const number = (name: string) => (text(name) === '' ? null : Number(text(name)));
    const year = Number(text('year'));
    const anew = posting.assessments.find((one) => one.schoolYear === year);
    const done = await act({
      posting: posting.id,
      version: posting.version,
      assessmentVersion: anew?.version ?? null,
      assessment: {
        schoolYear: year,
        pupilSatisfaction: number('satisfaction'),
        rank: number('rank'),
        rankedOf: number('of'),
        seriousViolation: text('violation') === 'yes',
        qualityGain: text('gain') === '' ? null : text('gain') === 'yes',
        note: text('note') === '' ? null : text('note'),
      },
    });
    if (done) onDone();
  };
  const chosen = (value: boolean | null | undefined) => (value == null ? '' : value ? 'yes' : 'no');
  return (
    <form className="stack" onSubmit={submit} aria-label={t('school.assess', { name: posting.teacher.name })}>
      <h3>{t('school.assess', { name: posting.teacher.name })}</h3>
      <p className="quiet small">{t('school.assessText')}</p>
      <div className="row-end">
        <FormField label={t('school.year')}>
          {(field) => (
            <select {...field} name="year" defaultValue={before?.schoolYear ?? years[0]}>
              {years.map((year) => (
                <option key={year} value={year}>
                  {schoolYear(year)}
                </option>
              ))}
            </select>
          )}
        </FormField>
        <FormField
          label={t('school.satisfaction')}
          help={
            limits?.pupilSatisfaction == null
              ? undefined
              : t('school.satisfactionLimit', { limit: limits.pupilSatisfaction })
          }
        >
          {(field) => (
            <input
              {...field}
              name="satisfaction"
              type="number"
              min={0}
              max={100}
              step="any"
              defaultValue={before?.pupilSatisfaction ?? ''}
            />
          )}
        </FormField>
        <FormField
          label={t('school.rank')}
          help={limits?.topPercent == null ? undefined : t('school.rankLimit', { limit: limits.topPercent })}
        >
          {(field) => (
            <input {...field} name="rank" type="number" min={1} step={1} defaultValue={before?.rank ?? ''} />
          )}
        </FormField>
        <FormField label={t('school.rankedOf')}>
          {(field) => (
            <input
              {...field}
              name="of"
              type="number"
              min={1}
              step={1}
              defaultValue={before?.rankedOf ?? ''}
            />
          )}
        </FormField>
        <FormField label={t('people.assessment.code.SERIOUS_VIOLATION')}>
          {(field) => (
            <select {...field} name="violation" defaultValue={chosen(before?.seriousViolation ?? false)}>
              <option value="no">{t('no')}</option>
              <option value="yes">{t('yes')}</option>
            </select>
          )}
        </FormField>
        <FormField label={t('people.assessment.code.QUALITY_GAIN')}>
          {(field) => (
            <select {...field} name="gain" defaultValue={chosen(before?.qualityGain)}>
              <option value="">{t('people.assessment.notTold')}</option>
              <option value="yes">{t('yes')}</option>
              <option value="no">{t('no')}</option>
            </select>
          )}
        </FormField>
      </div>
      <FormField wide label={t('school.note')} help={t('school.noteHelp')}>
        {(field) => (
          <textarea {...field} name="note" rows={3} maxLength={1000} defaultValue={before?.note ?? ''} />
        )}
      </FormField>
      <NotDone why={notDone} onReadAgain={onReadAgain} />
      <div className="row">
        <Button type="primary" htmlType="submit" loading={fetching}>
          {t('school.sendAssessment')}
        </Button>
        <Button onClick={onCancel}>{t('school.cancel')}</Button>
      </div>
    </form>
  );
}
