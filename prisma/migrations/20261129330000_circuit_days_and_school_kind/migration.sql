-- CreateEnum
CREATE TYPE "SchoolKind" AS ENUM ('ordinary', 'special', 'vocational');

-- AlterTable
ALTER TABLE "Posting" ADD COLUMN     "days" DOUBLE PRECISION;

-- AlterTable
ALTER TABLE "School" ADD COLUMN     "kind" "SchoolKind" NOT NULL DEFAULT 'ordinary';
