import { Link } from '@tanstack/react-router';
import { Alert, App, Button, Tabs } from 'antd';
import { useState } from 'react';
import {
  FreezePointsDocument,
  ReckonPointsDocument,
  RoundPointsDocument,
  type RoundPointsQuery,
} from '../../graphql/generated/graphql.ts';
import { useLiveQuery } from '../../graphql/use-live-query.ts';
import { ActDialog } from '../../ui/act-dialog.tsx';
import { instant } from '../../ui/format.ts';
import { useWords } from '../../ui/language.ts';
import { Page } from '../../ui/page.tsx';
import { EmptyState, Failure, Loading } from '../../ui/states.tsx';
import { useAct } from '../../ui/use-act.ts';
import { ScoresTab } from './scores-tab.tsx';
import type { OnView, PointsView } from './view.ts';
import { WishesTab } from './wishes-tab.tsx';

interface Props {
  /** Code of the county. */
  readonly county: string;
  readonly roundId: string;
  readonly view: PointsView;
  readonly onView: OnView;
}

type Round = Extract<NonNullable<RoundPointsQuery['node']>, { readonly __typename: 'Round' }>;

/** Scores of a round from the reckoning to the freezing, what was contested, and what teachers wish. */
export function PointsPage({ county, roundId, view, onView }: Props) {
  const { t } = useWords();
  const [read, setRead] = useState(0);
  const { data, error, fetching, again } = useLiveQuery({
    query: RoundPointsDocument,
    variables: { id: roundId },
  });
  const round = data?.node?.__typename === 'Round' ? data.node : undefined;
  const changed = () => {
    again();
    setRead((times) => times + 1);
  };
  if (!round)
    return (
      <Page title={t('points.title')}>
        {error ? (
          <Failure error={error} onRetry={again} />
        ) : fetching ? (
          <Loading />
        ) : (
          <EmptyState title={t('notFound.title')}>{t('notFound.text')}</EmptyState>
        )}
      </Page>
    );
  const scores = { county, schoolYear: round.schoolYear, onChanged: changed };
  return (
    <Page
      title={t('points.title')}
      lead={
        <>
          <Link to="/rounds/$roundId" params={{ roundId }}>
            {round.name}
          </Link>{' '}
          · {t('points.lead')}
        </>
      }
    >
      <Head round={round} onChanged={changed} />
      <Tabs
        activeKey={view.tab ?? 'scores'}
        onChange={(key) => onView({ tab: key === 'contests' || key === 'wishes' ? key : undefined })}
        destroyOnHidden
        items={[
          {
            key: 'scores',
            label: t('points.tab.scores'),
            children: <ScoresTab key={`all ${read}`} {...scores} />,
          },
          {
            key: 'contests',
            label: t('points.tab.contests'),
            children: <ScoresTab key={`contested ${read}`} {...scores} contested />,
          },
          {
            key: 'wishes',
            label: t('points.tab.wishes'),
            children: <WishesTab county={county} schoolYear={round.schoolYear} />,
          },
        ]}
      />
    </Page>
  );
}

/** Reckon, until frozen; freeze, once no contest is open. */
function Head({ round, onChanged }: { readonly round: Round; readonly onChanged: () => void }) {
  const { t, language } = useWords();
  const [asking, setAsking] = useState<'reckon' | 'freeze'>();
  if (round.pointsFrozenAt)
    return (
      <Alert
        type="success"
        showIcon
        title={t('points.frozen', {
          by: round.pointsFrozenBy?.name ?? t('unknown'),
          at: instant(round.pointsFrozenAt, language),
        })}
      />
    );
  return (
    <>
      <div className="row no-print">
        <Button onClick={() => setAsking('reckon')}>{t('points.reckon')}</Button>
        <Button type="primary" onClick={() => setAsking('freeze')}>
          {t('points.freeze')}
        </Button>
        <span className="quiet small">{t('points.help')}</span>
      </div>
      {asking === 'reckon' ? (
        <ReckonDialog round={round} onClose={() => setAsking(undefined)} onChanged={onChanged} />
      ) : null}
      {asking === 'freeze' ? (
        <FreezeDialog round={round} onClose={() => setAsking(undefined)} onChanged={onChanged} />
      ) : null}
    </>
  );
}

interface DialogProps {
  readonly round: Round;
  readonly onClose: () => void;
  readonly onChanged: () => void;
}

function ReckonDialog({ round, onClose, onChanged }: DialogProps) {
  const { t } = useWords();
  const { message } = App.useApp();
  const { act, fetching, notDone } = useAct(ReckonPointsDocument);
  return (
    <ActDialog
      title={t('points.reckon')}
      effect={t('points.reckonEffect')}
      doIt={t('points.reckon')}
      fields={[{ key: 'on', kind: 'date', label: t('points.on'), initial: round.effective }]}
      busy={fetching}
      notDone={notDone}
      onDo={async ({ on }) => {
        if (!(await act({ round: round.id, version: round.version, on: on || null }))) return;
        message.success(t('points.reckoned'));
        onClose();
        onChanged();
      }}
      onClose={onClose}
      onReadAgain={onChanged}
    />
  );
}

function FreezeDialog({ round, onClose, onChanged }: DialogProps) {
  const { t, say } = useWords();
  const { message } = App.useApp();
  const { act, fetching, notDone, answer } = useAct(FreezePointsDocument);
  const refused = answer?.freezePoints;
  return (
    <ActDialog
      title={t('points.freeze')}
      effect={t('points.freezeEffect')}
      doIt={t('points.freeze')}
      busy={fetching}
      notDone={notDone}
      onDo={async () => {
        if (!(await act({ round: round.id, version: round.version }))) return;
        message.success(t('points.frozenNow'));
        onClose();
        onChanged();
      }}
      onClose={onClose}
      onReadAgain={onChanged}
    >
      {refused?.__typename === 'NotDoneYet' ? (
        <ul className="remedies">
          {refused.outstanding.map((words) => (
            <li key={words.en}>{say(words)}</li>
          ))}
        </ul>
      ) : null}
    </ActDialog>
  );
}
