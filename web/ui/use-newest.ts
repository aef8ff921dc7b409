import { useState } from 'react';

/**
 * The newest version known of a row: the one read, or the one that an act of the reader has answered since. Who acts twice
 * before the row is read again is in no conflict with oneself.
 */
export function useNewest(read: number): readonly [version: number, answered: (version: number) => void] {
  const [answered, setAnswered] = useState(read);
  return [Math.max(read, answered), setAnswered];
}
