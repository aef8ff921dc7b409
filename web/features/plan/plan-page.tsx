import { Link } from '@tanstack/react-router';
import { Alert } from 'antd';
import type { ReactNode } from 'react';
import { PlanDocument, type PlanHeadFragment } from '../../graphql/generated/graphql.ts';
import { useLiveQuery } from '../../graphql/use-live-query.ts';
import { DownloadButton } from '../../ui/download-button.tsx';
import { Figures } from '../../ui/figures.tsx';
import { count, instant } from '../../ui/format.ts';
import { useWords } from '../../ui/language.ts';
import { Page } from '../../ui/page.tsx';
import { EmptyState, Failure, Loading } from '../../ui/states.tsx';
import { Diagnosis } from './diagnosis.tsx';
import { GoalsTable } from './goals-table.tsx';
import type { HandEffect } from './hand.ts';
import { HandPanel } from './hand-panel.tsx';
import { HandWork } from './hand-work.tsx';
import { type Pins, usePins } from './pins.ts';
import { PlanTabs } from './plan-tabs.tsx';
import { PostDrawer } from './post-drawer.tsx';
import { StepsPanel } from './steps-panel.tsx';
import { TeacherDrawer } from './teacher-drawer.tsx';
import type { PlanViewProps } from './view.ts';
import './plan.css';
import { PrintButton } from '../../ui/print-button.tsx';

interface Props extends PlanViewProps {
  readonly mayEdit: boolean;
  /** Whether plans can be compared and pins, findings and totals read. */
  readonly readsCounty: boolean;
  /** What the last move by hand did; undefined: none was made just now. */
  readonly effect: HandEffect | undefined;
  readonly onEffect: (effect: HandEffect) => void;
  /** Goes to where a solve that was started is followed. */
  readonly onSolve: (solveId: string, roundId: string) => void;
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
  if (plan) return <PlanDetails {...props} plan={plan} again={again} />;
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
  effect,
  again,
  onEffect,
  onSolve,
  solveAgain,
}: Props & { readonly plan: PlanHeadFragment; readonly again: () => void }) {
  const { t, language } = useWords();
  const pins = usePins(plan.round, again);
  const { rules, goals } = plan.round.policy;
  const titleOf = (name: string) => [...rules, ...goals].find((named) => named.name === name)?.title ?? name;
  const followed = (solveId: string) => onSolve(solveId, plan.round.id);
  const drawers = (
    <>
      <TeacherDrawer
        planId={planId}
        teacherId={view.teacher}
        exists={plan.found}
        pins={pins}
        onClose={() => onView({ teacher: undefined })}
      />
      {plan.found ? <PostDrawer planId={planId} view={view} pins={pins} onView={onView} /> : null}
    </>
  );
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
          {mayEdit && plan.exportPath && plan.found ? (
            <DownloadButton path={plan.exportPath}>{t('plan.download')}</DownloadButton>
          ) : null}
          {readsCounty ? (
            <Link to="/compare" search={{ a: plan.id }} className="button-link">
              {t('plan.compareWith')}
            </Link>
          ) : null}
          <PrintButton />
          {pins.may ? solveAgain(plan.round.id) : null}
        </>
      }
    >
      <Alert
        type={tones[plan.status]}
        showIcon
        title={
          <>
            <strong>{t(plan.byHand ? 'hand.status' : `plan.status.${plan.status}`)}</strong>{' '}
            {t(plan.byHand ? 'hand.statusText' : `plan.statusText.${plan.status}`)}
          </>
        }
      />
      {plan.replacedBy ? (
        <Alert
          type="info"
          showIcon
          title={
            <Link to="/plans/$planId" params={{ planId: plan.replacedBy.id }}>
              {t('planActs.replacedBy', { name: plan.replacedBy.name })}
            </Link>
          }
        />
      ) : null}
      {readsCounty ? <StepsPanel plan={plan} again={again} /> : null}
      <HandPanel
        plan={plan}
        titleOf={titleOf}
        effect={effect}
        again={again}
        onEffect={onEffect}
        onSolve={followed}
      />
      <PendingPins plan={plan} pins={pins} />
      {plan.diagnosis ? (
        <Diagnosis
          diagnosis={plan.diagnosis}
          titleOf={titleOf}
          roundId={plan.round.id}
          pins={pins}
          onSolve={followed}
        />
      ) : null}
      {plan.found ? (
        <>
          <Figures
            figures={[
              { label: t('plan.moved'), value: count(plan.moved, language), unit: t('plan.people') },
              {
                label: t('plan.backbone'),
                value: count(plan.backbone.totalCount, language),
                unit: t('plan.people'),
              },
              ...(plan.placements.totalCount > 0
                ? [
                    {
                      label: t('recruits.figure'),
                      value: count(plan.placements.totalCount, language),
                      unit: t('unit.recruits'),
                    },
                  ]
                : []),
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
                  proven: plan.goals.filter(({ proven }) => proven).length,
                })}
              </h2>
            </summary>
            <GoalsTable
              goals={plan.goals}
              madeFrom={plan.madeFrom?.name}
              beside={plan.besideMadeFrom ?? []}
              titleOf={titleOf}
            />
          </details>
          <HandWork plan={plan} again={again} onEffect={onEffect}>
            <PlanTabs
              plan={plan}
              planId={planId}
              view={view}
              onView={onView}
              pins={pins}
              titleOf={titleOf}
              mayEdit={mayEdit}
              readsCounty={readsCounty}
            />
            {drawers}
          </HandWork>
        </>
      ) : (
        drawers
      )}
    </Page>
  );
}

/** What was fixed after this plan was made does not show in it. */
function PendingPins({ plan, pins }: { readonly plan: PlanHeadFragment; readonly pins: Pins }) {
  const { t } = useWords();
  const pending = pins.since(plan.createdAt);
  if (!pins.may || pending === 0) return null;
  return <Alert type="info" showIcon title={t('plan.pin.pending', { count: pending })} />;
}

const tones = { OPTIMAL: 'success', FEASIBLE: 'info', INFEASIBLE: 'warning', CUT_SHORT: 'warning' } as const;
