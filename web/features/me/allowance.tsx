import { useState } from 'react';
import { MyAllowanceDocument } from '../../graphql/generated/graphql.ts';
import { useLiveQuery } from '../../graphql/use-live-query.ts';
import { Facts } from '../../ui/figures.tsx';
import { count } from '../../ui/format.ts';
import { useWords } from '../../ui/language.ts';
import { MonthField } from '../../ui/month-field.tsx';
import { Failure } from '../../ui/states.tsx';

interface Props {
  readonly teacherId: string;
  readonly county: string;
}

/** What is paid to the teacher for a month, as the county stands now, and what was approved of it. */
export function Allowance({ teacherId, county }: Props) {
  const { t, language } = useWords();
  const [month, setMonth] = useState<string>();
  const { data, error, again } = useLiveQuery({
    query: MyAllowanceDocument,
    variables: { county, month: month ?? null },
  });
  const found = data?.county?.allowances;
  const list = found?.__typename === 'AllowanceList' ? found : undefined;
  const row = list?.rows.find(({ teacher }) => teacher.id === teacherId);
  const yuan = (amount: number) => t('me.yuan', { yuan: count(amount, language) });
  return (
    <section className="panel" aria-label={t('me.allowance')}>
      <h2>{t('me.allowance')}</h2>
      <MonthField label={t('me.month')} value={month ?? list?.month ?? ''} onMonth={setMonth} />
      {error ? <Failure error={error} onRetry={again} /> : null}
      {found && 'message' in found ? <p>{found.message}</p> : null}
      {row ? (
        <Facts
          facts={[
            { label: t('me.daysServed'), value: count(row.days, language) },
            { label: t('me.area'), value: yuan(row.area) },
            { label: t('me.transport'), value: yuan(row.transport) },
            { label: t('me.total'), value: yuan(row.total) },
            {
              label: t('me.approvedYuan'),
              value: row.approved == null ? t('me.notYet') : yuan(row.approved),
            },
          ]}
        />
      ) : list ? (
        <p className="quiet">{t('me.allowanceNone')}</p>
      ) : null}
    </section>
  );
}
