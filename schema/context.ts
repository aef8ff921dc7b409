import type { PrismaClient } from '../prisma/generated/client.ts';
import type { BalanceChange } from '../solver/balance/change.ts';
import type { LeastCoefficient } from '../solver/balance/least.ts';
import type { BalanceReport } from '../solver/balance/report.ts';
import type { BalanceKind, BalanceStandard } from '../solver/balance/standard.ts';
import type { Comparison } from '../solver/compare.ts';
import type { SectionEstablishment } from '../solver/establishment.ts';
import type { FairnessCase } from '../solver/fairness.ts';
import type { Fault } from '../solver/faults.ts';
import type { View } from '../solver/indicators.ts';
import type { Outcome } from '../solver/outcome.ts';
import type { Figures, Words } from '../solver/plan.ts';
import type { BackboneLevel, CadreRole } from '../solver/problem.ts';
import type { Difference } from '../solver/public-figures/differences.ts';
import type { RegistryFinding } from '../solver/registry-check.ts';
import type { ResourceKind } from '../solver/resources.ts';
import type { Roadmap } from '../solver/roadmap/roadmap.ts';
import type { Verification } from '../solver/verify.ts';
import type { GoalChange as SolvedChange } from '../solver/what-if.ts';
import type { AccountActs } from './account-acts.ts';
import type { Batches } from './batch-acts.ts';
import type { Letters } from './letter-acts.ts';
import type { Personal } from './personal-acts.ts';
import type { PlanActs } from './plan-acts.ts';
import type { Postings } from './posting-acts.ts';
import type { PublicBody } from './public-body.ts';
import type { Rectification } from './rectification-acts.ts';
import type { RegistryActs } from './registry-acts.ts';
import type { Rollovers } from './rollover-acts.ts';
import type { WindowSpan, Year } from './year-acts.ts';

/**
 * What a resolver may reach. Reads go by Prisma, each scoped by the viewer (scope.ts); acts go by the use
 * cases below, which the server fills, each in a transaction of its own.
 */
export interface Context {
  readonly db: PrismaClient;
  /** Who asks; null: nobody has signed in. */
  readonly viewer: Viewer | null;
  /** The language of messages: the one the request asks for, else the account's own. */
  readonly language: Language;
  /** Aborted once nobody waits for the answer any more. */
  readonly gone: AbortSignal;
  /** The day it is now in an IANA time zone, YYYY-MM-DD. */
  today(timeZone: string): string;
  /** The instant it is now, by the same clock. */
  now(): Date;
  readonly accounts: Accounts;
  readonly imports: Imports;
  readonly rounds: Rounds;
  readonly scenarios: Scenarios;
  readonly rollovers: Rollovers;
}

export type Language = 'zh-CN' | 'en';
export type RoleName = 'hr-officer' | 'principal' | 'teacher' | 'inspector' | 'province-officer';

/** A signed-in user and the grants in force today; a user may have several. */
export interface Viewer {
  readonly userId: string;
  readonly sessionId: string;
  readonly name: string;
  readonly email: string;
  readonly grants: readonly Grant[];
}

/** One role and the rows it serves; the narrowest id given is the scope. */
export interface Grant {
  readonly role: RoleName;
  readonly provinceId: string | null;
  readonly countyId: string | null;
  readonly schoolId: string | null;
  readonly teacherId: string | null;
  /** Keeps the accounts of what the grant is over, too; left out: no. */
  readonly administrator?: boolean;
}

export interface Accounts extends AccountActs {
  /**
   * Throws `SignInRefused` (one message for every cause), `TooManyAttempts`, `CodeWanted`, `CodeRefused`. `secret` is the
   * bearer token or cookie value.
   */
  signIn(
    email: string,
    password: string,
    code?: string,
  ): Promise<{ readonly viewer: Viewer; readonly secret: string; readonly expiresAt: Date }>;
  signOut(sessionId: string): Promise<void>;
  /** A bearer token for a program, with the viewer's own roles; shown once. */
  createToken(
    viewer: Viewer,
    name: string,
    days: number,
  ): Promise<{ readonly id: string; readonly secret: string; readonly expiresAt: Date }>;
  revokeToken(viewer: Viewer, id: string): Promise<void>;
}

/** A file as uploaded: its name only serves messages. */
export interface Upload {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** How the letters of a text table are written. */
export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030' | 'big5';

export interface ImportFault {
  readonly file: string;
  readonly sheet: string | null;
  /** Row number as the spreadsheet shows it, 1 is the first; null: not about a row. */
  readonly row: number | null;
  /** Column header as found (or letter where there is none). */
  readonly column: string | null;
  readonly found: string | null;
  readonly expected: Words;
  readonly code: string;
}

export interface ImportSheetCount {
  readonly sheet: string;
  readonly entity: string;
  readonly added: number;
  readonly changed: number;
  readonly left: number;
  readonly refused: number;
}

/** A header of a file, and the key of the column it is read as; null: it is not read. `entity` null: nobody knows what the sheet is. */
export interface ImportColumn {
  readonly sheet: string | null;
  readonly entity: string | null;
  readonly header: string;
  readonly column: string | null;
}

/** What an import did, or with `dryRun` would do. `importId` is null unless something was written. */
export interface ImportReport {
  readonly importId: string | null;
  readonly sheets: readonly ImportSheetCount[];
  /** The first 1,000. */
  readonly faults: readonly ImportFault[];
  readonly faultCount: number;
  /** What an officer should know though it stops nothing: columns left aside, sheets passed over, a guessed encoding. */
  readonly notes: readonly ImportFault[];
  /** Every header of the file; left out: not known. */
  readonly columns?: readonly ImportColumn[];
  /** The file with its faults beside the rows, as a workbook; null or left out: not wanted, or there is no fault. */
  readonly annotated?: Uint8Array | null;
  /** Single changes of a dry run or import, the first 1,000: entity, key, what before and after. */
  readonly changes: readonly {
    readonly entity: string;
    readonly key: string;
    readonly kind: 'added' | 'changed';
    readonly fields: readonly {
      readonly field: string;
      readonly before: string | null;
      readonly after: string | null;
    }[];
  }[];
}

export interface Imports extends RegistryActs {
  /**
   * All or nothing: with any fault nothing is written. `mapping` is a saved column mapping's name, `encoding` that
   * of a text table; left out, it is found out.
   */
  run(
    viewer: Viewer,
    countyId: string,
    upload: Upload,
    options: {
      readonly dryRun: boolean;
      readonly mapping?: string | undefined;
      readonly encoding?: TextEncoding | undefined;
      /** Whether the file is wanted back with its faults, in this language. */
      readonly annotate?: keyof Words | undefined;
    },
  ): Promise<ImportReport>;
  /**
   * Takes new versions of a county's standards out of a workbook: curricula, loads, establishment. All or nothing; a version on
   * file is never edited. In the report `added` counts versions.
   */
  runStandards(
    viewer: Viewer,
    countyId: string,
    upload: Upload,
    options: { readonly dryRun: boolean },
  ): Promise<ImportReport>;
  /** Puts back what the import changed; throws `ImportCannotBeUndone` naming what was edited since. */
  undo(viewer: Viewer, importId: string): Promise<void>;
  saveMapping(viewer: Viewer, countyId: string, name: string, body: unknown): Promise<string>;
}

export type EngineChoice = 'highs' | 'javascript-lp-solver' | 'auto';

/** The last thing told of a solve; the first event of a subscription is where it stands now. */
export interface SolveProgress {
  readonly solveId: string;
  readonly state: 'queued' | 'running' | 'done' | 'cancelled' | 'failed';
  /** The goal or step being worked on, of how many; null while queued. */
  readonly stage: string | null;
  readonly stageIndex: number | null;
  readonly stages: number | null;
  readonly incumbent: number | null;
  readonly bound: number | null;
  readonly planId: string | null;
  readonly failure: Words | null;
}

export interface PinInput {
  readonly kind: 'move' | 'stay' | 'forbid';
  readonly teacherId: string;
  readonly sectionId?: string | undefined;
  readonly subject?: string | undefined;
  readonly reason?: string | undefined;
}

/** What a scenario takes to be otherwise; rows by their ids, the rest as `Assumptions` of the solver says. */
export interface AssumptionsInput {
  /** `asUsual`: as if the policy did not name the rule. */
  readonly rules: readonly {
    readonly rule: string;
    readonly asUsual: boolean;
    readonly level?: 'law' | 'policy' | 'off' | undefined;
    readonly clause?: string | undefined;
    /** The decision by which the rule may be broken. */
    readonly relaxed?: string | undefined;
    readonly figures: Readonly<Record<string, unknown>>;
  }[];
  readonly goals?: readonly { readonly name: string; readonly figures: Readonly<Record<string, unknown>> }[];
  /** Null: no limit. */
  readonly budget?: number | null | undefined;
  readonly requests: readonly (Wanted & {
    readonly requestId: string;
    readonly count?: number | undefined;
  })[];
  readonly moreRequests: readonly (Wanted & {
    readonly number: string;
    readonly sectionId: string;
    readonly subject: string;
    readonly count: number;
  })[];
  /** Teachers whose pins of the round do not count. */
  readonly freed: readonly string[];
  readonly pins: readonly Omit<PinInput, 'reason'>[];
}

interface Wanted {
  readonly level?: BackboneLevel | undefined;
  readonly priority?: number | undefined;
}

/** Other assumptions for a round, solved beside it. Every act throws `NotFound`, `NotAllowed`, `RoundNotOpen`, `InvalidInput`. */
export interface Scenarios {
  /** A new one; with `like` it begins with that one's assumptions, where none are given. Throws `ProblemRefused`. Answers its id. */
  create(
    viewer: Viewer,
    input: {
      readonly roundId: string;
      readonly name: string;
      readonly note?: string | undefined;
      readonly like?: string | undefined;
      readonly assumptions?: AssumptionsInput | undefined;
    },
  ): Promise<string>;
  /** What is left out stays as it is. Throws `VersionConflict`, `ProblemRefused`. */
  change(
    viewer: Viewer,
    input: {
      readonly scenarioId: string;
      readonly version: number;
      readonly name?: string | undefined;
      readonly note?: string | undefined;
      readonly assumptions?: AssumptionsInput | undefined;
    },
  ): Promise<void>;
  /** Puts it aside; its plans are kept. Throws `VersionConflict`. */
  drop(viewer: Viewer, scenarioId: string, version: number): Promise<void>;
  /**
   * Makes its assumptions the round's own: a policy of the round's, its budget, requests and pins. Throws `VersionConflict`
   * of either. What the scenario was solved to is then what the round would be.
   */
  promote(
    viewer: Viewer,
    input: {
      readonly scenarioId: string;
      readonly version: number;
      readonly roundVersion: number;
      readonly reason: string;
    },
  ): Promise<void>;
  /** By scenario, in what it differs from its round as the round stands now, or what it names that the round no longer has. */
  differences(roundId: string): Promise<ReadonlyMap<string, ScenarioDifferences>>;
  /** The newest plan of the round's own and of each scenario, and what it comes to; those without a plan are left out. */
  outcomes(roundId: string, standard: BalanceKind, view: View): Promise<readonly ScenarioOutcome[]>;
}

export interface ScenarioDifferences {
  readonly differences: readonly Words[];
  readonly faults: readonly Fault[];
}

export interface ScenarioOutcome {
  /** Null: the round's own. */
  readonly scenarioId: string | null;
  readonly planId: string;
  /** Whether it was asked for under what the scenario assumes now. */
  readonly current: boolean;
  /** Posts and seats left open. */
  readonly left: number;
  /** Null: no plan exists. */
  readonly outcome: Outcome | null;
}

export interface Rounds {
  /** Opens a round on the county's newest policy and standards in force that day (or the policy given). Answers its id. */
  open(
    viewer: Viewer,
    input: {
      readonly countyId: string;
      readonly name: string;
      readonly schoolYear: number;
      readonly effective: string;
      readonly policyId?: string | undefined;
      /** Yuan a year for allowances; left out: no limit. */
      readonly budget?: number | undefined;
      /** Its calendar; left out: the county's usual one. */
      readonly windows?: readonly WindowSpan[] | undefined;
    },
  ): Promise<string>;
  /**
   * Freezes the problem, stores it under its hash and queues a solve of it. `basePlanId` is the plan of the same
   * county to stay close to. Answers the solve's id.
   */
  solve(
    viewer: Viewer,
    input: {
      readonly roundId: string;
      readonly engine: EngineChoice;
      readonly basePlanId?: string | undefined;
      /** Under whose assumptions; left out: the round's own. */
      readonly scenarioId?: string | undefined;
    },
  ): Promise<string>;
  cancel(viewer: Viewer, solveId: string): Promise<void>;
  progress(solveId: string): AsyncIterable<SolveProgress>;
  pin(viewer: Viewer, roundId: string, roundVersion: number, pins: readonly PinInput[]): Promise<void>;
  unpin(viewer: Viewer, pinIds: readonly string[]): Promise<void>;
  /** Need, supply, gap, surplus and openings of the county as it stands on the day, by the standards in force. */
  demand(countyId: string, on: string): Promise<readonly GapCell[]>;
  /** What on file figures cannot be reckoned from, or not rightly, as the county stands on the day, and its standards. */
  registryFindings(
    countyId: string,
    on: string,
  ): Promise<{
    readonly registry: readonly PlacedFinding[];
    readonly standards: readonly StandardFinding[];
  }>;
  /**
   * The posts of every section as the county stands on the day, by a national standard told by its version; null: by the
   * county's own, or where it has none by the unified ratio. Keys: `CODE:stage`.
   */
  establishment(
    countyId: string,
    on: string,
    standard: string | null,
  ): Promise<readonly SectionEstablishment[]>;
  /** The standards of balance that figures are reckoned by, of counties, days and kinds: in their order, by one statement. */
  balanceStandards(asked: readonly StandardAsked[]): Promise<readonly BalanceStandardInForce[]>;
  /**
   * The national indicators of the county as it stands on the day, by the standard of a kind in force then: its own, or the
   * national one. Keys: school code, `CODE:stage`. The caller has checked that the county may be read as a whole.
   */
  balance(countyId: string, on: string, standard: BalanceKind, view: View): Promise<BalanceReport>;
  /**
   * The same before and after a stored plan, by its frozen problem and the standard in force on the day its moves take effect;
   * facilities as they are reported now.
   */
  planBalance(planId: string, standard: BalanceKind, view: View): Promise<BalanceChange>;
  /** What would be published of a county as it stands on the day. Throws `InvalidInput`. The caller has checked who asks. */
  prepareFigures(countyId: string, on: string, threshold: number): Promise<FiguresPrepared>;
  /** Publishes a county's figures. Throws `NotFound`, `NotAllowed`, `InvalidInput`, `VersionConflict`. */
  publishFigures(viewer: Viewer, input: FiguresToPublish): Promise<void>;
  /** Takes the newest back. Throws `NotFound`, `NotAllowed`, `VersionConflict`. */
  withdrawFigures(viewer: Viewer, countyId: string, version: number): Promise<void>;
  /**
   * Two stored plans side by side, by the solver's `compare`. In the answer a teacher, a section and the ends
   * of a move are rows' ids (uuid), not keys of the problem. The caller has checked that both may be read.
   */
  compare(planA: string, planB: string): Promise<Comparison>;
  /**
   * Answers a question about a stored plan by solving its problem again, away from the request loop and one question at
   * a time; `gone` withdraws it. The caller has checked that the plan may be read, and who is asked about. Throws
   * `TooManyQuestions`, `QuestionGivenUp`, `NoPlanToAskAbout`, `PlanNotFoundAgain`, `NotInPlan`.
   */
  ask<Asked extends Question>(
    planId: string,
    question: Asked,
    asker: { readonly userId: string; readonly gone: AbortSignal },
  ): Promise<Answers[Asked['act']]>;
  /**
   * The next school years of a county, the first as it stands on the day its moves take effect: each solved, away from the
   * request loop and one roadmap at a time, and carried on into the next; `gone` withdraws it. `asOf` is
   * today: who retires after it and by the day of effect is not in the first year. Keys: `CODE:stage`, staff
   * numbers. The caller has checked that the county may be read as a whole. Throws `ProblemRefused`, `TooManyQuestions`,
   * `QuestionGivenUp`.
   */
  roadmap(
    countyId: string,
    on: string,
    years: number,
    asker: { readonly userId: string; readonly gone: AbortSignal; readonly asOf: string },
  ): Promise<Roadmap>;
  /** A policy as it stands: every rule and goal, those its `body` leaves out at their defaults. */
  policy(body: unknown): StandingPolicy;
  /** What a rule is called; null: there is no such rule. */
  ruleTitle(name: string): Words | null;
  readonly rectification: Rectification;
  readonly letters: Letters;
  readonly year: Year;
  readonly plans: PlanActs;
  readonly postings: Postings;
  readonly personal: Personal;
  readonly batches: Batches;
}

export interface StandardAsked {
  readonly countyId: string;
  /** YYYY-MM-DD. */
  readonly on: string;
  readonly kind: BalanceKind;
}

export interface BalanceStandardInForce {
  readonly standard: BalanceStandard;
  /** Null: it is the national one, as the county has none of its own by then. */
  readonly effectiveFrom: Date | null;
}

/** What is wrong at a school or section; `staff-of-shut-school` is no matter of a problem, where such a school has no classes. */
export type PlacedFinding = Omit<RegistryFinding, 'code'> & {
  readonly code: RegistryFinding['code'] | 'staff-of-shut-school';
};

/** Where the versions of a standard overlap in time or leave a hole, or the policy differs from the standard of balance. */
export interface StandardFinding {
  readonly code: 'standards-overlap' | 'no-standard-in-force' | 'policy-beside-standard';
  readonly text: Words;
}

export interface FiguresPrepared {
  /** Of what was published last, withdrawn or not; 0: nothing was. */
  readonly version: number;
  readonly body: PublicBody;
  /** Where it tells more beside what was published last. */
  readonly differences: readonly Difference[];
  /** Of the body and the differences: of others it is another one. */
  readonly seal: string;
}

/** What an officer publishes, having seen it prepared. */
export interface FiguresToPublish {
  readonly countyId: string;
  /** YYYY-MM-DD. */
  readonly on: string;
  /** Fewer people than this are hidden. */
  readonly threshold: number;
  /** Of what was published last when the officer looked; 0: nothing was. */
  readonly version: number;
  /** Of the figures and differences that the officer has seen and answers for. */
  readonly seal: string;
}

/** What can be asked of a plan. Teachers and sections are named by their rows' ids; a post by its subject or role. */
export type Question =
  | {
      readonly act: 'why-not';
      readonly teacher: string;
      /** Left out: anywhere. */
      readonly section?: string | undefined;
      /** Left out: any of the section's. */
      readonly post?: string | undefined;
    }
  | { readonly act: 'options-for-teacher'; readonly teacher: string }
  | { readonly act: 'options-for-post'; readonly section: string; readonly post: string }
  | { readonly act: 'worth' }
  | { readonly act: 'fairness' }
  | { readonly act: 'least-coefficients'; readonly standard: BalanceKind; readonly view: View }
  | { readonly act: 'verify' };

/** What each question is answered with. A teacher or section is null where it is no longer on file. */
export interface Answers {
  'why-not': WhyNot;
  'options-for-teacher': Options;
  'options-for-post': Options;
  worth: readonly Worth[];
  fairness: readonly Fairness[];
  'least-coefficients': readonly LeastCoefficient[];
  verify: PlanVerified;
}

/** What the checker that needs no solver says of a plan, and the fingerprint of the facts it was held against. */
export type PlanVerified = Verification & { readonly hash: string };

/** A sentence, and of whom it tells beside who is asked about: of ages and exemptions of others where `private`. */
export interface Told extends Words {
  readonly tellsOf: 'nobody' | 'others' | 'private';
}

/** What stands against a move, and what would change that. */
export interface WhyNot {
  /** The rule's name, or what decided; stable. */
  readonly code: string;
  readonly figures: Figures;
  readonly text: Told;
  /** The text without anybody's name. */
  readonly impersonal: Words;
  /** The least first; each was solved with. */
  readonly remedies: readonly Told[];
}

/** What a goal comes to in two solved plans, and that in words. */
export interface GoalChange extends SolvedChange {
  readonly text: Words;
}

export interface Option {
  readonly kind: 'goes' | 'stays' | 'nobody';
  readonly teacher: string | null;
  readonly section: string | null;
  readonly subject: string | null;
  readonly role: CadreRole | null;
  /** Whether the plan has it so. */
  readonly chosen: boolean;
  /** In the policy's order; null: no plan exists with it. */
  readonly goals: readonly GoalChange[] | null;
}

export interface Options {
  /** Best first. */
  readonly options: readonly Option[];
  /** Why there are none; null: there are. */
  readonly none: WhyNot | null;
}

/** What one more of something would be worth. */
export interface Worth {
  readonly kind: ResourceKind;
  readonly by: number;
  readonly about: Words;
  readonly text: Words;
  readonly gains: boolean;
  readonly goals: readonly GoalChange[];
}

export type Fairness = Omit<FairnessCase, 'teacher' | 'other' | 'section'> & {
  readonly teacher: string | null;
  readonly other: string | null;
  readonly section: string | null;
};

/** Rules in the order findings explain best, goals in the order they are solved. */
export interface StandingPolicy {
  readonly rules: readonly {
    readonly name: string;
    readonly title: Words;
    readonly level: 'law' | 'policy' | 'off';
    readonly clause: string | null;
    /** Where the requirement and its usual figures come from. */
    readonly source: Words;
    /** The decision by which it may be broken; null: it holds. */
    readonly relaxed: string | null;
    /** Holds whatever a policy says. */
    readonly always: boolean;
    /** What each figure may be, as JSON Schema. */
    readonly format: Readonly<Record<string, unknown>>;
    /** The rule's own figures by name. */
    readonly figures: Readonly<Record<string, unknown>>;
    /** What the rule asks with these figures; null where that depends on a county's facts. */
    readonly text: Words | null;
  }[];
  readonly goals: readonly {
    readonly name: string;
    readonly title: Words;
    readonly figures: Readonly<Record<string, unknown>>;
  }[];
}

export interface GapCell {
  readonly sectionId: string;
  readonly subject: string;
  /** FTE. */
  readonly need: number;
  readonly supply: number;
  /** Of the supply, what comes by circuit teaching on file; and what is given elsewhere by it. */
  readonly circuitsIn: number;
  readonly circuitsOut: number;
  readonly gap: number;
  readonly surplus: number;
  /** Below 0: borrowed. */
  readonly lent: number;
  /** Posts. */
  readonly openings: number;
  readonly requested: number;
  readonly critical: boolean;
  readonly specialist: boolean;
  /** How need, supply and the rest come about, a line each. */
  readonly arithmetic: readonly Words[];
}
