import {
  type FieldNode,
  getNamedType,
  isInterfaceType,
  isLeafType,
  isObjectType,
  Kind,
  OperationTypeNode,
  parse,
  print,
  visit,
} from 'graphql';
import type { Database } from '../../prisma/client.ts';
import { schema } from '../../schema/index.ts';

/**
 * Acts whose deeds are watched wherever a test does them: one that succeeds without an entry in the record fails that test.
 * Beside each, a file of tests that does it. The others are in test/server/every-act.test.ts.
 */
const tests: Readonly<Record<string, readonly string[]>> = {
  'test/server/jobs/batches.test.ts': ['startBatch', 'restartBatch', 'cancelBatch'],
  'test/schema/rectification.test.ts': ['withdrawRectificationItem'],
  'test/schema/posting.test.ts': [
    'orderPostings',
    'reportForDuty',
    'replacePosting',
    'extendPosting',
    'endPostingEarly',
    'cancelPosting',
    'undoPostingStep',
    'decideEndOfPosting',
    'assessPosting',
    'confirmAssessment',
    'contestAssessment',
    'answerAssessment',
    'setPostingTerms',
    'approveAllowances',
  ],
  'test/schema/year.test.ts': [
    'setRoundWindow',
    'beginPlanning',
    'takeBackPlanning',
    'closeRound',
    'reopenRound',
    'addCalendarStandard',
    'submitRequest',
    'changeRequest',
    'withdrawRequest',
    'decideRequest',
    'askHoldBack',
    'withdrawHoldBack',
    'decideHoldBack',
    'setWishes',
    'addPointsRule',
    'reckonPoints',
    'contestPoints',
    'answerContest',
    'freezePoints',
    'correctPoints',
  ],
  'test/schema/policy.test.ts': ['addPolicy'],
  'test/server/plans/plans.test.ts': [
    'submitPlan',
    'withdrawPlan',
    'approvePlan',
    'sendPlanBack',
    'publishPlan',
    'finalisePlan',
    'discardPlan',
    'moveByHand',
    'undoMoveByHand',
    'solveAroundPlan',
    'notePlan',
    'nameApprover',
    'endApprover',
    'nameStandIn',
    'endStandIn',
    'submitObjection',
    'withdrawObjection',
    'answerObjection',
    'branchForObjection',
  ],
  'test/schema/recruits.test.ts': ['withdrawRecruit', 'restoreRecruit'],
  'test/schema/rollover.test.ts': ['rollOver', 'undoRollover'],
  'test/schema/letters.test.ts': ['issueLetters', 'voidLetter', 'addLetterTemplate', 'previewLetter'],
  'test/server/accounts/administration.test.ts': [
    'acceptInvitation',
    'setPassword',
    'inviteUser',
    'withdrawInvitation',
    'grantRole',
    'revokeRole',
    'resetPassword',
    'removeTotp',
    'disableUser',
    'enableUser',
  ],
  'test/server/accounts/own-account.test.ts': [
    'changePassword',
    'signOutEverywhere',
    'endSession',
    'startTotp',
    'confirmTotp',
    'stopTotp',
  ],
};

/** The file of tests of each watched act. */
export const shownIn: ReadonlyMap<string, string> = new Map(
  Object.entries(tests).flatMap(([file, names]) => names.map((name) => [name, file] as const)),
);

/** Acts that may succeed and leave nothing behind. */
const writeNothing: Readonly<Record<string, string>> = {
  previewLetter: 'it shows what a letter would say',
  orderPostings: 'asked again, it changes nothing',
};

const mark = 'deedWatch';

/** The document with the kind of every watched answer asked for; null: it does nothing that is watched. */
export function marked(document: string): string | null {
  const parsed = parse(document);
  let watches = false;
  const asked = visit(parsed, {
    OperationDefinition: {
      enter(operation) {
        return operation.operation === OperationTypeNode.MUTATION ? undefined : false;
      },
      leave(operation) {
        const selections = operation.selectionSet.selections.map((selection) => {
          if (selection.kind !== Kind.FIELD || !isWatched(selection.name.value)) return selection;
          watches = true;
          return selection.selectionSet === undefined ? selection : withKind(selection);
        });
        return { ...operation, selectionSet: { ...operation.selectionSet, selections } };
      },
    },
  });
  return watches ? print(asked) : null;
}

const isWatched = (name: string): boolean => shownIn.has(name) && writeNothing[name] === undefined;

const withKind = (field: FieldNode): FieldNode => ({
  ...field,
  selectionSet: {
    kind: Kind.SELECTION_SET,
    selections: [
      ...(field.selectionSet?.selections ?? []),
      {
        kind: Kind.FIELD,
        alias: { kind: Kind.NAME, value: mark },
        name: { kind: Kind.NAME, value: '__typename' },
      },
    ],
  },
});

/** Takes the kinds out of an answer again; the watched acts that succeeded. */
export function succeeded(document: string, data: unknown): string[] {
  if (typeof data !== 'object' || data === null) return [];
  const answers = new Map(Object.entries(data));
  const names: string[] = [];
  visit(parse(document), {
    OperationDefinition(operation) {
      for (const selection of operation.selectionSet.selections) {
        if (selection.kind !== Kind.FIELD || !isWatched(selection.name.value)) continue;
        const answer: unknown = answers.get((selection.alias ?? selection.name).value);
        if (answer === null || answer === undefined) continue;
        if (isLeafType(typeOf(selection.name.value)) || !isRefusal(answer)) names.push(selection.name.value);
        if (typeof answer === 'object') Reflect.deleteProperty(answer, mark);
      }
      return false;
    },
  });
  return names;
}

function typeOf(mutation: string) {
  const field = schema.getMutationType()?.getFields()[mutation];
  if (!field) throw new Error(`There is no mutation ${mutation}.`);
  return getNamedType(field.type);
}

function isRefusal(answer: unknown): boolean {
  const kind: unknown = typeof answer === 'object' && answer !== null && Object(answer)[mark];
  const type = typeof kind === 'string' ? schema.getType(kind) : undefined;
  const refusal = schema.getType('Refusal');
  return isObjectType(type) && isInterfaceType(refusal) && type.getInterfaces().includes(refusal);
}

/** Throws where an act succeeded and the record is no longer than before. */
export function mustHaveLeft(names: readonly string[], before: bigint, after: bigint): void {
  if (names.length > 0 && after <= before) throw new Error(`${names.join(', ')} left no deed in the record.`);
}

/** The position of the newest entry in the record; 0: there is none. */
export const newestDeed = async ({ db }: Pick<Database, 'db'>): Promise<bigint> =>
  (await db.auditEvent.aggregate({ _max: { position: true } }))._max.position ?? 0n;
