import { Link } from '@tanstack/react-router';
import { App, Button, Checkbox } from 'antd';
import { useState } from 'react';
import { RoundDocument, type RoundPinFragment, type RoundQuery } from '../../graphql/generated/graphql.ts';
import { useLiveQuery } from '../../graphql/use-live-query.ts';
import { useRoundPins } from '../../graphql/use-round-pins.ts';
import { whyNot } from '../../ui/act.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { count, day, instant, schoolYear } from '../../ui/format.ts';
import { useWords } from '../../ui/language.ts';
import { Page } from '../../ui/page.tsx';
import { EmptyState, Failure, Loading } from '../../ui/states.tsx';
import { Calendar } from './calendar.tsx';
import { hasEnded } from './following.ts';
import { RoundSteps } from './round-steps.tsx';
import { SolvePanel } from './solve-panel.tsx';
import { StartSolve } from './start-solve.tsx';

interface Props {
  readonly roundId: string;
  /** The solve followed: kept in the address, so that a reload follows on. */
  readonly solveId: string | undefined;
  readonly mayEdit: boolean;
  /** Whether plans that are not published can be seen, solves followed and pins read. */
  readonly readsCounty: boolean;
  readonly onSolve: (solveId: string) => void;
}

export type Round = Extract<NonNullable<RoundQuery['node']>, { readonly __typename: 'Round' }>;

export function RoundPage(props: Props) {
  const { t } = useWords();
  const { data, error, fetching, again } = useLiveQuery({
    query: RoundDocument,
    variables: { id: props.roundId },
  });
  const round = data?.node?.__typename === 'Round' ? data.node : undefined;
  if (round) return <RoundDetails {...props} round={round} again={again} />;
  return (
    <Page title={t('title.round')}>
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

interface DetailsProps extends Props {
  readonly round: Round;
  readonly again: () => void;
}

function RoundDetails({ round, roundId, solveId, mayEdit, readsCounty, onSolve, again }: DetailsProps) {
  const { t, language } = useWords();
  const [latest] = round.solves.nodes;
  const followed = solveId ?? (latest && !hasEnded(latest) ? latest.id : undefined);
  const titleOf = (name: string) =>
    name === 'draw' || name === 'diagnosis'
      ? t(`solve.lastStages.${name}`)
      : (round.policy.goals.find((goal) => goal.name === name)?.title ?? name);
  return (
    <Page
      title={round.name}
      lead={`${t('round.facts', { year: schoolYear(round.schoolYear), day: day(round.effective, language) })} · ${t('round.policy')} ${round.policy.version}${round.budget === null || round.budget === undefined ? '' : ` · ${t('round.budget', { yuan: count(round.budget, language) })}`} · ${t(`rounds.state.${round.state}`)}`}
    >
      {mayEdit ? <RoundSteps round={round} again={again} /> : null}
      <Calendar round={round} mayEdit={round.maySetWindows} again={again} />
      {round.mayPlan ? <StartSolve roundId={roundId} onStarted={onSolve} /> : null}
      {followed !== undefined && readsCounty ? (
        <SolvePanel
          key={followed}
          solveId={followed}
          mayEdit={round.mayPlan}
          titleOf={titleOf}
          onEnded={again}
        />
      ) : null}
      <Plans round={round} mayEdit={mayEdit} readsCounty={readsCounty} />
      {readsCounty ? <PinList roundId={roundId} editable={round.mayPlan} /> : null}
    </Page>
  );
}

type Plan = Round['plans']['nodes'][number];

function Plans({
  round,
  mayEdit,
  readsCounty,
}: {
  readonly round: Round;
  readonly mayEdit: boolean;
  readonly readsCounty: boolean;
}) {
  const { t, language } = useWords();
  const [picked, setPicked] = useState<readonly string[]>([]);
  // The oldest of them is the one the others are set against.
  const [a, b, c, d] = round.plans.nodes
    .map(({ id }) => id)
    .filter((id) => picked.includes(id))
    .reverse();
  const pick = (id: string, wanted: boolean) =>
    setPicked((before) => (wanted ? [...before.slice(-3), id] : before.filter((other) => other !== id)));
  const columns: readonly Column<Plan>[] = [
    ...(readsCounty
      ? [
          {
            key: 'pick',
            title: t('round.pickColumn'),
            cell: ({ id, name }: Plan) => (
              <Checkbox
                aria-label={t('round.pick', { name })}
                checked={picked.includes(id)}
                onChange={({ target }) => pick(id, target.checked)}
              />
            ),
          },
        ]
      : []),
    {
      key: 'name',
      title: t('round.plan'),
      cell: ({ id, name }) => (
        <Link to="/plans/$planId" params={{ planId: id }}>
          {name}
        </Link>
      ),
    },
    {
      key: 'status',
      title: t('round.status'),
      cell: ({ status }) => (
        <span className="badge" data-status={status}>
          {t(`plan.status.${status}`)}
        </span>
      ),
    },
    { key: 'moved', title: t('round.moved'), end: true, cell: ({ moved }) => count(moved, language) },
    ...round.policy.goals.slice(0, 2).map(
      (goal): Column<Plan> => ({
        key: goal.name,
        title: goal.title,
        end: true,
        cell: ({ goals }) => {
          const value = goals.find(({ name }) => name === goal.name)?.value;
          return value === undefined ? '—' : count(value, language);
        },
      }),
    ),
    { key: 'engine', title: t('plan.engine'), cell: ({ engine }) => engine },
    { key: 'created', title: t('round.created'), cell: ({ createdAt }) => instant(createdAt, language) },
  ];
  return (
    <section className="stack">
      <h2>{t('round.plans')}</h2>
      {round.plans.nodes.length === 0 ? (
        <EmptyState title={t('round.plansEmpty')}>
          {mayEdit ? t('round.plansEmptyText') : t('round.plansEmptyRead')}
        </EmptyState>
      ) : (
        <>
          <DataTable
            caption={t('round.plans')}
            columns={columns}
            rows={round.plans.nodes}
            rowKey={({ id }) => id}
          />
          {readsCounty && round.plans.nodes.length > 1 ? (
            <div className="row">
              {a !== undefined && b !== undefined ? (
                <Link to="/compare" search={{ a, b, c, d }} className="button-link primary">
                  {t('round.compare')}
                </Link>
              ) : (
                <span className="quiet">{t('round.pickTwo')}</span>
              )}
            </div>
          ) : null}
        </>
      )}
    </section>
  );
}

type Pin = RoundPinFragment;

function PinList({ roundId, editable }: { readonly roundId: string; readonly editable: boolean }) {
  const { t, language } = useWords();
  const { message } = App.useApp();
  const { pins, complete, failure, release } = useRoundPins(roundId);
  const takeBack = async (id: string) => {
    const why = whyNot(await release([id]), { network: t('failure.network'), unknown: t('failure.unknown') });
    if (why !== undefined) message.error(why);
  };
  const columns: readonly Column<Pin>[] = [
    {
      key: 'teacher',
      title: t('plan.teacher'),
      cell: ({ teacher }) => (
        <>
          {teacher.name} <span className="quiet small">{teacher.staffNumber}</span>
        </>
      ),
    },
    { key: 'kind', title: t('plan.pin.title'), cell: ({ kind }) => t(`plan.pinned.${kind}`) },
    {
      key: 'section',
      title: t('plan.section'),
      cell: ({ section }) => (section ? `${section.school.name} ${t(`stage.${section.stage}`)}` : '—'),
    },
    { key: 'at', title: t('round.pinnedAt'), cell: ({ createdAt }) => instant(createdAt, language) },
    ...(editable
      ? [
          {
            key: 'release',
            title: t('round.unpin'),
            cell: ({ id, teacher }: Pin) => (
              <Button
                size="small"
                disabled={!complete}
                aria-label={t('round.unpinOf', { name: teacher.name })}
                onClick={() => void takeBack(id)}
              >
                {t('round.unpin')}
              </Button>
            ),
          },
        ]
      : []),
  ];
  return (
    <section className="stack">
      <h2>{t('round.pins')}</h2>
      {failure ? <Failure error={failure.error} onRetry={failure.retry} /> : null}
      {pins.length === 0 ? (
        complete && !failure ? (
          <p className="quiet">{t('round.pinsEmpty')}</p>
        ) : null
      ) : (
        <DataTable caption={t('round.pins')} columns={columns} rows={pins} rowKey={({ id }) => id} />
      )}
    </section>
  );
}
