import type { Worker } from 'node:worker_threads';
import { thread } from '../../prisma/thread.ts';
import type { ScenarioDifferences } from '../../schema/context.ts';
import type { BalanceChange, BalanceMove } from '../../solver/balance/change.ts';
import type { Reported, Visit } from '../../solver/balance/facts.ts';
import type { BalanceReport } from '../../solver/balance/report.ts';
import type { BalanceKind, BalanceStandard } from '../../solver/balance/standard.ts';
import type { ToldCell } from '../../solver/demand-words.ts';
import type { Eligibility } from '../../solver/eligibility.ts';
import type { EstablishmentStandard, SectionEstablishment } from '../../solver/establishment.ts';
import type { Fault } from '../../solver/faults.ts';
import type { View } from '../../solver/indicators.ts';
import type { Inspection } from '../../solver/inspection.ts';
import type { Outcome, OutcomeMove } from '../../solver/outcome.ts';
import type { FiguresFound } from '../../solver/public-figures/figures.ts';
import type { PublicStage } from '../../solver/public-figures/table.ts';
import type { Recheck } from '../../solver/recheck.ts';
import type { RegistryFinding } from '../../solver/registry-check.ts';
import type { Difference } from '../../solver/replan.ts';
import type { RosterStanding } from '../../solver/roster-standing.ts';
import type { Scenario } from '../../solver/scenario.ts';
import type { HandAnswer, HandQuestion, PeopleQuestion, RecheckQuestion } from './plans.ts';

/** Reckons over whole problems, given as text, in a thread of its own. */
export interface Reckoner {
  /**
   * A problem, or what a scenario makes of it, made canonical, and its hash; or the first faults, and how many there are.
   * `near`: staying close to the plan it starts from comes before every other goal.
   */
  check(text: string, scenario?: Scenario, near?: boolean): Promise<Checked>;
  /** A finished plan looked at anew, beside the facts of now. */
  recheck(asked: RecheckQuestion): Promise<Recheck>;
  /** A plan with one move made by hand. */
  byHand(asked: HandQuestion): Promise<HandAnswer>;
  /** For whom two plans are not the same, as people would tell it. */
  people(asked: PeopleQuestion): Promise<readonly Difference[]>;
  /** In what each scenario differs from a problem; in their order. */
  differences(text: string, scenarios: readonly Scenario[]): Promise<readonly ScenarioDifferences[]>;
  /** What plans come to, each told by its `OutcomeFacts` as text; in their order. */
  outcomes(asked: OutcomesQuestion): Promise<readonly Outcome[]>;
  /** Demand of a problem of which only the shape need be right. */
  demand(text: string): Promise<readonly ToldCell[]>;
  /** Whether teachers, by staff number, may go under a problem, and when that changes. */
  eligibility(text: string, teachers: readonly string[]): Promise<readonly Eligibility[]>;
  /** Whether each teacher of a problem may go on its day. */
  standing(text: string): Promise<readonly RosterStanding[]>;
  /** What in a problem figures cannot be reckoned from, or not rightly; only its shape need be right. */
  registryFindings(text: string): Promise<readonly RegistryFinding[]>;
  /** The posts of every section of a problem. */
  establishment(asked: EstablishmentQuestion): Promise<readonly SectionEstablishment[]>;
  /** The national indicators by a standard. */
  balance(asked: BalanceQuestion): Promise<BalanceReport>;
  /** The same before and after a plan. */
  balanceChange(asked: BalanceQuestion): Promise<BalanceChange>;
  /** What may be told to everybody, audited. */
  publicFigures(asked: PublicFiguresQuestion): Promise<FiguresFound>;
  /** All that an inspection asks of a county. */
  inspection(asked: InspectionQuestion): Promise<Inspection>;
  close(): Promise<void>;
}

export type Checked =
  | { readonly ok: true; readonly hash: string; readonly text: string }
  | { readonly ok: false; readonly faults: readonly Fault[]; readonly count: number };

export interface BalanceQuestion {
  /** `BalanceFacts` as JSON; of a change `ChangeFacts`. */
  readonly facts: string;
  readonly standard: BalanceStandard;
  readonly view: View;
}

export interface OutcomesQuestion {
  readonly plans: readonly Pick<BalanceQuestion, 'facts' | 'standard'>[];
  readonly view: View;
}

/** A plan as `ChangeFacts`, with what else is stored of its moves. */
export type OutcomeFacts = Omit<ChangeFacts, 'moves'> & {
  readonly moves: readonly (Omit<OutcomeMove, 'subject' | 'role'> & Partial<OutcomeMove>)[];
};

export interface PublicFiguresQuestion {
  /** `BalanceFacts` as JSON. */
  readonly facts: string;
  readonly threshold: number;
  /** What was published last; null: nothing was. */
  readonly before: readonly PublicStage[] | null;
  readonly standards: Readonly<Record<BalanceKind, BalanceStandard>>;
}

export interface EstablishmentQuestion {
  /** A problem as JSON, of which only the shape need be right. */
  readonly facts: string;
  readonly reported: readonly ReportedPupils[];
  readonly standard: EstablishmentStandard;
}

export interface InspectionQuestion {
  /** `BalanceFacts` as JSON. */
  readonly balance: string;
  /** A problem as JSON, of which only the shape need be right. */
  readonly problem: string;
  /** `ExchangeFacts` as JSON. */
  readonly exchange: string;
  readonly reported: readonly (ReportedPupils & Pick<Reported, 'parent'>)[];
  /** The standard of balance. */
  readonly standard: BalanceStandard;
  readonly view: View;
  readonly establishment: EstablishmentStandard;
}

/** What a school reports of its pupils. */
export type ReportedPupils = Pick<Reported, 'pupils'> & { readonly id: string };

/** A plan and what its problem does not say of schools. */
export interface ChangeFacts {
  /** As frozen. */
  readonly problem: unknown;
  readonly reported: readonly (Reported & { readonly id: string })[];
  readonly moves: readonly BalanceMove[];
  /** The plan's circuits. */
  readonly visits: readonly Visit[];
}

export type Asked =
  | {
      readonly act: 'check';
      readonly text: string;
      readonly scenario: Scenario | undefined;
      readonly near: boolean;
    }
  | ({ readonly act: 'recheck' } & RecheckQuestion)
  | ({ readonly act: 'by-hand' } & HandQuestion)
  | ({ readonly act: 'people' } & PeopleQuestion)
  | { readonly act: 'demand' | 'standing' | 'registry-findings'; readonly text: string }
  | { readonly act: 'eligibility'; readonly text: string; readonly teachers: readonly string[] }
  | { readonly act: 'differences'; readonly text: string; readonly scenarios: readonly Scenario[] }
  | ({ readonly act: 'outcomes' } & OutcomesQuestion)
  | ({ readonly act: 'establishment' } & EstablishmentQuestion)
  | ({ readonly act: 'public-figures' } & PublicFiguresQuestion)
  | ({ readonly act: 'inspection' } & InspectionQuestion)
  | ({ readonly act: 'balance' | 'balance-change' } & BalanceQuestion);

export type Question = Asked & { readonly id: number };

export interface Answer {
  readonly id: number;
  readonly value?: unknown;
  readonly error?: unknown;
}

/**
 * Starts the thread at once, so that the first question does not wait for it; it keeps no process alive. One that has stopped,
 * or could not be started, is started again for the next question.
 */
export function createReckoner(
  threadOf: () => Promise<Worker> = () => thread(new URL('./reckoning-thread.ts', import.meta.url)),
): Reckoner {
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: unknown): void }>();
  let last = 0;
  let worker: Promise<Worker> | undefined;
  void begin();

  function begin(): Promise<Worker> {
    const beginning = start();
    worker = beginning;
    // Whoever asks hears of it.
    beginning.catch(() => {
      worker = undefined;
    });
    return beginning;
  }

  async function start(): Promise<Worker> {
    const started = await threadOf();
    started.on('message', ({ id, value, error }: Answer) => {
      const asked = waiting.get(id);
      waiting.delete(id);
      if (waiting.size === 0) started.unref();
      if (error === undefined) asked?.resolve(value);
      else asked?.reject(error);
    });
    let ended = false;
    const failed = (error: unknown) => {
      if (ended) return;
      ended = true;
      worker = undefined;
      for (const asked of waiting.values()) asked.reject(error);
      waiting.clear();
    };
    started.on('error', failed);
    started.on('exit', () => failed(new Error('The reckoning thread has stopped.')));
    started.unref();
    return started;
  }

  async function ask(question: Asked): Promise<unknown> {
    const asked = await (worker ?? begin());
    return new Promise((resolve, reject) => {
      waiting.set(++last, { resolve, reject });
      asked.ref();
      asked.postMessage({ id: last, ...question } satisfies Question);
    });
  }

  return {
    check: async (text, scenario, near = false) =>
      (await ask({ act: 'check', text, scenario, near })) as Checked,
    recheck: async (asked) => (await ask({ act: 'recheck', ...asked })) as Recheck,
    byHand: async (asked) => (await ask({ act: 'by-hand', ...asked })) as HandAnswer,
    people: async (asked) => (await ask({ act: 'people', ...asked })) as readonly Difference[],
    differences: async (text, scenarios) =>
      (await ask({ act: 'differences', text, scenarios })) as readonly ScenarioDifferences[],
    outcomes: async (asked) => (await ask({ act: 'outcomes', ...asked })) as readonly Outcome[],
    demand: async (text) => (await ask({ act: 'demand', text })) as readonly ToldCell[],
    eligibility: async (text, teachers) =>
      (await ask({ act: 'eligibility', text, teachers })) as readonly Eligibility[],
    standing: async (text) => (await ask({ act: 'standing', text })) as readonly RosterStanding[],
    registryFindings: async (text) =>
      (await ask({ act: 'registry-findings', text })) as readonly RegistryFinding[],
    establishment: async (asked) =>
      (await ask({ act: 'establishment', ...asked })) as readonly SectionEstablishment[],
    balanceChange: async (asked) => (await ask({ act: 'balance-change', ...asked })) as BalanceChange,
    balance: async (asked) => (await ask({ act: 'balance', ...asked })) as BalanceReport,
    publicFigures: async (asked) => (await ask({ act: 'public-figures', ...asked })) as FiguresFound,
    inspection: async (asked) => (await ask({ act: 'inspection', ...asked })) as Inspection,
    async close() {
      await (await worker)?.terminate();
    },
  };
}
