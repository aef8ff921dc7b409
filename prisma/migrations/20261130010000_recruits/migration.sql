-- CreateEnum
CREATE TYPE "RecruitKind" AS ENUM ('graduate', 'special-post');

-- CreateEnum
CREATE TYPE "RecruitState" AS ENUM ('waiting', 'ordered', 'placed', 'withdrawn');

-- CreateEnum
CREATE TYPE "PlacementOutcome" AS ENUM ('placed', 'not-placed');

-- AlterEnum
ALTER TYPE "MoveForm" ADD VALUE 'recruitment';

-- AlterTable
ALTER TABLE "Posting" ADD COLUMN     "placementId" UUID;

-- CreateTable
CREATE TABLE "Recruit" (
    "id" UUID NOT NULL,
    "countyId" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "nameKey" TEXT NOT NULL DEFAULT '',
    "kind" "RecruitKind" NOT NULL,
    "sex" "Sex" NOT NULL,
    "born" DATE NOT NULL,
    "education" "Education",
    "arrivesOn" DATE NOT NULL,
    "contractEnds" DATE,
    "homeLongitude" DOUBLE PRECISION,
    "homeLatitude" DOUBLE PRECISION,
    "homePlace" TEXT,
    "state" "RecruitState" NOT NULL DEFAULT 'waiting',
    "teacherId" UUID,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Recruit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RecruitCertificate" (
    "id" UUID NOT NULL,
    "recruitId" UUID NOT NULL,
    "subject" TEXT NOT NULL,
    "stage" "Stage" NOT NULL,
    "rank" "CertificateRank" NOT NULL DEFAULT 'main',
    "number" TEXT,
    "issuedOn" DATE,

    CONSTRAINT "RecruitCertificate_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RecruitChoice" (
    "id" UUID NOT NULL,
    "recruitId" UUID NOT NULL,
    "rank" INTEGER NOT NULL,
    "schoolId" UUID,
    "zoneId" UUID,

    CONSTRAINT "RecruitChoice_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Placement" (
    "id" UUID NOT NULL,
    "planId" UUID NOT NULL,
    "recruitId" UUID NOT NULL,
    "sectionId" UUID NOT NULL,
    "subject" TEXT NOT NULL,
    "km" DOUBLE PRECISION,
    "bed" BOOLEAN NOT NULL DEFAULT false,
    "startsOn" DATE,
    "reportBy" DATE,

    CONSTRAINT "Placement_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RecruitReason" (
    "id" UUID NOT NULL,
    "planId" UUID NOT NULL,
    "recruitId" UUID NOT NULL,
    "outcome" "PlacementOutcome" NOT NULL,
    "code" TEXT NOT NULL,
    "figures" JSONB NOT NULL,
    "zh" TEXT NOT NULL,
    "en" TEXT NOT NULL,

    CONSTRAINT "RecruitReason_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Recruit_teacherId_key" ON "Recruit"("teacherId");

-- CreateIndex
CREATE INDEX "Recruit_countyId_state_idx" ON "Recruit"("countyId", "state");

-- CreateIndex
CREATE UNIQUE INDEX "Recruit_countyId_number_key" ON "Recruit"("countyId", "number");

-- CreateIndex
CREATE UNIQUE INDEX "RecruitCertificate_recruitId_subject_stage_key" ON "RecruitCertificate"("recruitId", "subject", "stage");

-- CreateIndex
CREATE INDEX "RecruitChoice_schoolId_idx" ON "RecruitChoice"("schoolId");

-- CreateIndex
CREATE INDEX "RecruitChoice_zoneId_idx" ON "RecruitChoice"("zoneId");

-- CreateIndex
CREATE UNIQUE INDEX "RecruitChoice_recruitId_rank_key" ON "RecruitChoice"("recruitId", "rank");

-- CreateIndex
CREATE INDEX "Placement_recruitId_idx" ON "Placement"("recruitId");

-- CreateIndex
CREATE INDEX "Placement_sectionId_idx" ON "Placement"("sectionId");

-- CreateIndex
CREATE UNIQUE INDEX "Placement_planId_recruitId_key" ON "Placement"("planId", "recruitId");

-- CreateIndex
CREATE INDEX "RecruitReason_recruitId_idx" ON "RecruitReason"("recruitId");

-- CreateIndex
CREATE UNIQUE INDEX "RecruitReason_planId_recruitId_key" ON "RecruitReason"("planId", "recruitId");

-- CreateIndex
CREATE UNIQUE INDEX "Posting_placementId_key" ON "Posting"("placementId");

-- AddForeignKey
ALTER TABLE "Recruit" ADD CONSTRAINT "Recruit_countyId_fkey" FOREIGN KEY ("countyId") REFERENCES "County"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Recruit" ADD CONSTRAINT "Recruit_teacherId_fkey" FOREIGN KEY ("teacherId") REFERENCES "Teacher"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RecruitCertificate" ADD CONSTRAINT "RecruitCertificate_recruitId_fkey" FOREIGN KEY ("recruitId") REFERENCES "Recruit"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RecruitChoice" ADD CONSTRAINT "RecruitChoice_recruitId_fkey" FOREIGN KEY ("recruitId") REFERENCES "Recruit"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RecruitChoice" ADD CONSTRAINT "RecruitChoice_schoolId_fkey" FOREIGN KEY ("schoolId") REFERENCES "School"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RecruitChoice" ADD CONSTRAINT "RecruitChoice_zoneId_fkey" FOREIGN KEY ("zoneId") REFERENCES "Zone"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Posting" ADD CONSTRAINT "Posting_placementId_fkey" FOREIGN KEY ("placementId") REFERENCES "Placement"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Placement" ADD CONSTRAINT "Placement_planId_fkey" FOREIGN KEY ("planId") REFERENCES "Plan"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Placement" ADD CONSTRAINT "Placement_recruitId_fkey" FOREIGN KEY ("recruitId") REFERENCES "Recruit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Placement" ADD CONSTRAINT "Placement_sectionId_fkey" FOREIGN KEY ("sectionId") REFERENCES "Section"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RecruitReason" ADD CONSTRAINT "RecruitReason_planId_fkey" FOREIGN KEY ("planId") REFERENCES "Plan"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RecruitReason" ADD CONSTRAINT "RecruitReason_recruitId_fkey" FOREIGN KEY ("recruitId") REFERENCES "Recruit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Nobody is ordered to two posts (a partial index, which schema.prisma cannot tell)
CREATE UNIQUE INDEX "Placement_one_ordered_a_recruit" ON "Placement" ("recruitId") WHERE "startsOn" IS NOT NULL;
