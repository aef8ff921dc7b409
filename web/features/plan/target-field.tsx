import { useId, useState } from 'react';
import { SectionsFoundDocument } from '../../graphql/generated/graphql.ts';
import { useLiveQuery } from '../../graphql/use-live-query.ts';
import { useWords } from '../../ui/language.ts';
import { usePostName } from '../../ui/post-name.ts';
import { SearchField } from '../../ui/search-field.tsx';
import { Failure } from '../../ui/states.tsx';
import { keyOfTarget, type Target } from './hand.ts';
import { useOpenPosts } from './use-open-posts.ts';

interface Props {
  readonly planId: string;
  /** Code of the county. */
  readonly county: string;
  readonly target: Target | undefined;
  readonly onChange: (target: Target | undefined) => void;
}

/** Where to: staying, the posts the plan leaves open, and any section found by the name of its school. */
export function TargetField({ planId, county, target, onChange }: Props) {
  const { t } = useWords();
  const id = useId();
  const nameOf = usePostName();
  const [search, setSearch] = useState<string>();
  const { posts, error, again } = useOpenPosts(planId);
  const found = useLiveQuery({
    query: SectionsFoundDocument,
    variables: { county, search: search ?? '' },
    pause: search === undefined,
  });
  const placeOf = ({ section }: Target) =>
    section ? `${section.school.name} ${t(`stage.${section.stage}`)}` : '';
  const open = posts.filter((post) => search === undefined || placeOf(post).includes(search));
  const sections: readonly Target[] =
    search === undefined
      ? []
      : (found.data?.county?.schools.nodes ?? []).flatMap((school) =>
          school.sections.map((section) => ({ section })),
        );
  const dropped =
    target?.section && ![...open, ...sections].some((one) => isSame(one, target)) ? [target] : [];
  const all: readonly Target[] = [{}, ...dropped, ...open, ...sections];
  return (
    <>
      {error ? <Failure error={error} onRetry={again} /> : null}
      <SearchField label={t('hand.find')} value={search} onSearch={setSearch} />
      {found.error ? <Failure error={found.error} onRetry={found.again} /> : null}
      <div className="field">
        <label htmlFor={id}>{t('hand.where')}</label>
        <select
          id={id}
          className="native target-list"
          size={8}
          value={target === undefined ? '' : keyOfTarget(target)}
          onChange={({ target: { value } }) => onChange(all.find((one) => keyOfTarget(one) === value))}
        >
          <option value="">{t('hand.choose')}</option>
          <option value="stay">{t('hand.stay')}</option>
          <optgroup label={t('hand.openPosts')}>
            {[...dropped, ...open].map((post) => (
              <option key={keyOfTarget(post)} value={keyOfTarget(post)}>
                {placeOf(post)} · {nameOf(post)}
                {post.left === undefined ? '' : ` · ${t('hand.left', { count: post.left })}`}
              </option>
            ))}
          </optgroup>
          {sections.length > 0 ? (
            <optgroup label={t('hand.sections')}>
              {sections.map((section) => (
                <option key={keyOfTarget(section)} value={keyOfTarget(section)}>
                  {placeOf(section)}
                </option>
              ))}
            </optgroup>
          ) : null}
        </select>
      </div>
    </>
  );
}

const isSame = (one: Target, other: Target) => keyOfTarget(one) === keyOfTarget(other);
