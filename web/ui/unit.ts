import { useWords } from './language.ts';

const known = [
  'weight',
  'posts',
  'burden points',
  'points',
  'moves',
  'changes',
  'subjects',
  'millionths of CV²',
  'people',
  'recruits',
  'weighted days',
  'weighted units',
  'km a week',
  'yuan a year',
] as const;

/** A goal's unit in the reader's language; one the console does not know is shown as the API names it. */
export function useUnit(): (unit: string) => string {
  const { t } = useWords();
  return (unit) => {
    const name = known.find((candidate) => candidate === unit);
    return name === undefined ? unit : t(`unit.${name}`);
  };
}
