import fc from 'fast-check';
import { expect, test } from 'vitest';
import { simplex } from '../../../solver/backends/simplex.ts';
import { audit } from '../../../solver/public-figures/audit.ts';
import { type Cell, hide } from '../../../solver/public-figures/hide.ts';
import { rangeOf } from '../../../solver/public-figures/range.ts';
import { eachColumn, type Figure, type PublicStage } from '../../../solver/public-figures/table.ts';
import { school, stageOf } from '../../support/public-county.ts';

// Counties so small that every one of them can be tried.

const threshold = 3;

interface Given {
  readonly teachers: number;
  readonly backbone: number;
  readonly hidesTeachers: boolean;
  readonly hidesBackbone: boolean;
}

const given = fc.integer({ min: 1, max: 6 }).chain((teachers) =>
  fc.record({
    teachers: fc.constant(teachers),
    backbone: fc.integer({ min: 0, max: teachers }),
    hidesTeachers: fc.boolean(),
    hidesBackbone: fc.boolean(),
  }),
);

type People = readonly (readonly [teachers: number, backbone: number])[];

/** Hidden or not as they were drawn; where the teachers are, so is every part of them, and none or all of told ones never. */
function drawn(schools: readonly Given[], hidesTotal: boolean) {
  const counts = stageOf(
    ...schools.map(({ teachers, backbone }, place) => school(`S${place}`, teachers, { backbone }, 0)),
  );
  const hidesPart = ({ teachers, backbone, hidesTeachers, hidesBackbone }: Given) =>
    hidesTeachers || (hidesBackbone && backbone > 0 && backbone < teachers);
  const told: PublicStage = {
    stage: 'primary',
    schools: schools.map((one, place) => ({
      school: `S${place}`,
      figures: eachColumn((column): Figure => {
        if (column === 'teachers') return one.hidesTeachers ? '*' : one.teachers;
        if (column === 'backbone') return hidesPart(one) ? '*' : one.backbone;
        return column !== 'pupils' && one.hidesTeachers ? '*' : 0;
      }),
    })),
    together: null,
    total: eachColumn((column): Figure => {
      const sum = schools.reduce(
        (all, one) => all + (column === 'teachers' ? one.teachers : one.backbone),
        0,
      );
      if (column === 'teachers') return sum;
      return column === 'backbone' ? (hidesTotal ? '*' : sum) : 0;
    }),
  };
  return { counts, told, hidesPart };
}

/** A total of none or of all is told as it is, unless every school hides its part. */
function mayHideTotal(schools: readonly Given[]): boolean {
  const sum = (figure: (one: Given) => number) => schools.reduce((all, one) => all + figure(one), 0);
  const [teachers, backbone] = [sum((one) => one.teachers), sum((one) => one.backbone)];
  return rangeOf(backbone, teachers, threshold) !== null || schools.every(drawn(schools, true).hidesPart);
}

/** Every county of the same number of teachers. */
function* counties(schools: number, teachers: number): Generator<People> {
  if (schools === 0) {
    if (teachers === 0) yield [];
    return;
  }
  for (let own = 0; own <= teachers; own++)
    for (const others of counties(schools - 1, teachers - own))
      for (let part = 0; part <= own; part++) yield [[own, part], ...others];
}

/** Who can be narrowed down, found by trying every county that would have been told alike. */
function narrowed(schools: readonly Given[], hidesTotal: boolean): string[] {
  const { hidesPart } = drawn(schools, hidesTotal);
  const sum = (figure: (one: Given) => number) => schools.reduce((all, one) => all + figure(one), 0);
  const [teachers, backbone] = [sum((one) => one.teachers), sum((one) => one.backbone)];
  const isSilent = hidesTotal && schools.every(hidesPart);
  const isIn = (value: number, truth: number, whole: number) => {
    const range = rangeOf(truth, whole, threshold);
    return range ? range.lowest <= value && value <= range.highest : value === truth;
  };
  const seen = new Map<string, Set<number>>();
  const see = (what: string, value: number) => seen.set(what, (seen.get(what) ?? new Set()).add(value));
  for (const county of counties(schools.length, teachers)) {
    const parts = county.reduce((all, [, part]) => all + part, 0);
    if (!hidesTotal && parts !== backbone) continue;
    const isAlike = schools.every((one, place) => {
      const [own = 0, part = 0] = county[place] ?? [];
      return (one.hidesTeachers || own === one.teachers) && (hidesPart(one) || part === one.backbone);
    });
    if (!isAlike) continue;
    const isAsTold =
      schools.every((one, place) => {
        const [own = 0, part = 0] = county[place] ?? [];
        if (one.hidesTeachers) return isIn(own, one.teachers, Number.POSITIVE_INFINITY);
        return !hidesPart(one) || isSilent || isIn(part, one.backbone, one.teachers);
      }) &&
      (!hidesTotal || isSilent || isIn(parts, backbone, teachers));
    for (const [place, [own, part]] of county.entries()) {
      const apart = schools[place]?.hidesTeachers ?? false;
      if (apart) {
        see(`S${place} plain`, part);
        see(`S${place} rest`, own - part);
      }
      if (isAsTold) see(`S${place} teachers`, own);
      if (isAsTold && !apart) see(`S${place} backbone`, part);
    }
    if (isAsTold) see('total backbone', parts);
  }
  const isNarrow = (what: string, lowest: number, highest: number) => {
    const values = seen.get(what) ?? new Set();
    return Math.min(...values) > lowest || Math.max(...values) < highest;
  };
  const narrow = (what: string, value: number, whole: number) => {
    const range = rangeOf(value, whole, threshold);
    return range?.small && isNarrow(what, range.lowest, range.highest) ? [what] : [];
  };
  const apart = (what: string, value: number) =>
    value >= 1 && value < threshold && isNarrow(what, 1, threshold - 1) ? [what] : [];
  return [
    ...schools.flatMap((one, place) => [
      ...narrow(`S${place} teachers`, one.teachers, Number.POSITIVE_INFINITY),
      ...(one.hidesTeachers
        ? [...apart(`S${place} plain`, one.backbone), ...apart(`S${place} rest`, one.teachers - one.backbone)]
        : narrow(`S${place} backbone`, one.backbone, one.teachers)),
    ]),
    ...narrow('total backbone', backbone, teachers),
  ];
}

test('the audit finds what trying every county finds, whatever is hidden', () => {
  const found = { clean: 0, narrowed: 0 };
  fc.assert(
    fc.property(fc.array(given, { minLength: 2, maxLength: 3 }), fc.boolean(), (schools, asked) => {
      const hidesTotal = asked && mayHideTotal(schools);
      const { counts, told } = drawn(schools, hidesTotal);
      const leaks = audit(counts, told, { threshold }, simplex());
      const met = leaks.filter(
        ({ school, column }) => column === 'backbone' || (column === 'teachers' && school !== null),
      );
      const expected = narrowed(schools, hidesTotal);
      expect(met).toHaveLength(expected.length);
      found[expected.length === 0 ? 'clean' : 'narrowed']++;
    }),
    { numRuns: 250 },
  );
  expect(found.clean).toBeGreaterThan(10);
  expect(found.narrowed).toBeGreaterThan(50);
});

const subsetsOf = (keys: readonly string[]): string[][] =>
  Array.from({ length: 2 ** keys.length }, (_, number) =>
    keys.filter((_key, place) => (number >> place) % 2 === 1),
  );

/** Sums that the given ranges can make. */
const sumsOf = (ranges: readonly { lowest: number; highest: number }[]): Set<number> =>
  ranges.reduce(
    (sums, { lowest, highest }) => {
      const next = new Set<number>();
      for (const sum of sums) for (let value = lowest; value <= highest; value++) next.add(sum + value);
      return next;
    },
    new Set([0]),
  );

test('no fewer figures protect a column than are hidden', () => {
  const cell = fc
    .integer({ min: 1, max: 14 })
    .chain((whole) => fc.record({ whole: fc.constant(whole), value: fc.integer({ min: 0, max: whole }) }));
  let found = 0;
  fc.assert(
    fc.property(fc.array(cell, { minLength: 2, maxLength: 6 }), (cells) => {
      const column = cells.map((one, place): Cell => ({ ...one, key: `S${place}`, before: false }));
      const ranged = column.map((one) => ({ ...one, range: rangeOf(one.value, one.whole, threshold) }));
      const protects = (keys: ReadonlySet<string>) => {
        const hidden = ranged.filter(({ key }) => keys.has(key));
        const sum = hidden.reduce((all, { value }) => all + value, 0);
        return hidden.every(({ key, range }) => {
          if (!range?.small) return true;
          const others = sumsOf(hidden.flatMap((one) => (one.key !== key && one.range ? one.range : [])));
          return others.has(sum - range.lowest) && others.has(sum - range.highest);
        });
      };
      const small = ranged.filter(({ range }) => range?.small).map(({ key }) => key);
      const others = ranged.filter(({ range }) => range && !range.small).map(({ key }) => key);
      const subsets = subsetsOf(others);
      const sizes = subsets.filter((one) => protects(new Set([...small, ...one]))).map((one) => one.length);
      const fewest = sizes.length === 0 ? null : small.length + Math.min(...sizes);
      const [sum, whole] = [
        column.reduce((all, { value }) => all + value, 0),
        column.reduce((all, one) => all + one.whole, 0),
      ];
      const hidden = hide(column, threshold, false);
      if (rangeOf(sum, whole, threshold)?.small) expect(hidden).toBeNull();
      else expect(hidden?.keys.size ?? null).toBe(fewest);
      if (hidden && hidden.keys.size > small.length) found++;
    }),
    { numRuns: 500 },
  );
  expect(found).toBeGreaterThan(20);
});
