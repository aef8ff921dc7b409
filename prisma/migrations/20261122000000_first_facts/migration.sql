-- CreateEnum
CREATE TYPE "ClusterKind" AS ENUM ('district', 'group', 'pair', 'pool');

-- CreateEnum
CREATE TYPE "Place" AS ENUM ('urban', 'county-town', 'township-centre', 'village', 'teaching-point');

-- CreateEnum
CREATE TYPE "Ownership" AS ENUM ('public', 'private');

-- CreateEnum
CREATE TYPE "Stage" AS ENUM ('primary', 'junior');

-- CreateEnum
CREATE TYPE "Sex" AS ENUM ('female', 'male');

-- CreateEnum
CREATE TYPE "Education" AS ENUM ('below-college', 'college', 'bachelor', 'master', 'doctor');

-- CreateEnum
CREATE TYPE "Title" AS ENUM ('none', 'third', 'second', 'first', 'senior', 'full-senior');

-- CreateEnum
CREATE TYPE "Backbone" AS ENUM ('none', 'school', 'county', 'city', 'province');

-- CreateEnum
CREATE TYPE "CadreRole" AS ENUM ('principal', 'deputy', 'mid-level', 'reserve');

-- CreateEnum
CREATE TYPE "CertificateRank" AS ENUM ('main', 'second');

-- CreateEnum
CREATE TYPE "ExemptionKind" AS ENUM ('pregnancy', 'nursing', 'serious-illness', 'near-retirement', 'leave', 'secondment', 'sole-carer');

-- CreateEnum
CREATE TYPE "MoveForm" AS ENUM ('order-based', 'swap', 'pool', 'district', 'pair', 'cadre', 'return', 'circuit', 'support', 'substitution');

-- CreateEnum
CREATE TYPE "PostingState" AS ENUM ('ordered', 'serving', 'ended', 'cancelled');

-- CreateEnum
CREATE TYPE "RoundState" AS ENUM ('open', 'planning', 'provisional', 'final', 'closed');

-- CreateEnum
CREATE TYPE "RequestState" AS ENUM ('draft', 'submitted', 'approved', 'refused', 'withdrawn');

-- CreateEnum
CREATE TYPE "SolveState" AS ENUM ('queued', 'running', 'done', 'cancelled', 'failed');

-- CreateEnum
CREATE TYPE "PlanState" AS ENUM ('draft', 'submitted', 'approved', 'provisional', 'final', 'discarded');

-- CreateEnum
CREATE TYPE "PlanStatus" AS ENUM ('optimal', 'feasible', 'infeasible', 'cut-short');

-- CreateEnum
CREATE TYPE "FindingLevel" AS ENUM ('law', 'policy', 'note');

-- CreateEnum
CREATE TYPE "Outcome" AS ENUM ('not-eligible', 'stays', 'moves');

-- CreateEnum
CREATE TYPE "PinKind" AS ENUM ('move', 'stay', 'forbid');

-- CreateEnum
CREATE TYPE "ObjectionState" AS ENUM ('submitted', 'upheld', 'refused', 'withdrawn');

-- CreateEnum
CREATE TYPE "ImportState" AS ENUM ('applied', 'undone');

-- CreateEnum
CREATE TYPE "ChangeKind" AS ENUM ('added', 'changed');

-- CreateEnum
CREATE TYPE "Role" AS ENUM ('hr-officer', 'principal', 'teacher', 'inspector', 'province-officer');

-- CreateEnum
CREATE TYPE "SessionKind" AS ENUM ('cookie', 'bearer');

-- CreateTable
CREATE TABLE "Province" (
    "id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,

    CONSTRAINT "Province_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "County" (
    "id" UUID NOT NULL,
    "provinceId" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "timeZone" TEXT NOT NULL DEFAULT 'Asia/Shanghai',
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "County_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Zone" (
    "id" UUID NOT NULL,
    "countyId" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "tier" INTEGER NOT NULL,
    "monthly" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "Zone_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Cluster" (
    "id" UUID NOT NULL,
    "countyId" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "kind" "ClusterKind" NOT NULL,
    "boundUntil" DATE,

    CONSTRAINT "Cluster_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ClusterMember" (
    "id" UUID NOT NULL,
    "clusterId" UUID NOT NULL,
    "schoolId" UUID NOT NULL,
    "from" DATE,
    "until" DATE,

    CONSTRAINT "ClusterMember_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "School" (
    "id" UUID NOT NULL,
    "countyId" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "otherName" TEXT,
    "place" "Place" NOT NULL,
    "weak" BOOLEAN NOT NULL DEFAULT false,
    "ownership" "Ownership" NOT NULL DEFAULT 'public',
    "longitude" DOUBLE PRECISION,
    "latitude" DOUBLE PRECISION,
    "zoneId" UUID,
    "beds" INTEGER NOT NULL DEFAULT 0,
    "parentId" UUID,
    "facilities" JSONB,
    "statistics" JSONB,
    "openedOn" DATE,
    "closedOn" DATE,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "School_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Section" (
    "id" UUID NOT NULL,
    "countyId" UUID NOT NULL,
    "schoolId" UUID NOT NULL,
    "stage" "Stage" NOT NULL,
    "establishment" INTEGER,
    "version" INTEGER NOT NULL DEFAULT 1,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Section_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Enrolment" (
    "id" UUID NOT NULL,
    "sectionId" UUID NOT NULL,
    "schoolYear" INTEGER NOT NULL,
    "grade" INTEGER NOT NULL,
    "classes" INTEGER NOT NULL,
    "pupils" INTEGER NOT NULL,

    CONSTRAINT "Enrolment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Teacher" (
    "id" UUID NOT NULL,
    "countyId" UUID NOT NULL,
    "staffNumber" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "nameKey" TEXT NOT NULL DEFAULT '',
    "sex" "Sex" NOT NULL,
    "born" DATE NOT NULL,
    "education" "Education",
    "title" "Title" NOT NULL DEFAULT 'none',
    "backbone" "Backbone" NOT NULL DEFAULT 'none',
    "established" BOOLEAN NOT NULL DEFAULT true,
    "subject" TEXT,
    "secondSubject" TEXT,
    "fte" DOUBLE PRECISION NOT NULL DEFAULT 1,
    "classTeacher" BOOLEAN NOT NULL DEFAULT false,
    "graduatingGrade" BOOLEAN NOT NULL DEFAULT false,
    "cadreRole" "CadreRole",
    "cadreSince" DATE,
    "cadreTerms" INTEGER NOT NULL DEFAULT 0,
    "teachingSince" DATE NOT NULL,
    "registeredSchoolId" UUID NOT NULL,
    "registeredSince" DATE NOT NULL,
    "servingSectionId" UUID NOT NULL,
    "servingSince" DATE NOT NULL,
    "homeLongitude" DOUBLE PRECISION,
    "homeLatitude" DOUBLE PRECISION,
    "homePlace" TEXT,
    "partnerId" UUID,
    "identityNumber" TEXT,
    "phone" TEXT,
    "leftOn" DATE,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Teacher_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Certificate" (
    "id" UUID NOT NULL,
    "teacherId" UUID NOT NULL,
    "subject" TEXT NOT NULL,
    "stage" "Stage" NOT NULL,
    "rank" "CertificateRank" NOT NULL DEFAULT 'main',
    "number" TEXT,
    "issuedOn" DATE,

    CONSTRAINT "Certificate_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Exemption" (
    "id" UUID NOT NULL,
    "teacherId" UUID NOT NULL,
    "kind" "ExemptionKind" NOT NULL,
    "from" DATE NOT NULL,
    "until" DATE,
    "note" TEXT,

    CONSTRAINT "Exemption_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Posting" (
    "id" UUID NOT NULL,
    "countyId" UUID NOT NULL,
    "teacherId" UUID NOT NULL,
    "fromSectionId" UUID,
    "toSectionId" UUID,
    "hostSchoolId" UUID NOT NULL,
    "subject" TEXT,
    "form" "MoveForm" NOT NULL DEFAULT 'order-based',
    "relationMoves" BOOLEAN NOT NULL DEFAULT false,
    "startsOn" DATE NOT NULL,
    "endsOn" DATE,
    "endedOn" DATE,
    "reportedOn" DATE,
    "state" "PostingState" NOT NULL DEFAULT 'serving',
    "moveId" UUID,
    "extendsId" UUID,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "Posting_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Assessment" (
    "id" UUID NOT NULL,
    "countyId" UUID NOT NULL,
    "postingId" UUID NOT NULL,
    "schoolYear" INTEGER NOT NULL,
    "pupilSatisfaction" DOUBLE PRECISION,
    "rank" INTEGER,
    "rankedOf" INTEGER,
    "seriousViolation" BOOLEAN NOT NULL DEFAULT false,
    "qualityGain" BOOLEAN,
    "passed" BOOLEAN NOT NULL,
    "note" TEXT,
    "by" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Assessment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Allowance" (
    "id" UUID NOT NULL,
    "countyId" UUID NOT NULL,
    "teacherId" UUID NOT NULL,
    "month" TEXT NOT NULL,
    "area" INTEGER NOT NULL,
    "transport" INTEGER NOT NULL,

    CONSTRAINT "Allowance_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CurriculumStandard" (
    "id" UUID NOT NULL,
    "countyId" UUID NOT NULL,
    "version" TEXT NOT NULL,
    "effectiveFrom" DATE NOT NULL,
    "body" JSONB NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "CurriculumStandard_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "LoadStandard" (
    "id" UUID NOT NULL,
    "countyId" UUID NOT NULL,
    "version" TEXT NOT NULL,
    "effectiveFrom" DATE NOT NULL,
    "body" JSONB NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "LoadStandard_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Policy" (
    "id" UUID NOT NULL,
    "countyId" UUID NOT NULL,
    "version" TEXT NOT NULL,
    "effectiveFrom" DATE NOT NULL,
    "body" JSONB NOT NULL,
    "createdBy" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Policy_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Round" (
    "id" UUID NOT NULL,
    "countyId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "schoolYear" INTEGER NOT NULL,
    "effective" DATE NOT NULL,
    "state" "RoundState" NOT NULL DEFAULT 'open',
    "policyId" UUID NOT NULL,
    "curriculumId" UUID NOT NULL,
    "loadId" UUID NOT NULL,
    "openedBy" UUID,
    "openedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "Round_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RoundWindow" (
    "id" UUID NOT NULL,
    "roundId" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "from" DATE NOT NULL,
    "until" DATE NOT NULL,

    CONSTRAINT "RoundWindow_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Request" (
    "id" UUID NOT NULL,
    "countyId" UUID NOT NULL,
    "roundId" UUID,
    "number" TEXT NOT NULL,
    "sectionId" UUID NOT NULL,
    "subject" TEXT NOT NULL,
    "count" INTEGER NOT NULL,
    "level" "Backbone" NOT NULL DEFAULT 'none',
    "priority" INTEGER NOT NULL DEFAULT 3,
    "reason" TEXT,
    "state" "RequestState" NOT NULL DEFAULT 'submitted',
    "decision" TEXT,
    "decidedBy" UUID,
    "decidedAt" TIMESTAMPTZ(3),
    "createdBy" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "Request_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Wish" (
    "id" UUID NOT NULL,
    "countyId" UUID NOT NULL,
    "roundId" UUID,
    "teacherId" UUID NOT NULL,
    "schoolYear" INTEGER NOT NULL,
    "volunteer" BOOLEAN NOT NULL DEFAULT false,
    "note" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Wish_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "WishChoice" (
    "id" UUID NOT NULL,
    "wishId" UUID NOT NULL,
    "rank" INTEGER NOT NULL,
    "schoolId" UUID NOT NULL,

    CONSTRAINT "WishChoice_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Points" (
    "id" UUID NOT NULL,
    "countyId" UUID NOT NULL,
    "roundId" UUID,
    "schoolYear" INTEGER NOT NULL,
    "teacherId" UUID NOT NULL,
    "sectionId" UUID,
    "subject" TEXT,
    "points" INTEGER NOT NULL,
    "source" TEXT,

    CONSTRAINT "Points_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Problem" (
    "id" UUID NOT NULL,
    "countyId" UUID NOT NULL,
    "roundId" UUID NOT NULL,
    "hash" TEXT NOT NULL,
    "body" JSONB NOT NULL,
    "frozenBy" UUID,
    "frozenAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Problem_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Solve" (
    "id" UUID NOT NULL,
    "countyId" UUID NOT NULL,
    "roundId" UUID NOT NULL,
    "problemId" UUID NOT NULL,
    "engine" TEXT NOT NULL,
    "state" "SolveState" NOT NULL DEFAULT 'queued',
    "progress" JSONB,
    "failure" JSONB,
    "planId" UUID,
    "requestedBy" UUID,
    "requestedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "startedAt" TIMESTAMPTZ(3),
    "endedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Solve_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Plan" (
    "id" UUID NOT NULL,
    "countyId" UUID NOT NULL,
    "roundId" UUID NOT NULL,
    "problemId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "state" "PlanState" NOT NULL DEFAULT 'draft',
    "status" "PlanStatus" NOT NULL,
    "engine" TEXT NOT NULL,
    "engineReason" JSONB NOT NULL,
    "goals" JSONB NOT NULL,
    "diagnosis" JSONB,
    "moved" INTEGER NOT NULL,
    "authorId" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "Plan_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Move" (
    "id" UUID NOT NULL,
    "planId" UUID NOT NULL,
    "teacherId" UUID NOT NULL,
    "fromSectionId" UUID NOT NULL,
    "toSectionId" UUID NOT NULL,
    "subject" TEXT NOT NULL,
    "form" "MoveForm" NOT NULL DEFAULT 'order-based',
    "relationMoves" BOOLEAN NOT NULL DEFAULT false,
    "km" DOUBLE PRECISION,
    "bed" BOOLEAN NOT NULL DEFAULT false,
    "wishRank" INTEGER,

    CONSTRAINT "Move_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Unfilled" (
    "id" UUID NOT NULL,
    "planId" UUID NOT NULL,
    "sectionId" UUID NOT NULL,
    "subject" TEXT NOT NULL,
    "openings" INTEGER NOT NULL,
    "filled" INTEGER NOT NULL,
    "left" INTEGER NOT NULL,
    "code" TEXT NOT NULL,
    "figures" JSONB NOT NULL,
    "zh" TEXT NOT NULL,
    "en" TEXT NOT NULL,

    CONSTRAINT "Unfilled_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PlanFinding" (
    "id" UUID NOT NULL,
    "planId" UUID NOT NULL,
    "rule" TEXT NOT NULL,
    "level" "FindingLevel" NOT NULL,
    "teachers" TEXT[],
    "sections" TEXT[],
    "amount" DOUBLE PRECISION NOT NULL,
    "unit" TEXT NOT NULL,
    "zh" TEXT NOT NULL,
    "en" TEXT NOT NULL,

    CONSTRAINT "PlanFinding_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Reason" (
    "id" UUID NOT NULL,
    "planId" UUID NOT NULL,
    "teacherId" UUID NOT NULL,
    "outcome" "Outcome" NOT NULL,
    "code" TEXT NOT NULL,
    "figures" JSONB NOT NULL,
    "zh" TEXT NOT NULL,
    "en" TEXT NOT NULL,

    CONSTRAINT "Reason_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Pin" (
    "id" UUID NOT NULL,
    "countyId" UUID NOT NULL,
    "roundId" UUID NOT NULL,
    "kind" "PinKind" NOT NULL,
    "teacherId" UUID NOT NULL,
    "sectionId" UUID,
    "subject" TEXT,
    "reason" TEXT,
    "createdBy" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Pin_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Objection" (
    "id" UUID NOT NULL,
    "countyId" UUID NOT NULL,
    "roundId" UUID NOT NULL,
    "teacherId" UUID,
    "schoolId" UUID,
    "text" TEXT NOT NULL,
    "state" "ObjectionState" NOT NULL DEFAULT 'submitted',
    "answer" TEXT,
    "answeredBy" UUID,
    "answeredAt" TIMESTAMPTZ(3),
    "createdBy" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "Objection_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Letter" (
    "id" UUID NOT NULL,
    "countyId" UUID NOT NULL,
    "planId" UUID NOT NULL,
    "teacherId" UUID,
    "kind" TEXT NOT NULL,
    "year" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "datedOn" DATE NOT NULL,
    "body" JSONB NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Letter_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Import" (
    "id" UUID NOT NULL,
    "countyId" UUID NOT NULL,
    "fileName" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "state" "ImportState" NOT NULL DEFAULT 'applied',
    "counts" JSONB NOT NULL,
    "importedBy" UUID,
    "importedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "undoneBy" UUID,
    "undoneAt" TIMESTAMPTZ(3),

    CONSTRAINT "Import_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ImportChange" (
    "id" UUID NOT NULL,
    "importId" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "entity" TEXT NOT NULL,
    "entityId" UUID NOT NULL,
    "kind" "ChangeKind" NOT NULL,
    "before" JSONB,
    "after" JSONB NOT NULL,

    CONSTRAINT "ImportChange_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ColumnMapping" (
    "id" UUID NOT NULL,
    "countyId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "body" JSONB NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ColumnMapping_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "User" (
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "passwordHash" TEXT NOT NULL,
    "language" TEXT NOT NULL DEFAULT 'zh-CN',
    "disabledAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "User_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RoleGrant" (
    "id" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "role" "Role" NOT NULL,
    "provinceId" UUID,
    "countyId" UUID,
    "schoolId" UUID,
    "teacherId" UUID,
    "from" DATE,
    "until" DATE,

    CONSTRAINT "RoleGrant_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Session" (
    "id" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "kind" "SessionKind" NOT NULL,
    "secretHash" TEXT NOT NULL,
    "name" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastSeenAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AuditEvent" (
    "id" UUID NOT NULL,
    "countyId" UUID,
    "position" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "userId" UUID,
    "action" TEXT NOT NULL,
    "entity" TEXT NOT NULL,
    "entityId" UUID,
    "before" JSONB,
    "after" JSONB,
    "reason" TEXT,
    "previous" TEXT,
    "hash" TEXT,

    CONSTRAINT "AuditEvent_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Province_code_key" ON "Province"("code");

-- CreateIndex
CREATE UNIQUE INDEX "County_code_key" ON "County"("code");

-- CreateIndex
CREATE INDEX "County_provinceId_idx" ON "County"("provinceId");

-- CreateIndex
CREATE UNIQUE INDEX "Zone_countyId_code_key" ON "Zone"("countyId", "code");

-- CreateIndex
CREATE UNIQUE INDEX "Cluster_countyId_code_key" ON "Cluster"("countyId", "code");

-- CreateIndex
CREATE INDEX "ClusterMember_schoolId_idx" ON "ClusterMember"("schoolId");

-- CreateIndex
CREATE UNIQUE INDEX "ClusterMember_clusterId_schoolId_key" ON "ClusterMember"("clusterId", "schoolId");

-- CreateIndex
CREATE INDEX "School_zoneId_idx" ON "School"("zoneId");

-- CreateIndex
CREATE INDEX "School_parentId_idx" ON "School"("parentId");

-- CreateIndex
CREATE UNIQUE INDEX "School_countyId_code_key" ON "School"("countyId", "code");

-- CreateIndex
CREATE INDEX "Section_countyId_idx" ON "Section"("countyId");

-- CreateIndex
CREATE UNIQUE INDEX "Section_schoolId_stage_key" ON "Section"("schoolId", "stage");

-- CreateIndex
CREATE UNIQUE INDEX "Enrolment_sectionId_schoolYear_grade_key" ON "Enrolment"("sectionId", "schoolYear", "grade");

-- CreateIndex
CREATE INDEX "Teacher_countyId_name_idx" ON "Teacher"("countyId", "name");

-- CreateIndex
CREATE INDEX "Teacher_servingSectionId_subject_idx" ON "Teacher"("servingSectionId", "subject");

-- CreateIndex
CREATE INDEX "Teacher_registeredSchoolId_idx" ON "Teacher"("registeredSchoolId");

-- CreateIndex
CREATE INDEX "Teacher_partnerId_idx" ON "Teacher"("partnerId");

-- CreateIndex
CREATE UNIQUE INDEX "Teacher_countyId_staffNumber_key" ON "Teacher"("countyId", "staffNumber");

-- CreateIndex
CREATE UNIQUE INDEX "Certificate_teacherId_subject_stage_key" ON "Certificate"("teacherId", "subject", "stage");

-- CreateIndex
CREATE UNIQUE INDEX "Exemption_teacherId_kind_from_key" ON "Exemption"("teacherId", "kind", "from");

-- CreateIndex
CREATE INDEX "Posting_countyId_state_idx" ON "Posting"("countyId", "state");

-- CreateIndex
CREATE INDEX "Posting_fromSectionId_idx" ON "Posting"("fromSectionId");

-- CreateIndex
CREATE INDEX "Posting_toSectionId_idx" ON "Posting"("toSectionId");

-- CreateIndex
CREATE INDEX "Posting_hostSchoolId_idx" ON "Posting"("hostSchoolId");

-- CreateIndex
CREATE INDEX "Posting_moveId_idx" ON "Posting"("moveId");

-- CreateIndex
CREATE INDEX "Posting_extendsId_idx" ON "Posting"("extendsId");

-- CreateIndex
CREATE UNIQUE INDEX "Posting_teacherId_hostSchoolId_startsOn_key" ON "Posting"("teacherId", "hostSchoolId", "startsOn");

-- CreateIndex
CREATE INDEX "Assessment_countyId_idx" ON "Assessment"("countyId");

-- CreateIndex
CREATE UNIQUE INDEX "Assessment_postingId_schoolYear_key" ON "Assessment"("postingId", "schoolYear");

-- CreateIndex
CREATE INDEX "Allowance_countyId_month_idx" ON "Allowance"("countyId", "month");

-- CreateIndex
CREATE UNIQUE INDEX "Allowance_teacherId_month_key" ON "Allowance"("teacherId", "month");

-- CreateIndex
CREATE UNIQUE INDEX "CurriculumStandard_countyId_version_key" ON "CurriculumStandard"("countyId", "version");

-- CreateIndex
CREATE UNIQUE INDEX "LoadStandard_countyId_version_key" ON "LoadStandard"("countyId", "version");

-- CreateIndex
CREATE UNIQUE INDEX "Policy_countyId_version_key" ON "Policy"("countyId", "version");

-- CreateIndex
CREATE INDEX "Round_policyId_idx" ON "Round"("policyId");

-- CreateIndex
CREATE INDEX "Round_curriculumId_idx" ON "Round"("curriculumId");

-- CreateIndex
CREATE INDEX "Round_loadId_idx" ON "Round"("loadId");

-- CreateIndex
CREATE UNIQUE INDEX "Round_countyId_name_key" ON "Round"("countyId", "name");

-- CreateIndex
CREATE UNIQUE INDEX "RoundWindow_roundId_kind_key" ON "RoundWindow"("roundId", "kind");

-- CreateIndex
CREATE INDEX "Request_roundId_idx" ON "Request"("roundId");

-- CreateIndex
CREATE INDEX "Request_sectionId_subject_idx" ON "Request"("sectionId", "subject");

-- CreateIndex
CREATE UNIQUE INDEX "Request_countyId_number_key" ON "Request"("countyId", "number");

-- CreateIndex
CREATE INDEX "Wish_countyId_schoolYear_idx" ON "Wish"("countyId", "schoolYear");

-- CreateIndex
CREATE INDEX "Wish_roundId_idx" ON "Wish"("roundId");

-- CreateIndex
CREATE UNIQUE INDEX "Wish_teacherId_schoolYear_key" ON "Wish"("teacherId", "schoolYear");

-- CreateIndex
CREATE INDEX "WishChoice_schoolId_idx" ON "WishChoice"("schoolId");

-- CreateIndex
CREATE UNIQUE INDEX "WishChoice_wishId_rank_key" ON "WishChoice"("wishId", "rank");

-- CreateIndex
CREATE INDEX "Points_countyId_schoolYear_idx" ON "Points"("countyId", "schoolYear");

-- CreateIndex
CREATE INDEX "Points_teacherId_idx" ON "Points"("teacherId");

-- CreateIndex
CREATE INDEX "Points_roundId_idx" ON "Points"("roundId");

-- CreateIndex
CREATE INDEX "Points_sectionId_idx" ON "Points"("sectionId");

-- CreateIndex
CREATE INDEX "Problem_countyId_idx" ON "Problem"("countyId");

-- CreateIndex
CREATE UNIQUE INDEX "Problem_roundId_hash_key" ON "Problem"("roundId", "hash");

-- CreateIndex
CREATE UNIQUE INDEX "Solve_planId_key" ON "Solve"("planId");

-- CreateIndex
CREATE INDEX "Solve_countyId_state_idx" ON "Solve"("countyId", "state");

-- CreateIndex
CREATE INDEX "Solve_roundId_idx" ON "Solve"("roundId");

-- CreateIndex
CREATE INDEX "Solve_problemId_idx" ON "Solve"("problemId");

-- CreateIndex
CREATE INDEX "Plan_countyId_idx" ON "Plan"("countyId");

-- CreateIndex
CREATE INDEX "Plan_roundId_createdAt_idx" ON "Plan"("roundId", "createdAt");

-- CreateIndex
CREATE INDEX "Plan_problemId_idx" ON "Plan"("problemId");

-- CreateIndex
CREATE INDEX "Move_teacherId_idx" ON "Move"("teacherId");

-- CreateIndex
CREATE INDEX "Move_fromSectionId_idx" ON "Move"("fromSectionId");

-- CreateIndex
CREATE INDEX "Move_toSectionId_idx" ON "Move"("toSectionId");

-- CreateIndex
CREATE UNIQUE INDEX "Move_planId_teacherId_key" ON "Move"("planId", "teacherId");

-- CreateIndex
CREATE INDEX "Unfilled_sectionId_idx" ON "Unfilled"("sectionId");

-- CreateIndex
CREATE UNIQUE INDEX "Unfilled_planId_sectionId_subject_key" ON "Unfilled"("planId", "sectionId", "subject");

-- CreateIndex
CREATE INDEX "PlanFinding_planId_rule_idx" ON "PlanFinding"("planId", "rule");

-- CreateIndex
CREATE INDEX "Reason_teacherId_idx" ON "Reason"("teacherId");

-- CreateIndex
CREATE INDEX "Reason_planId_outcome_code_idx" ON "Reason"("planId", "outcome", "code");

-- CreateIndex
CREATE UNIQUE INDEX "Reason_planId_teacherId_key" ON "Reason"("planId", "teacherId");

-- CreateIndex
CREATE INDEX "Pin_countyId_idx" ON "Pin"("countyId");

-- CreateIndex
CREATE INDEX "Pin_roundId_teacherId_idx" ON "Pin"("roundId", "teacherId");

-- CreateIndex
CREATE INDEX "Pin_teacherId_idx" ON "Pin"("teacherId");

-- CreateIndex
CREATE INDEX "Pin_sectionId_idx" ON "Pin"("sectionId");

-- CreateIndex
CREATE INDEX "Objection_countyId_state_idx" ON "Objection"("countyId", "state");

-- CreateIndex
CREATE INDEX "Objection_roundId_idx" ON "Objection"("roundId");

-- CreateIndex
CREATE INDEX "Objection_teacherId_idx" ON "Objection"("teacherId");

-- CreateIndex
CREATE INDEX "Objection_schoolId_idx" ON "Objection"("schoolId");

-- CreateIndex
CREATE INDEX "Letter_planId_idx" ON "Letter"("planId");

-- CreateIndex
CREATE INDEX "Letter_teacherId_idx" ON "Letter"("teacherId");

-- CreateIndex
CREATE UNIQUE INDEX "Letter_countyId_kind_year_number_key" ON "Letter"("countyId", "kind", "year", "number");

-- CreateIndex
CREATE INDEX "Import_countyId_importedAt_idx" ON "Import"("countyId", "importedAt");

-- CreateIndex
CREATE UNIQUE INDEX "ImportChange_importId_position_key" ON "ImportChange"("importId", "position");

-- CreateIndex
CREATE UNIQUE INDEX "ColumnMapping_countyId_name_key" ON "ColumnMapping"("countyId", "name");

-- CreateIndex
CREATE UNIQUE INDEX "User_email_key" ON "User"("email");

-- CreateIndex
CREATE INDEX "RoleGrant_userId_idx" ON "RoleGrant"("userId");

-- CreateIndex
CREATE INDEX "RoleGrant_provinceId_idx" ON "RoleGrant"("provinceId");

-- CreateIndex
CREATE INDEX "RoleGrant_countyId_idx" ON "RoleGrant"("countyId");

-- CreateIndex
CREATE INDEX "RoleGrant_schoolId_idx" ON "RoleGrant"("schoolId");

-- CreateIndex
CREATE INDEX "RoleGrant_teacherId_idx" ON "RoleGrant"("teacherId");

-- CreateIndex
CREATE UNIQUE INDEX "Session_secretHash_key" ON "Session"("secretHash");

-- CreateIndex
CREATE INDEX "Session_userId_idx" ON "Session"("userId");

-- CreateIndex
CREATE INDEX "Session_expiresAt_idx" ON "Session"("expiresAt");

-- CreateIndex
CREATE UNIQUE INDEX "AuditEvent_position_key" ON "AuditEvent"("position");

-- CreateIndex
CREATE INDEX "AuditEvent_countyId_at_idx" ON "AuditEvent"("countyId", "at");

-- CreateIndex
CREATE INDEX "AuditEvent_entity_entityId_idx" ON "AuditEvent"("entity", "entityId");

-- AddForeignKey
ALTER TABLE "County" ADD CONSTRAINT "County_provinceId_fkey" FOREIGN KEY ("provinceId") REFERENCES "Province"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Zone" ADD CONSTRAINT "Zone_countyId_fkey" FOREIGN KEY ("countyId") REFERENCES "County"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Cluster" ADD CONSTRAINT "Cluster_countyId_fkey" FOREIGN KEY ("countyId") REFERENCES "County"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ClusterMember" ADD CONSTRAINT "ClusterMember_clusterId_fkey" FOREIGN KEY ("clusterId") REFERENCES "Cluster"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ClusterMember" ADD CONSTRAINT "ClusterMember_schoolId_fkey" FOREIGN KEY ("schoolId") REFERENCES "School"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "School" ADD CONSTRAINT "School_countyId_fkey" FOREIGN KEY ("countyId") REFERENCES "County"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "School" ADD CONSTRAINT "School_zoneId_fkey" FOREIGN KEY ("zoneId") REFERENCES "Zone"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "School" ADD CONSTRAINT "School_parentId_fkey" FOREIGN KEY ("parentId") REFERENCES "School"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Section" ADD CONSTRAINT "Section_countyId_fkey" FOREIGN KEY ("countyId") REFERENCES "County"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Section" ADD CONSTRAINT "Section_schoolId_fkey" FOREIGN KEY ("schoolId") REFERENCES "School"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Enrolment" ADD CONSTRAINT "Enrolment_sectionId_fkey" FOREIGN KEY ("sectionId") REFERENCES "Section"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Teacher" ADD CONSTRAINT "Teacher_countyId_fkey" FOREIGN KEY ("countyId") REFERENCES "County"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Teacher" ADD CONSTRAINT "Teacher_registeredSchoolId_fkey" FOREIGN KEY ("registeredSchoolId") REFERENCES "School"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Teacher" ADD CONSTRAINT "Teacher_servingSectionId_fkey" FOREIGN KEY ("servingSectionId") REFERENCES "Section"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Teacher" ADD CONSTRAINT "Teacher_partnerId_fkey" FOREIGN KEY ("partnerId") REFERENCES "Teacher"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Certificate" ADD CONSTRAINT "Certificate_teacherId_fkey" FOREIGN KEY ("teacherId") REFERENCES "Teacher"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Exemption" ADD CONSTRAINT "Exemption_teacherId_fkey" FOREIGN KEY ("teacherId") REFERENCES "Teacher"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Posting" ADD CONSTRAINT "Posting_countyId_fkey" FOREIGN KEY ("countyId") REFERENCES "County"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Posting" ADD CONSTRAINT "Posting_teacherId_fkey" FOREIGN KEY ("teacherId") REFERENCES "Teacher"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Posting" ADD CONSTRAINT "Posting_fromSectionId_fkey" FOREIGN KEY ("fromSectionId") REFERENCES "Section"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Posting" ADD CONSTRAINT "Posting_toSectionId_fkey" FOREIGN KEY ("toSectionId") REFERENCES "Section"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Posting" ADD CONSTRAINT "Posting_hostSchoolId_fkey" FOREIGN KEY ("hostSchoolId") REFERENCES "School"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Posting" ADD CONSTRAINT "Posting_moveId_fkey" FOREIGN KEY ("moveId") REFERENCES "Move"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Posting" ADD CONSTRAINT "Posting_extendsId_fkey" FOREIGN KEY ("extendsId") REFERENCES "Posting"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Assessment" ADD CONSTRAINT "Assessment_countyId_fkey" FOREIGN KEY ("countyId") REFERENCES "County"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Assessment" ADD CONSTRAINT "Assessment_postingId_fkey" FOREIGN KEY ("postingId") REFERENCES "Posting"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Allowance" ADD CONSTRAINT "Allowance_countyId_fkey" FOREIGN KEY ("countyId") REFERENCES "County"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Allowance" ADD CONSTRAINT "Allowance_teacherId_fkey" FOREIGN KEY ("teacherId") REFERENCES "Teacher"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CurriculumStandard" ADD CONSTRAINT "CurriculumStandard_countyId_fkey" FOREIGN KEY ("countyId") REFERENCES "County"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LoadStandard" ADD CONSTRAINT "LoadStandard_countyId_fkey" FOREIGN KEY ("countyId") REFERENCES "County"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Policy" ADD CONSTRAINT "Policy_countyId_fkey" FOREIGN KEY ("countyId") REFERENCES "County"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Round" ADD CONSTRAINT "Round_countyId_fkey" FOREIGN KEY ("countyId") REFERENCES "County"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Round" ADD CONSTRAINT "Round_policyId_fkey" FOREIGN KEY ("policyId") REFERENCES "Policy"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Round" ADD CONSTRAINT "Round_curriculumId_fkey" FOREIGN KEY ("curriculumId") REFERENCES "CurriculumStandard"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Round" ADD CONSTRAINT "Round_loadId_fkey" FOREIGN KEY ("loadId") REFERENCES "LoadStandard"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RoundWindow" ADD CONSTRAINT "RoundWindow_roundId_fkey" FOREIGN KEY ("roundId") REFERENCES "Round"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Request" ADD CONSTRAINT "Request_countyId_fkey" FOREIGN KEY ("countyId") REFERENCES "County"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Request" ADD CONSTRAINT "Request_roundId_fkey" FOREIGN KEY ("roundId") REFERENCES "Round"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Request" ADD CONSTRAINT "Request_sectionId_fkey" FOREIGN KEY ("sectionId") REFERENCES "Section"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Wish" ADD CONSTRAINT "Wish_countyId_fkey" FOREIGN KEY ("countyId") REFERENCES "County"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Wish" ADD CONSTRAINT "Wish_roundId_fkey" FOREIGN KEY ("roundId") REFERENCES "Round"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Wish" ADD CONSTRAINT "Wish_teacherId_fkey" FOREIGN KEY ("teacherId") REFERENCES "Teacher"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "WishChoice" ADD CONSTRAINT "WishChoice_wishId_fkey" FOREIGN KEY ("wishId") REFERENCES "Wish"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "WishChoice" ADD CONSTRAINT "WishChoice_schoolId_fkey" FOREIGN KEY ("schoolId") REFERENCES "School"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Points" ADD CONSTRAINT "Points_countyId_fkey" FOREIGN KEY ("countyId") REFERENCES "County"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Points" ADD CONSTRAINT "Points_roundId_fkey" FOREIGN KEY ("roundId") REFERENCES "Round"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Points" ADD CONSTRAINT "Points_teacherId_fkey" FOREIGN KEY ("teacherId") REFERENCES "Teacher"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Points" ADD CONSTRAINT "Points_sectionId_fkey" FOREIGN KEY ("sectionId") REFERENCES "Section"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Problem" ADD CONSTRAINT "Problem_countyId_fkey" FOREIGN KEY ("countyId") REFERENCES "County"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Problem" ADD CONSTRAINT "Problem_roundId_fkey" FOREIGN KEY ("roundId") REFERENCES "Round"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Solve" ADD CONSTRAINT "Solve_roundId_fkey" FOREIGN KEY ("roundId") REFERENCES "Round"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Solve" ADD CONSTRAINT "Solve_problemId_fkey" FOREIGN KEY ("problemId") REFERENCES "Problem"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Solve" ADD CONSTRAINT "Solve_planId_fkey" FOREIGN KEY ("planId") REFERENCES "Plan"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Plan" ADD CONSTRAINT "Plan_countyId_fkey" FOREIGN KEY ("countyId") REFERENCES "County"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Plan" ADD CONSTRAINT "Plan_roundId_fkey" FOREIGN KEY ("roundId") REFERENCES "Round"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Plan" ADD CONSTRAINT "Plan_problemId_fkey" FOREIGN KEY ("problemId") REFERENCES "Problem"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Move" ADD CONSTRAINT "Move_planId_fkey" FOREIGN KEY ("planId") REFERENCES "Plan"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Move" ADD CONSTRAINT "Move_teacherId_fkey" FOREIGN KEY ("teacherId") REFERENCES "Teacher"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Move" ADD CONSTRAINT "Move_fromSectionId_fkey" FOREIGN KEY ("fromSectionId") REFERENCES "Section"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Move" ADD CONSTRAINT "Move_toSectionId_fkey" FOREIGN KEY ("toSectionId") REFERENCES "Section"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Unfilled" ADD CONSTRAINT "Unfilled_planId_fkey" FOREIGN KEY ("planId") REFERENCES "Plan"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Unfilled" ADD CONSTRAINT "Unfilled_sectionId_fkey" FOREIGN KEY ("sectionId") REFERENCES "Section"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PlanFinding" ADD CONSTRAINT "PlanFinding_planId_fkey" FOREIGN KEY ("planId") REFERENCES "Plan"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Reason" ADD CONSTRAINT "Reason_planId_fkey" FOREIGN KEY ("planId") REFERENCES "Plan"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Reason" ADD CONSTRAINT "Reason_teacherId_fkey" FOREIGN KEY ("teacherId") REFERENCES "Teacher"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Pin" ADD CONSTRAINT "Pin_countyId_fkey" FOREIGN KEY ("countyId") REFERENCES "County"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Pin" ADD CONSTRAINT "Pin_roundId_fkey" FOREIGN KEY ("roundId") REFERENCES "Round"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Pin" ADD CONSTRAINT "Pin_teacherId_fkey" FOREIGN KEY ("teacherId") REFERENCES "Teacher"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Pin" ADD CONSTRAINT "Pin_sectionId_fkey" FOREIGN KEY ("sectionId") REFERENCES "Section"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Objection" ADD CONSTRAINT "Objection_countyId_fkey" FOREIGN KEY ("countyId") REFERENCES "County"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Objection" ADD CONSTRAINT "Objection_roundId_fkey" FOREIGN KEY ("roundId") REFERENCES "Round"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Objection" ADD CONSTRAINT "Objection_teacherId_fkey" FOREIGN KEY ("teacherId") REFERENCES "Teacher"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Objection" ADD CONSTRAINT "Objection_schoolId_fkey" FOREIGN KEY ("schoolId") REFERENCES "School"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Letter" ADD CONSTRAINT "Letter_countyId_fkey" FOREIGN KEY ("countyId") REFERENCES "County"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Letter" ADD CONSTRAINT "Letter_planId_fkey" FOREIGN KEY ("planId") REFERENCES "Plan"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Letter" ADD CONSTRAINT "Letter_teacherId_fkey" FOREIGN KEY ("teacherId") REFERENCES "Teacher"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Import" ADD CONSTRAINT "Import_countyId_fkey" FOREIGN KEY ("countyId") REFERENCES "County"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ImportChange" ADD CONSTRAINT "ImportChange_importId_fkey" FOREIGN KEY ("importId") REFERENCES "Import"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ColumnMapping" ADD CONSTRAINT "ColumnMapping_countyId_fkey" FOREIGN KEY ("countyId") REFERENCES "County"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RoleGrant" ADD CONSTRAINT "RoleGrant_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RoleGrant" ADD CONSTRAINT "RoleGrant_provinceId_fkey" FOREIGN KEY ("provinceId") REFERENCES "Province"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RoleGrant" ADD CONSTRAINT "RoleGrant_countyId_fkey" FOREIGN KEY ("countyId") REFERENCES "County"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RoleGrant" ADD CONSTRAINT "RoleGrant_schoolId_fkey" FOREIGN KEY ("schoolId") REFERENCES "School"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RoleGrant" ADD CONSTRAINT "RoleGrant_teacherId_fkey" FOREIGN KEY ("teacherId") REFERENCES "Teacher"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Session" ADD CONSTRAINT "Session_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AuditEvent" ADD CONSTRAINT "AuditEvent_countyId_fkey" FOREIGN KEY ("countyId") REFERENCES "County"("id") ON DELETE SET NULL ON UPDATE CASCADE;
