import { Alert } from 'antd';
import { PlansSideBySideDocument } from '../../graphql/generated/graphql.ts';
import { useLiveQuery } from '../../graphql/use-live-query.ts';
import { count } from '../../ui/format.ts';
import { useWords } from '../../ui/language.ts';
import { EmptyState, Failure, Loading } from '../../ui/states.tsx';
import { FigureTable } from './figure-table.tsx';
import { OpeningTable } from './opening-table.tsx';
import { PeopleTable } from './people-table.tsx';

interface Props {
  /** Two to four plans, the one to set the others against first. */
  readonly ids: readonly string[];
  readonly titleOf: (goal: string) => string;
}

export function Comparison({ ids, titleOf }: Props) {
  const { t, say, language } = useWords();
  const [a = '', b = '', c, d] = ids;
  const { data, error, fetching, again } = useLiveQuery({
    query: PlansSideBySideDocument,
    variables: {
      ids: [...ids],
      standard: 'QUALITY_2017',
      a,
      b,
      c: c ?? b,
      d: d ?? b,
      withC: c !== undefined,
      withD: d !== undefined,
    },
  });
  if (!data) {
    if (error) return <Failure error={error} onRetry={again} />;
    return fetching ? <Loading /> : null;
  }
  const plans = data.nodes.flatMap((node) => (node?.__typename === 'Plan' ? [node] : []));
  const pairs = [data.b, data.c, data.d].slice(0, ids.length - 1).flatMap((pair) => pair ?? []);
  if (plans.length !== ids.length || pairs.length !== ids.length - 1)
    return <EmptyState title={t('notFound.title')}>{t('notFound.text')}</EmptyState>;
  return (
    <>
      {pairs.map((pair, index) => (
        <Alert
          key={plans[index + 1]?.id}
          type={pair.better === null || pair.better === undefined ? 'warning' : 'info'}
          showIcon
          title={
            <>
              {pairs.length > 1 ? (
                <strong>{t('compare.with', { plan: plans[index + 1]?.name ?? '' })}</strong>
              ) : null}{' '}
              {say(pair.words)}{' '}
              <span className="quiet">
                {t('compare.people', {
                  same: count(pair.same, language),
                  other: count(pair.onlyInA.length + pair.onlyInB.length + pair.changed.length, language),
                })}
              </span>
            </>
          }
        />
      ))}
      <FigureTable plans={plans} titleOf={titleOf} />
      <PeopleTable plans={plans} pairs={pairs} />
      <OpeningTable plans={plans} pairs={pairs} />
    </>
  );
}
