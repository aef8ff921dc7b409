import { beforeAll, describe, expect, test } from 'vitest';
import { audit } from '../../../solver/audit.ts';
import { plusYears } from '../../../solver/calendar.ts';
import { caseOf } from '../../../solver/case.ts';
import { millionths } from '../../../solver/demand.ts';
import type { Problem } from '../../../solver/problem.ts';
import { readProblem } from '../../../solver/read.ts';
import { carriedOut, nextYear, type Standing, standing } from '../../../solver/roadmap/carry.ts';
import { Cohorts } from '../../../solver/roadmap/enrolment.ts';
import { gapsOf } from '../../../solver/roadmap/gaps.ts';
import { type Outlook, outlook, readOutlook } from '../../../solver/roadmap/outlook.ts';
import { type Roadmap, roadmap } from '../../../solver/roadmap/roadmap.ts';
import { carriedOn } from '../../../solver/roadmap/year.ts';
import { draw } from '../../support/draw.ts';
import { enriched } from '../../support/enriched-county.ts';
import { randomCounty, shuffledRows } from '../../support/random-county.ts';

const YEARS = 3;
const SEEDS = Array.from({ length: 120 }, (_, seed) => 70_000 + seed);

interface Told {
  readonly seed: number;
  readonly problem: Problem;
  readonly beyond: Outlook;
  readonly found: Roadmap;
  /** The problem of each year, carried on anew by the moves told. */
  readonly standings: readonly Standing[];
}

const told: Told[] = [];

beforeAll(async () => {
  for (const seed of SEEDS) {
    const plain = randomCounty(seed, { sections: [2, 5], teachers: [5, 30] });
    const problem = seed % 2 === 0 ? plain : enriched(plain, seed);
    const beyond = outlookFor(problem, seed);
    const found = await roadmap(problem, beyond, { years: YEARS });
    told.push({ seed, problem, beyond, found, standings: followed(problem, beyond, found) });
  }
}, 300_000);

/** Enrolments of some years before and after, as a county that never was would have them. */
function outlookFor({ sections, schoolYear }: Problem, seed: number): Outlook {
  const chance = draw(seed + 7);
  const enrolments = sections.flatMap(({ id, stage }) =>
    [-2, -1, 1, 2, 3].flatMap((away) =>
      (stage === 'primary' ? [1, 2] : [7, 8])
        .filter(() => chance.chance(0.4))
        .map((grade) => ({
          section: id,
          schoolYear: schoolYear + away,
          grade,
          classes: chance.int(0, 4),
          pupils: chance.int(0, 160),
        })),
    ),
  );
  const postingYears = chance.int(1, 3);
  return outlook.parse({ enrolments, postingYears, ...(chance.chance(0.5) && { retirement: early }) });
}

/** At 50 and 45, so that many leave within a few years. */
const early = {
  version: 'early',
  source: 'none',
  rows: [
    { sex: 'male', bornFrom: '1970-01-01', months: 600, everyMonths: 12, upTo: 612 },
    { sex: 'female', bornFrom: '1975-01-01', months: 540, everyMonths: 12, upTo: 552 },
  ],
};

function followed(problem: Problem, beyond: Outlook, { years }: Roadmap): Standing[] {
  const cohorts = new Cohorts(problem, beyond);
  const found: Standing[] = [];
  for (const year of years) {
    const before = found.at(-1);
    const last = years[found.length - 1];
    const at =
      before && last
        ? nextYear(
            carriedOut(before, { moves: carriedOn(last)?.moves ?? [] }, beyond),
            cohorts.next(before.problem.sections, year.schoolYear).sections,
            beyond,
          )
        : standing(problem);
    found.push(at);
  }
  return found;
}

const idsOf = (at: Standing | undefined) => (at?.problem.teachers ?? []).map(({ id }) => id).sort();

test('nobody is lost, made or counted twice: who was there and has not retired is there', () => {
  let retired = 0;
  for (const { found, standings } of told) {
    for (const [place, year] of found.years.entries()) {
      const now = idsOf(standings[place]);
      expect(new Set(now).size).toBe(now.length);
      expect(year.teachers).toBe(now.length);
      if (place === 0) continue;
      const gone = year.retirements.map(({ teacher }) => teacher);
      retired += gone.length;
      expect([...now, ...gone].sort()).toEqual(idsOf(standings[place - 1]));
    }
  }
  expect(retired).toBeGreaterThan(10);
});

test('every year’s problem is one that is read without a fault', () => {
  for (const { seed, standings } of told)
    for (const { problem } of standings) {
      const read = readProblem(JSON.parse(JSON.stringify(problem)));
      expect(read.ok ? [] : read.faults, `seed ${seed}`).toEqual([]);
    }
});

test('the outlooks are ones that are read without a fault', () => {
  for (const { problem, beyond } of told)
    expect(readOutlook(JSON.parse(JSON.stringify(beyond)), problem)).toEqual({ ok: true, outlook: beyond });
});

test('no year’s plan breaks a rule but quotas that are told as missed', () => {
  let moves = 0;
  for (const { found, standings } of told)
    for (const [place, year] of found.years.entries()) {
      const plan = carriedOn(year);
      const problem = standings[place]?.problem;
      if (!plan || !problem) continue;
      const county = caseOf(problem);
      const missed = new Set(
        plan.findings.flatMap(({ relaxed, rule }) => (relaxed === undefined ? [] : [rule])),
      );
      const postings = county.postings(plan.moves);
      moves += postings.length;
      // Circuits are of one year: what a rule asks of them is audited where the plan is made.
      const breaches = audit(county, postings).filter(
        ({ relaxed, rule }) => relaxed === undefined && !missed.has(rule),
      );
      expect(breaches).toEqual([]);
    }
  expect(moves).toBeGreaterThan(100);
});

test('gaps told are those of the problem, and causes add up to what a gap grew by', () => {
  let born = 0;
  for (const { found, standings } of told)
    for (const [place, year] of found.years.entries()) {
      const problem = standings[place]?.problem;
      if (problem) expect(year.gaps).toEqual(gapsOf(caseOf(problem).problem));
      for (const { before, afterExchange, gap, causes } of year.newGaps) {
        born += 1;
        expect(gap).toBeGreaterThan(Math.min(before, afterExchange));
        const grown = causes.reduce((sum, { fte }) => sum + millionths(fte), 0);
        expect(grown).toBe(millionths(gap) - millionths(before));
      }
    }
  expect(born).toBeGreaterThan(50);
});

test('years follow one another, and returns are of postings that are over', () => {
  for (const { problem, found, standings } of told)
    for (const [place, year] of found.years.entries()) {
      expect(year.schoolYear).toBe(problem.schoolYear + place);
      expect(year.effective).toBe(plusYears(problem.effective, place));
      for (const { teacher, from, home } of year.returns) {
        const { posting, serving } =
          standings[place]?.problem.teachers.find(({ id }) => id === teacher) ?? {};
        expect([posting?.home, serving?.section]).toEqual([home, from]);
        expect(posting?.until?.localeCompare(year.effective)).toBe(-1);
      }
    }
});

describe('the order of rows', () => {
  test.each([0, 1, 2, 3, 4, 5])('changes nothing, county %s', async (place) => {
    const { problem, beyond, found, seed } = told[place] ?? {};
    if (!problem || !beyond || seed === undefined) throw new Error('There is a county.');
    const enrolments = draw(seed).shuffled(beyond.enrolments);
    const again = await roadmap(shuffledRows(problem, seed), { ...beyond, enrolments }, { years: YEARS });
    expect(again).toEqual(found);
  });
});

test('a shorter roadmap is how a longer one begins', async () => {
  for (const { problem, beyond, found } of told.slice(0, 6)) {
    const shorter = await roadmap(problem, beyond, { years: 2 });
    expect(shorter.years).toEqual(found.years.slice(0, 2));
  }
});
