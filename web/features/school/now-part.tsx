import { Link } from '@tanstack/react-router';
import {
  type HostedPostingFragment,
  SchoolMovesDocument,
  type SchoolRoundFragment,
} from '../../graphql/generated/graphql.ts';
import { useLiveQuery } from '../../graphql/use-live-query.ts';
import { day } from '../../ui/format.ts';
import { useWords } from '../../ui/language.ts';
import { Failure } from '../../ui/states.tsx';
import { SubjectTable } from './subject-table.tsx';
import type { School } from './view.ts';
import { useWaiting } from './waiting.ts';

interface Props {
  readonly school: School;
  readonly round: SchoolRoundFragment | undefined;
  readonly postings: readonly HostedPostingFragment[];
  /** How many requests of the school wait for an answer. */
  readonly asked: number;
}

/** What waits for the principal, and each subject of the school now and by the newest published list. */
export function NowPart({ school, round, postings, asked }: Props) {
  const { t, language } = useWords();
  const [plan] = round?.plans.nodes ?? [];
  const { data, error, again } = useLiveQuery({
    query: SchoolMovesDocument,
    variables: { plan: plan?.id ?? '', school: school.id },
    pause: plan === undefined,
  });
  const known = data?.node?.__typename === 'Plan' ? data.node : undefined;
  const waiting = useWaiting(school.id, round, postings, asked);
  return (
    <>
      <section className="panel" aria-label={t('school.waiting')}>
        <h2>{t('school.waiting')}</h2>
        {waiting.length === 0 ? (
          <p className="quiet">{t('school.waitingNone')}</p>
        ) : (
          <ul className="plain-list">
            {waiting.map(({ key, text, until, ...where }) => (
              <li key={key}>
                <span>
                  {text}
                  {until === undefined ? null : (
                    <span className="quiet small"> {t('school.until', { day: day(until, language) })}</span>
                  )}
                </span>
                {where.to === '/requests' ? (
                  <Link to="/requests">{t('school.goRequests')}</Link>
                ) : (
                  <Link to="/school" search={(before) => ({ ...before, part: where.part })}>
                    {t(`school.go.${where.part}`)}
                  </Link>
                )}
              </li>
            ))}
          </ul>
        )}
      </section>
      {error ? <Failure error={error} onRetry={again} /> : null}
      {school.sections.map((section) => (
        <SubjectTable key={section.id} section={section} plan={plan} known={known} />
      ))}
    </>
  );
}
