import type {
  Assumptions,
  PinKind,
  RoundScenariosQuery,
  RuleLevel,
} from '../../graphql/generated/graphql.ts';

export type Round = Extract<NonNullable<RoundScenariosQuery['node']>, { readonly __typename: 'Round' }>;
export type Scenario = Round['scenarios'][number];

type Figures = Readonly<Record<string, unknown>>;

/** What a scenario takes to be otherwise, as it is being written: rows by their keys in the problem. */
export interface Draft {
  /** By rule: its own figures; null: as if the policy did not name it. */
  readonly rules: Readonly<Record<string, Figures | null>>;
  /** Undefined: as in the round. */
  readonly goals: readonly Figures[] | undefined;
  /** Yuan a year; null: no limit; undefined: as in the round. */
  readonly budget: number | null | undefined;
  readonly requests: readonly RequestDraft[];
  readonly moreRequests: readonly MoreDraft[];
  /** Staff numbers. */
  readonly freed: readonly string[];
  readonly pins: readonly PinDraft[];
}

interface RequestDraft extends Figures {
  /** Its number. */
  readonly id: string;
  readonly count?: number;
  readonly priority?: number;
}

interface MoreDraft extends Figures {
  readonly id: string;
  /** `CODE:stage`. */
  readonly section: string;
  readonly subject: string;
  readonly count: number;
}

export interface PinDraft {
  readonly kind: string;
  /** Staff number. */
  readonly teacher: string;
  readonly section?: string;
  readonly subject?: string;
}

export const nothing: Draft = {
  rules: {},
  goals: undefined,
  budget: undefined,
  requests: [],
  moreRequests: [],
  freed: [],
  pins: [],
};

/** A scenario's assumptions as the API tells them. */
export const draftOf = (stored: unknown): Draft => ({ ...nothing, ...(stored as Partial<Draft>) });

/** Ids by the keys that assumptions go by. */
export interface Ids {
  readonly teachers: ReadonlyMap<string, string>;
  readonly sections: ReadonlyMap<string, string>;
  readonly requests: ReadonlyMap<string, string>;
}

/** As the API takes assumptions. Throws `Unknown` where a key names no row any more. */
export function inputOf(draft: Draft, ids: Ids): Assumptions {
  const found = (of: ReadonlyMap<string, string>, key: string) => {
    const id = of.get(key);
    if (id === undefined) throw new Unknown(key);
    return id;
  };
  const wanted = ({ count, level, priority }: Figures) => ({
    ...(typeof count === 'number' && { count }),
    ...(typeof priority === 'number' && { priority }),
    ...(typeof level === 'string' && { level: inCapitals<'NONE'>(level) }),
  });
  return {
    rules: Object.entries(draft.rules).map(([rule, own]) => {
      if (own === null) return { rule, asUsual: true };
      const { level, clause, relaxed, ...figures } = own;
      return {
        rule,
        figures,
        ...(typeof level === 'string' && { level: inCapitals<RuleLevel>(level) }),
        ...(typeof clause === 'string' && { clause }),
        ...(typeof relaxed === 'string' && { relaxed }),
      };
    }),
    ...(draft.goals && {
      goals: draft.goals.map(({ name, ...figures }) => ({ name: String(name), figures })),
    }),
    ...(draft.budget === null
      ? { noBudget: true }
      : draft.budget === undefined
        ? {}
        : { budget: draft.budget }),
    requests: draft.requests.map((one) => ({ requestId: found(ids.requests, one.id), ...wanted(one) })),
    moreRequests: draft.moreRequests.map((one) => ({
      number: one.id,
      sectionId: found(ids.sections, one.section),
      subject: one.subject,
      ...wanted(one),
      count: one.count,
    })),
    freed: draft.freed.map((staffNumber) => found(ids.teachers, staffNumber)),
    pins: draft.pins.map(({ kind, teacher, section, subject }) => ({
      kind: inCapitals<PinKind>(kind),
      teacherId: found(ids.teachers, teacher),
      ...(section !== undefined && { sectionId: found(ids.sections, section) }),
      ...(subject !== undefined && { subject }),
    })),
  };
}

/** A scenario names somebody or something that is not on file any more. */
export class Unknown extends Error {
  override readonly name = 'Unknown';
  readonly key: string;

  constructor(key: string) {
    super(`${key} is not on file.`);
    this.key = key;
  }
}

/** Words of a closed list: the problem writes them small, the API in capitals. */
const inCapitals = <Value extends string>(word: string) => word.toUpperCase().replaceAll('-', '_') as Value;
