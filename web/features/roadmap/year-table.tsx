import { type Column, DataTable } from '../../ui/data-table.tsx';
import { count, fte, schoolYear } from '../../ui/format.ts';
import { useWords } from '../../ui/language.ts';
import type { Year } from './view.ts';

interface Props {
  readonly years: readonly Year[];
  readonly chosen: number | undefined;
  readonly onChoose: (year: number) => void;
}

/** One line a school year; its name opens who and where. */
export function YearTable({ years, chosen, onChoose }: Props) {
  const { t, language } = useWords();
  const figure = (amount: number | null | undefined) => (amount == null ? '—' : count(amount, language));
  const columns: readonly Column<Year>[] = [
    {
      key: 'year',
      title: t('roadmap.schoolYear'),
      cell: (year) => (
        <button
          type="button"
          className="link nowrap"
          aria-label={t('roadmap.open', { year: schoolYear(year.schoolYear) })}
          aria-pressed={year.schoolYear === chosen}
          onClick={() => onChoose(year.schoolYear)}
        >
          {schoolYear(year.schoolYear)}
        </button>
      ),
    },
    { key: 'teachers', title: t('roadmap.teachers'), end: true, cell: ({ teachers }) => figure(teachers) },
    {
      key: 'pupils',
      title: t('roadmap.pupils'),
      end: true,
      cell: ({ primaryPupils, juniorPupils }) => `${figure(primaryPupils)} / ${figure(juniorPupils)}`,
    },
    { key: 'retired', title: t('roadmap.retired'), end: true, cell: ({ retired }) => figure(retired) },
    { key: 'returns', title: t('roadmap.returns'), end: true, cell: ({ returns }) => figure(returns.length) },
    { key: 'due', title: t('roadmap.due'), end: true, cell: ({ due }) => figure(due.length) },
    { key: 'gap', title: t('roadmap.gap'), end: true, cell: ({ gap }) => fte(gap, language) },
    {
      key: 'critical',
      title: t('roadmap.critical'),
      end: true,
      cell: ({ critical }) => figure(critical),
    },
    {
      key: 'moves',
      title: t('roadmap.moves'),
      end: true,
      cell: ({ sent }) => figure(sent),
    },
    { key: 'left', title: t('roadmap.left'), end: true, cell: ({ left }) => figure(left) },
    { key: 'quota', title: t('roadmap.quota'), cell: (year) => <Quota year={year} /> },
  ];
  return (
    <section className="stack">
      <h2>{t('roadmap.byYear')}</h2>
      <DataTable
        caption={t('roadmap.byYear')}
        columns={columns}
        rows={years}
        rowKey={(year) => String(year.schoolYear)}
        selected={chosen === undefined ? undefined : String(chosen)}
      />
    </section>
  );
}

/** Whether the quotas can be met, and what they ask. */
function Quota({ year: { plan, goesOnBy, quotas } }: { readonly year: Year }) {
  const { t } = useWords();
  const asked = t('roadmap.quotaAsked', {
    eligible: quotas.eligible,
    exchanged: quotas.leastExchanged ?? '—',
    backbone: quotas.leastBackbone ?? '—',
  });
  return (
    <>
      <span className={plan.found ? 'good' : 'short'}>
        {t(plan.found ? 'roadmap.reachable' : goesOnBy ? 'roadmap.missed' : 'roadmap.noPlan')}
      </span>
      <div className="quiet small">{asked}</div>
      {plan.found ? null : (
        <ul className="remedies small">
          {plan.diagnosis?.clash.map(({ rule, title, clause }) => (
            <li key={rule}>{clause ?? title}</li>
          ))}
        </ul>
      )}
    </>
  );
}
