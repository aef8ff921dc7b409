import type { BenchCase, Measured } from './case.ts';

export type Outcome = (Measured & { readonly megabytes: number }) | { readonly wrong: string };

type Shown = Pick<BenchCase, 'name' | 'size' | 'checks' | 'limit'>;

const columns = [
  ['case', 16],
  ['size', 23],
  ['checked', 72],
  ['time', 9],
  ['cpu', 9],
  ['memory', 8],
  ['held up', 8],
  ['limit', 22],
] as const;

export const head = row([...columns.map(([title]) => title), 'found']);

/** A case's line: what it took, and whether that is within its limits; or what is wrong with its answer. */
export function lineOf({ name, size, checks, limit }: Shown, outcome: Outcome): string {
  const limits = texts(limit.seconds, limit.megabytes, limit.heldUp).filter(Boolean).join(', ');
  if ('wrong' in outcome) return row([name, size, checks, '', '', '', '', limits, `WRONG: ${outcome.wrong}`]);
  const { seconds, cpuSeconds, megabytes, heldUp, answer } = outcome;
  const [cpu = ''] = texts(cpuSeconds);
  const [time = '', memory = '', held = ''] = texts(seconds, megabytes, heldUp);
  const misses = texts(
    beyond(seconds, limit.seconds),
    beyond(megabytes, limit.megabytes),
    beyond(heldUp, limit.heldUp),
  );
  const verdict = misses.some((miss) => miss !== '')
    ? `MISSED by ${misses.filter(Boolean).join(', ')}`
    : 'ok';
  return row([name, size, checks, time, cpu, memory, held, limits, `${verdict}: ${answer}`]);
}

/** How much beyond the limit; undefined: within it, or there is none. */
function beyond(found: number | undefined, limit: number | undefined): number | undefined {
  return found === undefined || limit === undefined || found <= limit ? undefined : found - limit;
}

/** Seconds, megabytes and milliseconds as texts, an empty one for each that is not known. */
function texts(seconds?: number, megabytes?: number, milliseconds?: number): string[] {
  const text = (value: number | undefined, digits: number, unit: string) =>
    value === undefined ? '' : `${Number(value.toFixed(digits))} ${unit}`;
  return [text(seconds, 2, 's'), text(megabytes, 0, 'MB'), text(milliseconds, 0, 'ms')];
}

function row(cells: readonly string[]): string {
  const padded = cells.map((cell, index) => cell.padEnd(columns[index]?.[1] ?? 0));
  return `${padded.join(' ').trimEnd()}\n`;
}
