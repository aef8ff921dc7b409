import { useWords } from '../../ui/language.ts';

const known = [
  'zones',
  'clusters',
  'schools',
  'members',
  'sections',
  'classes',
  'teachers',
  'certificates',
  'exemptions',
  'postings',
  'requests',
  'wishes',
  'points',
] as const;

/** What a row is, in the reader's language: for files without named sheets, and for single changes. */
export function useEntity(): (entity: string) => string {
  const { t } = useWords();
  return (entity) => {
    const name = known.find((candidate) => candidate === entity);
    return name === undefined ? entity : t(`import.entity.${name}`);
  };
}
