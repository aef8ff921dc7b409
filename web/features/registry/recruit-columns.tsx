import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import type { RecruitRowFragment, RecruitStep } from '../../graphql/generated/graphql.ts';
import type { Column } from '../../ui/data-table.tsx';
import { day } from '../../ui/format.ts';
import { useWords } from '../../ui/language.ts';

type Recruit = RecruitRowFragment;

/** What is told of every recruit; acts only where the API offers any of somebody. */
export function useRecruitColumns(
  rows: readonly Recruit[],
  onAct: (act: RecruitStep, recruit: Recruit) => void,
): readonly Column<Recruit>[] {
  const { t, say, language } = useWords();
  const acts: Column<Recruit> = {
    key: 'acts',
    title: t('recruits.acts'),
    cell: (recruit) => (
      <span className="pin-buttons no-print">
        {recruit.steps.map((act) => (
          <Button
            key={act}
            size="small"
            aria-label={t('recruits.actOf', { act: t(`recruits.act.${act}`), name: recruit.name })}
            onClick={() => onAct(act, recruit)}
          >
            {t(`recruits.act.${act}`)}
          </Button>
        ))}
      </span>
    ),
  };
  return [
    { key: 'NUMBER', title: t('recruits.number'), sorts: true, cell: ({ number }) => number },
    {
      key: 'NAME',
      title: t('recruits.name'),
      sorts: true,
      cell: ({ name }) => <span className="strong nowrap">{name}</span>,
    },
    {
      key: 'kind',
      title: t('recruits.kindLabel'),
      cell: ({ kind }) => <span className="nowrap">{t(`recruits.kind.${kind}`)}</span>,
    },
    {
      key: 'certificates',
      title: t('recruits.certificates'),
      cell: ({ certificates }) =>
        certificates
          .map(
            ({ rank, stage, subject }) =>
              `${t(`stage.${stage}`)} ${say(subject.words)}${rank === 'SECOND' ? t('recruits.second') : ''}`,
          )
          .join(t('comma')) || t('none'),
    },
    {
      key: 'ARRIVES',
      title: t('recruits.arrives'),
      sorts: true,
      cell: ({ arrivesOn }) => <span className="nowrap">{day(arrivesOn, language)}</span>,
    },
    {
      key: 'ends',
      title: t('recruits.ends'),
      cell: ({ contractEnds }) =>
        contractEnds ? <span className="nowrap">{day(contractEnds, language)}</span> : '—',
    },
    {
      key: 'state',
      title: t('recruits.stateLabel'),
      cell: ({ state }) => (
        <span className="badge" data-recruit={state}>
          {t(`recruits.state.${state}`)}
        </span>
      ),
    },
    { key: 'where', title: t('recruits.where'), cell: (recruit) => <Where recruit={recruit} /> },
    ...(rows.some(({ steps }) => steps.length > 0) ? [acts] : []),
  ];
}

/** Where an order sends the recruit; of who waits, what the newest plan means; and the way to why. */
function Where({ recruit: { number, state, orders, reasons } }: { readonly recruit: Recruit }) {
  const { t, say, language } = useWords();
  const [order] = orders;
  const [newest] = state === 'WAITING' ? reasons.nodes : [];
  const link = (planId: string, text: string) => (
    <Link to="/plans/$planId" params={{ planId }} search={{ tab: 'recruits', q: number }}>
      {text}
    </Link>
  );
  if (order)
    return (
      <>
        {order.to.school.name} <span className="stage">{t(`stage.${order.to.stage}`)}</span> ·{' '}
        {say(order.subject.words)}
        <div className="small quiet">
          {order.startsOn ? `${t('recruits.since', { day: day(order.startsOn, language) })} · ` : null}
          {link(order.plan.id, t('recruits.byPlan', { plan: order.plan.name }))}
        </div>
      </>
    );
  return newest
    ? link(newest.plan.id, t(`recruits.inPlan.${newest.outcome}`, { plan: newest.plan.name }))
    : '—';
}
