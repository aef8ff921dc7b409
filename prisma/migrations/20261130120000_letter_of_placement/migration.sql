-- AlterEnum
ALTER TYPE "LetterKind" ADD VALUE 'placement' BEFORE 'notice';

-- AlterTable
ALTER TABLE "Letter" ADD COLUMN     "recruitId" UUID;

-- CreateIndex
CREATE INDEX "Letter_recruitId_idx" ON "Letter"("recruitId");

-- Of one plan and recruit no two papers that are not void.
CREATE UNIQUE INDEX "Letter_planId_recruitId_in_force" ON "Letter"("planId", "recruitId")
  WHERE "state" = 'issued';

-- AddForeignKey
ALTER TABLE "Letter" ADD CONSTRAINT "Letter_recruitId_fkey" FOREIGN KEY ("recruitId") REFERENCES "Recruit"("id") ON DELETE SET NULL ON UPDATE CASCADE;
