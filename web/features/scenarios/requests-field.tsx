import type { ScenarioRequestsQuery } from '../../graphql/generated/graphql.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { useWords } from '../../ui/language.ts';
import type { FieldProps } from './field.ts';

type Request = NonNullable<ScenarioRequestsQuery['county']>['requests']['nodes'][number];

interface Props extends Omit<FieldProps, 'round'> {
  readonly requests: readonly Request[];
  readonly roundId: string;
}

/** Approved requests with another count or priority; what is left empty is as approved. */
export function RequestsField({ requests, roundId, draft, onPatch }: Props) {
  const { t, say } = useWords();
  const own = requests.filter(({ round }) => round === null || round.id === roundId);
  if (own.length === 0) return null;
  const set = (number: string, key: 'count' | 'priority', typed: string) => {
    const before = draft.requests.find(({ id }) => id === number) ?? { id: number };
    const { [key]: _, ...others } = before;
    const next = typed === '' ? others : { ...others, [key]: Number(typed) };
    const rest = draft.requests.filter(({ id }) => id !== number);
    onPatch({ requests: Object.keys(next).length > 1 ? [...rest, { ...next, id: number }] : rest });
  };
  const field = (key: 'count' | 'priority', { number, ...request }: Request) => {
    const usual =
      key === 'count'
        ? (request.approvedCount ?? request.count)
        : (request.approvedPriority ?? request.priority);
    return (
      <input
        className="native short-field"
        type="number"
        min={key === 'count' ? 0 : 1}
        max={key === 'count' ? 1000 : 5}
        placeholder={String(usual)}
        aria-label={t(`scenarios.${key}Of`, { number })}
        value={draft.requests.find(({ id }) => id === number)?.[key] ?? ''}
        onChange={({ target }) => set(number, key, target.value)}
      />
    );
  };
  const columns: readonly Column<Request>[] = [
    { key: 'number', title: t('scenarios.request'), cell: ({ number }) => number },
    {
      key: 'post',
      title: t('plan.post'),
      cell: ({ section, subject }) =>
        `${section.school.name} ${t(`stage.${section.stage}`)} · ${say(subject.words)}`,
    },
    { key: 'count', title: t('scenarios.count'), end: true, cell: (request) => field('count', request) },
    {
      key: 'priority',
      title: t('scenarios.priority'),
      end: true,
      cell: (request) => field('priority', request),
    },
  ];
  return (
    <fieldset className="panel plain">
      <legend>{t('scenarios.requests')}</legend>
      <p className="quiet small">{t('scenarios.requestsText')}</p>
      <DataTable caption={t('scenarios.requests')} columns={columns} rows={own} rowKey={({ id }) => id} />
    </fieldset>
  );
}
