/**
 * $1 an import: the rounds in which scores count that it wrote, held so that none is frozen or reckoned meanwhile, and whether
 * each has frozen them. Frozen points change by a named decision alone (server/points/contest.ts).
 */
export const roundsOfPoints = `
  SELECT round."pointsFrozenAt" IS NOT NULL AS frozen FROM "Round" round
  WHERE EXISTS (
    SELECT 1 FROM "ImportChange" change JOIN "Points" points ON points.id = change."entityId"
    WHERE change."importId" = $1::uuid AND change.entity = 'points'
      AND points."countyId" = round."countyId" AND points."schoolYear" = round."schoolYear"
      AND (points."roundId" IS NULL OR points."roundId" = round.id))
  ORDER BY round.id FOR SHARE`;

/** $1 an import: a score of a teacher that it wrote over or beside those reckoned by a rule for the year; points come from one of the two. */
export const besideReckoned = `
  SELECT 1 AS found FROM "ImportChange" change
  JOIN "Points" points ON points.id = change."entityId" AND points."sectionId" IS NULL
  JOIN "Points" reckoned ON reckoned."countyId" = points."countyId" AND reckoned."schoolYear" = points."schoolYear"
    AND reckoned."ruleId" IS NOT NULL AND (points."roundId" IS NULL OR points."roundId" = reckoned."roundId")
  WHERE change."importId" = $1::uuid AND change.entity = 'points' LIMIT 1`;
