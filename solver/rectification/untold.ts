import { pupilsKnown, type Reported } from '../balance/facts.ts';
import { grouped } from '../grouped.ts';
import { headsOf } from '../guarantees/guarantees.ts';
import { gradesWithoutClasses, isWithoutClasses, untoldSubjects } from '../guarantees/on-file.ts';
import { order } from '../order.ts';
import type { Section } from '../problem.ts';
import { keyOf, type ListFacts } from './list.ts';

/**
 * Keys of the problems that these facts tell neither to be there nor to be gone: a school that has stopped reporting has not
 * mended anything. A place that is no longer on file has no problem.
 */
export function untoldKeys(
  facts: ListFacts,
  reported: ReadonlyMap<string, Pick<Reported, 'pupils' | 'parent'>>,
): string[] {
  const pupils = pupilsKnown(facts.problem, reported);
  const headOf = headsOf(facts.problem, reported);
  const keys = [
    ...ofBalance(facts, pupils, headOf),
    ...ofSilence(facts),
    ...ofSections(facts, pupils, headOf),
    ...ofGuarantees(facts),
  ];
  return [...new Set(keys)];
}

type Pupils = ReadonlyMap<string, number | null>;
type HeadOf = ReturnType<typeof headsOf>;

function* ofBalance({ balance, problem }: ListFacts, pupils: Pupils, headOf: HeadOf): Iterable<string> {
  const by = { balanceKind: balance.kind, view: balance.view };
  for (const { stage, mean, indicators, schools } of balance.stages) {
    if (mean?.computable === false) yield keyOf('mean', { ...by, stage });
    for (const report of indicators)
      if (!report.computable) yield keyOf('coefficient', { ...by, stage, indicator: report.indicator.code });
    for (const { passes, sections, school } of schools)
      if (passes === null) yield keyOf('levels', { ...by, stage, school, section: sections[0] ?? null });
  }
  // A row goes by its first section: the school's own, then its sites' (balance/rows.ts).
  const rows = grouped(problem.sections, ({ school, stage }) => `${stage} ${headOf(school)}`);
  const isSite = ({ school }: Section) => Number(headOf(school) !== school);
  for (const sections of rows.values()) {
    if (sections.every(({ id }) => pupils.get(id) !== null)) continue;
    const [first] = sections.toSorted((a, b) => isSite(a) - isSite(b) || order(a.school, b.school));
    if (first) yield keyOf('levels', { ...by, stage: first.stage, section: first.id });
  }
}

/** By themselves or by an indicator, their staff is asked for as long as it is not on file. */
function* ofSilence({ silent }: ListFacts): Iterable<string> {
  for (const school of silent.keys()) yield keyOf('not-computable', { school });
}

function* ofSections(
  { problem, establishment, silent }: ListFacts,
  pupils: Pupils,
  headOf: HeadOf,
): Iterable<string> {
  const all = problem.curriculum.subjects.map(({ code }) => code);
  for (const section of problem.sections) {
    const { id, stage, school, classes, pupils: byGrade } = section;
    const place = { stage, section: id };
    const isSilent = silent.has(school);
    // Where no need is known nothing is missing, and where no staff is on file nobody has or lacks anything.
    const subjects = isSilent ? all : [...untoldSubjects(problem, section)];
    if (subjects.length > 0) yield keyOf('structural-shortage', place);
    for (const subject of subjects)
      yield* [keyOf('critical-subject', { ...place, subject }), keyOf('gap', { ...place, subject })];
    if (isSilent) yield* [keyOf('over-staffed', place), keyOf('certificates', place)];
    const isUnknown = ([grade, count]: [string, number | undefined]) =>
      count !== undefined && count > 0 && byGrade[grade] === undefined;
    const isWithout = isWithoutClasses(section) || gradesWithoutClasses(section).length > 0;
    if (isWithout || Object.entries(classes).some(isUnknown)) yield keyOf('class-size', place);
    if (pupils.get(id) === null) yield keyOf('school-size', { school: headOf(school) });
  }
  const stageOf = new Map(problem.sections.map(({ id, stage }) => [id, stage]));
  for (const { section, structuralShortage } of establishment) {
    const place = { stage: stageOf.get(section) ?? null, section };
    if (structuralShortage === null)
      yield* [keyOf('structural-shortage', place), keyOf('over-staffed', place)];
  }
}

function* ofGuarantees({ guarantees, problem }: ListFacts): Iterable<string> {
  for (const { code, met } of guarantees) {
    if (met !== null) continue;
    if (code === 'exchange-quota' || code === 'backbone-quota') yield keyOf(code, {});
    if (code === 'certificates')
      for (const { id, stage } of problem.sections) yield keyOf(code, { stage, section: id });
  }
}
