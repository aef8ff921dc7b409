/**
 * SHA-256 over all that an import wrote, row by row in the order of writing: column `seal`; $1 is its id. The deed of the import
 * bears it, so that what stood before and after cannot be written anew without showing.
 */
export const importSeal = `
  SELECT encode(sha256(convert_to(coalesce(string_agg(written.seal, '' ORDER BY written.position), ''), 'UTF8')), 'hex') AS seal
  FROM (
    SELECT position, encode(sha256(convert_to(jsonb_build_array(position, entity, "entityId", kind, before, after)::text, 'UTF8')), 'hex') AS seal
    FROM "ImportChange" WHERE "importId" = $1::uuid) AS written`;
