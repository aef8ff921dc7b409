import { Tabs } from 'antd';
import type { ReactNode } from 'react';
import type { PlanHeadFragment } from '../../graphql/generated/graphql.ts';
import { useWords } from '../../ui/language.ts';
import { CertificateTab } from './certificate-tab.tsx';
import { CircuitsTab } from './circuits-tab.tsx';
import { FairnessTab } from './fairness-tab.tsx';
import { FindingsTab } from './findings-tab.tsx';
import { Indicators } from './indicators.tsx';
import { MapTab } from './map-tab.tsx';
import { MovesTab } from './moves-tab.tsx';
import { NotesTab } from './notes-tab.tsx';
import type { Pins } from './pins.ts';
import { ReasonsTab } from './reasons-tab.tsx';
import { RecruitsTab } from './recruits-tab.tsx';
import { UnfilledTab } from './unfilled-tab.tsx';
import { type PlanTab, type PlanViewProps, planTabs } from './view.ts';
import { WorthTab } from './worth-tab.tsx';

interface Props extends PlanViewProps {
  readonly plan: PlanHeadFragment;
  readonly pins: Pins;
  readonly titleOf: (name: string) => string;
  readonly mayEdit: boolean;
  readonly readsCounty: boolean;
}

/** Everything in a plan, list by list. A list is read anew once the plan has changed. */
export function PlanTabs({ plan, view, onView, pins, titleOf, mayEdit, readsCounty }: Props) {
  const { t } = useWords();
  const shared = { planId: plan.id, view, onView };
  const tab = (key: PlanTab | 'moves', label: string, count: number | undefined, children: ReactNode) => ({
    key,
    label: count === undefined ? label : `${label} ${count}`,
    children,
  });
  const { moves, placements, recruitReasons, unfilled, reasons, findings, circuits, notes } = plan;
  // A principal is told of placements at the own school, and of no reasons.
  const recruits = Math.max(placements.totalCount, recruitReasons.totalCount);
  return (
    <Tabs
      key={plan.version}
      activeKey={view.tab ?? 'moves'}
      onChange={(key) =>
        onView({
          tab: planTabs.find((known) => known === key),
          q: undefined,
          sort: undefined,
          outcome: undefined,
          subject: undefined,
          flow: undefined,
        })
      }
      destroyOnHidden
      // A dozen tabs stand in one line of a usual screen.
      tabBarGutter={20}
      items={[
        tab('moves', t('plan.tab.moves'), moves.totalCount, <MovesTab {...shared} pins={pins} />),
        ...(readsCounty ? [tab('map', t('map.title'), undefined, <MapTab {...shared} pins={pins} />)] : []),
        ...(recruits > 0
          ? [tab('recruits', t('recruits.title'), recruits, <RecruitsTab {...shared} plan={plan} />)]
          : []),
        tab('unfilled', t('plan.tab.unfilled'), unfilled.totalCount, <UnfilledTab {...shared} />),
        tab('reasons', t('plan.tab.reasons'), reasons.totalCount, <ReasonsTab {...shared} />),
        tab(
          'findings',
          t('plan.tab.findings'),
          findings.totalCount,
          <FindingsTab planId={plan.id} titleOf={titleOf} />,
        ),
        ...(circuits.length > 0
          ? [
              tab(
                'circuits',
                t('plan.tab.circuits'),
                circuits.length,
                <CircuitsTab circuits={circuits} onView={onView} />,
              ),
            ]
          : []),
        ...(readsCounty
          ? [
              tab('indicators', t('planIndicators.title'), undefined, <Indicators planId={plan.id} />),
              tab('worth', t('worth.title'), undefined, <WorthTab planId={plan.id} />),
              tab(
                'fairness',
                t('fairness.title'),
                undefined,
                <FairnessTab planId={plan.id} onView={onView} />,
              ),
              tab(
                'certificate',
                t('certificate.title'),
                undefined,
                <CertificateTab plan={plan} titleOf={titleOf} />,
              ),
            ]
          : []),
        ...(mayEdit
          ? [
              tab(
                'notes',
                t('planNotes.title'),
                notes.totalCount,
                <NotesTab planId={plan.id} onView={onView} />,
              ),
            ]
          : []),
      ]}
    />
  );
}
