-- AlterTable
ALTER TABLE "Round" ADD COLUMN     "adoptedAt" TIMESTAMPTZ(3),
ADD COLUMN     "adoptedHash" TEXT;

-- AlterTable
ALTER TABLE "Scenario" ADD COLUMN     "assumedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;
