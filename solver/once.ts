/** What is found out when it is first asked for, and once. */
export function once<T>(find: () => T): () => T {
  let found: { value: T } | undefined;
  return () => {
    found ??= { value: find() };
    return found.value;
  };
}

/** The same of each of many. */
export function onceFor<Of extends object, T>(find: (of: Of) => T): (of: Of) => T {
  const known = new WeakMap<Of, { value: T }>();
  return (of) => {
    const before = known.get(of);
    if (before) return before.value;
    const value = find(of);
    known.set(of, { value });
    return value;
  };
}
