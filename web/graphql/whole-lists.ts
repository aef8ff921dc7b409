/** Lists on the page that are read page by page: each reads itself to the end. */
const lists = new Set<() => Promise<void>>();

/** A list stands on the page; what is answered takes it off. */
export function listed(readWhole: () => Promise<void>): () => void {
  lists.add(readWhole);
  return () => void lists.delete(readWhole);
}

/** Reads every list of the page to its end, as for paper. A list that cannot be read on stays as it is, and tells so. */
export const readWholeLists = async (): Promise<void> => {
  await Promise.all([...lists].map((readWhole) => readWhole()));
};
