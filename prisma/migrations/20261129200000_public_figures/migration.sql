-- CreateTable
CREATE TABLE "PublicFigures" (
    "id" UUID NOT NULL,
    "countyId" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "day" DATE NOT NULL,
    "schoolYear" INTEGER NOT NULL,
    "body" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "publishedBy" UUID,
    "publishedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "withdrawnBy" UUID,
    "withdrawnAt" TIMESTAMPTZ(3),

    CONSTRAINT "PublicFigures_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "PublicFigures_countyId_version_key" ON "PublicFigures"("countyId", "version");

-- AddForeignKey
ALTER TABLE "PublicFigures" ADD CONSTRAINT "PublicFigures_countyId_fkey" FOREIGN KEY ("countyId") REFERENCES "County"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
