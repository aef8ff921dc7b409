-- AlterTable
ALTER TABLE "Solve" ADD COLUMN     "batchId" UUID,
ALTER COLUMN "problemId" DROP NOT NULL;

-- CreateTable
CREATE TABLE "Batch" (
    "id" UUID NOT NULL,
    "provinceId" UUID NOT NULL,
    "schoolYear" INTEGER NOT NULL,
    "engine" TEXT NOT NULL,
    "requestedBy" UUID,
    "requestedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "cancelledAt" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "Batch_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Batch_provinceId_requestedAt_idx" ON "Batch"("provinceId", "requestedAt");

-- CreateIndex
CREATE INDEX "Solve_startedAt_idx" ON "Solve"("startedAt");

-- CreateIndex
CREATE INDEX "Solve_batchId_idx" ON "Solve"("batchId");

-- AddForeignKey
ALTER TABLE "Solve" ADD CONSTRAINT "Solve_batchId_fkey" FOREIGN KEY ("batchId") REFERENCES "Batch"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Batch" ADD CONSTRAINT "Batch_provinceId_fkey" FOREIGN KEY ("provinceId") REFERENCES "Province"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Whose turn it is, is looked for among these.
CREATE INDEX "Solve_under_way" ON "Solve"("state", "requestedAt")
  WHERE "state" IN ('queued', 'running');
