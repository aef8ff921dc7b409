/** Each item by its key; an Error that names the kind on a key there is none of. */
export function keyed<T>(kind: string, items: readonly T[], key: (item: T) => string): (id: string) => T {
  const found = new Map(items.map((item) => [key(item), item]));
  return (id) => {
    const item = found.get(id);
    if (item === undefined) throw new Error(`The problem has no ${kind} '${id}'.`);
    return item;
  };
}
