import { MyRecordDocument, type MyRecordQuery } from '../../graphql/generated/graphql.ts';
import { useLiveQuery } from '../../graphql/use-live-query.ts';
import { Facts } from '../../ui/figures.tsx';
import { day, instant, schoolYear } from '../../ui/format.ts';
import { useWords } from '../../ui/language.ts';
import { Page } from '../../ui/page.tsx';
import { EmptyState, Failure, Loading } from '../../ui/states.tsx';
import { TeacherQuestions } from '../../ui/teacher-questions.tsx';

type Teacher = Extract<NonNullable<MyRecordQuery['node']>, { readonly __typename: 'Teacher' }>;

/** A teacher's own page: what is on file, and what published plans mean. */
export function MePage({ teacherId }: { readonly teacherId: string }) {
  const { t } = useWords();
  const { data, error, fetching, again } = useLiveQuery({
    query: MyRecordDocument,
    variables: { teacher: teacherId },
  });
  const teacher = data?.node?.__typename === 'Teacher' ? data.node : undefined;
  return (
    <Page title={t('me.title')} lead={t('me.lead')}>
      {teacher ? (
        <>
          <Record teacher={teacher} />
          <Reasons teacher={teacher} />
        </>
      ) : error ? (
        <Failure error={error} onRetry={again} />
      ) : fetching ? (
        <Loading />
      ) : (
        <EmptyState title={t('me.noRecord')}>{t('me.noRecordText')}</EmptyState>
      )}
    </Page>
  );
}

function Record({ teacher }: { readonly teacher: Teacher }) {
  const { t, say, language } = useWords();
  const [wish] = teacher.wishes.nodes;
  const subjects = [teacher.subject, teacher.secondSubject].flatMap((subject) =>
    subject ? [say(subject.words)] : [],
  );
  return (
    <section className="panel">
      <h2>{t('me.record')}</h2>
      <Facts
        facts={[
          { label: t('me.name'), value: `${teacher.name} (${teacher.staffNumber})` },
          {
            label: t('me.serving'),
            value: `${teacher.serving.school.name} ${t(`stage.${teacher.serving.stage}`)}${t('plan.since', { day: day(teacher.servingSince, language) })}`,
          },
          {
            label: t('me.registered'),
            value: `${teacher.registered.name}${t('plan.since', { day: day(teacher.registeredSince, language) })}`,
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
          { label: t('me.teachingSince'), value: day(teacher.teachingSince, language) },
          {
            label: t('me.wishes'),
            value: wish
              ? t(wish.volunteer ? 'me.wishVolunteer' : 'me.wish', {
                  year: schoolYear(wish.schoolYear),
                  schools:
                    wish.choices
                      .map(({ rank, school, zone }) => `${rank}. ${(school ?? zone)?.name ?? ''}`)
                      .join(t('comma')) || t('me.noSchools'),
                })
              : t('plan.wishNone'),
          },
        ]}
      />
    </section>
  );
}

function Reasons({ teacher }: { readonly teacher: Teacher }) {
  const { t, say, language } = useWords();
  const reasons = teacher.reasons.nodes;
  return (
    <section className="stack">
      <h2>{t('me.plans')}</h2>
      {reasons.length === 0 ? (
        <EmptyState title={t('me.plansNone')}>{t('me.plansEmpty')}</EmptyState>
      ) : (
        reasons.map(({ id, outcome, words, plan }) => (
          <article key={id} className="panel">
            <div className="row">
              <h3>
                {plan.round.name} · {plan.name}
              </h3>
              <span className="badge" data-outcome={outcome}>
                {t(`plan.outcome.${outcome}`)}
              </span>
              <span className="quiet small">
                {t(`plan.state.${plan.state}`)} · {instant(plan.createdAt, language)}
              </span>
            </div>
            <p className="reason">{say(words)}</p>
            {plan.status === 'OPTIMAL' || plan.status === 'FEASIBLE' ? (
              <TeacherQuestions
                planId={plan.id}
                teacherId={teacher.id}
                words={{
                  whyNot: outcome === 'MOVES' ? undefined : t('me.whyNot'),
                  whereElse: t('me.whereElse'),
                }}
              />
            ) : null}
          </article>
        ))
      )}
    </section>
  );
}
