-- CreateTable
CREATE TABLE "AllowanceStandard" (
    "id" UUID NOT NULL,
    "countyId" UUID NOT NULL,
    "version" TEXT NOT NULL,
    "effectiveFrom" DATE NOT NULL,
    "body" JSONB NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "AllowanceStandard_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "AllowanceStandard_countyId_version_key" ON "AllowanceStandard"("countyId", "version");

-- AddForeignKey
ALTER TABLE "AllowanceStandard" ADD CONSTRAINT "AllowanceStandard_countyId_fkey" FOREIGN KEY ("countyId") REFERENCES "County"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
