import { MyRecordDocument, type MyRecordQuery } from '../../graphql/generated/graphql.ts';
import { useLiveQuery } from '../../graphql/use-live-query.ts';
import { DownloadButton } from '../../ui/download-button.tsx';
import { Facts } from '../../ui/figures.tsx';
import { day } from '../../ui/format.ts';
import { useWords } from '../../ui/language.ts';
import { Failure, Loading } from '../../ui/states.tsx';
import { CorrectionForm } from './correction-form.tsx';
import { Corrections } from './corrections.tsx';
import { EligibilityPanel } from './eligibility-panel.tsx';

export type OnFile = Extract<NonNullable<MyRecordQuery['node']>, { readonly __typename: 'Teacher' }>;

interface Props {
  readonly teacherId: string;
  readonly onChange: () => void;
}

/** What is on file about the teacher, whether that lets the teacher go, how to have it put right, and all of it to take along. */
export function RecordPart({ teacherId, onChange }: Props) {
  const { t } = useWords();
  const { data, error, again } = useLiveQuery({ query: MyRecordDocument, variables: { teacher: teacherId } });
  const teacher = data?.node?.__typename === 'Teacher' ? data.node : undefined;
  if (!teacher) return error ? <Failure error={error} onRetry={again} /> : <Loading />;
  const changed = () => {
    again();
    onChange();
  };
  return (
    <>
      <RecordPanel teacher={teacher} />
      {teacher.eligibility ? <EligibilityPanel eligibility={teacher.eligibility} /> : null}
      <section className="panel" aria-label={t('me.corrections')}>
        <h2>{t('me.corrections')}</h2>
        <Corrections teacher={teacher} onChange={changed} />
        <CorrectionForm teacher={teacher} onSent={changed} />
      </section>
      <section className="panel" aria-label={t('me.data')}>
        <h2>{t('me.data')}</h2>
        <p className="quiet small">{t('me.dataText')}</p>
        <div>
          <DownloadButton path="/me/data.json">{t('me.dataTake')}</DownloadButton>
        </div>
      </section>
    </>
  );
}

function RecordPanel({ teacher }: { readonly teacher: OnFile }) {
  const { t, say, language } = useWords();
  const subjects = [teacher.subject, teacher.secondSubject].flatMap((subject) =>
    subject ? [say(subject.words)] : [],
  );
  const since = (on: string) => t('plan.since', { day: day(on, language) });
  return (
    <section className="panel" aria-label={t('me.record')}>
      <h2>{t('me.record')}</h2>
      <Facts
        facts={[
          { label: t('me.name'), value: `${teacher.name} (${teacher.staffNumber})` },
          { label: t('me.sex'), value: teacher.sex == null ? t('unknown') : t(`me.sexes.${teacher.sex}`) },
          { label: t('me.born'), value: teacher.born == null ? t('unknown') : day(teacher.born, language) },
          {
            label: t('me.serving'),
            value: `${teacher.serving.school.name} ${t(`stage.${teacher.serving.stage}`)}${since(teacher.servingSince)}`,
          },
          {
            label: t('me.registered'),
            value: `${teacher.registered.name}${since(teacher.registeredSince)}`,
          },
          { label: t('me.subject'), value: subjects.join(t('comma')) || t('none') },
          {
            label: t('me.certificates'),
            value:
              teacher.certificates
                .map(({ subject, stage }) => `${t(`stage.${stage}`)} ${say(subject.words)}`)
                .join(t('comma')) || t('none'),
          },
          { label: t('me.titleLabel'), value: t(`teacherTitle.${teacher.title}`) },
          { label: t('me.backbone'), value: t(`backbone.${teacher.backbone}`) },
          {
            label: t('me.education'),
            value: teacher.education == null ? t('unknown') : t(`people.education.${teacher.education}`),
          },
          { label: t('me.established'), value: t(teacher.established ? 'yes' : 'no') },
          { label: t('me.classTeacher'), value: t(teacher.classTeacher ? 'yes' : 'no') },
          { label: t('me.teachingSince'), value: day(teacher.teachingSince, language) },
          {
            label: t('me.exemptions'),
            value:
              teacher.exemptions
                .map(
                  ({ kind, from, until }) =>
                    `${kind == null ? t('unknown') : t(`people.exemptionKind.${kind}`)} ${day(from, language)} – ${
                      until == null ? t('me.furtherNotice') : day(until, language)
                    }`,
                )
                .join(t('comma')) || t('none'),
          },
          { label: t('me.phone'), value: teacher.phone ?? t('me.notOnFile') },
          { label: t('me.identityNumber'), value: teacher.identityNumber ?? t('me.notOnFile') },
          { label: t('me.homePlace'), value: teacher.homePlace ?? t('me.notOnFile') },
        ]}
      />
    </section>
  );
}
