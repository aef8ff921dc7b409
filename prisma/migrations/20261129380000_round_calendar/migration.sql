-- CreateEnum
CREATE TYPE "WindowKind" AS ENUM ('registry-check', 'requests', 'wishes', 'points-frozen', 'plan', 'provisional-list', 'objections', 'final', 'orders', 'report-for-duty');

-- CreateEnum
CREATE TYPE "HoldBackState" AS ENUM ('submitted', 'approved', 'refused', 'withdrawn');

-- CreateEnum
CREATE TYPE "ContestState" AS ENUM ('submitted', 'changed', 'refused');

-- AlterTable
ALTER TABLE "Points" ADD COLUMN     "corrected" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "parts" JSONB,
ADD COLUMN     "reckonedOn" DATE,
ADD COLUMN     "ruleId" UUID,
ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 1;

-- AlterTable
ALTER TABLE "Request" ADD COLUMN     "evidence" JSONB;

-- AlterTable
ALTER TABLE "Round" ADD COLUMN     "pointsFrozenAt" TIMESTAMPTZ(3),
ADD COLUMN     "pointsFrozenBy" UUID;

-- AlterTable
ALTER TABLE "RoundWindow" ALTER COLUMN "kind" TYPE "WindowKind" USING "kind"::"WindowKind";

-- CreateTable
CREATE TABLE "CalendarStandard" (
    "id" UUID NOT NULL,
    "countyId" UUID NOT NULL,
    "version" TEXT NOT NULL,
    "effectiveFrom" DATE NOT NULL,
    "body" JSONB NOT NULL,
    "createdBy" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "CalendarStandard_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PointsRule" (
    "id" UUID NOT NULL,
    "countyId" UUID NOT NULL,
    "version" TEXT NOT NULL,
    "effectiveFrom" DATE NOT NULL,
    "body" JSONB NOT NULL,
    "createdBy" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "PointsRule_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "HoldBack" (
    "id" UUID NOT NULL,
    "countyId" UUID NOT NULL,
    "roundId" UUID NOT NULL,
    "teacherId" UUID NOT NULL,
    "sectionId" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "state" "HoldBackState" NOT NULL DEFAULT 'submitted',
    "decision" TEXT,
    "decidedBy" UUID,
    "decidedAt" TIMESTAMPTZ(3),
    "createdBy" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "HoldBack_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PointsContest" (
    "id" UUID NOT NULL,
    "countyId" UUID NOT NULL,
    "pointsId" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "state" "ContestState" NOT NULL DEFAULT 'submitted',
    "before" INTEGER NOT NULL,
    "after" INTEGER,
    "answer" TEXT,
    "answeredBy" UUID,
    "answeredAt" TIMESTAMPTZ(3),
    "createdBy" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "PointsContest_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "CalendarStandard_countyId_version_key" ON "CalendarStandard"("countyId", "version");

-- CreateIndex
CREATE UNIQUE INDEX "PointsRule_countyId_version_key" ON "PointsRule"("countyId", "version");

-- CreateIndex
CREATE INDEX "HoldBack_countyId_idx" ON "HoldBack"("countyId");

-- CreateIndex
CREATE INDEX "HoldBack_roundId_state_idx" ON "HoldBack"("roundId", "state");

-- CreateIndex
CREATE INDEX "HoldBack_teacherId_idx" ON "HoldBack"("teacherId");

-- CreateIndex
CREATE INDEX "HoldBack_sectionId_idx" ON "HoldBack"("sectionId");

-- CreateIndex
CREATE INDEX "PointsContest_countyId_idx" ON "PointsContest"("countyId");

-- CreateIndex
CREATE INDEX "PointsContest_pointsId_state_idx" ON "PointsContest"("pointsId", "state");

-- CreateIndex
CREATE INDEX "Points_ruleId_idx" ON "Points"("ruleId");

-- Of one round a teacher is held back once, is scored by the rule once, and a score is contested once at a time.
CREATE UNIQUE INDEX "HoldBack_standing_key" ON "HoldBack"("roundId", "teacherId") WHERE "state" IN ('submitted', 'approved');
CREATE UNIQUE INDEX "Points_reckoned_key" ON "Points"("roundId", "teacherId") WHERE "ruleId" IS NOT NULL;
CREATE UNIQUE INDEX "PointsContest_standing_key" ON "PointsContest"("pointsId") WHERE "state" = 'submitted';

-- AddForeignKey
ALTER TABLE "CalendarStandard" ADD CONSTRAINT "CalendarStandard_countyId_fkey" FOREIGN KEY ("countyId") REFERENCES "County"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PointsRule" ADD CONSTRAINT "PointsRule_countyId_fkey" FOREIGN KEY ("countyId") REFERENCES "County"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "HoldBack" ADD CONSTRAINT "HoldBack_countyId_fkey" FOREIGN KEY ("countyId") REFERENCES "County"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "HoldBack" ADD CONSTRAINT "HoldBack_roundId_fkey" FOREIGN KEY ("roundId") REFERENCES "Round"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "HoldBack" ADD CONSTRAINT "HoldBack_teacherId_fkey" FOREIGN KEY ("teacherId") REFERENCES "Teacher"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "HoldBack" ADD CONSTRAINT "HoldBack_sectionId_fkey" FOREIGN KEY ("sectionId") REFERENCES "Section"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Points" ADD CONSTRAINT "Points_ruleId_fkey" FOREIGN KEY ("ruleId") REFERENCES "PointsRule"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PointsContest" ADD CONSTRAINT "PointsContest_countyId_fkey" FOREIGN KEY ("countyId") REFERENCES "County"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PointsContest" ADD CONSTRAINT "PointsContest_pointsId_fkey" FOREIGN KEY ("pointsId") REFERENCES "Points"("id") ON DELETE CASCADE ON UPDATE CASCADE;
