import { Button } from 'antd';
import { RoundScenariosDocument, RoundsWithScenariosDocument } from '../../graphql/generated/graphql.ts';
import { useLiveQuery } from '../../graphql/use-live-query.ts';
import { useWords } from '../../ui/language.ts';
import { Page } from '../../ui/page.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { EmptyState, Failure, Loading } from '../../ui/states.tsx';
import type { Round } from './draft.ts';
import { OutcomeTable } from './outcome-table.tsx';
import { ScenarioCard } from './scenario-card.tsx';
import { ScenarioDrawer } from './scenario-drawer.tsx';
import { SolveButton } from './solve-button.tsx';
import type { ScenariosViewProps } from './view.ts';

interface Props extends ScenariosViewProps {
  /** Code of the county. */
  readonly county: string;
}

/** A round under other assumptions, solved side by side: what each would come to, and which becomes the round's own. */
export function ScenariosPage({ county, view, onView }: Props) {
  const { t } = useWords();
  const known = useLiveQuery({ query: RoundsWithScenariosDocument, variables: { county } });
  const rounds = known.data?.county?.rounds.nodes ?? [];
  const roundId = view.round ?? rounds[0]?.id;
  const { data, error, again } = useLiveQuery({
    query: RoundScenariosDocument,
    variables: { round: roundId ?? '', standard: view.standard ?? 'QUALITY_2017' },
    pause: roundId === undefined,
  });
  const round = data?.node?.__typename === 'Round' ? data.node : undefined;
  const failed = known.error ? known : error ? { error, again } : undefined;
  const mayPlan = round?.mayPlan ?? false;
  return (
    <Page
      title={t('scenarios.title')}
      lead={t('scenarios.lead')}
      actions={
        mayPlan ? (
          <Button type="primary" onClick={() => onView({ edit: 'new' })}>
            {t('scenarios.new')}
          </Button>
        ) : null
      }
    >
      <div className="row-end no-print">
        <SelectField
          label={t('title.round')}
          none={rounds[0]?.name ?? t('none')}
          value={view.round}
          choices={rounds.slice(1).map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(next) => onView({ round: next, edit: undefined })}
        />
        <SelectField
          label={t('indicators.standard')}
          none={t('indicators.standardName.QUALITY_2017')}
          value={view.standard}
          choices={[{ value: 'BASIC_2012', label: t('indicators.standardName.BASIC_2012') }]}
          onChange={(standard) => onView({ standard })}
        />
      </div>
      {failed?.error ? <Failure error={failed.error} onRetry={failed.again} /> : null}
      {round ? (
        <Scenarios key={round.id} {...{ county, round, view, onView, again }} />
      ) : failed ? null : known.data && rounds.length === 0 ? (
        <EmptyState title={t('scenarios.noRound')}>{t('scenarios.noRoundText')}</EmptyState>
      ) : (
        <Loading />
      )}
    </Page>
  );
}

interface ScenariosProps extends Props {
  readonly round: Round;
  readonly again: () => void;
}

function Scenarios({ county, round, view, onView, again }: ScenariosProps) {
  const { t } = useWords();
  const { mayPlan } = round;
  const own = round.scenarioTable?.find(({ scenario }) => scenario === null);
  return (
    <>
      {round.scenarios.length === 0 ? (
        <EmptyState title={t('scenarios.empty')}>
          {t(mayPlan ? 'scenarios.emptyText' : 'scenarios.emptyRead')}
        </EmptyState>
      ) : (
        round.scenarios.map((scenario) => (
          <ScenarioCard
            key={scenario.id}
            round={round}
            scenario={scenario}
            outcome={round.scenarioTable?.find((one) => one.scenario?.id === scenario.id)}
            ownPlan={own?.plan.id}
            mayEdit={mayPlan}
            onEdit={() => onView({ edit: scenario.id })}
            onChanged={again}
          />
        ))
      )}
      {mayPlan ? (
        <div className="row">
          <SolveButton roundId={round.id} label={t('scenarios.solveRound')} onEnded={again} />
        </div>
      ) : null}
      <OutcomeTable round={round} county={county} standard={view.standard} />
      {mayPlan ? (
        <ScenarioDrawer
          county={county}
          round={round}
          edit={view.edit}
          onDone={again}
          onClose={() => onView({ edit: undefined })}
        />
      ) : null}
    </>
  );
}
