import { Link } from '@tanstack/react-router';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { useWords } from '../../ui/language.ts';
import { usePostName } from '../../ui/post-name.ts';
import type { Beside, Unfilled } from './beside.ts';

/** What exchange cannot fill: whom the county would have to recruit, by subject and section, with the reason. */
export function Recruitment({ beside: { plan, unfilled } }: { readonly beside: Beside }) {
  const { t, say } = useWords();
  const postOf = usePostName();
  if (!plan) return <p className="quiet">{t('gaps.recruitNoPlan')}</p>;
  const total = unfilled.reduce((sum, { left }) => sum + left, 0);
  const rows = [...unfilled].sort((a, b) => postOf(a).localeCompare(postOf(b), 'zh-CN'));
  const columns: readonly Column<Unfilled>[] = [
    { key: 'post', title: t('plan.post'), cell: postOf },
    {
      key: 'section',
      title: t('gaps.section'),
      cell: ({ section }) => `${section.school.name} ${t(`stage.${section.stage}`)}`,
    },
    { key: 'left', title: t('gaps.recruitPosts'), end: true, cell: ({ left }) => left },
    { key: 'why', title: t('gaps.recruitWhy'), cell: ({ words }) => say(words) },
  ];
  return (
    <details className="panel">
      <summary>
        <h2>{t('gaps.recruit', { count: total })}</h2>
      </summary>
      <p className="quiet">
        {t('gaps.recruitText')}{' '}
        <Link to="/plans/$planId" params={{ planId: plan.id }}>
          {plan.round} · {plan.name}
        </Link>
      </p>
      {rows.length === 0 ? null : (
        <DataTable
          caption={t('gaps.recruit', { count: total })}
          columns={columns}
          rows={rows}
          rowKey={({ id }) => id}
        />
      )}
    </details>
  );
}
