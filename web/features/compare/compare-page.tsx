import { Alert, Button } from 'antd';
import {
  ComparablePlansDocument,
  type ComparablePlansQuery,
  type ComparedMoveRowFragment,
  ComparePlansDocument,
  type ComparePlansQuery,
} from '../../graphql/generated/graphql.ts';
import { useLiveQuery } from '../../graphql/use-live-query.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { Figures } from '../../ui/figures.tsx';
import { count, fte, instant } from '../../ui/format.ts';
import { useWords } from '../../ui/language.ts';
import { Page } from '../../ui/page.tsx';
import { usePostName } from '../../ui/post-name.ts';
import { SelectField } from '../../ui/select-field.tsx';
import { EmptyState, Failure, Loading } from '../../ui/states.tsx';
import { useUnit } from '../../ui/unit.ts';
import { differences, type MoveDifference } from './differences.ts';

interface Pair {
  readonly a?: string | undefined;
  readonly b?: string | undefined;
}

interface Props extends Pair {
  /** Code of the county. */
  readonly county: string;
  readonly onPair: (pair: Pair) => void;
}

type Round = NonNullable<ComparablePlansQuery['county']>['rounds']['nodes'][number];

/** Two plans side by side: which is better, by what, and for whom it makes a difference. */
export function ComparePage({ county, a, b, onPair }: Props) {
  const { t, language } = useWords();
  const { data, error, again } = useLiveQuery({ query: ComparablePlansDocument, variables: { county } });
  const rounds = data?.county?.rounds.nodes ?? [];
  const choices = rounds.flatMap((round) =>
    round.plans.nodes.map(({ id, name, createdAt }) => ({
      value: id,
      label: `${name} · ${round.name} · ${instant(createdAt, language)}`,
    })),
  );
  return (
    <Page title={t('compare.title')} lead={t('compare.lead')}>
      {error ? <Failure error={error} onRetry={again} /> : null}
      <div className="row-end">
        <SelectField
          label={t('compare.a')}
          choices={choices}
          value={a}
          none={t('compare.choose')}
          onChange={(plan) => onPair({ a: plan, b })}
        />
        <SelectField
          label={t('compare.b')}
          choices={choices}
          value={b}
          none={t('compare.choose')}
          onChange={(plan) => onPair({ a, b: plan })}
        />
        <Button onClick={() => onPair({ a: b, b: a })}>{t('compare.swap')}</Button>
      </div>
      {a !== undefined && b !== undefined && a !== b ? (
        <Comparison a={a} b={b} rounds={rounds} />
      ) : (
        <EmptyState title={t('compare.pickBoth')}>{t('compare.pickBothText')}</EmptyState>
      )}
    </Page>
  );
}

function Comparison({
  a,
  b,
  rounds,
}: {
  readonly a: string;
  readonly b: string;
  readonly rounds: readonly Round[];
}) {
  const { t, say, language } = useWords();
  const { data, error, fetching, again } = useLiveQuery({ query: ComparePlansDocument, variables: { a, b } });
  const compared = data?.comparePlans;
  if (!compared) {
    if (error) return <Failure error={error} onRetry={again} />;
    return fetching ? <Loading /> : <EmptyState title={t('notFound.title')}>{t('notFound.text')}</EmptyState>;
  }
  const goals = rounds.flatMap((round) => round.policy.goals);
  return (
    <>
      <Alert type={compared.better === null ? 'warning' : 'info'} showIcon title={say(compared.words)} />
      <Figures
        figures={[
          { label: t('compare.same'), value: count(compared.same, language) },
          { label: t('compare.changed'), value: count(compared.changed.length, language) },
          { label: t('compare.onlyA'), value: count(compared.onlyInA.length, language) },
          { label: t('compare.onlyB'), value: count(compared.onlyInB.length, language) },
        ]}
      />
      <Goals
        compared={compared}
        titleOf={(name) => goals.find((goal) => goal.name === name)?.title ?? name}
      />
      <Moves compared={compared} />
      <Openings compared={compared} />
    </>
  );
}

type Compared = NonNullable<ComparePlansQuery['comparePlans']>;

interface GoalsProps {
  readonly compared: Compared;
  readonly titleOf: (goal: string) => string;
}

function Goals({ compared, titleOf }: GoalsProps) {
  const { t, language } = useWords();
  const unitOf = useUnit();
  const value = (amount: number | null | undefined) =>
    amount === null || amount === undefined ? '—' : fte(amount, language);
  const columns: readonly Column<Compared['goals'][number]>[] = [
    {
      key: 'name',
      title: t('plan.goalName'),
      cell: ({ name, unit }) => (
        <>
          {titleOf(name)} <span className="quiet small">{unitOf(unit)}</span>
        </>
      ),
    },
    { key: 'a', title: t('compare.a'), end: true, cell: ({ a }) => value(a) },
    { key: 'b', title: t('compare.b'), end: true, cell: ({ b }) => value(b) },
    {
      key: 'better',
      title: t('compare.better'),
      cell: ({ better }) => (better ? t(`compare.is.${better}`) : '—'),
    },
  ];
  return (
    <section className="stack">
      <h2>{t('compare.goals')}</h2>
      <DataTable
        caption={t('compare.goals')}
        columns={columns}
        rows={compared.goals}
        rowKey={({ name }) => name}
      />
    </section>
  );
}

function Moves({ compared }: { readonly compared: Compared }) {
  const { t } = useWords();
  const nameOf = usePostName();
  const rows = differences(compared);
  const columns: readonly Column<MoveDifference<ComparedMoveRowFragment>>[] = [
    {
      key: 'teacher',
      title: t('plan.teacher'),
      cell: ({ teacher }) => (
        <>
          {teacher.name} <span className="quiet small">{teacher.staffNumber}</span>
        </>
      ),
    },
    { key: 'from', title: t('plan.from'), cell: ({ from }) => <Where section={from} /> },
    { key: 'a', title: t('compare.inA'), cell: ({ a }) => <Goes move={a} /> },
    { key: 'b', title: t('compare.inB'), cell: ({ b }) => <Goes move={b} /> },
    { key: 'subject', title: t('plan.post'), cell: nameOf },
  ];
  return (
    <section className="stack">
      <h2>{t('compare.moves')}</h2>
      {rows.length === 0 ? (
        <p className="quiet">{t('compare.movesNone')}</p>
      ) : (
        <DataTable
          caption={t('compare.moves')}
          columns={columns}
          rows={rows}
          rowKey={({ teacher }) => teacher.id}
        />
      )}
    </section>
  );
}

function Goes({ move }: { readonly move: ComparedMoveRowFragment | undefined }) {
  const { t } = useWords();
  return move ? <Where section={move.to} /> : <span className="quiet">{t('compare.stays')}</span>;
}

function Where({ section }: { readonly section: ComparedMoveRowFragment['from'] }) {
  const { t } = useWords();
  return (
    <>
      {section.school.name} <span className="stage">{t(`stage.${section.stage}`)}</span>
    </>
  );
}

function Openings({ compared: { unfilled } }: { readonly compared: Compared }) {
  const { t } = useWords();
  const nameOf = usePostName();
  const columns: readonly Column<Compared['unfilled'][number]>[] = [
    { key: 'section', title: t('plan.section'), cell: ({ section }) => <Where section={section} /> },
    { key: 'subject', title: t('plan.post'), cell: nameOf },
    { key: 'a', title: t('compare.inA'), end: true, cell: ({ a }) => a },
    { key: 'b', title: t('compare.inB'), end: true, cell: ({ b }) => b },
  ];
  return (
    <section className="stack">
      <h2>{t('compare.unfilled')}</h2>
      {unfilled.length === 0 ? (
        <p className="quiet">{t('compare.unfilledNone')}</p>
      ) : (
        <DataTable
          caption={t('compare.unfilled')}
          columns={columns}
          rows={unfilled}
          rowKey={({ section, subject, role }) => `${section.id} ${subject?.code ?? role}`}
        />
      )}
    </section>
  );
}
