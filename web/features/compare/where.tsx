import type { SectionNameFragment } from '../../graphql/generated/graphql.ts';
import { useWords } from '../../ui/language.ts';

export function Where({ section }: { readonly section: SectionNameFragment }) {
  const { t } = useWords();
  return (
    <span className="nowrap">
      {section.school.name} <span className="stage">{t(`stage.${section.stage}`)}</span>
    </span>
  );
}
