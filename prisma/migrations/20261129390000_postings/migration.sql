-- CreateEnum
CREATE TYPE "PostingDecision" AS ENUM ('return', 'extend');

-- CreateEnum
CREATE TYPE "PostingStep" AS ENUM ('order', 'land', 'report', 'extend', 'end-early', 'decide', 'end', 'cancel', 'replace', 'undo');

-- CreateEnum
CREATE TYPE "EarlyEnd" AS ENUM ('health', 'family', 'host-request', 'home-request', 'left-service', 'other');

-- CreateEnum
CREATE TYPE "AssessmentState" AS ENUM ('submitted', 'confirmed');

-- DropIndex
DROP INDEX "Allowance_teacherId_month_key";

-- DropIndex
DROP INDEX "Posting_moveId_idx";

-- AlterTable
ALTER TABLE "Allowance" ADD COLUMN     "approvalId" UUID NOT NULL,
ADD COLUMN     "days" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "Assessment" ADD COLUMN     "comment" TEXT,
ADD COLUMN     "commentedAt" TIMESTAMPTZ(3),
ADD COLUMN     "confirmedAt" TIMESTAMPTZ(3),
ADD COLUMN     "confirmedBy" UUID,
ADD COLUMN     "findings" JSONB NOT NULL DEFAULT '[]',
ADD COLUMN     "state" "AssessmentState" NOT NULL DEFAULT 'submitted',
ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 1;

-- AlterTable
ALTER TABLE "Posting" ADD COLUMN     "backSectionId" UUID,
ADD COLUMN     "decision" "PostingDecision",
ADD COLUMN     "planId" UUID,
ADD COLUMN     "replacesId" UUID,
ADD COLUMN     "reportBy" DATE,
ADD COLUMN     "role" "CadreRole";

-- CreateTable
CREATE TABLE "PostingChange" (
    "id" UUID NOT NULL,
    "countyId" UUID NOT NULL,
    "postingId" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "step" "PostingStep" NOT NULL,
    "on" DATE NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "by" UUID,
    "kind" "EarlyEnd",
    "reason" TEXT,
    "before" JSONB NOT NULL,
    "after" JSONB NOT NULL,
    "undoes" INTEGER,

    CONSTRAINT "PostingChange_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AllowanceMonth" (
    "id" UUID NOT NULL,
    "countyId" UUID NOT NULL,
    "month" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "area" INTEGER NOT NULL,
    "transport" INTEGER NOT NULL,
    "approvedBy" UUID,
    "approvedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "AllowanceMonth_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PostingStandard" (
    "id" UUID NOT NULL,
    "countyId" UUID NOT NULL,
    "version" TEXT NOT NULL,
    "effectiveFrom" DATE NOT NULL,
    "body" JSONB NOT NULL,
    "createdBy" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "PostingStandard_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "PostingChange_countyId_idx" ON "PostingChange"("countyId");

-- CreateIndex
CREATE UNIQUE INDEX "PostingChange_postingId_position_key" ON "PostingChange"("postingId", "position");

-- CreateIndex
CREATE UNIQUE INDEX "AllowanceMonth_countyId_month_position_key" ON "AllowanceMonth"("countyId", "month", "position");

-- CreateIndex
CREATE UNIQUE INDEX "PostingStandard_countyId_version_key" ON "PostingStandard"("countyId", "version");

-- CreateIndex
CREATE INDEX "Allowance_teacherId_month_idx" ON "Allowance"("teacherId", "month");

-- CreateIndex
CREATE UNIQUE INDEX "Allowance_approvalId_teacherId_key" ON "Allowance"("approvalId", "teacherId");

-- CreateIndex
CREATE UNIQUE INDEX "Posting_moveId_key" ON "Posting"("moveId");

-- CreateIndex
CREATE UNIQUE INDEX "Posting_replacesId_key" ON "Posting"("replacesId");

-- CreateIndex
CREATE INDEX "Posting_backSectionId_idx" ON "Posting"("backSectionId");

-- CreateIndex
CREATE INDEX "Posting_planId_idx" ON "Posting"("planId");

-- AddForeignKey
ALTER TABLE "Posting" ADD CONSTRAINT "Posting_backSectionId_fkey" FOREIGN KEY ("backSectionId") REFERENCES "Section"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Posting" ADD CONSTRAINT "Posting_planId_fkey" FOREIGN KEY ("planId") REFERENCES "Plan"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Posting" ADD CONSTRAINT "Posting_replacesId_fkey" FOREIGN KEY ("replacesId") REFERENCES "Posting"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PostingChange" ADD CONSTRAINT "PostingChange_countyId_fkey" FOREIGN KEY ("countyId") REFERENCES "County"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PostingChange" ADD CONSTRAINT "PostingChange_postingId_fkey" FOREIGN KEY ("postingId") REFERENCES "Posting"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AllowanceMonth" ADD CONSTRAINT "AllowanceMonth_countyId_fkey" FOREIGN KEY ("countyId") REFERENCES "County"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Allowance" ADD CONSTRAINT "Allowance_approvalId_fkey" FOREIGN KEY ("approvalId") REFERENCES "AllowanceMonth"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PostingStandard" ADD CONSTRAINT "PostingStandard_countyId_fkey" FOREIGN KEY ("countyId") REFERENCES "County"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
