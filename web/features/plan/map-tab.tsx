import { Button } from 'antd';
import { useId } from 'react';
import { PlanFlowsDocument } from '../../graphql/generated/graphql.ts';
import { useLiveQuery } from '../../graphql/use-live-query.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { useWords } from '../../ui/language.ts';
import { usePostName } from '../../ui/post-name.ts';
import { SelectField } from '../../ui/select-field.tsx';
import { EmptyState, Failure, Loading } from '../../ui/states.tsx';
import { FlowMap, MapKey } from './flow-map.tsx';
import { type Flow, type Pair, pairsOf, sheetOf } from './flows.ts';
import { MovesTab } from './moves-tab.tsx';
import type { Pins } from './pins.ts';
import type { PlanViewProps } from './view.ts';

interface Props extends PlanViewProps {
  readonly pins: Pins;
}

/** Lines drawn at most: more are a hairball. The table has them all. */
const mostDrawn = 60;

/** Who goes from which school to which, on a map and as a table; a line or a row chosen shows the people. */
export function MapTab({ planId, view, onView, pins }: Props) {
  const { t } = useWords();
  const { data, error, again } = useLiveQuery({ query: PlanFlowsDocument, variables: { id: planId } });
  const nameOf = usePostName();
  const titleId = useId();
  if (error) return <Failure error={error} onRetry={again} />;
  const plan = data?.node?.__typename === 'Plan' ? data.node : undefined;
  if (plan === undefined) return <Loading />;
  if (plan.flows.length === 0)
    return <EmptyState title={t('plan.movesEmpty')}>{t('plan.movesEmptyText')}</EmptyState>;
  const pairs = pairsOf(plan.flows, view.subject);
  const schools = schoolsOf(plan.flows);
  const { missing } = sheetOf(schools, 1, 1);
  const chosen = pairs.find(({ key }) => key === view.flow);
  const columns: readonly Column<Pair>[] = [
    { key: 'from', title: t('plan.from'), cell: ({ from }) => from.name },
    { key: 'to', title: t('plan.to'), cell: ({ to }) => to.name },
    {
      key: 'direction',
      title: t('map.directionLabel'),
      cell: ({ direction }) => <span className="nowrap">{t(`map.direction.${direction}`)}</span>,
    },
    {
      key: 'posts',
      title: t('plan.post'),
      cell: ({ parts }) => parts.map((part) => `${nameOf(part)} ${part.people}`).join(t('comma')),
    },
    {
      key: 'people',
      title: t('plan.people'),
      end: true,
      cell: ({ key, from, to, people }) => (
        <button
          type="button"
          className="link"
          aria-label={t('map.flow', { from: from.name, to: to.name, count: people })}
          onClick={() => onView({ flow: key })}
        >
          {people}
        </button>
      ),
    },
  ];
  return (
    <div className="stack">
      <div className={view.subject === undefined ? 'row-end no-print' : 'row-end'}>
        <SelectField
          label={t('plan.post')}
          none={t('all')}
          value={view.subject}
          choices={postsOf(plan.flows, nameOf)}
          onChange={(subject) => onView({ subject, flow: undefined })}
        />
        {chosen ? <Button onClick={() => onView({ flow: undefined })}>{t('map.all')}</Button> : null}
      </div>
      <div className="map-and-table">
        <figure className="panel map-figure" aria-labelledby={titleId}>
          <div className="chart-head">
            <span id={titleId} className="strong">
              {t('map.title')}
            </span>
            <span className="quiet small">{t('chart.unit', { unit: t('map.unit') })}</span>
          </div>
          <FlowMap
            pairs={pairs.slice(0, mostDrawn)}
            schools={schools}
            chosen={chosen?.key}
            onChoose={(flow) => onView({ flow })}
          />
          <figcaption className="stack">
            <MapKey />
            <p className="quiet small">{t('chart.source', { source: t('map.source') })}</p>
            {pairs.length > mostDrawn ? (
              <p className="quiet small">{t('map.most', { count: mostDrawn, of: pairs.length })}</p>
            ) : null}
            {missing.length > 0 ? (
              <p className="small">
                {t('map.missing', {
                  count: missing.length,
                  names: missing.map(({ name }) => name).join(t('comma')),
                })}
              </p>
            ) : null}
          </figcaption>
        </figure>
        <DataTable
          caption={t('map.table')}
          columns={columns}
          rows={pairs}
          rowKey={({ key }) => key}
          selected={chosen?.key}
        />
      </div>
      {chosen ? (
        <section className="stack" aria-label={t('map.people')}>
          <h2>{t('map.flow', { from: chosen.from.name, to: chosen.to.name, count: chosen.people })}</h2>
          <MovesTab
            planId={planId}
            view={view}
            onView={onView}
            pins={pins}
            between={{ from: chosen.from.id, to: chosen.to.id }}
          />
        </section>
      ) : null}
    </div>
  );
}

const schoolsOf = (flows: readonly Flow[]) => [
  ...new Map(flows.flatMap(({ from, to }) => [from, to]).map((school) => [school.id, school])).values(),
];

const postsOf = (flows: readonly Flow[], nameOf: (flow: Flow) => string) =>
  [...new Map(flows.map((flow) => [flow.role ?? flow.subject?.code ?? 'none', nameOf(flow)]))].map(
    ([value, label]) => ({ value, label }),
  );
