import type { WindowKind } from '../prisma/generated/enums.ts';
import type { Words } from '../solver/plan.ts';
import type { BackboneLevel } from '../solver/problem.ts';
import type { AssumptionsInput, RoleName, Viewer } from './context.ts';
import type { holdBackSteps, RoundStep, requestSteps } from './round-steps.ts';

/** Who acts, and what day it is where they act (IANA zone), YYYY-MM-DD. */
export interface Actor {
  readonly viewer: Viewer;
  today(timeZone: string): string;
}

/** A window, both days included, YYYY-MM-DD. */
export interface WindowSpan {
  readonly kind: WindowKind;
  readonly from: string;
  readonly until: string;
}

/** The row and the version of it that was read. */
export interface Versioned {
  readonly id: string;
  readonly version: number;
}

/**
 * A round's year: its calendar, requests, hold-backs, wishes and points. Every act checks who asks, throws `NotFound`,
 * `NotAllowed`, `InvalidInput` and, where a version is given, `VersionConflict`; what else it throws is said beside it.
 */
export interface Year {
  /** Sets a window of a round. HR. Throws `OutOfStep` where the round is closed. */
  setWindow(actor: Actor, round: Versioned, window: WindowSpan, reason: string | null): Promise<void>;
  /** Throws `OutOfStep`, `NotDoneYet`. */
  takeStep(actor: Actor, round: Versioned, step: RoundStep, reason: string | null): Promise<void>;
  /** What is late in rounds, each as of a day. */
  alarms(
    rounds: readonly { readonly id: string; readonly today: string }[],
  ): Promise<ReadonlyMap<string, readonly Alarm[]>>;
  /** A new dated version of when windows open by default. HR. Answers its id. */
  addCalendar(actor: Actor, given: CalendarGiven): Promise<string>;

  /** What waits for the viewer in counties, each as of a day; by county. */
  waiting(
    viewer: Viewer,
    counties: readonly { readonly id: string; readonly today: string }[],
  ): Promise<ReadonlyMap<string, readonly Waiting[]>>;
  /** A new dated version of the county's policy. HR. Throws `ProblemRefused` with everything wrong in it. Answers its id. */
  addPolicy(actor: Actor, given: PolicyGiven): Promise<string>;

  /** Throws `RoundNotOpen`, `WindowClosed`. Answers the request's id. */
  submitRequest(
    actor: Actor,
    roundId: string,
    wanted: RequestGiven & { readonly sectionId: string; readonly subject: string },
  ): Promise<string>;
  /** Throws `RoundNotOpen`, `WindowClosed`, `OutOfStep`. */
  changeRequest(actor: Actor, request: Versioned, wanted: RequestGiven): Promise<void>;
  /** Throws `RoundNotOpen`, `OutOfStep`. */
  withdrawRequest(actor: Actor, request: Versioned, reason: string | null): Promise<void>;
  /** HR. Throws `RoundNotOpen`, `OutOfStep`. */
  decideRequest(actor: Actor, request: Versioned, decision: RequestDecision): Promise<void>;

  /** Throws `RoundNotOpen`, `WindowClosed`. Answers the hold-back's id. */
  askHoldBack(actor: Actor, roundId: string, teacherId: string, reason: string): Promise<string>;
  /** Throws `RoundNotOpen`, `OutOfStep`. */
  takeHoldBackStep(
    actor: Actor,
    holdBack: Versioned,
    step: keyof typeof holdBackSteps,
    reason: string | null,
  ): Promise<void>;

  /** How many sections may hold back in rounds; by `sectionId roundId`, without those whose round's policy knows no hold-backs. */
  holdBackPlaces(
    asked: readonly { readonly sectionId: string; readonly roundId: string }[],
  ): Promise<ReadonlyMap<string, HoldBackPlaces>>;

  /** The teacher's own. `version` 0: there are none yet. Throws `RoundNotOpen`, `WindowClosed`. Answers the wish's id. */
  setWishes(actor: Actor, given: WishesGiven): Promise<string>;
  /** Posts open to exchange in a round, by its own facts as they stand. */
  openings(roundId: string): Promise<readonly RoundOpening[]>;
  /** How teachers stand in rounds; by `teacherId roundId`. Nothing in it tells who the others are. */
  standings(
    asked: readonly { readonly teacherId: string; readonly roundId: string }[],
  ): Promise<ReadonlyMap<string, Standing>>;

  /** A new dated version of the county's points rule. HR. Answers its id. */
  addPointsRule(actor: Actor, given: PointsRuleGiven): Promise<string>;
  /** Scores every teacher by the rule in force on the day of effect. HR. Throws `RoundNotOpen`, `PointsFrozen`. */
  reckonPoints(actor: Actor, round: Versioned, on: string | null): Promise<void>;
  /** The teacher's own. Throws `RoundNotOpen`, `WindowClosed`, `PointsFrozen`. Answers the contest's id. */
  contestPoints(actor: Actor, pointsId: string, reason: string): Promise<string>;
  /** HR; `points` null: the score stays; after the freeze, or once planning is over, `decision` names what changes it. Throws `OutOfStep`. */
  answerContest(
    actor: Actor,
    contest: Versioned,
    points: number | null,
    answer: string,
    decision: string | null,
  ): Promise<void>;
  /** HR. Throws `RoundNotOpen`, `PointsFrozen`, `NotDoneYet` while a contest is unanswered or nobody is scored. */
  freezePoints(actor: Actor, round: Versioned): Promise<void>;
  /** HR; after the freeze `decision` names the decision. */
  correctPoints(
    actor: Actor,
    points: Versioned,
    score: number,
    reason: string,
    decision: string | null,
  ): Promise<void>;
}

/** How many teachers a section may hold back in a round. */
export interface HoldBackPlaces {
  /** Who serves there on the day the moves take effect. */
  readonly staff: number;
  readonly limit: number;
  /** Asked for or approved. */
  readonly asked: number;
}

/** Below so many people a place or a score among them would tell one of another. */
export const leastTold = 5;

/** Something that should have been done by now. */
export interface Alarm {
  /** Stable. */
  readonly code: string;
  /** First day it was late, YYYY-MM-DD. */
  readonly since: string;
  /** How many are waiting; null: it is not counted. */
  readonly count: number | null;
  /** Who should act. */
  readonly role: RoleName;
  readonly text: Words;
}

/** Something that waits for whoever asks. */
export interface Waiting {
  /** Stable. */
  readonly code: string;
  readonly count: number;
  /** The earliest day by which it wants to be done, YYYY-MM-DD; null: none is set. */
  readonly due: string | null;
  /** The one plan it is about; null: none, or several. */
  readonly planId: string | null;
  readonly text: Words;
}

export interface PolicyGiven {
  readonly countyId: string;
  readonly version: string;
  readonly effectiveFrom: string;
  /** The policy it is made from; undefined: the one in force on its first day. */
  readonly like: string | undefined;
  readonly rules: AssumptionsInput['rules'];
  readonly goals: AssumptionsInput['goals'];
  readonly reason: string | null;
}

export interface CalendarGiven {
  readonly countyId: string;
  readonly version: string;
  readonly effectiveFrom: string;
  /** Days before the day of effect; below 0: after it. */
  readonly windows: readonly { readonly kind: WindowKind; readonly from: number; readonly until: number }[];
}

export interface PointsRuleGiven {
  readonly countyId: string;
  readonly version: string;
  readonly effectiveFrom: string;
  /** `PointsRule` of solver/points-rule.ts, as yet unread. */
  readonly body: unknown;
}

export interface RequestGiven {
  readonly count: number;
  readonly level: BackboneLevel;
  /** 1 (low) to 5 (most urgent). */
  readonly priority: number;
  readonly reason: string;
}

export interface RequestDecision {
  readonly step: Extract<keyof typeof requestSteps, 'approve' | 'refuse' | 'reconsider'>;
  /** Left out: as asked. */
  readonly count?: number | undefined;
  readonly level?: BackboneLevel | undefined;
  readonly priority?: number | undefined;
  /** Wanted to refuse, to change and to reconsider. */
  readonly reason: string | null;
}

export interface WishesGiven {
  readonly roundId: string;
  readonly teacherId: string;
  readonly version: number;
  readonly volunteer: boolean;
  /** Best first; each names a school or a zone, and not both. */
  readonly choices: readonly {
    readonly schoolId?: string | undefined;
    readonly zoneId?: string | undefined;
  }[];
  readonly note: string | null;
}

export interface RoundOpening {
  readonly sectionId: string;
  readonly subject: string;
  readonly openings: number;
  readonly critical: boolean;
}

/** A teacher among those of the own subject in a round. */
export interface Standing {
  /** Transport allowance by the teacher's years of teaching, yuan a month. */
  readonly transport: number;
  /** Where else the teacher may wish to go, with what is known of the own subject there. */
  readonly places: readonly Place[];
}

/** A section that takes the teacher's own subject. */
export interface Place {
  readonly sectionId: string;
  readonly schoolId: string;
  readonly code: string;
  readonly weak: boolean;
  /** 0: the seat, or not known; higher: more remote. */
  readonly tier: number;
  /** Area allowance of its zone, yuan a month. */
  readonly monthly: number;
  readonly subject: string;
  /** Road km from home to the school; null: either is unknown. */
  readonly km: number | null;
  /** Place among the own wishes; null: not wished. */
  readonly rank: number | null;
  /** Others of the same subject who wish for the school. */
  readonly others: number;
  /** The own score there; null: not scored. */
  readonly points: number | null;
  /** Others with a higher score, and with a score at least as high, who wish for it; those without one count as lower. */
  readonly above: number;
  readonly notBelow: number;
  /**
   * The lowest score of those whom the last final plan sent there for the subject; where fewer than `leastTold` were scored, of
   * those sent to all such places of its zone, and of those of the county; null: of those too.
   */
  readonly lowestBefore: { readonly points: number; readonly among: LowestAmong } | null;
}

export type LowestAmong = 'section' | 'zone' | 'county';
