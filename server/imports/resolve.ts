import type { Words } from '../../solver/plan.ts';
import type { Entity } from './catalogue.ts';
import { nearest } from './headers.ts';
import { nameKey } from './name-key.ts';
import type { Register, Registers } from './registers.ts';
import type { Fact, Facts } from './tables.ts';

/** A row of the file on its way into the database. */
export interface RowAtHand {
  /** What the row names, by column key; null: to be cleared. */
  readonly named: ReadonlyMap<string, string | number | boolean | readonly string[] | null>;
  /** What is found so far, by database column. */
  readonly facts: Record<string, Fact>;
  readonly registers: Registers;
  refuse(key: string, code: string, found: string | null, expected: Words): void;
}

/** Turns what rows are known by into the ids the database knows. */
export const keysOf: { readonly [entity in Entity]?: (row: RowAtHand) => void } = {
  members(row) {
    refer(row, 'cluster', row.registers.clusters, 'clusterId');
    refer(row, 'school', row.registers.schools, 'schoolId');
  },
  sections(row) {
    refer(row, 'school', row.registers.schools, 'schoolId');
  },
  classes(row) {
    const grade = row.named.get('grade');
    if (typeof grade !== 'number') return;
    section(row, 'school', 'grade', grade <= LAST_OF_PRIMARY ? 'primary' : 'junior', 'sectionId');
  },
  certificates: teacher,
  exemptions: teacher,
  postings(row) {
    teacher(row);
    refer(row, 'hostSchool', row.registers.schools, 'hostSchoolId');
  },
  wishes: teacher,
  points(row) {
    teacher(row);
    if (row.named.get('school') == null) row.facts['sectionId'] = null;
    else section(row, 'school', 'stage', stageNamed(row, 'stage'), 'sectionId');
    row.facts['subject'] ??= null;
  },
  recruitCertificates(row) {
    refer(row, 'recruit', row.registers.recruits, 'recruitId');
  },
};

/** Turns the other references into ids; `before` is the row on file, absent for a new one. */
export const restOf: {
  readonly [entity in Entity]?: (row: RowAtHand, before: Facts | undefined) => void;
} = {
  schools(row, before) {
    refer(row, 'zone', row.registers.zones, 'zoneId');
    refer(row, 'parent', row.registers.schools, 'parentId');
    gather(row, 'statistics', before);
    gather(row, 'facilities', before);
  },
  teachers(row, before) {
    if (typeof row.facts['name'] === 'string') row.facts['nameKey'] = nameKey(row.facts['name']);
    serving(row, before);
    refer(row, 'registeredSchool', row.registers.schools, 'registeredSchoolId');
    refer(row, 'partner', row.registers.teachers, 'partnerId');
    if (before !== undefined) {
      mustNotMove(row, before);
      return;
    }
    const place = row.registers.sections.placeOf(String(row.facts['servingSectionId']));
    row.facts['registeredSchoolId'] ??= place?.school ?? null;
    row.facts['registeredSince'] ??= row.facts['servingSince'] ?? null;
    if (row.facts['cadreRole'] != null) row.facts['cadreTerms'] ??= 1;
  },
  postings(row, before) {
    if (row.named.get('fromSchool') != null)
      section(row, 'fromSchool', 'fromStage', stageNamed(row, 'fromStage'), 'fromSectionId');
    else if (row.named.get('fromSchool') === null) row.facts['fromSectionId'] = null;
    else otherStage(row, 'fromStage', 'fromSectionId', before);
    host(row, before);
    // Who names the end says it is over, unless the posting never came about.
    if (row.facts['endedOn'] != null && before?.['state'] !== 'cancelled') row.facts['state'] ??= 'ended';
    mustNotStep(row, before, ['state', 'endsOn', 'endedOn']);
  },
  requests(row, before) {
    round(row);
    if (row.named.get('school') != null)
      section(row, 'school', 'stage', stageNamed(row, 'stage'), 'sectionId', before);
    else otherStage(row, 'stage', 'sectionId', before);
    mustNotStep(row, before, ['state']);
  },
  wishes(row) {
    round(row);
    wished(row);
  },
  points: round,
  recruits(row, before) {
    if (typeof row.facts['name'] === 'string') row.facts['nameKey'] = nameKey(row.facts['name']);
    wished(row);
    const { number } = row.facts;
    if (before !== undefined && before['state'] !== 'waiting') mustBeAsOnFile(row, before);
    else if (typeof number === 'string' && row.registers.teachers.find(number) !== undefined)
      row.refuse('number', 'number-taken', number, {
        zh: '不同于现有教师的工号：到岗之日招聘编号即为工号',
        en: 'a number that is no teacher’s staff number: it becomes one on the first day',
      });
  },
};

/** Whether the row says of a column what is not on file. */
const saysAnew = ({ facts }: RowAtHand, before: Facts, column: string): boolean =>
  facts[column] !== undefined && facts[column] !== (before[column] ?? null);

/** What a posting that was ordered here changes on its day is changed by nothing else meanwhile; what is on file may be repeated. */
function mustNotMove(row: RowAtHand, before: Facts): void {
  const stageAlone = row.named.get('servingSchool') == null;
  const columns: readonly (readonly [key: string, column: string, changes: Fact | undefined])[] = [
    [stageAlone ? 'servingStage' : 'servingSchool', 'servingSectionId', before['posted']],
    ['registeredSchool', 'registeredSchoolId', before['posted']],
    ['cadreRole', 'cadreRole', before['postedToOffice']],
    ['cadreSince', 'cadreSince', before['postedToOffice']],
    ['cadreTerms', 'cadreTerms', before['postedToOffice']],
  ];
  for (const [key, column, changes] of columns)
    if (changes === true && saysAnew(row, before, column))
      row.refuse(key, 'posted-here', String(row.named.get(key) ?? ''), {
        zh: '与系统中的记录相同：该教师的派任到日会更改此栏；要现在更改，请提前结束派任，并注明返回到哪所学校',
        en: 'what is on file: a posting of the teacher changes it on its day. To change it sooner, end that posting early, and say to which school the teacher goes back',
      });
}

/** What is dealt with here, step by step, goes no step by a file; what is on file it may repeat. */
function mustNotStep(row: RowAtHand, before: Facts | undefined, columns: readonly string[]): void {
  if (before?.['followed'] !== true) return;
  for (const column of columns) {
    if (!saysAnew(row, before, column)) continue;
    row.refuse(column, 'followed-here', String(row.facts[column] ?? ''), {
      zh: '与系统中的记录相同：该记录在系统中办理，请在系统中继续办理',
      en: 'what is on file: the row is dealt with here step by step, and goes on here',
    });
  }
}

/** Schools, or zones, that are wished for, best first. */
function wished(row: RowAtHand): void {
  const choices = row.named.get('choices');
  if (choices === null) row.facts['choices'] = [];
  if (!Array.isArray(choices)) return;
  const ids = (choices as readonly string[]).map((code) => {
    const id = row.registers.schools.find(code) ?? row.registers.zones.find(code);
    if (id === undefined) unknown(row, 'choices', code, row.registers.schools);
    return id ?? '';
  });
  row.facts['choices'] = ids;
}

/** Once a recruit is ordered, placed or withdrawn, a file says nothing new of the person; what is on file it may repeat. */
function mustBeAsOnFile(row: RowAtHand, before: Facts): void {
  const says = (fact: Fact | undefined) => JSON.stringify(fact ?? null);
  if (Object.entries(row.facts).every(([column, fact]) => says(fact) === says(before[column]))) return;
  const state = recruitStates[String(before['state'])];
  row.refuse('number', 'recruit-settled', String(before['number']), {
    zh: `待安置的新聘教师；该人${state?.zh}，不能再由文件更改`,
    en: `a recruit who waits to be placed; this one ${state?.en}, and a file changes nothing of it`,
  });
}

const recruitStates: Readonly<Record<string, Words>> = {
  ordered: { zh: '已下达派任', en: 'is ordered to a school' },
  placed: { zh: '已到岗，请更改教师记录', en: 'serves as a teacher, whose row is to be changed' },
  withdrawn: { zh: '已退出', en: 'has withdrawn' },
};

/** Grades 1 to 6 are primary. */
const LAST_OF_PRIMARY = 6;

const stageNamed = (row: RowAtHand, key: string): string | undefined => {
  const stage = row.named.get(key);
  return typeof stage === 'string' ? stage : undefined;
};

function teacher(row: RowAtHand): void {
  refer(row, 'teacher', row.registers.teachers, 'teacherId');
}

function round(row: RowAtHand): void {
  refer(row, 'round', row.registers.rounds, 'roundId');
}

function refer(row: RowAtHand, key: string, register: Register, column: string): string | undefined {
  const written = row.named.get(key);
  if (written === null) row.facts[column] = null;
  if (typeof written !== 'string') return undefined;
  const id = register.find(written);
  if (id === undefined) unknown(row, key, written, register);
  else row.facts[column] = id;
  return id;
}

/**
 * The section of the school named under `schoolKey`. Without a stage: the school's only one, else the stage
 * the row has on file.
 */
function section(
  row: RowAtHand,
  schoolKey: string,
  stageKey: string,
  stage: string | undefined,
  column: string,
  before?: Facts,
): void {
  const { schools, sections } = row.registers;
  const written = row.named.get(schoolKey);
  if (typeof written !== 'string') return;
  const school = schools.find(written);
  if (school === undefined) {
    unknown(row, schoolKey, written, schools);
    return;
  }
  const stages = sections.stagesOf(school);
  const onFile = sections.placeOf(String(before?.[column]))?.stage;
  const wanted = stage ?? (stages.length === 1 ? stages[0] : stages.find((one) => one === onFile));
  if (wanted === undefined && stages.length > 1) {
    row.refuse(stageKey, 'stage-wanted', null, {
      zh: `学校 ${written} 有两个学段，须注明学段`,
      en: `the stage: school ${written} has two`,
    });
    return;
  }
  const id = wanted === undefined ? undefined : sections.find(school, wanted);
  if (id !== undefined) row.facts[column] = id;
  else
    row.refuse(schoolKey, 'unknown-section', written, {
      zh: `学校 ${written} 没有${wanted === undefined ? '任何' : stageWords[wanted]?.zh}学段，请先在“学段”表中登记`,
      en: `a school with ${wanted === undefined ? 'a section' : `a ${wanted} section`}: enter it in the sheet “Sections” first`,
    });
}

const stageWords: Readonly<Record<string, Words>> = {
  primary: { zh: '小学', en: 'primary' },
  junior: { zh: '初中', en: 'junior' },
};

/** Where a teacher serves: the school, the stage, or both may be named. */
function serving(row: RowAtHand, before: Facts | undefined): void {
  const stage = stageNamed(row, 'servingStage');
  if (row.named.get('servingSchool') != null) {
    section(row, 'servingSchool', 'servingStage', stage, 'servingSectionId', before);
    return;
  }
  otherStage(row, 'servingStage', 'servingSectionId', before);
}

/** A stage named without its school is one of the school on file. */
function otherStage(row: RowAtHand, stageKey: string, column: string, before: Facts | undefined): void {
  const stage = stageNamed(row, stageKey);
  if (stage === undefined) return;
  const school = row.registers.sections.placeOf(String(before?.[column]))?.school;
  const id = school === undefined ? undefined : row.registers.sections.find(school, stage);
  if (id !== undefined) row.facts[column] = id;
  else
    row.refuse(stageKey, 'unknown-section', stageWords[stage]?.zh ?? stage, {
      zh: '学校已登记的学段；须同时注明学校',
      en: 'a stage the school has a section of; name the school with it',
    });
}

/** The host's section is known when its stage is named, or it has but one. */
function host(row: RowAtHand, before: Facts | undefined): void {
  const school = row.facts['hostSchoolId'];
  if (typeof school !== 'string') return;
  const stage = stageNamed(row, 'hostStage');
  const stages = row.registers.sections.stagesOf(school);
  const wanted = stage ?? (before === undefined && stages.length === 1 ? stages[0] : undefined);
  if (wanted !== undefined) section(row, 'hostSchool', 'hostStage', wanted, 'toSectionId');
  else if (row.named.get('hostStage') === null) row.facts['toSectionId'] = null;
}

/** Columns named `statistics.pupils` go into one JSON column; those not named stay as they are. */
function gather(row: RowAtHand, column: string, before: Facts | undefined): void {
  const kept = before?.[column];
  const now: Record<string, number> =
    typeof kept === 'object' && kept !== null ? { ...(kept as object) } : {};
  let touched = false;
  for (const [key, value] of row.named) {
    if (!key.startsWith(`${column}.`)) continue;
    touched = true;
    if (typeof value === 'number') now[key.slice(column.length + 1)] = value;
    else delete now[key.slice(column.length + 1)];
  }
  if (touched) row.facts[column] = Object.keys(now).length === 0 ? null : now;
}

function unknown(row: RowAtHand, key: string, written: string, register: Register): void {
  const hint = mayHint(register) ? nearest(written, register.codesAndNames) : undefined;
  row.refuse(key, 'unknown-reference', written, {
    zh: `数据库或本文件中已有的代码${hint === undefined ? '' : `；是否为“${hint}”？`}`,
    en: `a code on file or in this file${hint === undefined ? '' : `; perhaps “${hint}”?`}`,
  });
}

/** Looking for what was meant compares with every code there is: only so often. */
const MOST_COMPARED = 500_000;
const compared = new WeakMap<Register, number>();

function mayHint(register: Register): boolean {
  const sofar = (compared.get(register) ?? 0) + register.size;
  compared.set(register, sofar);
  return sofar <= MOST_COMPARED;
}
