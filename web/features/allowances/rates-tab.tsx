import { AllowanceYearDocument } from '../../graphql/generated/graphql.ts';
import { useLiveQuery } from '../../graphql/use-live-query.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { count, day } from '../../ui/format.ts';
import { useWords } from '../../ui/language.ts';
import { Failure, Loading } from '../../ui/states.tsx';

/** By what is paid: zones and their rates, years of teaching, months a year, each version from its day on. */
export function RatesTab({ county, month }: { readonly county: string; readonly month: string }) {
  const { t, language } = useWords();
  const { data, error, again } = useLiveQuery({
    query: AllowanceYearDocument,
    variables: { county, month },
  });
  const known = data?.county;
  if (!known) return error ? <Failure error={error} onRetry={again} /> : <Loading />;
  return (
    <div className="side-by-side">
      <section className="stack">
        <h2 className="sub">{t('allowances.zones')}</h2>
        <DataTable
          caption={t('allowances.zones')}
          rows={known.zones}
          rowKey={({ id }) => id}
          columns={[
            { key: 'name', title: t('allowances.zone'), cell: ({ name }) => name },
            { key: 'tier', title: t('allowances.tier'), end: true, cell: ({ tier }) => tier },
            {
              key: 'monthly',
              title: t('allowances.monthly'),
              end: true,
              cell: ({ monthly }) => count(monthly, language),
            },
          ]}
        />
      </section>
      <section className="stack">
        <h2 className="sub">{t('allowances.byYears')}</h2>
        {known.allowanceRates.length === 0 ? (
          <p className="quiet">{t('allowances.noRates')}</p>
        ) : (
          known.allowanceRates.map(({ id, version, effectiveFrom, months, transport }) => (
            <div key={id} className="stack">
              <p>
                {t('allowances.ratesFrom', { version, day: day(effectiveFrom, language) })}{' '}
                {t('allowances.monthsPaid', { count: months })}
              </p>
              <DataTable
                caption={t('allowances.ratesFrom', { version, day: day(effectiveFrom, language) })}
                rows={transport}
                rowKey={({ fromYears }) => String(fromYears)}
                columns={[
                  {
                    key: 'from',
                    title: t('allowances.fromYears'),
                    end: true,
                    cell: ({ fromYears }) => fromYears,
                  },
                  {
                    key: 'monthly',
                    title: t('allowances.monthly'),
                    end: true,
                    cell: ({ monthly }) => count(monthly, language),
                  },
                ]}
              />
            </div>
          ))
        )}
      </section>
    </div>
  );
}
