import type { CircuitRowFragment } from '../../graphql/generated/graphql.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { fte } from '../../ui/format.ts';
import { useWords } from '../../ui/language.ts';
import { SectionName } from './section-name.tsx';
import type { PlanViewProps } from './view.ts';

interface Props extends Pick<PlanViewProps, 'onView'> {
  readonly circuits: readonly CircuitRowFragment[];
}

/** Who teaches elsewhere on some days of the week and stays at the own post. */
export function CircuitsTab({ circuits, onView }: Props) {
  const { t, say, language } = useWords();
  const columns: readonly Column<CircuitRowFragment>[] = [
    {
      key: 'teacher',
      title: t('plan.teacher'),
      cell: ({ teacher }) => (
        <span className="nowrap">
          <button type="button" className="link" onClick={() => onView({ teacher: teacher.id })}>
            {teacher.name}
          </button>{' '}
          <span className="quiet small">{teacher.staffNumber}</span>
        </span>
      ),
    },
    { key: 'from', title: t('plan.where'), cell: ({ from }) => <SectionName section={from} /> },
    { key: 'to', title: t('plan.visits'), cell: ({ to }) => <SectionName section={to} /> },
    { key: 'subject', title: t('plan.subject'), cell: ({ subject }) => say(subject.words) },
    { key: 'days', title: t('plan.days'), end: true, cell: ({ days }) => days },
    {
      key: 'km',
      title: `${t('plan.km')} (${t('plan.kmUnit')})`,
      end: true,
      cell: ({ km }) =>
        km === null || km === undefined ? t('unknown') : fte(Math.round(km * 10) / 10, language),
    },
  ];
  return (
    <DataTable
      caption={t('plan.tab.circuits')}
      columns={columns}
      rows={circuits}
      rowKey={({ teacher, to, subject }) => `${teacher.id} ${to.id} ${subject.code}`}
    />
  );
}
