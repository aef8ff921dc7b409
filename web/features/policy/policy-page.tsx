import { Alert } from 'antd';
import { useState } from 'react';
import { PolicyRulesDocument, PolicyVersionsDocument } from '../../graphql/generated/graphql.ts';
import { useLiveQuery } from '../../graphql/use-live-query.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { day, dayOfInstant } from '../../ui/format.ts';
import { useWords } from '../../ui/language.ts';
import { Page } from '../../ui/page.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { EmptyState, Failure, Loading } from '../../ui/states.tsx';
import { withChange } from './draft.ts';
import { DraftPanel } from './draft-panel.tsx';
import { useFigureNames } from './figure-names.ts';
import { useKeptDraft } from './kept-draft.ts';
import { RuleDrawer } from './rule-drawer.tsx';
import { RuleTable } from './rule-table.tsx';
import { StandardsPart } from './standards-part.tsx';
import type { PolicyView } from './view.ts';
import './policy.css';

interface Props {
  readonly county: { readonly id: string; readonly code: string };
  /** Whose draft is kept. */
  readonly reader: string;
  readonly mayEdit: boolean;
  readonly view: PolicyView;
  readonly onView: (patch: PolicyView) => void;
}

/** By what rules people are sent: each with clause, source and figures; and what another figure would come to. */
export function PolicyPage({ county, reader, mayEdit, view, onView }: Props) {
  const { t, language } = useWords();
  const [added, setAdded] = useState<string>();
  const versions = useLiveQuery({ query: PolicyVersionsDocument, variables: { county: county.code } });
  const found = versions.data?.county;
  const policies = found?.policies.nodes ?? [];
  const shown =
    policies.find(({ id }) => id === view.version) ?? policies.find(({ inForce }) => inForce) ?? policies[0];
  const read = useLiveQuery({
    query: PolicyRulesDocument,
    variables: { id: shown?.id ?? '' },
    pause: shown === undefined,
  });
  const policy = read.data?.node?.__typename === 'Policy' ? read.data.node : undefined;
  const error = versions.error ?? read.error;
  const [draft, setDraft] = useKeptDraft(reader, shown?.id);
  const rule = policy?.rules.find(({ name }) => name === view.rule);
  const labelOf = ({ version, effectiveFrom, forOneRound, inForce }: (typeof policies)[number]) =>
    `${version} · ${t('policy.since', { day: day(effectiveFrom, language) })}${
      inForce ? ` · ${t('policy.inForce')}` : forOneRound ? ` · ${t('policy.forOneRound')}` : ''
    }`;
  return (
    <Page title={t('policy.title')} lead={t('policy.lead')}>
      {error ? <Failure error={error} onRetry={versions.again} /> : null}
      {added ? (
        <Alert
          type="success"
          showIcon
          closable
          onClose={() => setAdded(undefined)}
          title={t('policy.added', { version: added })}
        />
      ) : null}
      {found && policies.length === 0 ? (
        <EmptyState title={t('policy.none')}>{t('policy.noneText')}</EmptyState>
      ) : null}
      {shown ? (
        <div className="row-end">
          <SelectField
            label={t('policy.version')}
            none={t('policy.latest')}
            value={shown.id}
            choices={policies.map((one) => ({ value: one.id, label: labelOf(one) }))}
            onChange={(version) => onView({ version, rule: undefined })}
          />
          <p className="quiet small">
            {shown.createdBy
              ? t('policy.writtenBy', {
                  who: shown.createdBy.name,
                  day: dayOfInstant(shown.createdAt, language),
                })
              : t('policy.writtenOn', { day: dayOfInstant(shown.createdAt, language) })}
          </p>
        </div>
      ) : null}
      {policy && draft.length > 0 && found ? (
        <DraftPanel
          county={county.id}
          like={policy}
          rules={policy.rules}
          draft={draft}
          rounds={found.rounds.nodes}
          onDiscard={() => setDraft([])}
          onAdded={(id, version) => {
            setDraft([]);
            setAdded(version);
            versions.again();
            onView({ version: id, rule: undefined });
          }}
        />
      ) : null}
      {policy ? (
        <>
          <section className="stack">
            <h2>{t('policy.rules')}</h2>
            {mayEdit && draft.length === 0 ? <p className="quiet">{t('policy.howToChange')}</p> : null}
            <RuleTable
              rules={policy.rules}
              draft={draft}
              selected={view.rule}
              onOpen={(name) => onView({ rule: name })}
            />
          </section>
          <Goals goals={policy.goals} />
        </>
      ) : error || (found && policies.length === 0) ? null : (
        <Loading />
      )}
      <StandardsPart county={county.code} mayEdit={mayEdit} />
      <RuleDrawer
        rule={rule}
        change={draft.find((one) => one.rule === view.rule)}
        mayEdit={mayEdit}
        onClose={() => onView({ rule: undefined })}
        onChange={(change) => {
          if (view.rule !== undefined) setDraft(withChange(draft, view.rule, change));
          onView({ rule: undefined });
        }}
      />
    </Page>
  );
}

interface Goal {
  readonly name: string;
  readonly title: string;
  readonly figures: unknown;
}

/** In the order they are solved: an earlier one is never given up for a later one. */
function Goals({ goals }: { readonly goals: readonly Goal[] }) {
  const { t } = useWords();
  const { figureName, told } = useFigureNames();
  const columns: readonly Column<Goal>[] = [
    { key: 'place', title: t('policy.place'), end: true, cell: (goal) => goals.indexOf(goal) + 1 },
    { key: 'title', title: t('policy.goal'), cell: ({ title }) => title },
    {
      key: 'figures',
      title: t('policy.figures'),
      cell: ({ figures }) =>
        typeof figures === 'object' && figures !== null
          ? Object.entries(figures)
              .map(([name, value]) => `${figureName(name)} ${told(value)}`)
              .join(t('comma'))
          : '',
    },
  ];
  return (
    <section className="stack">
      <h2>{t('policy.goals')}</h2>
      <p className="quiet">{t('policy.goalsAbout')}</p>
      <DataTable caption={t('policy.goals')} columns={columns} rows={goals} rowKey={({ name }) => name} />
    </section>
  );
}
