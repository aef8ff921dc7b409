import type { Candidate } from '../case.ts';
import { grouped } from '../grouped.ts';
import { type Counting, visitorsKey } from '../indicators.ts';
import type { Model, Term } from '../model.ts';
import { between, more, type Spread, stepAt, UNIT } from './spread.ts';

/** CV² as a sum of steps: one for every teacher a section may come to have beyond those who cannot leave it. */
export function stepsOf(
  figures: Counting,
  spread: Spread,
  model: Model,
): { terms: readonly Term[]; constant: number } {
  const shifts = model.candidates.flatMap((candidate) => {
    const shift = spread.shift(candidate);
    return shift ? [{ ...shift, candidate }] : [];
  });
  const coming = grouped(shifts, ({ to }) => to);
  const going = grouped(shifts, ({ from }) => from);
  const terms = shifts.flatMap(({ candidate, ...shift }): Term[] =>
    more(shift) === 0 ? [] : [[candidate.column, -spread.each * more(shift)]],
  );
  let constant = spread.anchor - UNIT;
  for (const [id, own] of spread.sections) {
    const now = spread.heads.get(id) ?? 0;
    const arrivals = (coming.get(id) ?? []).map(({ candidate }) => candidate);
    const departures = (going.get(id) ?? []).map(({ candidate }) => candidate);
    const least = now - teachersIn(departures);
    constant += between(spread, own, 0, least);
    if (arrivals.length === 0 && departures.length === 0) continue;
    const key = `${keyOf(figures, spread)}:${JSON.stringify(id)}`;
    const count = now + mostComing(model, arrivals) - least;
    const steps = Array.from(
      { length: count },
      (_, place): Term => [
        model.shared(`heads:${key}:${least + place + 1}`, 0, 1),
        stepAt(spread, own, least + place),
      ],
    );
    terms.push(...steps);
    // As many steps as teachers are there after the plan; the cheapest first, because steps rise.
    model.once(`heads:${key}`, () =>
      model.atLeast(
        null,
        `heads:${key}`,
        [
          ...steps.map(([step]): Term => [step, 1]),
          ...arrivals.map(({ column }): Term => [column, -1]),
          ...departures.map(({ column }): Term => [column, 1]),
        ],
        now - least,
      ),
    );
  }
  return { terms, constant };
}

/** The most of these who can come: to each post no more than are open there and leave it. */
function mostComing(model: Model, arrivals: readonly Candidate[]): number {
  let most = 0;
  for (const [opening, coming] of grouped(arrivals, (candidate) => candidate.opening)) {
    const leaving = model.vacating(opening).flatMap((column) => model.candidates[column] ?? []);
    // Decided otherwise, more may come by a swap than leave.
    const room = model.relaxes('swap') ? coming.length : opening.count + teachersIn(leaving);
    most += Math.min(teachersIn(coming), room);
  }
  return Math.min(most, teachersIn(arrivals));
}

const teachersIn = (candidates: readonly Candidate[]): number =>
  new Set(candidates.map(({ teacher }) => teacher)).size;

/** Tells spreads apart that count different people. */
export function keyOf(counting: Counting, { stage, indicator }: Spread): string {
  const { artsAndPe, view } = counting;
  const counted = indicator === 'arts-and-pe' ? JSON.stringify(artsAndPe) + visitorsKey(counting) : '';
  return `${stage}:${indicator}${view === 'serving' ? '' : `:${view}`}${counted}`;
}
