import {
  MyPointsDocument,
  type MyPointsQuery,
  type MyRoundFragment,
} from '../../graphql/generated/graphql.ts';
import { useLiveQuery } from '../../graphql/use-live-query.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { count, day, instant, schoolYear } from '../../ui/format.ts';
import { useWords } from '../../ui/language.ts';
import { EmptyState, Failure, Loading } from '../../ui/states.tsx';
import { ContestForm, Contests } from './contests.tsx';
import { windowOf } from './view.ts';

interface Props {
  readonly teacherId: string;
  readonly rounds: readonly MyRoundFragment[];
  readonly onChange: () => void;
}

type Teacher = Extract<NonNullable<MyPointsQuery['node']>, { readonly __typename: 'Teacher' }>;
type Score = Teacher['points']['nodes'][number];

/** The own score of each year, how it is made, and what was said against it. */
export function PointsPart({ teacherId, rounds, onChange }: Props) {
  const { t } = useWords();
  const { data, error, again } = useLiveQuery({ query: MyPointsDocument, variables: { teacher: teacherId } });
  const teacher = data?.node?.__typename === 'Teacher' ? data.node : undefined;
  if (!teacher) return error ? <Failure error={error} onRetry={again} /> : <Loading />;
  const scores = teacher.points.nodes;
  if (scores.length === 0)
    return <EmptyState title={t('me.pointsNone')}>{t('me.pointsNoneText')}</EmptyState>;
  const changed = () => {
    again();
    onChange();
  };
  return scores.map((score) => (
    <ScorePanel
      key={score.id}
      score={score}
      rounds={rounds.filter((round) => round.schoolYear === score.schoolYear)}
      onChange={changed}
    />
  ));
}

interface ScoreProps {
  readonly score: Score;
  /** Those of its school year. */
  readonly rounds: readonly MyRoundFragment[];
  readonly onChange: () => void;
}

function ScorePanel({ score, rounds, onChange }: ScoreProps) {
  const { t, say, language } = useWords();
  const {
    schoolYear: year,
    points,
    section,
    rank,
    parts,
    contests,
    corrected,
    mayContest,
    reckonedOn,
    rule,
    source,
  } = score;
  const open = rounds.find(({ openFor }) => openFor.includes('POINTS_FROZEN'));
  const window = open && windowOf(open, 'POINTS_FROZEN');
  const frozen = rounds.find(({ pointsFrozenAt }) => pointsFrozenAt !== null)?.pointsFrozenAt;
  const waits = contests.some(({ state }) => state === 'SUBMITTED');
  return (
    <section className="panel" aria-label={t('me.pointsOf', { year: schoolYear(year) })}>
      <div className="row">
        <h2>{t('me.pointsOf', { year: schoolYear(year) })}</h2>
        <strong>{t('me.score', { points: count(points, language) })}</strong>
        {section ? <span className="quiet">{section.school.name}</span> : null}
      </div>
      {rank ? (
        <p>
          {rank.first === rank.last
            ? t('me.rank', { first: rank.first, of: rank.of })
            : t('me.rankRange', { first: rank.first, last: rank.last, of: rank.of })}
        </p>
      ) : null}
      {parts.length > 0 ? (
        <DataTable
          caption={t('me.pointsHow')}
          rows={parts}
          rowKey={({ code }) => code}
          columns={[
            { key: 'how', title: t('me.pointsHow'), cell: ({ words }) => say(words) },
            {
              key: 'points',
              title: t('me.pointsUnit'),
              end: true,
              cell: (part) => count(part.points, language),
            },
          ]}
        />
      ) : null}
      <p className="quiet small">
        {rule && reckonedOn != null
          ? t('me.reckoned', { day: day(reckonedOn, language), rule: rule.version })
          : t('me.fromTable', { source: source ?? t('unknown') })}
        {corrected ? ` ${t('me.corrected')}` : ''}
      </p>
      <Contests contests={contests} />
      {frozen != null ? (
        <p>{t('me.frozen', { when: instant(frozen, language) })}</p>
      ) : mayContest ? (
        <ContestForm
          pointsId={score.id}
          until={window === undefined ? undefined : day(window.until, language)}
          onChange={onChange}
        />
      ) : waits ? null : (
        <p className="quiet">{t('me.contestClosed')}</p>
      )}
    </section>
  );
}
