import { PlansToWeighDocument } from '../../graphql/generated/graphql.ts';
import { useLiveQuery } from '../../graphql/use-live-query.ts';
import { instant } from '../../ui/format.ts';
import { useWords } from '../../ui/language.ts';
import { PrintButton } from '../../ui/print-button.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import type { IndicatorsViewProps } from './view.ts';

interface Props extends IndicatorsViewProps {
  /** Code of the county. */
  readonly county: string;
}

/** By which standard, where teachers count, and which plan's effect is shown. */
export function Filters({ county, view, onView }: Props) {
  const { t, language } = useWords();
  const { data } = useLiveQuery({ query: PlansToWeighDocument, variables: { county } });
  const plans = (data?.county?.rounds.nodes ?? []).flatMap((round) =>
    round.plans.nodes
      .filter(({ found }) => found)
      .map(({ id, name, createdAt }) => ({
        value: id,
        label: `${round.name} · ${name} · ${instant(createdAt, language)}`,
      })),
  );
  return (
    <div className="row-end no-print">
      <SelectField
        label={t('indicators.standard')}
        none={t('indicators.standardName.QUALITY_2017')}
        value={view.standard}
        choices={[{ value: 'BASIC_2012', label: t('indicators.standardName.BASIC_2012') }]}
        onChange={(standard) => onView({ standard, indicator: undefined })}
      />
      <SelectField
        label={t('indicators.view')}
        none={t('indicators.viewName.SERVING')}
        value={view.view}
        choices={[{ value: 'REGISTERED', label: t('indicators.viewName.REGISTERED') }]}
        onChange={(where) => onView({ view: where })}
      />
      <SelectField
        label={t('indicators.plan')}
        none={t('indicators.noPlan')}
        value={view.plan}
        choices={plans}
        onChange={(plan) => onView({ plan, tab: undefined })}
      />
      <PrintButton />
    </div>
  );
}
