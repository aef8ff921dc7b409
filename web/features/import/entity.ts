import { useWords } from '../../ui/language.ts';

export const entities = [
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
  'recruits',
  'recruitCertificates',
] as const;

/** What a row is, in the reader's language: for files without named sheets, and for single changes. */
export function useEntity(): (entity: string) => string {
  const { t } = useWords();
  return (entity) => {
    const name = entities.find((candidate) => candidate === entity);
    return name === undefined ? entity : t(`import.entity.${name}`);
  };
}
