/** The plans compared, by their ids, kept in the address: the others are set against the first. */
export interface Compared {
  readonly a?: string | undefined;
  readonly b?: string | undefined;
  readonly c?: string | undefined;
  readonly d?: string | undefined;
}

export const places = ['a', 'b', 'c', 'd'] as const;

/** The plans named, in their order, each once. */
export const plansIn = (compared: Compared): readonly string[] => [
  ...new Set(places.flatMap((place) => compared[place] ?? [])),
];
