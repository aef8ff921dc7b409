-- CreateTable
CREATE TABLE "Rollover" (
    "id" UUID NOT NULL,
    "countyId" UUID NOT NULL,
    "schoolYear" INTEGER NOT NULL,
    "seal" TEXT NOT NULL,
    "written" JSONB NOT NULL,
    "appliedBy" UUID,
    "appliedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "undoneBy" UUID,
    "undoneAt" TIMESTAMPTZ(3),

    CONSTRAINT "Rollover_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Rollover_countyId_schoolYear_idx" ON "Rollover"("countyId", "schoolYear");

-- AddForeignKey
ALTER TABLE "Rollover" ADD CONSTRAINT "Rollover_countyId_fkey" FOREIGN KEY ("countyId") REFERENCES "County"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- A county steps into a school year once, until that is taken back.
CREATE UNIQUE INDEX "Rollover_countyId_schoolYear_in_force" ON "Rollover"("countyId", "schoolYear") WHERE "undoneAt" IS NULL;
