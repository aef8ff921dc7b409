-- Of one plan, kind and teacher no two papers that are not void; of circuits none two of one school besides. In a migration of its
-- own: a value of an enum is not to be used in the transaction that adds it.
DROP INDEX "Letter_planId_kind_teacherId_in_force";
CREATE UNIQUE INDEX "Letter_planId_kind_teacherId_in_force" ON "Letter"("planId", "kind", "teacherId")
  WHERE "state" = 'issued' AND "kind" <> 'circuit';
CREATE UNIQUE INDEX "Letter_circuit_in_force" ON "Letter"("planId", "teacherId", "toSchoolId")
  WHERE "state" = 'issued' AND "kind" = 'circuit';
