-- CreateEnum
CREATE TYPE "CorrectionField" AS ENUM ('education', 'title', 'certificate', 'home-place', 'phone', 'identity-number', 'teaching-since', 'registered-since', 'serving-since', 'exemption');

-- CreateEnum
CREATE TYPE "CorrectionState" AS ENUM ('submitted', 'accepted', 'refused', 'withdrawn');

-- CreateTable
CREATE TABLE "Correction" (
    "id" UUID NOT NULL,
    "countyId" UUID NOT NULL,
    "teacherId" UUID NOT NULL,
    "field" "CorrectionField" NOT NULL,
    "value" JSONB NOT NULL,
    "reason" TEXT NOT NULL,
    "state" "CorrectionState" NOT NULL DEFAULT 'submitted',
    "answer" TEXT,
    "answeredBy" UUID,
    "answeredAt" TIMESTAMPTZ(3),
    "createdBy" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "Correction_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Correction_countyId_state_idx" ON "Correction"("countyId", "state");

-- CreateIndex
CREATE INDEX "Correction_teacherId_idx" ON "Correction"("teacherId");

-- AddForeignKey
ALTER TABLE "Correction" ADD CONSTRAINT "Correction_countyId_fkey" FOREIGN KEY ("countyId") REFERENCES "County"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Correction" ADD CONSTRAINT "Correction_teacherId_fkey" FOREIGN KEY ("teacherId") REFERENCES "Teacher"("id") ON DELETE CASCADE ON UPDATE CASCADE;
