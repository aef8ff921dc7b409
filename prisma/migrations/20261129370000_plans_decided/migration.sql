-- AlterTable
ALTER TABLE "Objection" ADD COLUMN     "planId" UUID NOT NULL,
ADD COLUMN     "solveId" UUID;

-- AlterTable
ALTER TABLE "Plan" ADD COLUMN     "approvedAt" TIMESTAMPTZ(3),
ADD COLUMN     "approvedBy" UUID,
ADD COLUMN     "approvedFor" UUID,
ADD COLUMN     "byHand" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "finalAt" TIMESTAMPTZ(3),
ADD COLUMN     "madeFromId" UUID,
ADD COLUMN     "publishedAt" TIMESTAMPTZ(3),
ADD COLUMN     "replacedById" UUID,
ADD COLUMN     "submittedAt" TIMESTAMPTZ(3),
ADD COLUMN     "submittedBy" UUID;

-- CreateTable
CREATE TABLE "PlanEdit" (
    "id" UUID NOT NULL,
    "countyId" UUID NOT NULL,
    "planId" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "teacherId" UUID NOT NULL,
    "beforeSectionId" UUID,
    "beforeSubject" TEXT,
    "beforeRole" "CadreRole",
    "afterSectionId" UUID,
    "afterSubject" TEXT,
    "afterRole" "CadreRole",
    "reason" TEXT,
    "createdBy" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "undoneAt" TIMESTAMPTZ(3),

    CONSTRAINT "PlanEdit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PlanNote" (
    "id" UUID NOT NULL,
    "countyId" UUID NOT NULL,
    "planId" UUID NOT NULL,
    "teacherId" UUID,
    "text" TEXT NOT NULL,
    "createdBy" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "PlanNote_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PlanDecision" (
    "id" UUID NOT NULL,
    "countyId" UUID NOT NULL,
    "planId" UUID NOT NULL,
    "allows" TEXT NOT NULL,
    "decidedBy" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "reference" TEXT NOT NULL,
    "recordedBy" UUID,
    "recordedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "PlanDecision_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Approver" (
    "id" UUID NOT NULL,
    "countyId" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "from" DATE NOT NULL,
    "until" DATE,
    "namedBy" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "Approver_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "StandIn" (
    "id" UUID NOT NULL,
    "countyId" UUID NOT NULL,
    "approverId" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "from" DATE NOT NULL,
    "until" DATE NOT NULL,
    "reason" TEXT,
    "namedBy" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "StandIn_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "PlanEdit_countyId_idx" ON "PlanEdit"("countyId");

-- CreateIndex
CREATE INDEX "PlanEdit_teacherId_idx" ON "PlanEdit"("teacherId");

-- CreateIndex
CREATE INDEX "PlanEdit_beforeSectionId_idx" ON "PlanEdit"("beforeSectionId");

-- CreateIndex
CREATE INDEX "PlanEdit_afterSectionId_idx" ON "PlanEdit"("afterSectionId");

-- CreateIndex
CREATE UNIQUE INDEX "PlanEdit_planId_version_key" ON "PlanEdit"("planId", "version");

-- CreateIndex
CREATE INDEX "PlanNote_countyId_idx" ON "PlanNote"("countyId");

-- CreateIndex
CREATE INDEX "PlanNote_planId_idx" ON "PlanNote"("planId");

-- CreateIndex
CREATE INDEX "PlanNote_teacherId_idx" ON "PlanNote"("teacherId");

-- CreateIndex
CREATE INDEX "PlanDecision_countyId_idx" ON "PlanDecision"("countyId");

-- CreateIndex
CREATE INDEX "PlanDecision_planId_idx" ON "PlanDecision"("planId");

-- CreateIndex
CREATE INDEX "Approver_countyId_idx" ON "Approver"("countyId");

-- CreateIndex
CREATE INDEX "Approver_userId_idx" ON "Approver"("userId");

-- CreateIndex
CREATE INDEX "StandIn_countyId_idx" ON "StandIn"("countyId");

-- CreateIndex
CREATE INDEX "StandIn_approverId_idx" ON "StandIn"("approverId");

-- CreateIndex
CREATE INDEX "StandIn_userId_idx" ON "StandIn"("userId");

-- CreateIndex
CREATE INDEX "Objection_planId_idx" ON "Objection"("planId");

-- CreateIndex
CREATE INDEX "Objection_solveId_idx" ON "Objection"("solveId");

-- CreateIndex
CREATE INDEX "Plan_madeFromId_idx" ON "Plan"("madeFromId");

-- CreateIndex
CREATE INDEX "Plan_replacedById_idx" ON "Plan"("replacedById");

-- AddForeignKey
ALTER TABLE "Plan" ADD CONSTRAINT "Plan_madeFromId_fkey" FOREIGN KEY ("madeFromId") REFERENCES "Plan"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Plan" ADD CONSTRAINT "Plan_replacedById_fkey" FOREIGN KEY ("replacedById") REFERENCES "Plan"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PlanEdit" ADD CONSTRAINT "PlanEdit_countyId_fkey" FOREIGN KEY ("countyId") REFERENCES "County"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PlanEdit" ADD CONSTRAINT "PlanEdit_planId_fkey" FOREIGN KEY ("planId") REFERENCES "Plan"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PlanEdit" ADD CONSTRAINT "PlanEdit_teacherId_fkey" FOREIGN KEY ("teacherId") REFERENCES "Teacher"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PlanEdit" ADD CONSTRAINT "PlanEdit_beforeSectionId_fkey" FOREIGN KEY ("beforeSectionId") REFERENCES "Section"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PlanEdit" ADD CONSTRAINT "PlanEdit_afterSectionId_fkey" FOREIGN KEY ("afterSectionId") REFERENCES "Section"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PlanNote" ADD CONSTRAINT "PlanNote_countyId_fkey" FOREIGN KEY ("countyId") REFERENCES "County"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PlanNote" ADD CONSTRAINT "PlanNote_planId_fkey" FOREIGN KEY ("planId") REFERENCES "Plan"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PlanNote" ADD CONSTRAINT "PlanNote_teacherId_fkey" FOREIGN KEY ("teacherId") REFERENCES "Teacher"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PlanDecision" ADD CONSTRAINT "PlanDecision_countyId_fkey" FOREIGN KEY ("countyId") REFERENCES "County"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PlanDecision" ADD CONSTRAINT "PlanDecision_planId_fkey" FOREIGN KEY ("planId") REFERENCES "Plan"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Approver" ADD CONSTRAINT "Approver_countyId_fkey" FOREIGN KEY ("countyId") REFERENCES "County"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Approver" ADD CONSTRAINT "Approver_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "StandIn" ADD CONSTRAINT "StandIn_countyId_fkey" FOREIGN KEY ("countyId") REFERENCES "County"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "StandIn" ADD CONSTRAINT "StandIn_approverId_fkey" FOREIGN KEY ("approverId") REFERENCES "Approver"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "StandIn" ADD CONSTRAINT "StandIn_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Objection" ADD CONSTRAINT "Objection_planId_fkey" FOREIGN KEY ("planId") REFERENCES "Plan"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Objection" ADD CONSTRAINT "Objection_solveId_fkey" FOREIGN KEY ("solveId") REFERENCES "Solve"("id") ON DELETE SET NULL ON UPDATE CASCADE;
