import { createHash } from 'node:crypto';
import { order } from './order.ts';
import type { Problem } from './problem.ts';

/**
 * The same problem with every list sorted by its key, so that the order of rows means nothing, nor that of a list
 * in a rule's figures (the kinds that exempt). Two orders do mean something and are kept: the policy's goals, and
 * the schools of a wish.
 *
 * Texts compare by code unit, never by a language's collation: every machine sorts alike.
 */
export function canonical(problem: Problem): Problem {
  const { curriculum, load, policy } = problem;
  return {
    ...problem,
    curriculum: {
      ...curriculum,
      subjects: sorted(curriculum.subjects, ({ code }) => [code]).map((subject) => ({
        ...subject,
        periods: record(subject.periods),
      })),
    },
    load: { ...load, periods: sorted(load.periods, ({ stage, subject }) => [stage, subject]) },
    policy: { ...policy, rules: record(policy.rules, unordered), goals: policy.goals.map(unordered) },
    schools: sorted(problem.schools, ({ id }) => [id]).map((school) => ({
      ...school,
      clusters: school.clusters.toSorted(),
    })),
    sections: sorted(problem.sections, ({ id }) => [id]).map((section) => ({
      ...section,
      classes: record(section.classes),
      pupils: record(section.pupils),
    })),
    teachers: sorted(problem.teachers, ({ id }) => [id]).map((teacher) => {
      const certificates = sorted(teacher.certificates, ({ subject, stage, rank }) => [subject, stage, rank]);
      const exemptions = sorted(teacher.exemptions, ({ from, kind, until }) => [from, kind, until]);
      // Teachers are many, and most of them are sorted already.
      const same = certificates === teacher.certificates && exemptions === teacher.exemptions;
      return same ? teacher : { ...teacher, certificates, exemptions };
    }),
    ...(problem.recruits && {
      recruits: sorted(problem.recruits, ({ id }) => [id]).map((recruit) => ({
        ...recruit,
        certificates: sorted(recruit.certificates, ({ subject, stage, rank }) => [subject, stage, rank]),
      })),
    }),
    requests: sorted(problem.requests, ({ id }) => [id]),
    wishes: sorted(problem.wishes, ({ teacher }) => [teacher]),
    points: sorted(problem.points, ({ teacher, section, subject }) => [teacher, section, subject]),
    pins: sorted(problem.pins, ({ teacher, kind }) => [teacher, kind]),
    ...(problem.circuits && {
      circuits: sorted(problem.circuits, ({ teacher, section, subject, from }) => [
        teacher,
        section,
        subject,
        from,
      ]),
    }),
    ...(problem.clusters && { clusters: sorted(problem.clusters, ({ id }) => [id]) }),
    ...(problem.holdBacks && { holdBacks: sorted(problem.holdBacks, ({ teacher }) => [teacher]) }),
    ...(problem.seats && { seats: sorted(problem.seats, ({ section, role }) => [section, role]) }),
    ...(problem.base && { base: sorted(problem.base, ({ teacher }) => [teacher]) }),
    ...(problem.baseCircuits && {
      baseCircuits: sorted(problem.baseCircuits, ({ teacher, section, subject }) => [
        teacher,
        section,
        subject,
      ]),
    }),
    ...(problem.allowance && {
      allowance: {
        ...problem.allowance,
        area: sorted(problem.allowance.area, ({ zone }) => [zone]),
        transport: problem.allowance.transport.toSorted((a, b) => a.fromYears - b.fromYears),
      },
    }),
  };
}

/** SHA-256 of the canonical problem as JSON with sorted keys and no spaces, in 64 hexadecimal digits. */
export const problemHash = (problem: Problem): string => hashOf(canonical(problem));

/** The same of a problem that is canonical already. */
export function hashOf(frozen: Problem): string {
  const hash = createHash('sha256');
  for (const piece of piecesOf(frozen)) hash.update(piece);
  return hash.digest('hex');
}

/** The text of a problem in pieces, row by row: the whole may be longer than memory is large. */
function* piecesOf(frozen: Problem): Iterable<string> {
  let before = '{';
  for (const [name, part] of entriesOf(frozen)) {
    yield `${before}${JSON.stringify(name)}:`;
    before = ',';
    if (!Array.isArray(part)) yield textOf(part);
    else {
      yield '[';
      for (const [index, item] of part.entries()) yield index === 0 ? textOf(item) : `,${textOf(item)}`;
      yield ']';
    }
  }
  yield before === '{' ? '{}' : '}';
}

/** Sorted by the key's parts, and rows of one key by their whole text; the list itself where it is in order. */
function sorted<T>(items: T[], key: (item: T) => readonly (string | undefined)[]): T[] {
  if (items.length < 2) return items;
  const keyed = items.map((item) => ({
    item,
    key: JSON.stringify(key(item).map((part) => part ?? '')),
  }));
  type Keyed = (typeof keyed)[number];
  const inTurn = (a: Keyed, b: Keyed) => order(a.key, b.key) || order(textOf(a.item), textOf(b.item));
  const inOrder = keyed.every((entry, index) => {
    const before = keyed[index - 1];
    return before === undefined || inTurn(before, entry) <= 0;
  });
  return inOrder ? items : keyed.sort(inTurn).map(({ item }) => item);
}

function record<T>(
  entries: Readonly<Record<string, T>>,
  each: (entry: T) => T = (entry) => entry,
): Record<string, T> {
  const byName = Object.entries(entries).sort(([a], [b]) => order(a, b));
  return Object.fromEntries(byName.map(([name, entry]) => [name, each(entry)]));
}

/** A rule's setting, its lists sorted: each of them says what is meant, and none in which order. */
const unordered = <Setting extends object>(setting: Setting): Setting => ({
  ...setting,
  ...Object.fromEntries(
    Object.entries(setting).flatMap(([name, figure]) =>
      Array.isArray(figure) ? [[name, sorted(figure, () => [])]] : [],
    ),
  ),
});

/** JSON without spaces, an object's keys sorted, keys without a value left out. */
function textOf(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(textOf).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  return `{${entriesOf(value)
    .map(([name, part]) => `${JSON.stringify(name)}:${textOf(part)}`)
    .join()}}`;
}

const entriesOf = (value: object): [string, unknown][] =>
  Object.entries(value)
    .filter(([, part]) => part !== undefined)
    .sort(([a], [b]) => order(a, b));
