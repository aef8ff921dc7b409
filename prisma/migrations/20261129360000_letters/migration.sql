-- CreateEnum
CREATE TYPE "LetterKind" AS ENUM ('dispatch', 'transfer', 'notice');

-- CreateEnum
CREATE TYPE "LetterState" AS ENUM ('issued', 'voided');

-- AlterTable
ALTER TABLE "Letter" ADD COLUMN     "fromSchoolId" UUID,
ADD COLUMN     "issueId" UUID NOT NULL,
ADD COLUMN     "language" TEXT NOT NULL,
ADD COLUMN     "reference" TEXT NOT NULL,
ADD COLUMN     "replacesId" UUID,
ADD COLUMN     "state" "LetterState" NOT NULL DEFAULT 'issued',
ADD COLUMN     "toSchoolId" UUID,
ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 1,
ADD COLUMN     "voidReason" TEXT,
ADD COLUMN     "voidedAt" TIMESTAMPTZ(3),
ADD COLUMN     "voidedBy" UUID,
DROP COLUMN "kind",
ADD COLUMN     "kind" "LetterKind" NOT NULL;

-- CreateTable
CREATE TABLE "LetterTemplate" (
    "id" UUID NOT NULL,
    "countyId" UUID NOT NULL,
    "kind" "LetterKind" NOT NULL,
    "language" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "effectiveFrom" DATE NOT NULL,
    "body" JSONB NOT NULL,
    "note" TEXT,
    "createdBy" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "LetterTemplate_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "LetterIssue" (
    "id" UUID NOT NULL,
    "countyId" UUID NOT NULL,
    "planId" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "asked" JSONB NOT NULL,
    "reason" TEXT,
    "issuedBy" UUID,
    "issuedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "LetterIssue_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "LetterTemplate_countyId_kind_language_version_key" ON "LetterTemplate"("countyId", "kind", "language", "version");

-- CreateIndex
CREATE INDEX "LetterIssue_planId_idx" ON "LetterIssue"("planId");

-- CreateIndex
CREATE UNIQUE INDEX "LetterIssue_countyId_key_key" ON "LetterIssue"("countyId", "key");

-- CreateIndex
CREATE UNIQUE INDEX "Letter_replacesId_key" ON "Letter"("replacesId");

-- CreateIndex
CREATE INDEX "Letter_issueId_idx" ON "Letter"("issueId");

-- CreateIndex
CREATE INDEX "Letter_fromSchoolId_idx" ON "Letter"("fromSchoolId");

-- CreateIndex
CREATE INDEX "Letter_toSchoolId_idx" ON "Letter"("toSchoolId");

-- CreateIndex
CREATE UNIQUE INDEX "Letter_countyId_kind_year_number_key" ON "Letter"("countyId", "kind", "year", "number");

-- AddForeignKey
ALTER TABLE "LetterTemplate" ADD CONSTRAINT "LetterTemplate_countyId_fkey" FOREIGN KEY ("countyId") REFERENCES "County"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LetterIssue" ADD CONSTRAINT "LetterIssue_countyId_fkey" FOREIGN KEY ("countyId") REFERENCES "County"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LetterIssue" ADD CONSTRAINT "LetterIssue_planId_fkey" FOREIGN KEY ("planId") REFERENCES "Plan"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Letter" ADD CONSTRAINT "Letter_issueId_fkey" FOREIGN KEY ("issueId") REFERENCES "LetterIssue"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Letter" ADD CONSTRAINT "Letter_fromSchoolId_fkey" FOREIGN KEY ("fromSchoolId") REFERENCES "School"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Letter" ADD CONSTRAINT "Letter_toSchoolId_fkey" FOREIGN KEY ("toSchoolId") REFERENCES "School"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Letter" ADD CONSTRAINT "Letter_replacesId_fkey" FOREIGN KEY ("replacesId") REFERENCES "Letter"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- Of one plan, kind and teacher no two papers that are not void.
CREATE UNIQUE INDEX "Letter_planId_kind_teacherId_in_force" ON "Letter"("planId", "kind", "teacherId") WHERE "state" = 'issued';
