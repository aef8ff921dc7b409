import { SchoolMovesDocument, type SchoolRoundFragment } from '../../graphql/generated/graphql.ts';
import { useLiveQuery } from '../../graphql/use-live-query.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { day, instant } from '../../ui/format.ts';
import { useWords } from '../../ui/language.ts';
import { ObjectionForm, Objections } from '../../ui/objections.tsx';
import { usePostName } from '../../ui/post-name.ts';
import { EmptyState, Failure, Loading } from '../../ui/states.tsx';
import { RecruitsComing } from './recruits-coming.tsx';
import type { PlanKnown } from './subject-table.tsx';
import { windowOf } from './view.ts';

interface Props {
  readonly schoolId: string;
  readonly round: SchoolRoundFragment | undefined;
  readonly onChange: () => void;
}

/** Who comes and who goes by the newest published list, and why; what stays open; the school's objection and its answer. */
export function MovesPart({ schoolId, round, onChange }: Props) {
  const { t, say, language } = useWords();
  const [plan] = round?.plans.nodes ?? [];
  const { data, error, again } = useLiveQuery({
    query: SchoolMovesDocument,
    variables: { plan: plan?.id ?? '', school: schoolId },
    pause: plan === undefined,
  });
  if (!round || !plan)
    return <EmptyState title={t('school.planNone')}>{t('school.planNoneText')}</EmptyState>;
  const known = data?.node?.__typename === 'Plan' ? data.node : undefined;
  if (!known) return error ? <Failure error={error} onRetry={again} /> : <Loading />;
  const { nodes } = known.moves;
  const objections = round.objections.nodes.filter(({ school }) => school?.id === schoolId);
  const hears = round.openFor.includes('OBJECTIONS');
  const window = windowOf(round, 'OBJECTIONS');
  return (
    <>
      <p className="quiet">
        {plan.name} · {t(`plan.state.${plan.state}`)}
        {plan.publishedAt == null ? '' : ` · ${instant(plan.publishedAt, language)}`} ·{' '}
        {t('school.effective', { day: day(round.effective, language) })}
      </p>
      <Moves side="to" known={known} moves={nodes.filter(({ to }) => to.school.id === schoolId)} />
      <RecruitsComing placements={known.placements.nodes} />
      <Moves side="from" known={known} moves={nodes.filter(({ from }) => from.school.id === schoolId)} />
      {known.unfilled.nodes.length === 0 ? null : (
        <section className="panel" aria-label={t('school.unfilled')}>
          <h2>{t('school.unfilled')}</h2>
          <ul className="plain-list">
            {known.unfilled.nodes.map(({ id, words }) => (
              <li key={id}>{say(words)}</li>
            ))}
          </ul>
        </section>
      )}
      <section className="panel" aria-label={t('school.objection')}>
        <h2>{t('school.objection')}</h2>
        <p className="quiet">
          {hears
            ? window === undefined
              ? t('school.objectOpen')
              : t('school.objectUntil', { day: day(window.until, language) })
            : t('school.objectClosed')}
        </p>
        <Objections objections={objections} onChange={onChange} />
        {known.mayObject ? (
          <ObjectionForm
            planId={plan.id}
            by={{ school: schoolId }}
            help={t('school.objectionHelp')}
            onChange={onChange}
          />
        ) : null}
      </section>
    </>
  );
}

interface MovesProps {
  /** Which end is the school's. */
  readonly side: 'from' | 'to';
  readonly known: PlanKnown;
  readonly moves: PlanKnown['moves']['nodes'];
}

function Moves({ side, known, moves }: MovesProps) {
  const { t, say } = useWords();
  const postOf = usePostName();
  const reasons = new Map(known.reasons.nodes.map(({ teacher, words }) => [teacher.id, words]));
  const title = t(side === 'to' ? 'school.whoComes' : 'school.whoGoes', { count: moves.length });
  return (
    <div className="stack">
      <h2>{title}</h2>
      {moves.length === 0 ? (
        <p className="quiet">{t(side === 'to' ? 'school.nobodyComes' : 'school.nobodyGoes')}</p>
      ) : (
        <DataTable
          caption={title}
          rows={moves}
          rowKey={({ id }) => id}
          columns={[
            {
              key: 'teacher',
              title: t('school.teacher'),
              cell: ({ teacher }) => (
                <>
                  {teacher.name} <span className="quiet small">{teacher.staffNumber}</span>
                </>
              ),
            },
            { key: 'post', title: t('school.post'), cell: postOf },
            {
              key: 'where',
              title: t(side === 'to' ? 'school.from' : 'school.to'),
              cell: ({ from, to }) => (side === 'to' ? from : to).school.name,
            },
            {
              key: 'form',
              title: t('school.form'),
              cell: ({ form, relationMoves }) =>
                `${t(`moveForm.${form}`)}${relationMoves ? t('school.relation') : ''}`,
            },
            {
              key: 'why',
              title: t('school.why'),
              cell: ({ teacher }) => {
                const words = reasons.get(teacher.id);
                return words ? (
                  <span className="reason">{say(words)}</span>
                ) : (
                  <span className="quiet">—</span>
                );
              },
            },
          ]}
        />
      )}
    </div>
  );
}
