import type { RoleName } from './context.ts';

/**
 * Who may do and read what: the one matrix of roles, printed in docs/roles.md and held against the schema and against what
 * it answers by test/schema/role-matrix.test.ts. An operation, a type of row or a column that is not here fails the build.
 *
 * What scope.ts asks of the database is what makes it so; this says what it is to come to.
 */
export const roleNames = ['hr-officer', 'principal', 'teacher', 'inspector', 'province-officer'] as const;

/**
 * Of which rows a role may do or read something:
 *
 * - `all`: of every row of the county (of a province officer: of every county of the province);
 * - `own`: a principal's own school, a teacher's own record; of teachers, by the id or the row that tells of them, also whom the
 *   school had to do with;
 * - `self`: one's own account, and what waits for oneself;
 * - `administered`: accounts that the bearer of an administrator mark keeps: an HR officer's those of the county, a province
 *   officer's those over the province and its inspectors; without the mark none;
 * - `published`: as `own`, of plans that are provisional or final;
 * - `in-part`: of every row the role reads, but for what it tells of health, family and age;
 * - `masked`: of every row, or of the own school's, so shortened that it tells no more than which is which; in clear on request,
 *   with a deed in the record;
 * - `none`: of no row, and it answers as if there were none.
 */
export type Reach = 'all' | 'own' | 'self' | 'administered' | 'published' | 'in-part' | 'masked' | 'none';

/** One line of the matrix. */
export type Line = Readonly<Record<RoleName, Reach>>;

const line = (officer: Reach, principal: Reach, teacher: Reach, inspector: Reach): Line => ({
  'hr-officer': officer,
  principal,
  teacher,
  inspector,
  // What an inspector may, in every county of the province.
  'province-officer': inspector,
});

/** HR officers of the county. */
const officers = line('all', 'none', 'none', 'none');
/** Inspectors and province officers. */
const inspectors = line('none', 'none', 'none', 'all');
/** Officers of the province alone. */
const province: Line = { ...line('none', 'none', 'none', 'none'), 'province-officer': 'all' };
/** Who reads the county as a whole. */
const whole = line('all', 'none', 'none', 'all');
/** Everybody with a role in the county. */
const everybody = line('all', 'all', 'all', 'all');
/** Everybody, of what is their own. */
const oneself: Line = {
  'hr-officer': 'self',
  principal: 'self',
  teacher: 'self',
  inspector: 'self',
  'province-officer': 'self',
};
/** Administrators of accounts. */
const administrators: Line = {
  'hr-officer': 'administered',
  principal: 'none',
  teacher: 'none',
  inspector: 'none',
  'province-officer': 'administered',
};
/** HR officers, and the principal of the school. */
const officersAndHost = line('all', 'own', 'none', 'none');
/** The principal of the school alone. */
const principals = line('none', 'own', 'none', 'none');
/** The teacher alone. */
const teachers = line('none', 'none', 'own', 'none');

/** HR, the own principal and the teacher. */
const personal = line('all', 'own', 'own', 'none');
/** HR and the teacher. */
const intimate = line('all', 'none', 'own', 'none');

/** What needs no login. */
export const open: ReadonlySet<string> = new Set([
  'Query.viewer',
  'Query.publicFigures',
  'Query.openIdSignIn',
  'Mutation.signIn',
  'Mutation.acceptInvitation',
  'Mutation.setPassword',
]);

/** Every operation, by its coordinate. */
export const operations: Readonly<Record<string, Line>> = {
  'Query.counties': everybody,
  'Query.county': everybody,
  'Query.publicFigures': everybody,
  'Query.comparePlans': whole,
  'Query.whyNot': line('all', 'published', 'published', 'all'),
  'Query.optionsForTeacher': line('all', 'published', 'published', 'all'),
  'Query.optionsForPost': line('all', 'published', 'none', 'all'),
  'Query.worth': whole,
  'Query.leastCoefficients': whole,
  'Query.verifyPlan': whole,
  'Query.fairness': whole,
  'Query.reserveList': officers,
  'Query.objectionOptions': officers,
  'Query.letterPlaceholders': everybody,
  'Query.openIdSignIn': everybody,
  'Query.accounts': administrators,
  'Query.invitations': administrators,
  'Query.viewer': oneself,
  'Query.node': everybody,
  'Query.nodes': everybody,

  'Mutation.importWorkbook': officers,
  'Mutation.importStandards': officers,
  'Mutation.undoImport': officers,
  'Mutation.saveColumnMapping': officers,
  'Mutation.changeTeacher': officers,
  'Mutation.changeSchool': officers,
  'Mutation.changeSection': officers,
  'Mutation.openRound': officers,
  'Mutation.pinTeachers': officers,
  'Mutation.unpin': officers,
  'Mutation.startSolve': officers,
  'Mutation.cancelSolve': officers,
  'Mutation.startBatch': province,
  'Mutation.restartBatch': province,
  'Mutation.cancelBatch': province,
  'Mutation.createScenario': officers,
  'Mutation.changeScenario': officers,
  'Mutation.dropScenario': officers,
  'Mutation.promoteScenario': officers,
  'Mutation.publishFigures': officers,
  'Mutation.withdrawFigures': officers,
  'Mutation.drawUpRectificationList': officers,
  'Mutation.assignRectificationItem': officers,
  'Mutation.attachEvidence': officers,
  'Mutation.submitRectificationItem': officers,
  'Mutation.closeRectificationItem': inspectors,
  'Mutation.sendBackRectificationItem': inspectors,
  'Mutation.withdrawRectificationItem': officers,

  'Mutation.setRoundWindow': officers,
  'Mutation.beginPlanning': officers,
  'Mutation.takeBackPlanning': officers,
  'Mutation.closeRound': officers,
  'Mutation.reopenRound': officers,
  'Mutation.addCalendarStandard': officers,
  'Mutation.addPolicy': officers,
  'Mutation.addPointsRule': officers,
  'Mutation.withdrawRecruit': officers,
  'Mutation.restoreRecruit': officers,
  'Mutation.submitRequest': principals,
  'Mutation.changeRequest': principals,
  'Mutation.withdrawRequest': principals,
  'Mutation.decideRequest': officers,
  'Mutation.askHoldBack': principals,
  'Mutation.withdrawHoldBack': principals,
  'Mutation.decideHoldBack': officers,
  'Mutation.setWishes': teachers,
  'Mutation.reckonPoints': officers,
  'Mutation.contestPoints': teachers,
  'Mutation.answerContest': officers,
  'Mutation.freezePoints': officers,
  'Mutation.correctPoints': officers,

  'Mutation.submitPlan': officers,
  'Mutation.withdrawPlan': officers,
  'Mutation.approvePlan': officers,
  'Mutation.sendPlanBack': officers,
  'Mutation.publishPlan': officers,
  'Mutation.finalisePlan': officers,
  'Mutation.discardPlan': officers,
  'Mutation.moveByHand': officers,
  'Mutation.undoMoveByHand': officers,
  'Mutation.solveAroundPlan': officers,
  'Mutation.notePlan': officers,
  'Mutation.nameApprover': officers,
  'Mutation.endApprover': officers,
  'Mutation.nameStandIn': officers,
  'Mutation.endStandIn': officers,
  'Mutation.submitObjection': line('none', 'own', 'own', 'none'),
  'Mutation.withdrawObjection': line('none', 'own', 'own', 'none'),
  'Mutation.answerObjection': officers,
  'Mutation.branchForObjection': officers,

  'Mutation.issueLetters': officers,
  'Mutation.voidLetter': officers,
  'Mutation.addLetterTemplate': officers,
  'Mutation.previewLetter': officers,

  'Mutation.orderPostings': officers,
  'Mutation.reportForDuty': officersAndHost,
  'Mutation.replacePosting': officers,
  'Mutation.extendPosting': officers,
  'Mutation.endPostingEarly': officers,
  'Mutation.cancelPosting': officers,
  'Mutation.undoPostingStep': officers,
  'Mutation.decideEndOfPosting': officers,
  'Mutation.assessPosting': principals,
  'Mutation.confirmAssessment': officers,
  'Mutation.contestAssessment': teachers,
  'Mutation.answerAssessment': officers,
  'Mutation.setPostingTerms': officers,
  'Mutation.approveAllowances': officers,

  'Mutation.inviteUser': administrators,
  'Mutation.withdrawInvitation': administrators,
  'Mutation.grantRole': administrators,
  'Mutation.revokeRole': administrators,
  'Mutation.resetPassword': administrators,
  'Mutation.removeTotp': administrators,
  'Mutation.disableUser': administrators,
  'Mutation.enableUser': administrators,
  'Mutation.acceptInvitation': oneself,
  'Mutation.setPassword': oneself,
  'Mutation.changePassword': oneself,
  'Mutation.signOutEverywhere': oneself,
  'Mutation.endSession': oneself,
  'Mutation.startTotp': oneself,
  'Mutation.confirmTotp': oneself,
  'Mutation.stopTotp': oneself,

  'Mutation.rollOver': officers,
  'Mutation.undoRollover': officers,
  'Mutation.signIn': oneself,
  'Mutation.signOut': oneself,
  'Mutation.createToken': oneself,
  'Mutation.revokeToken': oneself,

  'Mutation.revealPersonalData': line('all', 'own', 'own', 'none'),
  'Mutation.requestCorrection': line('none', 'none', 'own', 'none'),
  'Mutation.withdrawCorrection': line('none', 'none', 'own', 'none'),
  'Mutation.answerCorrection': officers,

  'Subscription.solveProgress': whole,
};

/** The rows of every type that `node` answers. */
export const rowsOfTypes: Readonly<Record<string, Line>> = {
  Province: everybody,
  County: everybody,
  Zone: everybody,
  Cluster: everybody,
  School: everybody,
  Section: everybody,
  Teacher: line('all', 'own', 'own', 'all'),
  Posting: line('all', 'own', 'own', 'all'),
  CurriculumStandard: everybody,
  LoadStandard: everybody,
  AllowanceStandard: everybody,
  Policy: everybody,
  Round: everybody,
  Scenario: whole,
  Recruit: line('all', 'published', 'none', 'all'),
  Placement: line('all', 'published', 'none', 'all'),
  RecruitReason: whole,
  Request: line('all', 'own', 'none', 'all'),
  Wish: line('all', 'none', 'own', 'none'),
  Points: line('all', 'none', 'own', 'none'),
  Correction: line('all', 'none', 'own', 'none'),
  Problem: line('all', 'published', 'published', 'all'),
  Solve: whole,
  Batch: province,
  Plan: line('all', 'published', 'published', 'all'),
  Move: line('all', 'published', 'published', 'all'),
  UnfilledOpening: line('all', 'published', 'none', 'all'),
  Finding: whole,
  Reason: line('all', 'published', 'published', 'all'),
  Pin: whole,
  RectificationItem: whole,
  Evidence: whole,
  Rollover: officers,
  CountyBalanceStandard: everybody,
  PostingStandard: everybody,
  CalendarStandard: everybody,
  PointsRule: everybody,
  Assessment: line('all', 'own', 'own', 'all'),
  HoldBack: line('all', 'own', 'own', 'all'),
  PointsContest: intimate,
  PlanEdit: whole,
  PlanNote: officers,
  PlanDecision: whole,
  Approver: whole,
  StandIn: whole,
  Objection: line('all', 'own', 'own', 'all'),
  Letter: line('all', 'own', 'own', 'own'),
  LetterIssue: officers,
  LetterTemplate: officers,
  AuditEvent: line('all', 'none', 'none', 'own'),
  Account: administrators,
  AccountRole: administrators,
  Invitation: administrators,
  SignInSession: oneself,
  Import: officers,
  ColumnMapping: officers,
  AccessToken: oneself,
};

/** The teacher, and HR masked. */
const maskedForOfficers = line('masked', 'none', 'own', 'none');

/** In full for teachers, of their own; for HR without what health and family tell, for others without what is personal. */
const toldInPart = line('in-part', 'in-part', 'own', 'in-part');

/** Whom the school has today, or a plan sends there: not whom it has had to do with. */
const present = line('all', 'own', 'own', 'all');

/** Columns that not everybody reads who reads the row: of others they are empty, as if nothing were on file. */
export const columns: Readonly<Record<string, Line>> = {
  'Teacher.sex': personal,
  'Teacher.born': personal,
  'Teacher.ageBand': personal,
  'Teacher.phone': line('masked', 'masked', 'own', 'none'),
  'Teacher.identityNumber': maskedForOfficers,
  'Teacher.homePlace': maskedForOfficers,
  'Teacher.partner': officers,
  'Teacher.exemptions': maskedForOfficers,
  'Teacher.eligibility': intimate,
  'Teacher.record': line('masked', 'none', 'none', 'none'),
  'Teacher.wishChances': line('all', 'none', 'own', 'none'),
  'Teacher.openingsToWish': line('all', 'none', 'own', 'none'),
  'School.record': officers,
  'Section.record': officers,
  'Teacher.reasonSheets': intimate,
  'Recruit.sex': officers,
  'Recruit.born': officers,
  'Recruit.homePlace': line('masked', 'none', 'none', 'none'),
  'Recruit.choices': officers,
  'Recruit.steps': officers,
  'Recruit.reasons': whole,
  'Correction.value': maskedForOfficers,
  'Correction.reason': maskedForOfficers,
  'Section.holdBackPlaces': line('all', 'own', 'none', 'all'),
  'Section.establishment': line('all', 'own', 'none', 'all'),
  'Section.enrolments': line('all', 'own', 'none', 'all'),
  'Section.gaps': line('all', 'own', 'none', 'all'),
  'County.teachers': present,
  'School.registered': present,
  'Section.serving': present,
  'Teacher.certificates': present,
  'County.gaps': line('all', 'own', 'none', 'all'),
  'County.allowances': line('all', 'own', 'own', 'in-part'),
  'Teacher.ruralService': personal,
  'Province.batches': { ...province, 'province-officer': 'own' },
  'Province.maySolve': { ...line('all', 'all', 'all', 'all'), 'province-officer': 'in-part' },
  'Posting.substitution': line('all', 'in-part', 'in-part', 'in-part'),
  'Posting.changes': line('all', 'in-part', 'in-part', 'in-part'),
  'Posting.assessable': line('none', 'own', 'none', 'none'),
  'Round.steps': officers,
  'Round.maySetWindows': line('all', 'in-part', 'in-part', 'in-part'),
  'Round.mayPlan': line('all', 'in-part', 'in-part', 'in-part'),
  'RectificationItem.steps': line('all', 'none', 'none', 'in-part'),
  'Request.answers': officers,
  'Request.mayChange': line('in-part', 'own', 'none', 'in-part'),
  'Request.mayWithdraw': line('in-part', 'own', 'none', 'in-part'),
  'HoldBack.answers': officers,
  'HoldBack.mayWithdraw': line('in-part', 'own', 'in-part', 'in-part'),
  'Assessment.mayConfirm': line('all', 'in-part', 'in-part', 'in-part'),
  'Assessment.mayAnswer': line('all', 'in-part', 'in-part', 'in-part'),
  'Assessment.mayComment': line('in-part', 'in-part', 'own', 'in-part'),
  'Correction.mayWithdraw': line('in-part', 'none', 'own', 'none'),
  'Correction.mayAnswer': line('all', 'in-part', 'in-part', 'in-part'),
  'HoldBack.reason': officers,
  'HoldBack.decision': officersAndHost,
  'Letter.voidReason': officers,
  'Letter.recruit': officersAndHost,
  'Objection.mayWithdraw': line('in-part', 'own', 'own', 'in-part'),
  'Objection.mayAnswer': line('all', 'in-part', 'in-part', 'in-part'),
  'Points.mayContest': line('in-part', 'none', 'own', 'none'),
  'Plan.mayObject': line('in-part', 'own', 'in-part', 'in-part'),
  'Objection.plan': whole,
  'Objection.solve': officers,
  'Objection.text': line('all', 'all', 'all', 'in-part'),
  'Objection.answer': line('all', 'all', 'all', 'in-part'),
  'Objection.teacher': intimate,
  'Objection.school': officersAndHost,
  'Objection.answeredBy': personal,
  'Assessment.note': personal,
  'Assessment.comment': personal,
  'Assessment.answer': personal,
  'PlanEdit.reason': officers,
  'StandIn.reason': officers,
  'AuditEvent.changes': line('all', 'none', 'none', 'in-part'),
  'AuditEvent.reason': officers,
  'Plan.allowanceForecast': whole,
  'Plan.allowanceForecastTotal': whole,
  'Plan.besideMadeFrom': whole,
  'County.waiting': { ...oneself, teacher: 'none' },
  'County.roadmap': line('all', 'none', 'none', 'in-part'),
  'County.alarms': whole,
  'Round.alarms': whole,
  'County.allowanceYear': whole,
  'County.letterTemplateInForce': officers,
  'County.balance': whole,
  'County.registryFindings': whole,
  'County.guarantees': whole,
  'County.establishment': whole,
  'County.figuresPreview': officers,
  'County.rolloverPreview': officers,
  'County.rollovers': officers,
  'County.inspectionPackPath': whole,
  'Round.scenarioTable': whole,
  'Plan.balance': whole,
  'Plan.flows': whole,
  'Plan.openActs': officers,
  'Plan.issuableKinds': officers,
  'Plan.mayOrder': line('all', 'in-part', 'in-part', 'in-part'),
  'Plan.circuits': line('all', 'own', 'own', 'all'),
  'Pin.reason': officers,
  'Problem.exportPath': officers,
  'Plan.exportPath': officers,
  'Plan.filePath': officers,
  'Reason.text': toldInPart,
  'Reason.words': toldInPart,
  'Reason.figures': toldInPart,
  'Finding.text': line('in-part', 'none', 'none', 'in-part'),
  'Finding.words': line('in-part', 'none', 'none', 'in-part'),
};
