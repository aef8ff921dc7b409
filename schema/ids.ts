import { decodeGlobalID, encodeGlobalID } from '@pothos/plugin-relay';

/**
 * The row's key in an id of the given type. What is no such id (malformed, or of another type) becomes a key
 * no row has, so that it is answered like a row that does not exist.
 */
export function keyOf(id: string, typename: string): string {
  const parts = partsOf(id);
  return parts?.typename === typename ? parts.key : noRow;
}

/** Null for what is no id at all. */
export function partsOf(id: string): { typename: string; key: string } | null {
  try {
    const { typename, id: key } = decodeGlobalID(id);
    return uuid.test(key) ? { typename, key } : null;
  } catch {
    return null;
  }
}

export const idOf = (typename: string, key: string): string => encodeGlobalID(typename, key);

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** A key no row has. */
export const noRow = '00000000-0000-0000-0000-000000000000';
