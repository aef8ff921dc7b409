-- DropForeignKey
ALTER TABLE "AuditEvent" DROP CONSTRAINT "AuditEvent_countyId_fkey";

-- CreateTable
CREATE TABLE "IdempotencyKey" (
    "id" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "asked" TEXT NOT NULL,
    "roles" TEXT NOT NULL,
    "holder" UUID NOT NULL,
    "heardAt" TIMESTAMPTZ(3) NOT NULL,
    "deed" JSONB,
    "answer" TEXT,
    "answeredAt" TIMESTAMPTZ(3),
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "IdempotencyKey_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "IdempotencyKey_expiresAt_idx" ON "IdempotencyKey"("expiresAt");

-- CreateIndex
CREATE UNIQUE INDEX "IdempotencyKey_userId_key_key" ON "IdempotencyKey"("userId", "key");

-- CreateIndex
CREATE INDEX "AuditEvent_countyId_position_idx" ON "AuditEvent"("countyId", "position");

-- AddForeignKey
ALTER TABLE "AuditEvent" ADD CONSTRAINT "AuditEvent_countyId_fkey" FOREIGN KEY ("countyId") REFERENCES "County"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- The record of deeds is only added to, whoever asks: the table's owner and a superuser too, and while replicating.
-- Restoring a backup takes the trigger away within its own transaction (prisma/backup.ts), which only the owner may.
CREATE FUNCTION "AuditEvent_is_only_added_to"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'The record of deeds is only added to: % is refused.', TG_OP USING ERRCODE = 'insufficient_privilege';
END
$$;
CREATE TRIGGER "AuditEvent_is_only_added_to" BEFORE UPDATE OR DELETE OR TRUNCATE ON "AuditEvent"
  FOR EACH STATEMENT EXECUTE FUNCTION "AuditEvent_is_only_added_to"();
ALTER TABLE "AuditEvent" ENABLE ALWAYS TRIGGER "AuditEvent_is_only_added_to";
