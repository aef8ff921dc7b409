-- AlterTable
ALTER TABLE "Plan" ADD COLUMN     "madeFromVersion" INTEGER;

-- AlterTable
ALTER TABLE "PlanEdit" ADD COLUMN     "dropped" JSONB NOT NULL DEFAULT '[]',
ADD COLUMN     "undoneVersion" INTEGER;

-- AlterTable
ALTER TABLE "Request" ADD COLUMN     "approvedCount" INTEGER,
ADD COLUMN     "approvedLevel" "Backbone",
ADD COLUMN     "approvedPriority" INTEGER;

-- AlterTable
ALTER TABLE "Solve" ADD COLUMN     "aroundId" UUID,
ADD COLUMN     "pins" JSONB;

-- CreateIndex
CREATE INDEX "Solve_aroundId_idx" ON "Solve"("aroundId");

-- AddForeignKey
ALTER TABLE "Solve" ADD CONSTRAINT "Solve_aroundId_fkey" FOREIGN KEY ("aroundId") REFERENCES "Plan"("id") ON DELETE SET NULL ON UPDATE CASCADE;
