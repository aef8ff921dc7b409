-- AlterTable
ALTER TABLE "WishChoice" ADD COLUMN     "zoneId" UUID,
ALTER COLUMN "schoolId" DROP NOT NULL;

-- CreateIndex
CREATE INDEX "WishChoice_zoneId_idx" ON "WishChoice"("zoneId");

-- AddForeignKey
ALTER TABLE "WishChoice" ADD CONSTRAINT "WishChoice_zoneId_fkey" FOREIGN KEY ("zoneId") REFERENCES "Zone"("id") ON DELETE CASCADE ON UPDATE CASCADE;
