import { useId } from 'react';
import { HomeSectionsDocument } from '../../graphql/generated/graphql.ts';
import { useLiveQuery } from '../../graphql/use-live-query.ts';
import { useWords } from '../../ui/language.ts';
import { Failure } from '../../ui/states.tsx';

interface Props {
  /** Code of the county. */
  readonly county: string;
  readonly value: string;
  readonly onChange: (sectionId: string) => void;
}

/** Where a teacher goes instead of home: wanted where the home school is closed. */
export function BackField({ county, value, onChange }: Props) {
  const { t } = useWords();
  const id = useId();
  const { data, error, again } = useLiveQuery({ query: HomeSectionsDocument, variables: { county } });
  const sections = data?.county?.schools.nodes.flatMap((school) => school.sections) ?? [];
  return (
    <div className="field long-field">
      <label htmlFor={id}>{t('postings.back')}</label>
      <select id={id} className="native" value={value} onChange={({ target }) => onChange(target.value)}>
        <option value="">{t('postings.backHome')}</option>
        {sections.map(({ id: section, stage, school }) => (
          <option key={section} value={section}>
            {school.name} {t(`stage.${stage}`)}
          </option>
        ))}
      </select>
      {error ? <Failure error={error} onRetry={again} /> : null}
    </div>
  );
}
