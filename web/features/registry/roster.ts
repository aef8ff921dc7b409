import type { Backbone, Place } from './view.ts';

/** The teachers of a county column by column, as `/roster.json` answers them: sorted by pinyin. */
export interface Roster {
  readonly county: { readonly code: string; readonly name: string };
  readonly count: number;
  readonly schools: readonly {
    readonly code: string;
    readonly name: string;
    readonly place: Place;
    readonly weak: boolean;
  }[];
  /** `school` is a place in the list of schools. */
  readonly sections: readonly { readonly school: number; readonly stage: 'PRIMARY' | 'JUNIOR' }[];
  readonly subjects: readonly { readonly code: string; readonly zh: string; readonly en: string }[];
  readonly columns: RosterColumns;
}

export interface RosterColumns {
  readonly staffNumber: readonly string[];
  readonly name: readonly string[];
  readonly nameKey: readonly string[];
  /** A place in the list of sections. */
  readonly serving: readonly (number | null)[];
  /** A place in the list of schools. */
  readonly registered: readonly (number | null)[];
  readonly subject: readonly (string | null)[];
  readonly secondSubject: readonly (string | null)[];
  readonly education: readonly ('BELOW_COLLEGE' | 'COLLEGE' | 'BACHELOR' | 'MASTER' | 'DOCTOR' | null)[];
  readonly title: readonly ('NONE' | 'THIRD' | 'SECOND' | 'FIRST' | 'SENIOR' | 'FULL_SENIOR')[];
  readonly backbone: readonly Backbone[];
  readonly established: readonly boolean[];
  readonly fte: readonly number[];
  readonly classTeacher: readonly boolean[];
  readonly graduatingGrade: readonly boolean[];
  readonly cadreRole: readonly ('PRINCIPAL' | 'DEPUTY' | 'MID_LEVEL' | 'RESERVE' | null)[];
  readonly teachingSince: readonly string[];
  readonly registeredSince: readonly string[];
  readonly servingSince: readonly string[];
  readonly leftOn: readonly (string | null)[];
  /** For HR alone. */
  readonly sex?: readonly ('FEMALE' | 'MALE')[];
  readonly born?: readonly string[];
}

/** Who may be exchanged, as `/roster/standing.json` answers; for HR alone. */
export interface Standing {
  readonly on: string;
  readonly eligible: readonly string[];
  readonly barred: readonly {
    readonly rule: string;
    readonly title: { readonly zh: string; readonly en: string };
    readonly teachers: readonly string[];
  }[];
  readonly exempt: readonly string[];
}

/** By staff number: what the standing says of each. */
export interface StandingIndex {
  readonly rules: Standing['barred'];
  /** `eligible`, or the rule that bars; of others nothing is said. */
  readonly of: ReadonlyMap<string, string>;
  readonly exempt: ReadonlySet<string>;
}

export function standingIndex({ eligible, barred, exempt }: Standing): StandingIndex {
  const of = new Map(eligible.map((teacher) => [teacher, 'eligible']));
  for (const { rule, teachers } of barred) for (const teacher of teachers) of.set(teacher, rule);
  return { rules: barred, of, exempt: new Set(exempt) };
}
