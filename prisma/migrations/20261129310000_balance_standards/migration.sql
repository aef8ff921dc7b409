-- CreateEnum
CREATE TYPE "BalanceKind" AS ENUM ('basic', 'quality');

-- AlterTable
ALTER TABLE "RectificationItem" ADD COLUMN     "balanceKind" "BalanceKind";

-- CreateTable
CREATE TABLE "BalanceStandard" (
    "id" UUID NOT NULL,
    "countyId" UUID NOT NULL,
    "version" TEXT NOT NULL,
    "kind" "BalanceKind" NOT NULL,
    "effectiveFrom" DATE NOT NULL,
    "body" JSONB NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "BalanceStandard_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "BalanceStandard_countyId_version_key" ON "BalanceStandard"("countyId", "version");

-- AddForeignKey
ALTER TABLE "BalanceStandard" ADD CONSTRAINT "BalanceStandard_countyId_fkey" FOREIGN KEY ("countyId") REFERENCES "County"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Until now there were the two national standards alone.
UPDATE "RectificationItem" SET "balanceKind" = CASE standard WHEN 'basic-2012' THEN 'basic'::"BalanceKind" WHEN 'quality-2017' THEN 'quality'::"BalanceKind" END;
