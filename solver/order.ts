/** Two keys in the order of their UTF-16 code units, the same on every machine: below 0, the first comes first. */
export const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
