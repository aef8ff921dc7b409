import { type Column, DataTable } from '../../ui/data-table.tsx';
import { count, fte, schoolYear } from '../../ui/format.ts';
import { useWords } from '../../ui/language.ts';
import { gapOf, leftOf, planOf, type Year } from './figures.ts';

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
    { key: 'gap', title: t('roadmap.gap'), end: true, cell: (year) => fte(gapOf(year), language) },
    {
      key: 'critical',
      title: t('roadmap.critical'),
      end: true,
      cell: ({ gaps }) => figure(gaps.filter(({ critical }) => critical).length),
    },
    {
      key: 'moves',
      title: t('roadmap.moves'),
      end: true,
      cell: (year) => figure(planOf(year)?.moves.length),
    },
    { key: 'left', title: t('roadmap.left'), end: true, cell: (year) => figure(leftOf(year)) },
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
function Quota({ year: { plan, missingQuotas, quotas } }: { readonly year: Year }) {
  const { t } = useWords();
  const asked = t('roadmap.quotaAsked', {
    eligible: quotas.eligible,
    exchanged: quotas.leastExchanged ?? '—',
    backbone: quotas.leastBackbone ?? '—',
  });
  const exists = plan.status === 'OPTIMAL' || plan.status === 'FEASIBLE';
  return (
    <>
      <span className={exists ? 'good' : 'short'}>
        {t(exists ? 'roadmap.reachable' : missingQuotas ? 'roadmap.missed' : 'roadmap.noPlan')}
      </span>
      <div className="quiet small">{asked}</div>
      {exists ? null : (
        <ul className="remedies small">
          {plan.diagnosis?.clash.map(({ rule, clause }) => (
            <li key={rule}>{clause ?? rule}</li>
          ))}
        </ul>
      )}
    </>
  );
}
