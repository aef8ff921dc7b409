import { pupilsKnown, type Reported } from '../balance/facts.ts';
import { headsOf } from '../guarantees/guarantees.ts';
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
  return [...ofBalance(facts, pupils), ...ofSections(facts, pupils, headOf), ...ofGuarantees(facts)];
}

type Pupils = ReadonlyMap<string, number | null>;

function* ofBalance({ balance, problem }: ListFacts, pupils: Pupils): Iterable<string> {
  const by = { standard: balance.standard, view: balance.view };
  for (const { stage, mean, indicators, schools } of balance.stages) {
    if (mean?.computable === false) yield keyOf('mean', { ...by, stage });
    for (const report of indicators)
      if (!report.computable) yield keyOf('coefficient', { ...by, stage, indicator: report.indicator.code });
    for (const { passes, sections, school } of schools)
      if (passes === null) yield keyOf('levels', { ...by, stage, school, section: sections[0] ?? null });
  }
  for (const { id, stage } of problem.sections)
    if (pupils.get(id) === null) yield keyOf('levels', { ...by, stage, section: id });
}

function* ofSections(
  { problem, establishment }: ListFacts,
  pupils: Pupils,
  headOf: (school: string) => string,
): Iterable<string> {
  for (const { id, stage, school, classes, pupils: byGrade } of problem.sections) {
    const place = { stage, section: id };
    // Without classes nothing is needed, and so nothing missing.
    if (Object.keys(classes).length === 0) {
      yield keyOf('structural-shortage', place);
      for (const { code: subject } of problem.curriculum.subjects)
        yield* [keyOf('critical-subject', { ...place, subject }), keyOf('gap', { ...place, subject })];
    }
    const isUnknown = ([grade, count]: [string, number | undefined]) =>
      count !== undefined && count > 0 && byGrade[grade] === undefined;
    if (Object.keys(classes).length === 0 || Object.entries(classes).some(isUnknown))
      yield keyOf('class-size', place);
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
