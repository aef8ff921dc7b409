-- AlterEnum
ALTER TYPE "AssessmentState" ADD VALUE 'returned';

-- AlterTable
ALTER TABLE "Assessment" ADD COLUMN     "answer" TEXT,
ADD COLUMN     "answeredAt" TIMESTAMPTZ(3),
ADD COLUMN     "answeredBy" UUID;
