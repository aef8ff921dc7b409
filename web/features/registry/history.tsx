import { type RecordRowFragment, RegistryHistoryDocument } from '../../graphql/generated/graphql.ts';
import { useLiveQuery } from '../../graphql/use-live-query.ts';
import { useDeedNames } from '../../ui/deed-name.ts';
import { instant } from '../../ui/format.ts';
import { useWords } from '../../ui/language.ts';
import { readable } from '../../ui/readable.ts';
import { Failure, Loading } from '../../ui/states.tsx';

interface Props {
  readonly county: string;
  /** Id of the row. */
  readonly row: string;
  readonly record: readonly RecordRowFragment[];
}

/** Who did what to the row, the latest first, as the record of deeds tells it; of a file imported its name alone, not all it wrote. */
export function History({ county, row, record }: Props) {
  const { t, language } = useWords();
  const { actionName, fieldName, valueName } = useDeedNames();
  const { data, error, fetching, again } = useLiveQuery({
    query: RegistryHistoryDocument,
    variables: { county, row },
  });
  const events = data?.county?.auditEvents.nodes;
  if (error) return <Failure error={error} onRetry={again} />;
  if (events === undefined) return fetching ? <Loading /> : null;
  if (events.length === 0) return <p className="quiet">{t('registry.noHistory')}</p>;
  const nameOf = (field: string) => {
    const key = field === 'servingSectionId' ? 'servingSchool' : field.replace(/Id$/, '');
    if (field === 'grades') return t('registry.grades');
    if (field === 'fileName') return t('registry.importedFile');
    if (field === 'fields') return t('registry.revealedFields');
    return record.find(({ column }) => column.key === key)?.column.name ?? fieldName(field);
  };
  const words = { yes: t('yes'), no: t('no'), comma: t('comma'), named: valueName };
  const plain = (value: string) => readable(value, words, nameOf);
  return (
    <ol className="plain-list history">
      {events.map(({ id, at, user, action, entity, changes, reason }) => (
        <li key={id}>
          <div>
            <strong>{actionName(action)}</strong>{' '}
            <span className="quiet small">
              {user?.name ?? t('registry.system')} · {instant(at, language)}
            </span>
          </div>
          <ul className="field-changes">
            {changes
              .filter(({ field }) => entity !== 'Import' || field === 'fileName')
              .map(({ field, before, after, masked }) => (
                <li key={field}>
                  <span className="quiet">{nameOf(field)}</span>{' '}
                  {masked ? (
                    t('registry.withheld')
                  ) : (
                    <>
                      {before == null ? null : <del>{plain(before)}</del>}{' '}
                      {after == null ? t('none') : plain(after)}
                    </>
                  )}
                </li>
              ))}
          </ul>
          {reason ? <p className="small">{t('registry.because', { reason })}</p> : null}
        </li>
      ))}
    </ol>
  );
}
