import type { RecruitNameFragment } from '../../graphql/generated/graphql.ts';
import { useWords } from '../../ui/language.ts';

/** A recruit's name, number and kind. */
export function RecruitName({ recruit: { name, number, kind } }: { readonly recruit: RecruitNameFragment }) {
  const { t } = useWords();
  return (
    <span className="nowrap">
      <span className="strong">{name}</span> <span className="quiet small">{number}</span>{' '}
      {kind === 'SPECIAL_POST' ? <span className="badge">{t(`recruits.kind.${kind}`)}</span> : null}
    </span>
  );
}
