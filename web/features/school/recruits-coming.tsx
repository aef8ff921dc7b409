import { DataTable } from '../../ui/data-table.tsx';
import { day } from '../../ui/format.ts';
import { useWords } from '../../ui/language.ts';
import type { PlanKnown } from './subject-table.tsx';

interface Props {
  readonly placements: PlanKnown['placements']['nodes'];
}

/** The recruits whom the published list places at the school; nothing where there are none. */
export function RecruitsComing({ placements }: Props) {
  const { t, say, language } = useWords();
  if (placements.length === 0) return null;
  const title = t('recruits.comes', { count: placements.length });
  return (
    <div className="stack">
      <h2>{title}</h2>
      <DataTable
        caption={title}
        rows={placements}
        rowKey={({ id }) => id}
        columns={[
          {
            key: 'recruit',
            title: t('recruits.recruit'),
            cell: ({ recruit }) => (
              <>
                {recruit.name} <span className="quiet small">{recruit.number}</span>
              </>
            ),
          },
          {
            key: 'kind',
            title: t('recruits.kindLabel'),
            cell: ({ recruit }) => t(`recruits.kind.${recruit.kind}`),
          },
          {
            key: 'post',
            title: t('school.post'),
            cell: ({ to, subject }) => `${t(`stage.${to.stage}`)} ${say(subject.words)}`,
          },
          { key: 'bed', title: t('plan.bed'), cell: ({ bed }) => (bed ? t('plan.bedYes') : '—') },
          {
            key: 'firstDay',
            title: t('recruits.firstDay'),
            cell: ({ startsOn }) =>
              startsOn ? day(startsOn, language) : <span className="quiet">{t('recruits.notOrdered')}</span>,
          },
        ]}
      />
    </div>
  );
}
