import { AllowanceYearDocument } from '../../graphql/generated/graphql.ts';
import { useLiveQuery } from '../../graphql/use-live-query.ts';
import { Figures } from '../../ui/figures.tsx';
import { count, schoolYear as named } from '../../ui/format.ts';
import { useWords } from '../../ui/language.ts';
import { SelectField } from '../../ui/select-field.tsx';
import { Failure, Loading } from '../../ui/states.tsx';
import { CostChart } from './cost-chart.tsx';
import type { OnView } from './view.ts';

interface Props {
  readonly county: string;
  /** Of the school year shown, YYYY-MM. */
  readonly month: string;
  readonly onView: OnView;
}

/** What a school year comes to, month by month. */
export function YearTab({ county, month, onView }: Props) {
  const { t, language } = useWords();
  const { data, error, again } = useLiveQuery({
    query: AllowanceYearDocument,
    variables: { county, month },
  });
  const year = data?.county?.allowanceYear;
  return (
    <div className="stack">
      <div className="row-end no-print">
        {year ? (
          <SelectField
            label={t('allowances.schoolYear')}
            none={named(year.schoolYear)}
            value={undefined}
            choices={[-1, 1].map((by) => ({
              value: `${Number(month.slice(0, 4)) + by}${month.slice(4)}`,
              label: named(year.schoolYear + by),
            }))}
            onChange={(chosen) => onView({ month: chosen })}
          />
        ) : null}
      </div>
      {error ? <Failure error={error} onRetry={again} /> : null}
      {year ? (
        <>
          <Figures
            figures={[
              {
                label: t('allowances.yearTotal', { year: named(year.schoolYear) }),
                value: count(year.total, language),
                unit: t('allowances.yuan'),
              },
            ]}
          />
          <CostChart
            title={t('allowances.yearChart', { year: named(year.schoolYear) })}
            months={year.months}
            source={t('allowances.yearSource')}
          />
        </>
      ) : error ? null : (
        <Loading />
      )}
    </div>
  );
}
