import { Button } from 'antd';
import { ComparablePlansDocument } from '../../graphql/generated/graphql.ts';
import { useLiveQuery } from '../../graphql/use-live-query.ts';
import { instant } from '../../ui/format.ts';
import { useWords } from '../../ui/language.ts';
import { Page } from '../../ui/page.tsx';
import { PrintButton } from '../../ui/print-button.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { EmptyState, Failure } from '../../ui/states.tsx';
import { Comparison } from './comparison.tsx';
import { type Compared, places, plansIn } from './view.ts';

interface Props {
  /** Code of the county. */
  readonly county: string;
  readonly compared: Compared;
  readonly onCompare: (compared: Compared) => void;
}

/** Two to four plans side by side: which is better, by what, what it costs, and for whom it makes a difference. */
export function ComparePage({ county, compared, onCompare }: Props) {
  const { t, language } = useWords();
  const { data, error, again } = useLiveQuery({ query: ComparablePlansDocument, variables: { county } });
  const rounds = data?.county?.rounds.nodes ?? [];
  const choices = rounds.flatMap((round) =>
    round.plans.nodes.map(({ id, name, createdAt }) => ({
      value: id,
      label: `${name} · ${round.name} · ${instant(createdAt, language)}`,
    })),
  );
  const ids = plansIn(compared);
  const goals = rounds.flatMap((round) => round.policy.goals);
  return (
    <Page
      title={t('compare.title')}
      lead={t('compare.lead')}
      actions={ids.length > 1 ? <PrintButton /> : null}
    >
      {error ? <Failure error={error} onRetry={again} /> : null}
      <div className="row-end no-print">
        {places.slice(0, Math.max(2, Math.min(places.length, ids.length + 1))).map((place) => (
          <SelectField
            key={place}
            label={t(`compare.${place}`)}
            choices={choices.filter(({ value }) => value === compared[place] || !ids.includes(value))}
            value={compared[place]}
            none={t(place === 'a' || place === 'b' ? 'compare.choose' : 'compare.noMore')}
            onChange={(plan) => onCompare({ ...compared, [place]: plan })}
          />
        ))}
        <Button onClick={() => onCompare({ ...compared, a: compared.b, b: compared.a })}>
          {t('compare.swap')}
        </Button>
      </div>
      {ids.length > 1 ? (
        <Comparison ids={ids} titleOf={(name) => goals.find((goal) => goal.name === name)?.title ?? name} />
      ) : (
        <EmptyState title={t('compare.pickBoth')}>{t('compare.pickBothText')}</EmptyState>
      )}
    </Page>
  );
}
