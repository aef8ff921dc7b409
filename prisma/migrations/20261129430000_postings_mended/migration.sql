-- What is cancelled gives its first day free: who is cancelled may be ordered there again.
DROP INDEX "Posting_teacherId_hostSchoolId_startsOn_key";
CREATE INDEX "Posting_teacherId_hostSchoolId_startsOn_idx" ON "Posting"("teacherId", "hostSchoolId", "startsOn");
CREATE UNIQUE INDEX "Posting_teacherId_hostSchoolId_startsOn_standing" ON "Posting"("teacherId", "hostSchoolId", "startsOn") WHERE "state" <> 'cancelled';

-- A plan of returns alone has no posting to tell that it was ordered; the record of deeds tells of earlier ones.
ALTER TABLE "Plan" ADD COLUMN     "orderedAt" TIMESTAMPTZ(3);
UPDATE "Plan" plan SET "orderedAt" = coalesce(
  (SELECT min(deed."at") FROM "AuditEvent" deed
   WHERE deed."entityId" = plan.id AND deed."entity" = 'Plan' AND deed."action" = 'posting.order-plan'),
  (SELECT min(change."at") FROM "PostingChange" change JOIN "Posting" posting ON posting.id = change."postingId"
   WHERE posting."planId" = plan.id AND change."step" = 'order'));

-- An account has a role over a row once. Of those it has twice the one in force stays, then the one that reaches furthest.
DELETE FROM "RoleGrant" WHERE id IN (
  SELECT id FROM (
    SELECT id, row_number() OVER (
      PARTITION BY "userId", "role", "provinceId", "countyId", "schoolId", "teacherId"
      ORDER BY ("until" IS NULL OR "until" >= current_date) DESC, "administrator" DESC, "until" DESC NULLS FIRST,
        "from" ASC NULLS FIRST, id) AS place
    FROM "RoleGrant") AS ranked
  WHERE place > 1);
CREATE UNIQUE INDEX "RoleGrant_once_key" ON "RoleGrant"("userId", "role", "provinceId", "countyId", "schoolId", "teacherId") NULLS NOT DISTINCT;
