import { Link } from '@tanstack/react-router';
import { Alert, Tabs } from 'antd';
import type { ReactNode } from 'react';
import { PlanDocument, type PlanHeadFragment } from '../../graphql/generated/graphql.ts';
import { useLiveQuery } from '../../graphql/use-live-query.ts';
import { DownloadButton } from '../../ui/download-button.tsx';
import { Facts, Figures } from '../../ui/figures.tsx';
import { count, instant } from '../../ui/format.ts';
import { useWords } from '../../ui/language.ts';
import { Page } from '../../ui/page.tsx';
import { EmptyState, Failure, Loading } from '../../ui/states.tsx';
import { CircuitsTab } from './circuits-tab.tsx';
import { Diagnosis } from './diagnosis.tsx';
import { FairnessTab } from './fairness-tab.tsx';
import { FindingsTab } from './findings-tab.tsx';
import { GoalsTable } from './goals-table.tsx';
import { MovesTab } from './moves-tab.tsx';
import { type Pins, usePins } from './pins.ts';
import { PostDrawer } from './post-drawer.tsx';
import { ReasonsTab } from './reasons-tab.tsx';
import { TeacherDrawer } from './teacher-drawer.tsx';
import { UnfilledTab } from './unfilled-tab.tsx';
import type { PlanViewProps } from './view.ts';
import { WorthTab } from './worth-tab.tsx';

interface Props extends PlanViewProps {
  readonly mayEdit: boolean;
  /** Whether plans can be compared and pins, findings and totals read. */
  readonly readsCounty: boolean;
  /** Starts a solve of the same round, given its id; the button to do so stands on this page too. */
  readonly solveAgain: (roundId: string) => ReactNode;
}

export function PlanPage(props: Props) {
  const { t } = useWords();
  const { data, error, fetching, again } = useLiveQuery({
    query: PlanDocument,
    variables: { id: props.planId },
  });
  const plan = data?.node?.__typename === 'Plan' ? data.node : undefined;
  if (plan) return <PlanDetails {...props} plan={plan} />;
  return (
    <Page title={t('title.plan')}>
      {error ? (
        <Failure error={error} onRetry={again} />
      ) : fetching ? (
        <Loading />
      ) : (
        <EmptyState title={t('notFound.title')}>{t('notFound.text')}</EmptyState>
      )}
    </Page>
  );
}

function PlanDetails({
  plan,
  planId,
  view,
  onView,
  mayEdit,
  readsCounty,
  solveAgain,
}: Props & { readonly plan: PlanHeadFragment }) {
  const { t, language } = useWords();
  const pins = usePins(plan.round, mayEdit);
  const { rules, goals } = plan.round.policy;
  const titleOf = (name: string) => [...rules, ...goals].find((named) => named.name === name)?.title ?? name;
  const exists = plan.status === 'OPTIMAL' || plan.status === 'FEASIBLE';
  return (
    <Page
      title={plan.name}
      lead={
        <>
          <Link to="/rounds/$roundId" params={{ roundId: plan.round.id }}>
            {plan.round.name}
          </Link>{' '}
          · {t(`plan.state.${plan.state}`)} · {instant(plan.createdAt, language)}
        </>
      }
      actions={
        <>
          {mayEdit && plan.exportPath && exists ? (
            <DownloadButton path={plan.exportPath}>{t('plan.download')}</DownloadButton>
          ) : null}
          {readsCounty ? (
            <Link to="/compare" search={{ a: plan.id }} className="button-link">
              {t('plan.compareWith')}
            </Link>
          ) : null}
          {pins.may ? solveAgain(plan.round.id) : null}
        </>
      }
    >
      <Alert
        type={exists ? (plan.status === 'OPTIMAL' ? 'success' : 'info') : 'warning'}
        showIcon
        title={
          <>
            <strong>{t(`plan.status.${plan.status}`)}</strong> {t(`plan.statusText.${plan.status}`)}
          </>
        }
      />
      <PendingPins plan={plan} pins={pins} />
      {plan.diagnosis ? <Diagnosis diagnosis={plan.diagnosis} titleOf={titleOf} /> : null}
      {exists ? (
        <>
          <Figures
            figures={[
              { label: t('plan.moved'), value: count(plan.moved, language), unit: t('plan.people') },
              {
                label: t('plan.backbone'),
                value: count(plan.backbone.totalCount, language),
                unit: t('plan.people'),
              },
              {
                label: t('plan.open'),
                value: count(plan.unfilled.totalCount, language),
                unit: t('plan.places'),
              },
              {
                label: t('plan.tab.findings'),
                value: count(plan.findings.totalCount, language),
                unit: t('plan.items'),
              },
            ]}
          />
          <details className="panel">
            <summary>
              <h2>
                {t('plan.goalsSummary', {
                  count: plan.goals.length,
                  proven: plan.goals.filter(({ value, bound }) => value === bound).length,
                })}
              </h2>
            </summary>
            <GoalsTable goals={plan.goals} titleOf={titleOf} />
            <Facts
              facts={[
                { label: t('plan.engine'), value: plan.engine },
                { label: t('plan.engineWhy'), value: plan.engineReason },
                { label: t('plan.policy'), value: plan.round.policy.version },
                { label: t('plan.hash'), value: <code className="hash">{plan.problem.hash}</code> },
                ...(plan.filePath && plan.problem.exportPath
                  ? [
                      {
                        label: t('plan.checkFiles'),
                        value: (
                          <span className="row">
                            <DownloadButton path={plan.filePath}>{t('plan.checkPlan')}</DownloadButton>
                            <DownloadButton path={plan.problem.exportPath}>
                              {t('plan.checkProblem')}
                            </DownloadButton>
                          </span>
                        ),
                      },
                    ]
                  : []),
              ]}
            />
          </details>
          <Tabs
            activeKey={view.tab ?? 'moves'}
            onChange={(key) =>
              onView({
                tab: tabs.find((tab) => tab === key),
                q: undefined,
                sort: undefined,
                outcome: undefined,
              })
            }
            destroyOnHidden
            items={[
              {
                key: 'moves',
                label: tabLabel(t('plan.tab.moves'), plan.moves.totalCount),
                children: <MovesTab planId={planId} view={view} onView={onView} pins={pins} />,
              },
              {
                key: 'unfilled',
                label: tabLabel(t('plan.tab.unfilled'), plan.unfilled.totalCount),
                children: <UnfilledTab planId={planId} view={view} onView={onView} />,
              },
              {
                key: 'reasons',
                label: tabLabel(t('plan.tab.reasons'), plan.reasons.totalCount),
                children: <ReasonsTab planId={planId} view={view} onView={onView} />,
              },
              {
                key: 'findings',
                label: tabLabel(t('plan.tab.findings'), plan.findings.totalCount),
                children: <FindingsTab planId={planId} titleOf={titleOf} />,
              },
              ...(plan.circuits.length > 0
                ? [
                    {
                      key: 'circuits',
                      label: tabLabel(t('plan.tab.circuits'), plan.circuits.length),
                      children: <CircuitsTab circuits={plan.circuits} onView={onView} />,
                    },
                  ]
                : []),
              ...(readsCounty
                ? [
                    {
                      key: 'worth',
                      label: t('worth.title'),
                      children: <WorthTab planId={planId} />,
                    },
                    {
                      key: 'fairness',
                      label: t('fairness.title'),
                      children: <FairnessTab planId={planId} onView={onView} />,
                    },
                  ]
                : []),
            ]}
          />
        </>
      ) : null}
      <TeacherDrawer
        planId={planId}
        teacherId={view.teacher}
        exists={exists}
        pins={pins}
        onClose={() => onView({ teacher: undefined })}
      />
      {exists ? <PostDrawer planId={planId} view={view} pins={pins} onView={onView} /> : null}
    </Page>
  );
}

const tabs = ['unfilled', 'reasons', 'findings', 'circuits', 'worth', 'fairness'] as const;

const tabLabel = (text: string, number: number) => `${text} ${number}`;

/** What was fixed after this plan was made does not show in it. */
function PendingPins({ plan, pins }: { readonly plan: PlanHeadFragment; readonly pins: Pins }) {
  const { t } = useWords();
  const pending = plan.round.pins.nodes.filter(({ createdAt }) => createdAt > plan.createdAt).length;
  if (!pins.may || pending === 0) return null;
  return <Alert type="info" showIcon title={t('plan.pin.pending', { count: pending })} />;
}
