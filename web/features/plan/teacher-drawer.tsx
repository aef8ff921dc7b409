import { Drawer } from 'antd';
import { TeacherInPlanDocument, type TeacherInPlanQuery } from '../../graphql/generated/graphql.ts';
import { useLiveQuery } from '../../graphql/use-live-query.ts';
import { Facts } from '../../ui/figures.tsx';
import { day, fte } from '../../ui/format.ts';
import { useWords } from '../../ui/language.ts';
import { usePostName } from '../../ui/post-name.ts';
import { Failure, Loading } from '../../ui/states.tsx';
import { TeacherQuestions } from '../../ui/teacher-questions.tsx';
import { HandButton } from './hand-button.tsx';
import { OptionPin } from './option-pin.tsx';
import { PinMenu } from './pin-menu.tsx';
import type { Pins } from './pins.ts';
import { SectionName } from './section-name.tsx';

interface Props {
  readonly planId: string;
  readonly teacherId: string | undefined;
  /** Whether there is a plan to ask about. */
  readonly exists: boolean;
  readonly pins: Pins;
  readonly onClose: () => void;
}

/** Why this teacher, why there: the reason, the move, the facts it rests on, and what can be fixed. */
export function TeacherDrawer({ planId, teacherId, exists, pins, onClose }: Props) {
  const { t } = useWords();
  const { data, error, fetching, again } = useLiveQuery({
    query: TeacherInPlanDocument,
    variables: { teacher: teacherId ?? '', plan: planId },
    pause: teacherId === undefined,
  });
  const teacher = data?.node?.__typename === 'Teacher' && data.node.id === teacherId ? data.node : undefined;
  return (
    <Drawer
      open={teacherId !== undefined}
      onClose={onClose}
      title={teacher ? t('plan.drawer', { name: teacher.name }) : t('loading')}
      size={480}
      mask={false}
      destroyOnHidden
    >
      {teacher ? (
        <Details key={teacher.id} teacher={teacher} planId={planId} exists={exists} pins={pins} />
      ) : error ? (
        <Failure error={error} onRetry={again} />
      ) : fetching ? (
        <Loading />
      ) : (
        <p className="quiet">{t('plan.notYours')}</p>
      )}
    </Drawer>
  );
}

type Teacher = Extract<NonNullable<TeacherInPlanQuery['node']>, { readonly __typename: 'Teacher' }>;

interface DetailsProps {
  readonly teacher: Teacher;
  readonly planId: string;
  readonly exists: boolean;
  readonly pins: Pins;
}

function Details({ teacher, planId, exists, pins }: DetailsProps) {
  const { t, say, language } = useWords();
  const nameOf = usePostName();
  const [reason] = teacher.reasons.nodes;
  const move = teacher.moves.nodes.find(({ plan }) => plan.id === planId);
  return (
    <div className="stack">
      <section className="stack">
        <h2 className="sub">{t('plan.reason')}</h2>
        {reason ? (
          <>
            <p>
              <span className="badge" data-outcome={reason.outcome}>
                {t(`plan.outcome.${reason.outcome}`)}
              </span>
            </p>
            <p className="reason">{say(reason.words)}</p>
          </>
        ) : (
          <p className="quiet">{t('plan.noReason')}</p>
        )}
      </section>
      {move ? (
        <section className="stack">
          <h2 className="sub">{t('plan.move')}</h2>
          <Facts
            facts={[
              { label: t('plan.from'), value: <SectionName section={move.from} /> },
              { label: t('plan.to'), value: <SectionName section={move.to} /> },
              { label: t('plan.post'), value: nameOf(move) },
              { label: t('plan.form'), value: t(`moveForm.${move.form}`) },
              {
                label: t('plan.km'),
                value:
                  move.km === null || move.km === undefined
                    ? t('unknown')
                    : `${fte(Math.round(move.km * 10) / 10, language)} ${t('plan.kmUnit')}`,
              },
              { label: t('plan.bed'), value: move.bed ? t('plan.bedYes') : t('none') },
              {
                label: t('plan.wish'),
                value: move.wishRank ? t('plan.wishRank', { rank: move.wishRank }) : t('plan.wishNone'),
              },
            ]}
          />
        </section>
      ) : null}
      {exists && reason ? (
        <section className="stack">
          <h2 className="sub">{t('ask.title')}</h2>
          <TeacherQuestions
            planId={planId}
            teacherId={teacher.id}
            words={{
              whyNot: reason.outcome === 'MOVES' ? undefined : t('ask.whyNotTeacher'),
              whereElse: t('ask.whereElse'),
            }}
            action={(option) => <OptionPin option={option} pins={pins} />}
          />
        </section>
      ) : null}
      <section className="stack">
        <h2 className="sub">{t('plan.facts')}</h2>
        <Facts
          facts={[
            { label: t('plan.staffNumber'), value: teacher.staffNumber },
            {
              label: t('plan.where'),
              value: (
                <>
                  <SectionName section={teacher.serving} />
                  {t('plan.since', { day: day(teacher.servingSince, language) })}
                </>
              ),
            },
            {
              label: t('plan.subjects'),
              value: [teacher.subject, teacher.secondSubject]
                .flatMap((subject) => (subject ? [say(subject.words)] : []))
                .join(t('comma')),
            },
            {
              label: t('me.certificates'),
              value: teacher.certificates
                .map(({ subject, stage }) => `${t(`stage.${stage}`)} ${say(subject.words)}`)
                .join(t('comma')),
            },
            { label: t('me.backbone'), value: t(`backbone.${teacher.backbone}`) },
          ]}
        />
      </section>
      {pins.may ? (
        <section className="stack">
          <h2 className="sub">{t('plan.pin.title')}</h2>
          <PinMenu
            teacher={teacher}
            to={move?.pinnable ? move.to : undefined}
            subject={move?.subject?.code}
            pins={pins}
          />
          <p className="quiet small">{t('plan.pin.help')}</p>
          <HandButton teacher={teacher} />
        </section>
      ) : null}
    </div>
  );
}
