import { uuid } from '../uuid.ts';
import type { Fact, Facts } from './tables.ts';

/** Rows others refer to, by the code people write: those on file, and those the file at hand brings. */
export class Register {
  readonly #ids = new Map<string, string>();
  /** Null: more than one bears the name. */
  readonly #names = new Map<string, string | null>();
  readonly #codes = new Map<string, string>();

  /** The id of the row with this code; a new one where it is not known yet. */
  enter(code: string, name: string | undefined, known?: string): string {
    const id = known ?? this.#ids.get(code) ?? uuid();
    this.#ids.set(code, id);
    this.#codes.set(id, code);
    if (name !== undefined) {
      const bearer = this.#names.get(name);
      this.#names.set(name, bearer === undefined || bearer === id ? id : null);
    }
    return id;
  }

  /** By code, else by a name only one bears. */
  find(written: string): string | undefined {
    return this.#ids.get(written) ?? this.#names.get(written) ?? undefined;
  }

  codeOf(id: string): string | undefined {
    return this.#codes.get(id);
  }

  get size(): number {
    return this.#ids.size + this.#names.size;
  }

  get codesAndNames(): string[] {
    return [...this.#ids.keys(), ...this.#names.keys()];
  }
}

/** Sections by school and stage. */
export class Sections {
  readonly #ids = new Map<string, string>();
  readonly #places = new Map<string, { readonly school: string; readonly stage: string }>();
  readonly #stages = new Map<string, string[]>();

  enter(school: string, stage: string, known?: string): string {
    const before = this.find(school, stage);
    if (before !== undefined) return before;
    const id = known ?? uuid();
    this.#ids.set(`${school}/${stage}`, id);
    this.#places.set(id, { school, stage });
    this.#stages.set(school, [...this.stagesOf(school), stage]);
    return id;
  }

  find(school: string, stage: string): string | undefined {
    return this.#ids.get(`${school}/${stage}`);
  }

  stagesOf(school: string): readonly string[] {
    return this.#stages.get(school) ?? [];
  }

  placeOf(id: string): { readonly school: string; readonly stage: string } | undefined {
    return this.#places.get(id);
  }
}

export interface Registers {
  readonly zones: Register;
  readonly clusters: Register;
  readonly schools: Register;
  readonly teachers: Register;
  readonly recruits: Register;
  readonly rounds: Register;
  readonly sections: Sections;
}

/** What a register needs to know of each row. */
export const registered = {
  zones: ['code'],
  clusters: ['code'],
  schools: ['code', 'name'],
  teachers: ['staffNumber'],
  recruits: ['number'],
  rounds: ['name'],
  sections: ['schoolId', 'stage'],
} as const;
export type Registered = keyof typeof registered;

/** Registers of what is on file. */
export async function registersOf(
  onFile: (entity: Registered) => Promise<readonly Facts[]>,
): Promise<Registers> {
  const register = async (entity: Registered): Promise<Register> => {
    const [code, name] = registered[entity];
    const made = new Register();
    for (const row of await onFile(entity))
      made.enter(text(row[code]), name === undefined ? undefined : text(row[name]), text(row['id']));
    return made;
  };
  const sections = new Sections();
  for (const row of await onFile('sections'))
    sections.enter(text(row['schoolId']), text(row['stage']), text(row['id']));
  return {
    zones: await register('zones'),
    clusters: await register('clusters'),
    schools: await register('schools'),
    teachers: await register('teachers'),
    recruits: await register('recruits'),
    rounds: await register('rounds'),
    sections,
  };
}

const text = (fact: Fact | undefined): string => (typeof fact === 'string' ? fact : '');
