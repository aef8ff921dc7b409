import { Link } from '@tanstack/react-router';
import type { MyRoundFragment } from '../../graphql/generated/graphql.ts';
import { Facts } from '../../ui/figures.tsx';
import { day } from '../../ui/format.ts';
import { useWords } from '../../ui/language.ts';
import { EmptyState } from '../../ui/states.tsx';
import type { Part, Teacher } from './view.ts';
import { useWaiting } from './waiting.ts';

interface Props {
  readonly teacher: Teacher;
  readonly round: MyRoundFragment | undefined;
}

/** What waits for the teacher, what the newest list means, and whether the teacher may go at all. */
export function NowPart({ teacher, round }: Props) {
  const { t, say, language } = useWords();
  const waiting = useWaiting(teacher, round);
  const [newest] = teacher.reasonSheets;
  return (
    <>
      <section className="panel" aria-label={t('me.waiting')}>
        <h2>{t('me.waiting')}</h2>
        {waiting.length === 0 ? (
          <p className="quiet">{t('me.waitingNone')}</p>
        ) : (
          <ul className="plain-list">
            {waiting.map(({ key, part, text, until }) => (
              <li key={key}>
                <span>
                  {text}
                  {until === undefined ? null : (
                    <span className="quiet small"> {t('me.until', { day: day(until, language) })}</span>
                  )}
                </span>
                <PartLink part={part} />
              </li>
            ))}
          </ul>
        )}
      </section>
      {newest ? (
        <section className="panel">
          <div className="row">
            <h2>
              {newest.plan.round.name} · {newest.plan.name}
            </h2>
            <span className="badge" data-outcome={newest.reason.outcome}>
              {t(`plan.outcome.${newest.reason.outcome}`)}
            </span>
            <span className="quiet small">
              {newest.replaced ? t('me.replaced') : t(`plan.state.${newest.plan.state}`)}
            </span>
          </div>
          <p className="reason">{say(newest.reason.words)}</p>
          <p>
            <PartLink part="plans" />
          </p>
        </section>
      ) : (
        <EmptyState title={t('me.plansNone')}>{t('me.plansEmpty')}</EmptyState>
      )}
      <Who teacher={teacher} />
    </>
  );
}

function Who({ teacher }: { readonly teacher: Teacher }) {
  const { t, say, language } = useWords();
  const { eligibility } = teacher;
  const turns = eligibility?.changesOn;
  return (
    <section className="panel">
      <Facts
        facts={[
          { label: t('me.name'), value: `${teacher.name} (${teacher.staffNumber})` },
          {
            label: t('me.serving'),
            value: `${teacher.serving.school.name} ${t(`stage.${teacher.serving.stage}`)}`,
          },
          { label: t('me.subject'), value: teacher.subject ? say(teacher.subject.words) : t('none') },
          {
            label: t('me.mayGo'),
            value: eligibility ? (
              <>
                {eligibility.bar ? say(eligibility.bar.words) : t('me.mayGoYes')}{' '}
                {turns == null ? null : t('me.mayGoUntil', { day: day(turns, language) })}
              </>
            ) : (
              t('unknown')
            ),
          },
        ]}
      />
    </section>
  );
}

function PartLink({ part }: { readonly part: Part }) {
  const { t } = useWords();
  return (
    <Link to="/me" search={(before) => ({ ...before, part })}>
      {t(`me.go.${part}`)}
    </Link>
  );
}
