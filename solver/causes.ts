import type { Control } from './backends/backend.ts';
import type { Case } from './case.ts';
import type { Clash } from './clash.ts';
import type { Elastic } from './elastic.ts';
import type { Pin } from './problem.ts';
import { openings } from './rules/openings.ts';
import { pinRow, pins } from './rules/pins.ts';
import type { StandingRule } from './rules/rule.ts';
import { runningPosting } from './rules/running-posting.ts';

/** What of a clash is the cause, beyond the rules that may be left out. */
export interface Causes {
  /** Pins none of which can be spared; null: the clash has none, or it is not certain which. */
  readonly pins: readonly Pin[] | null;
  /** Rules that always hold, without which the others of the clash have a plan. */
  readonly always: readonly StandingRule[];
  /** By rule about the person or the post: who could go but for it alone. */
  readonly keptHome: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Which pins clash, and whether it is for want of posts, or of people who are free, that they or the other rules do. */
export function causesOf(elastic: Elastic, county: Case, { rules }: Clash, control: Control): Causes {
  const names = new Set(rules.map(({ name }) => name));
  const named = names.has(pins.name) ? pinsNeeded(elastic, county.pins, names, control) : null;
  const away = (named ?? []).some((pin) => pin.kind === 'move' && isAway(county, pin));
  const alone = names.size === 1 && named?.length === 1;
  const full =
    (alone && !away) || elastic.ask(names, control, (rule) => rule === openings.name).status === 'plan';
  const causes = [...(away ? [runningPosting.name] : []), ...(full ? [openings.name] : [])];
  return {
    pins: named,
    always: county.rules.filter(({ name }) => causes.includes(name)),
    keptHome: elastic.keptHome(names),
  };
}

const isAway = (county: Case, { teacher }: Pin): boolean =>
  county.rules.some(
    (rule) => rule.name === runningPosting.name && rule.bars(county, county.teacher(teacher)) !== null,
  );

/**
 * Pins that clash with these rules, of which none can be spared: ever smaller groups are left out, those that keep people
 * from going first. Null: not certain, or so many that their names say nothing.
 */
function pinsNeeded(
  elastic: Elastic,
  all: readonly Pin[],
  names: ReadonlySet<string>,
  control: Control,
): readonly Pin[] | null {
  let kept = all;
  let asked = 0;
  let certain = true;
  const canSpare = (group: readonly Pin[]): boolean => {
    const without = kept.filter((pin) => !group.includes(pin));
    if (without.length === 0) return false;
    const left = new Set(all.filter((pin) => !without.includes(pin)).map(pinRow));
    asked += 1;
    const { status } = elastic.ask(names, control, (_rule, row) => left.has(row));
    certain = status !== 'unknown' && asked <= MOST_QUESTIONS;
    if (status === 'none') kept = without;
    return status === 'none';
  };
  const seek = (group: readonly Pin[]): void => {
    if (group.length === 0 || !certain || canSpare(group) || group.length === 1) return;
    const half = Math.ceil(group.length / 2);
    seek(group.slice(0, half));
    seek(group.slice(half));
  };
  const keeping = all.filter(({ kind }) => kind !== 'move');
  if (keeping.length > MOST_QUESTIONS && !canSpare(keeping)) return null;
  seek(keeping.filter((pin) => kept.includes(pin)));
  seek(all.filter(({ kind }) => kind === 'move'));
  return certain ? kept : null;
}

/** What it is worth to tell which pins clash. */
const MOST_QUESTIONS = 40;
