import {
  PlanUnplacedDocument,
  type PlanUnplacedQuery,
  type UnplacedRowFragment,
} from '../../graphql/generated/graphql.ts';
import { usePages } from '../../graphql/use-pages.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { useWords } from '../../ui/language.ts';
import { More } from '../../ui/more.tsx';
import { Failure } from '../../ui/states.tsx';
import { RecruitName } from './recruit-name.tsx';

interface Props {
  readonly planId: string;
  /** Part of a name or number. */
  readonly search: string | undefined;
}

/** Whom the plan leaves over, with what stands against every opening; nothing where there is nobody. */
export function Unplaced({ planId, search }: Props) {
  const { t, say } = useWords();
  const { rows, total, fetching, error, more, again, failure } = usePages(
    PlanUnplacedDocument,
    { id: planId, first: 100, search },
    unplacedIn,
  );
  const columns: readonly Column<UnplacedRowFragment>[] = [
    {
      key: 'recruit',
      title: t('recruits.recruit'),
      cell: ({ recruit }) => <RecruitName recruit={recruit} />,
    },
    {
      key: 'certificates',
      title: t('recruits.certificates'),
      cell: ({ recruit }) =>
        recruit.certificates
          .map(({ stage, subject }) => `${t(`stage.${stage}`)} ${say(subject.words)}`)
          .join(t('comma')) || t('none'),
    },
    { key: 'why', title: t('plan.reason'), cell: ({ words }) => say(words) },
  ];
  if (error && rows.length === 0) return <Failure error={error} onRetry={again} />;
  if (rows.length === 0) return null;
  const title = t('recruits.unplaced', { count: total });
  return (
    <div className="stack">
      <h2 className="sub">{title}</h2>
      <DataTable caption={title} columns={columns} rows={rows} rowKey={({ id }) => id} />
      <More shown={rows.length} total={total} fetching={fetching} more={more} failure={failure} />
    </div>
  );
}

const unplacedIn = ({ node }: PlanUnplacedQuery) =>
  node?.__typename === 'Plan' ? node.recruitReasons : undefined;
