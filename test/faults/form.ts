import { draw } from '../support/draw.ts';

/** `FAULTS=short` is what `.ci/run` has time for; else the long form, `npm run test:faults`. */
const short = process.env['FAULTS'] === 'short';

/** How much of something there is in the short form and in the long one. */
export const inForm = <Amount>(few: Amount, many: Amount): Amount => (short ? few : many);

/** The same one draws the moments of an earlier run again; they fall as near as a machine's pace lets them. */
const seed = Number(process.env['FAULT_SEED']);
export const chance = draw(seed);

/** Prints what was counted, with what it takes to do it again. */
export function tell(what: string, counts: Readonly<Record<string, number | string>>): void {
  const said = Object.entries(counts).map(([name, count]) => `${count} ${name}`);
  process.stdout.write(`\n${what}: ${said.join(', ')} (FAULT_SEED=${seed})\n`);
}

export const seconds = (milliseconds: number): number => Math.round(milliseconds / 100) / 10;
