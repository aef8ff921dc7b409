import type { SchoolMovesQuery, SchoolRoundFragment } from '../../graphql/generated/graphql.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { Figures } from '../../ui/figures.tsx';
import { count, fte } from '../../ui/format.ts';
import { useWords } from '../../ui/language.ts';
import type { Section } from './view.ts';

export type PlanKnown = Extract<NonNullable<SchoolMovesQuery['node']>, { readonly __typename: 'Plan' }>;
type Cell = Section['gaps'][number];

interface Props {
  readonly section: Section;
  /** The newest published list; undefined: none. */
  readonly plan: SchoolRoundFragment['plans']['nodes'][number] | undefined;
  /** What of it is known of the school; undefined: not read yet. */
  readonly known: PlanKnown | undefined;
}

/** What a section needs, has and lacks by subject, what is lacking first; beside it who comes and goes by the list. */
export function SubjectTable({ section, plan, known }: Props) {
  const { t, say, language } = useWords();
  const { establishment, serving, gaps, stage } = section;
  const cells = gaps
    .filter(({ need, supply }) => need > 0 || supply > 0)
    .toSorted((a, b) => Number(b.critical) - Number(a.critical) || b.gap - a.gap || b.surplus - a.surplus);
  const taught = cells.filter(({ specialist }) => specialist);
  const lacking = taught.filter(({ gap }) => gap > 0).length;
  const amount = (value: number) => (value === 0 ? '' : fte(value, language));
  const columns: Column<Cell>[] = [
    {
      key: 'subject',
      title: t('school.subject'),
      cell: ({ subject, critical, specialist }) => (
        <>
          {say(subject.words)} {critical ? <span className="badge bad">{t('school.critical')}</span> : null}
          {specialist ? null : <span className="quiet small">{t('school.byOthers')}</span>}
        </>
      ),
    },
    { key: 'need', title: t('school.need'), end: true, cell: ({ need }) => fte(need, language) },
    { key: 'supply', title: t('school.supply'), end: true, cell: ({ supply }) => fte(supply, language) },
    {
      key: 'gap',
      title: t('school.gap'),
      end: true,
      cell: ({ gap }) => <span className="short">{amount(gap)}</span>,
    },
    {
      key: 'surplus',
      title: t('school.surplus'),
      end: true,
      cell: ({ surplus }) => <span className="over">{amount(surplus)}</span>,
    },
    { key: 'openings', title: t('school.openings'), end: true, cell: ({ openings }) => amount(openings) },
  ];
  const moves = known?.moves.nodes ?? [];
  const counted = (subject: string, side: 'from' | 'to') =>
    moves.filter((move) => move[side].id === section.id && move.subject?.code === subject).length;
  const recruits = known?.placements.nodes.filter(({ to }) => to.id === section.id) ?? [];
  const coming = (code: string) =>
    counted(code, 'to') + recruits.filter(({ subject }) => subject.code === code).length;
  if (plan && known)
    columns.push(
      {
        key: 'comes',
        title: t('school.comes'),
        end: true,
        cell: ({ subject }) => amount(coming(subject.code)),
      },
      {
        key: 'goes',
        title: t('school.goes'),
        end: true,
        cell: ({ subject }) => amount(counted(subject.code, 'from')),
      },
      {
        key: 'left',
        title: t('school.left'),
        end: true,
        cell: ({ subject }) =>
          amount(
            known.unfilled.nodes.find(
              (one) => one.section.id === section.id && one.subject?.code === subject.code,
            )?.left ?? 0,
          ),
      },
    );
  return (
    <section className="stack" aria-label={t(`stage.${stage}`)}>
      <h2>{t(`stage.${stage}`)}</h2>
      <Figures
        figures={[
          {
            label: t('school.establishment'),
            value: establishment == null ? t('unknown') : count(establishment, language),
          },
          { label: t('school.serving'), value: count(serving.totalCount, language) },
          {
            label: t('school.lacking'),
            value: count(lacking, language),
            tone: lacking > 0 ? 'bad' : undefined,
          },
          ...(plan && known
            ? [
                {
                  label: t('school.comes'),
                  value: count(
                    moves.filter(({ to }) => to.id === section.id).length + recruits.length,
                    language,
                  ),
                },
                {
                  label: t('school.goes'),
                  value: count(moves.filter(({ from }) => from.id === section.id).length, language),
                },
              ]
            : []),
        ]}
      />
      <DataTable
        caption={t('school.table', { stage: t(`stage.${stage}`) })}
        rows={cells}
        rowKey={({ subject }) => subject.code}
        columns={columns}
      />
      <p className="quiet small">
        {t('school.tableHelp')}{' '}
        {plan
          ? t('school.byPlan', { plan: plan.name, state: t(`plan.state.${plan.state}`) })
          : t('school.noPlan')}
      </p>
    </section>
  );
}
