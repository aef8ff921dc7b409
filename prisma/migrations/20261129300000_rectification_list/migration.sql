-- CreateEnum
CREATE TYPE "RectificationState" AS ENUM ('open', 'submitted', 'closed');

-- CreateEnum
CREATE TYPE "Severity" AS ENUM ('grave', 'serious', 'minor');

-- CreateTable
CREATE TABLE "RectificationItem" (
    "id" UUID NOT NULL,
    "countyId" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "severity" "Severity" NOT NULL,
    "standard" TEXT,
    "view" TEXT,
    "stage" "Stage",
    "schoolId" UUID,
    "sectionId" UUID,
    "subject" TEXT,
    "indicator" TEXT,
    "figures" JSONB NOT NULL,
    "words" JSONB NOT NULL,
    "proof" JSONB NOT NULL,
    "foundOn" DATE NOT NULL,
    "lastSeenOn" DATE NOT NULL,
    "goneOn" DATE,
    "ownerId" UUID,
    "ownerName" TEXT,
    "ownerOffice" TEXT,
    "dueOn" DATE,
    "state" "RectificationState" NOT NULL DEFAULT 'open',
    "submittedBy" UUID,
    "submittedAt" TIMESTAMPTZ(3),
    "closedBy" UUID,
    "closedAt" TIMESTAMPTZ(3),
    "note" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "RectificationItem_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Evidence" (
    "id" UUID NOT NULL,
    "countyId" UUID NOT NULL,
    "itemId" UUID NOT NULL,
    "fileName" TEXT NOT NULL,
    "mediaType" TEXT NOT NULL,
    "content" BYTEA NOT NULL,
    "size" INTEGER NOT NULL,
    "sha256" TEXT NOT NULL,
    "uploadedBy" UUID,
    "uploadedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Evidence_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "RectificationItem_countyId_state_idx" ON "RectificationItem"("countyId", "state");

-- CreateIndex
CREATE INDEX "RectificationItem_schoolId_idx" ON "RectificationItem"("schoolId");

-- CreateIndex
CREATE INDEX "RectificationItem_sectionId_idx" ON "RectificationItem"("sectionId");

-- CreateIndex
CREATE INDEX "Evidence_countyId_idx" ON "Evidence"("countyId");

-- CreateIndex
CREATE UNIQUE INDEX "Evidence_itemId_sha256_key" ON "Evidence"("itemId", "sha256");

-- AddForeignKey
ALTER TABLE "RectificationItem" ADD CONSTRAINT "RectificationItem_countyId_fkey" FOREIGN KEY ("countyId") REFERENCES "County"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RectificationItem" ADD CONSTRAINT "RectificationItem_schoolId_fkey" FOREIGN KEY ("schoolId") REFERENCES "School"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RectificationItem" ADD CONSTRAINT "RectificationItem_sectionId_fkey" FOREIGN KEY ("sectionId") REFERENCES "Section"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Evidence" ADD CONSTRAINT "Evidence_itemId_fkey" FOREIGN KEY ("itemId") REFERENCES "RectificationItem"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- A problem stands on the list once until it is closed; found again after that, it is a new one.
CREATE UNIQUE INDEX "RectificationItem_countyId_key_unclosed" ON "RectificationItem"("countyId", "key") WHERE "state" <> 'closed';
