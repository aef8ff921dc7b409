-- AlterTable
ALTER TABLE "Plan" ADD COLUMN     "scenarioId" UUID;

-- AlterTable
ALTER TABLE "Policy" ADD COLUMN     "forOneRound" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "Solve" ADD COLUMN     "scenarioId" UUID;

-- CreateTable
CREATE TABLE "Scenario" (
    "id" UUID NOT NULL,
    "countyId" UUID NOT NULL,
    "roundId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "note" TEXT,
    "assumptions" JSONB NOT NULL,
    "createdBy" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "promotedAt" TIMESTAMPTZ(3),
    "promotedBy" UUID,
    "droppedAt" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "Scenario_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Scenario_countyId_idx" ON "Scenario"("countyId");

-- CreateIndex
CREATE UNIQUE INDEX "Scenario_roundId_name_key" ON "Scenario"("roundId", "name");

-- CreateIndex
CREATE INDEX "Plan_scenarioId_idx" ON "Plan"("scenarioId");

-- CreateIndex
CREATE INDEX "Solve_scenarioId_idx" ON "Solve"("scenarioId");

-- AddForeignKey
ALTER TABLE "Scenario" ADD CONSTRAINT "Scenario_countyId_fkey" FOREIGN KEY ("countyId") REFERENCES "County"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Scenario" ADD CONSTRAINT "Scenario_roundId_fkey" FOREIGN KEY ("roundId") REFERENCES "Round"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Solve" ADD CONSTRAINT "Solve_scenarioId_fkey" FOREIGN KEY ("scenarioId") REFERENCES "Scenario"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Plan" ADD CONSTRAINT "Plan_scenarioId_fkey" FOREIGN KEY ("scenarioId") REFERENCES "Scenario"("id") ON DELETE SET NULL ON UPDATE CASCADE;
