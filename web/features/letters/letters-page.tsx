import { Link } from '@tanstack/react-router';
import { Tabs } from 'antd';
import './letters.css';
import { LetterPlansDocument, PlanToCarryOutDocument } from '../../graphql/generated/graphql.ts';
import { useLiveQuery } from '../../graphql/use-live-query.ts';
import { useWords } from '../../ui/language.ts';
import { Page } from '../../ui/page.tsx';
import { PrintButton } from '../../ui/print-button.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { EmptyState, Failure, Loading } from '../../ui/states.tsx';
import { IssuePanel } from './issue-panel.tsx';
import { LetterDrawer } from './letter-drawer.tsx';
import { LetterList } from './letter-list.tsx';
import { OrderPanel } from './order-panel.tsx';
import { TemplatesTab } from './templates-tab.tsx';
import { type LettersView, letterTabs, type OnView } from './view.ts';

interface Props {
  readonly county: { readonly id: string; readonly code: string; readonly timeZone: string };
  readonly view: LettersView;
  readonly onView: OnView;
}

/** From a final plan to its papers: postings ordered, letters issued, printed, made void. */
export function LettersPage({ county, view, onView }: Props) {
  const { t } = useWords();
  const known = useLiveQuery({ query: LetterPlansDocument, variables: { county: county.code } });
  const plans = (known.data?.county?.rounds.nodes ?? []).flatMap((round) =>
    round.plans.nodes
      .filter(({ issuableKinds }) => issuableKinds.length > 0)
      .map((plan) => ({ ...plan, round: round.name })),
  );
  const planId =
    view.plan ?? (plans.find(({ issuableKinds }) => issuableKinds.includes('DISPATCH')) ?? plans[0])?.id;
  const { data, error, again } = useLiveQuery({
    query: PlanToCarryOutDocument,
    variables: { id: planId ?? '' },
    pause: planId === undefined,
  });
  const plan = data?.node?.__typename === 'Plan' && data.node.id === planId ? data.node : undefined;
  return (
    <Page title={t('letters.title')} lead={t('letters.lead')} actions={<PrintButton />}>
      {known.error ? <Failure error={known.error} onRetry={known.again} /> : null}
      {view.tab === 'templates' ? null : plans.length > 0 ? (
        <div className="row-end no-print">
          <SelectField
            label={t('letters.plan')}
            none={t('letters.choosePlan')}
            value={planId}
            choices={plans.map(({ id, name, round, state }) => ({
              value: id,
              label: `${round} · ${name}（${t(`plan.state.${state}`)}）`,
            }))}
            onChange={(chosen) => onView({ plan: chosen, letter: undefined })}
          />
        </div>
      ) : known.fetching && !known.data ? (
        <Loading />
      ) : known.error ? null : (
        <EmptyState
          title={t('letters.noPlan')}
          action={
            <Link to="/rounds" className="button-link primary">
              {t('letters.toRounds')}
            </Link>
          }
        >
          {t('letters.noPlanText')}
        </EmptyState>
      )}
      {error && view.tab !== 'templates' ? <Failure error={error} onRetry={again} /> : null}
      {plan && view.tab !== 'templates' ? (
        <div className="side-by-side no-print">
          <OrderPanel plan={plan} onDone={again} />
          <IssuePanel county={county} plan={plan} />
        </div>
      ) : null}
      <Tabs
        activeKey={view.tab ?? 'list'}
        onChange={(key) => onView({ tab: letterTabs.find((tab) => tab === key), letter: undefined })}
        destroyOnHidden
        items={[
          {
            key: 'list',
            label: t('letters.tab.list'),
            children: <LetterList county={county.code} planId={planId} view={view} onView={onView} />,
          },
          {
            key: 'templates',
            label: t('letters.tab.templates'),
            children: <TemplatesTab county={county} />,
          },
        ]}
      />
      <LetterDrawer
        letterId={view.letter}
        onClose={() => onView({ letter: undefined })}
        onOpen={(letter) => onView({ letter })}
      />
    </Page>
  );
}
