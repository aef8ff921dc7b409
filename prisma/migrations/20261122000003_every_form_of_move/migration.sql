-- AlterEnum
ALTER TYPE "MoveForm" ADD VALUE 'group';

-- DropIndex
DROP INDEX "Unfilled_planId_sectionId_subject_key";

-- AlterTable
ALTER TABLE "Move" ADD COLUMN     "role" "CadreRole",
ALTER COLUMN "subject" DROP NOT NULL;

-- AlterTable
ALTER TABLE "Plan" ADD COLUMN     "certificate" JSONB,
ADD COLUMN     "circuits" JSONB NOT NULL DEFAULT '[]';

-- AlterTable
ALTER TABLE "PlanFinding" ADD COLUMN     "relaxed" TEXT;

-- AlterTable
ALTER TABLE "Round" ADD COLUMN     "budget" INTEGER;

-- AlterTable
ALTER TABLE "Unfilled" ADD COLUMN     "role" "CadreRole",
ALTER COLUMN "subject" DROP NOT NULL;

-- CreateIndex: a row has a subject or a role, so one of them is always empty; empty equals empty here.
CREATE UNIQUE INDEX "Unfilled_planId_sectionId_subject_role_key" ON "Unfilled"("planId", "sectionId", "subject", "role") NULLS NOT DISTINCT;
