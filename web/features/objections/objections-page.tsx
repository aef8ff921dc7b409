import {
  ObjectionsOfRoundDocument,
  type ObjectionsOfRoundQuery,
  RoundsWithObjectionsDocument,
  type RoundsWithObjectionsQuery,
} from '../../graphql/generated/graphql.ts';
import { useLiveQuery } from '../../graphql/use-live-query.ts';
import { usePages } from '../../graphql/use-pages.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { day, instant } from '../../ui/format.ts';
import { useWords } from '../../ui/language.ts';
import { More } from '../../ui/more.tsx';
import { Page } from '../../ui/page.tsx';
import { PrintButton } from '../../ui/print-button.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { EmptyState, Failure, Loading } from '../../ui/states.tsx';
import { ObjectionDrawer } from './objection-drawer.tsx';
import type { ObjectionsView } from './view.ts';

interface Props {
  /** Code of the county. */
  readonly county: string;
  readonly mayAnswer: boolean;
  readonly view: ObjectionsView;
  readonly onView: (patch: ObjectionsView) => void;
  /** Goes to where a solve that was branched is followed. */
  readonly onSolve: (solveId: string, roundId: string) => void;
}

type Round = NonNullable<RoundsWithObjectionsQuery['county']>['rounds']['nodes'][number];
type Row = NonNullable<ReturnType<typeof objectionsIn>>['nodes'][number];

const states = ['SUBMITTED', 'UPHELD', 'REFUSED', 'WITHDRAWN'] as const;

/** Objections to the lists of a round, the newest round that has any unless another is chosen. */
export function ObjectionsPage({ county, view, onView, ...props }: Props) {
  const { t } = useWords();
  const { data, error, fetching, again } = useLiveQuery({
    query: RoundsWithObjectionsDocument,
    variables: { county },
  });
  const rounds = data?.county?.rounds.nodes ?? [];
  const round =
    rounds.find(({ id }) => id === view.round) ??
    rounds.find(({ objections }) => objections.totalCount > 0) ??
    rounds[0];
  return (
    <Page title={t('objections.title')} lead={t('objections.lead')} actions={<PrintButton />}>
      {error ? <Failure error={error} onRetry={again} /> : null}
      {round ? <p className="print-only">{round.name}</p> : null}
      <div className="row-end no-print">
        <SelectField
          label={t('title.round')}
          none={t('objections.newest')}
          value={view.round}
          choices={rounds.map(({ id, name, objections }) => ({
            value: id,
            label: `${name} (${objections.totalCount})`,
          }))}
          onChange={(id) => onView({ round: id, objection: undefined })}
        />
        <SelectField
          label={t('objections.stateLabel')}
          none={t('all')}
          value={view.state}
          choices={states.map((value) => ({ value, label: t(`objections.state.${value}`) }))}
          onChange={(state) => onView({ state })}
        />
      </div>
      {round ? (
        <Objections key={round.id} round={round} view={view} onView={onView} {...props} />
      ) : fetching && !data ? (
        <Loading />
      ) : (
        <EmptyState title={t('objections.none')}>{t('objections.noneText')}</EmptyState>
      )}
    </Page>
  );
}

interface ObjectionsProps extends Omit<Props, 'county'> {
  readonly round: Round;
}

/** Those that wait for an answer first, the longest waiting on top. */
function Objections({ round, mayAnswer, view, onView, onSolve }: ObjectionsProps) {
  const { t, language } = useWords();
  const {
    rows: read,
    total,
    fetching,
    error,
    more,
    again,
    failure,
  } = usePages(ObjectionsOfRoundDocument, { id: round.id, first: 200 }, objectionsIn);
  const all = [...read].sort(urgentFirst);
  const rows = view.state === undefined ? all : all.filter(({ state }) => state === view.state);
  const window = round.windows.find(({ kind }) => kind === 'OBJECTIONS');
  const waiting = all.filter(({ state }) => state === 'SUBMITTED').length;
  const columns: readonly Column<Row>[] = [
    {
      key: 'state',
      title: t('objections.stateLabel'),
      cell: ({ state }) => (
        <span className="badge" data-objection={state}>
          {t(`objections.state.${state}`)}
        </span>
      ),
    },
    {
      key: 'who',
      title: t('objections.who'),
      cell: ({ teacher, school }) =>
        teacher ? (
          <span className="nowrap">
            {teacher.name} <span className="quiet small">{teacher.staffNumber}</span>
          </span>
        ) : (
          (school?.name ?? t('objections.unnamed'))
        ),
    },
    {
      key: 'text',
      title: t('objections.text'),
      cell: ({ id, text, teacher, school }) => (
        <>
          <button
            type="button"
            className="link start no-print"
            aria-label={t('objections.openOf', {
              name: teacher?.name ?? school?.name ?? t('objections.unnamed'),
              text: shortened(text),
            })}
            onClick={() => onView({ objection: id })}
          >
            {shortened(text)}
          </button>
          <span className="print-only">{text}</span>
        </>
      ),
    },
    {
      key: 'made',
      title: t('objections.made'),
      cell: ({ createdAt }) => <span className="nowrap">{instant(createdAt, language)}</span>,
    },
    {
      key: 'answered',
      title: t('objections.answered'),
      cell: ({ answeredAt }) => (answeredAt ? instant(answeredAt, language) : '—'),
    },
  ];
  if (error && all.length === 0) return <Failure error={error} onRetry={again} />;
  return (
    <>
      {all.length > 0 ? (
        <p role="status">
          <strong className={waiting > 0 ? 'short' : 'good'}>
            {t('objections.waiting', { count: waiting })}
          </strong>{' '}
          {window
            ? t('objections.window', {
                from: day(window.from, language),
                until: day(window.until, language),
              })
            : t('objections.noWindow')}
        </p>
      ) : null}
      {rows.length > 0 ? (
        <DataTable
          caption={t('objections.title')}
          columns={columns}
          rows={rows}
          rowKey={({ id }) => id}
          selected={view.objection}
        />
      ) : fetching ? (
        <Loading />
      ) : (
        <EmptyState title={t('objections.none')}>{t('objections.noneText')}</EmptyState>
      )}
      {more === undefined && failure === undefined ? null : (
        <More shown={read.length} total={total} fetching={fetching} more={more} failure={failure} />
      )}
      <ObjectionDrawer
        objectionId={view.objection}
        mayAnswer={mayAnswer}
        onClose={() => onView({ objection: undefined })}
        onAnswered={again}
        onSolve={onSolve}
      />
    </>
  );
}

const objectionsIn = ({ node }: ObjectionsOfRoundQuery) =>
  node?.__typename === 'Round' ? node.objections : undefined;

/** What waits comes first, the oldest on top; then what is settled, the newest on top. */
function urgentFirst(one: Row, other: Row): number {
  const [a, b] = [one, other].map(({ state }) => (state === 'SUBMITTED' ? 0 : 1));
  if (a !== b) return (a ?? 0) - (b ?? 0);
  return a === 0
    ? one.createdAt.localeCompare(other.createdAt)
    : other.createdAt.localeCompare(one.createdAt);
}

const shortened = (text: string): string => (text.length > 60 ? `${text.slice(0, 60)}……` : text);
