import type * as prisma from '../prisma/generated/enums.ts';
import type { BalanceKind } from '../solver/balance/standard.ts';
import type { View } from '../solver/indicators.ts';
import type { AssessmentFinding } from '../solver/postings/assessment.ts';
import type { CadreRole as SolverRole } from '../solver/problem.ts';
import type { Difference } from '../solver/replan.ts';
import type { Basis } from '../solver/roadmap/enrolment.ts';
import type { Cause } from '../solver/roadmap/gaps.ts';
import type { StartCode as Code } from '../solver/roadmap/start-now.ts';
import type { RolloverCode as RolloverFindingCode } from '../solver/rollover.ts';
import { builder } from './builder.ts';
import type { EngineChoice, Language as LanguageTag, RoleName, TextEncoding } from './context.ts';
import type { BlockKind, ListColumn, TemplateText } from './letter-text.ts';
import type { ExemptionGroup as Group } from './masked.ts';
import type { Revealable } from './personal-acts.ts';
import type { PlanActName as ActKey } from './plan-acts.ts';
import type { DecisionFor as DecisionCause, Hand as HandKey } from './plan-refusals.ts';
import type { RecruitStep as RecruitAct } from './recruit-steps.ts';
import type { RectificationStep as RectificationAct } from './rectification-steps.ts';
import type { RegistryEntity as Entity, ColumnKind as Kind } from './registry-acts.ts';
import type { NewVersion } from './rollover-acts.ts';
import type { RoundStep as Step } from './round-steps.ts';

type AssessmentCode = AssessmentFinding['code'];

export const Language = choices<LanguageTag>('Language', 'A language messages are written in.', {
  'zh-CN': 'Simplified Chinese (简体中文).',
  en: 'English.',
});

export const Role = choices<RoleName>('Role', 'What a user may be.', {
  'hr-officer': 'Keeps the registry and plans the rounds of one county (人事管理员).',
  principal: 'Heads one school (校长).',
  teacher: 'Reads the own record (教师).',
  inspector: 'Reads one county without personal data (督导员).',
  'province-officer': 'Reads every county of a province without personal data (省级管理员).',
});

/** Roles of the database, as the field's words are. */
export const roleNames: Readonly<Record<prisma.Role, RoleName>> = {
  hr_officer: 'hr-officer',
  principal: 'principal',
  teacher: 'teacher',
  inspector: 'inspector',
  province_officer: 'province-officer',
};

export const ClusterKind = choices<prisma.ClusterKind>('ClusterKind', 'What binds schools to each other.', {
  district: 'A school district (学区).',
  group: 'An education group (教育集团).',
  pair: 'A pair of schools (结对).',
  pool: 'A closed pool inside which teachers move (联谊片区).',
});

export const Place = choices<prisma.Place>(
  'Place',
  'Kind of place, from the most urban to the most remote.',
  {
    urban: 'City (城区).',
    county_town: 'County town (县城).',
    township_centre: 'Township centre (乡镇中心).',
    village: 'Village (村小).',
    teaching_point: 'Teaching point: too small to count as a school (教学点).',
  },
);

export const Ownership = choices<prisma.Ownership>('Ownership', 'Who runs a school.', {
  public: 'The public authorities (公办).',
  private: 'A private body (民办); outside the exchange.',
});

export const SchoolKind = choices<prisma.SchoolKind>('SchoolKind', 'What a school teaches for.', {
  ordinary: 'General education (普通学校).',
  special: 'Special education (特殊教育学校); counts in no indicator of balance.',
  vocational: 'Vocational education (职业学校); counts in no indicator of balance.',
});

export const Stage = choices<prisma.Stage>('Stage', 'A stage of compulsory education.', {
  primary: 'Grades 1 to 6 (小学).',
  junior: 'Grades 7 to 9 (初中).',
});

export const BalanceStandard = builder.enumType('BalanceStandard', {
  description:
    'A national standard of balanced compulsory education; a county may apply it with figures of its own.',
  values: {
    BASIC_2012: {
      value: 'basic' satisfies BalanceKind,
      description: 'Basic balance (基本均衡, 2012): the mean of eight coefficients of variation.',
    },
    QUALITY_2017: {
      value: 'quality' satisfies BalanceKind,
      description: 'Quality balance (优质均衡, 2017): each of seven, and levels for every school.',
    },
  },
});

export const EstablishmentStandard = choices<'unified-2014' | 'by-place-2001'>(
  'EstablishmentStandard',
  'By how many pupils a section has a post.',
  {
    'unified-2014': 'One ratio for town and country, and posts by classes in small schools (2014).',
    'by-place-2001': 'A ratio for each kind of place (2001).',
  },
);

export const StaffView = choices<View>('StaffView', 'Where teachers are counted.', {
  serving: 'Where they teach (在岗).',
  registered: 'Where the personnel relation sits (在编): established staff alone.',
});

export const Sex = choices<prisma.Sex>('Sex', 'Sex, as the age rules need it.', {
  female: 'Female (女).',
  male: 'Male (男).',
});

export const Education = choices<prisma.Education>('Education', 'Highest completed education.', {
  below_college: 'Below college (大专以下).',
  college: 'College (大专).',
  bachelor: 'Bachelor (本科).',
  master: 'Master (硕士).',
  doctor: 'Doctor (博士).',
});

export const Title = choices<prisma.Title>('Title', 'Professional title (职称), in rising order.', {
  none: 'None (未评).',
  third: 'Third grade (三级).',
  second: 'Second grade (二级).',
  first: 'First grade (一级).',
  senior: 'Senior (高级).',
  full_senior: 'Full senior (正高级).',
});

export const Backbone = choices<prisma.Backbone>('Backbone', 'Backbone level (骨干), in rising order.', {
  none: 'None.',
  school: 'Of the school (校级).',
  county: 'Of the county (县级).',
  city: 'Of the city (市级).',
  province: 'Of the province (省级).',
});

export const CadreRole = choices<prisma.CadreRole>('CadreRole', 'A leading office (干部).', {
  principal: 'Principal (校长).',
  deputy: 'Deputy principal (副校长).',
  mid_level: 'Mid-level cadre (中层).',
  reserve: 'Reserve cadre (后备).',
});

/** The solver’s roles as the database has them. */
export const cadreRoles: Readonly<Record<SolverRole, prisma.CadreRole>> = {
  principal: 'principal',
  deputy: 'deputy',
  'mid-level': 'mid_level',
  reserve: 'reserve',
};

export const CertificateRank = choices<prisma.CertificateRank>(
  'CertificateRank',
  'Which of a teacher’s certificates a post is filled by first.',
  { main: 'Main subject (主教学科).', second: 'Second subject (兼教学科).' },
);

export const ExemptionKind = choices<prisma.ExemptionKind>(
  'ExemptionKind',
  'Why a teacher is exempt for a time.',
  {
    pregnancy: 'Pregnancy (孕期).',
    nursing: 'Nursing (哺乳期).',
    serious_illness: 'Serious illness (重大疾病).',
    near_retirement: 'Near retirement (临近退休).',
    leave: 'Leave (请假).',
    secondment: 'Secondment (借调).',
    sole_carer: 'Sole carer of a relative (独自照护家人).',
  },
);

export const ExemptionGroup = choices<Group>('ExemptionGroup', 'What an exemption is about, roughly.', {
  health: 'Health: pregnancy, serious illness (健康原因).',
  family: 'Family: nursing, sole carer (家庭原因).',
  age: 'Age: near retirement (年龄原因).',
  duty: 'Leave or secondment (公务或请假).',
});

export const MoveForm = choices<prisma.MoveForm>('MoveForm', 'The form a move or posting takes.', {
  order_based: 'By request, from urban or strong to rural or weak schools (订单式).',
  swap: 'Subject-matched swap (对调).',
  pool: 'Inside a closed pool (区域联谊).',
  district: 'Inside a school district (学区内).',
  group: 'Inside an education group (集团内).',
  pair: 'Between paired schools (结对).',
  cadre: 'Cadre rotation (干部交流).',
  return: 'Return from a finished posting (返回).',
  circuit: 'Circuit teaching at several schools (走教).',
  support: 'Support teaching (支教).',
  substitution: 'Substitution (顶岗).',
  recruitment: 'The first post of somebody recruited (新聘到岗); no exchange.',
});

export const PostingState = choices<prisma.PostingState>('PostingState', 'How far a posting is.', {
  ordered: 'Ordered, not begun.',
  serving: 'Under way.',
  ended: 'Ended.',
  cancelled: 'Called off before it began.',
});

export const PostingStep = choices<prisma.PostingStep>('PostingStep', 'What was done to a posting.', {
  order: 'Ordered (下达).',
  land: 'Begun, as its first day came (到岗).',
  report: 'Reported for duty (报到).',
  extend: 'Its last day put later (延长).',
  end_early: 'To end before its last day (提前结束).',
  decide: 'Decided of its end (期满决定).',
  end: 'Ended, as its last day was over (结束).',
  cancel: 'Called off before it began (取消).',
  replace: 'Given to somebody else (改派).',
  undo: 'The step before taken back (撤回).',
});

export const PostingDecision = choices<prisma.PostingDecision>(
  'PostingDecision',
  'What becomes of a posting at its end.',
  { return: 'The teacher comes home (返回).', extend: 'The teacher stays longer (延长).' },
);

export const EarlyEnd = choices<prisma.EarlyEnd>('EarlyEnd', 'Why a posting ends before its last day.', {
  health: 'Health (健康原因).',
  family: 'Family (家庭原因).',
  host_request: 'The host asks for it (接收学校提出).',
  home_request: 'The home school asks for it (派出学校提出).',
  left_service: 'The teacher leaves the service (离职).',
  other: 'Another reason (其他).',
});

export const AssessmentState = choices<prisma.AssessmentState>(
  'AssessmentState',
  'How far an assessment is.',
  {
    submitted: 'Made by the host; HR has not confirmed it.',
    confirmed: 'Confirmed by HR.',
    returned: 'Contested with reason: HR has returned it to the host, who writes it anew.',
  },
);

export const AssessmentLimit = choices<AssessmentCode>('AssessmentLimit', 'By what a posting is assessed.', {
  'pupil-satisfaction': 'Pupils content (学生满意度).',
  rank: 'Annual rating among the host’s staff (年度考核名次).',
  'serious-violation': 'No serious violation (严重违规).',
  'quality-gain': 'A clear gain in quality (教学质量提升).',
});

export const RoundState = choices<prisma.RoundState>('RoundState', 'How far a round is.', {
  open: 'Open: facts, requests and wishes come in.',
  planning: 'Plans are being made.',
  provisional: 'A provisional list is published; objections are heard.',
  final: 'The list is final.',
  closed: 'Closed.',
});

export const RoundStep = choices<Step>('RoundStep', 'What takes a round from one state to the next.', {
  'begin-planning': 'Requests and wishes are in: officers plan (`beginPlanning`).',
  'take-back-planning': 'Back to taking requests and wishes (`takeBackPlanning`).',
  close: 'Everything is done (`closeRound`).',
  reopen: 'Something turned up after all (`reopenRound`).',
});

export const WindowKind = choices<prisma.WindowKind>(
  'WindowKind',
  'What a window of a round is for, in the order of a year.',
  {
    registry_check: 'Schools and teachers check what is on file (数据核对).',
    requests: 'Principals ask for teachers, and to keep some (学校申请).',
    wishes: 'Teachers say where they would go (教师意愿).',
    points_frozen: 'Points are contested, answered and frozen (积分核定).',
    plan: 'Officers plan (方案编制).',
    provisional_list: 'The provisional list is published (公示名单).',
    objections: 'Teachers and schools object (异议受理).',
    final: 'The list becomes final (最终名单).',
    orders: 'Orders are issued (派遣函).',
    report_for_duty: 'Teachers report at their hosts (报到).',
  },
);

export const HoldBackState = choices<prisma.HoldBackState>('HoldBackState', 'How far a hold-back is.', {
  submitted: 'Asked for (待审核).',
  approved: 'Approved: the teacher stays this round (已批准).',
  refused: 'Refused (未批准).',
  withdrawn: 'Given up by the school (已撤回).',
});

export const CorrectionField = choices<prisma.CorrectionField>(
  'CorrectionField',
  'What of the own record a teacher may ask to have corrected.',
  {
    education: 'Highest completed education (学历).',
    title: 'Professional title (职称).',
    certificate: 'A certificate (教师资格).',
    home_place: 'Where the teacher lives (居住地).',
    phone: 'Telephone (联系电话).',
    identity_number: 'Identity number (身份证号).',
    teaching_since: 'First day as a teacher (参加工作日期).',
    registered_since: 'Since when the relation sits at the school (入编日期).',
    serving_since: 'Since when the teacher serves at the school (到现校日期).',
    exemption: 'A time of exemption (免交流情形).',
  },
);

export const CorrectionState = choices<prisma.CorrectionState>(
  'CorrectionState',
  'How far a request to correct the record is.',
  {
    submitted: 'Not answered yet (待审核).',
    accepted: 'The record was changed (已更正).',
    refused: 'The record stays; the answer says why (未采纳).',
    withdrawn: 'Taken back by the teacher (已撤回).',
  },
);

export const PersonalField = choices<Revealable>(
  'PersonalField',
  'Personal data that is masked until somebody has it revealed.',
  {
    identity_number: 'Identity number (身份证号).',
    phone: 'Telephone (联系电话).',
    home_place: 'Where the teacher lives (居住地).',
    exemptions: 'Kinds and notes of exemptions (免交流情形).',
    corrections: 'What the teacher asks to have put on file, as far as nobody has answered (更正申请内容).',
  },
);

export const ContestState = choices<prisma.ContestState>('ContestState', 'How far a contest of points is.', {
  submitted: 'Not answered yet (待答复).',
  changed: 'Answered with another score (已更正).',
  refused: 'The score stays (维持原分).',
});

export const RecruitKind = choices<prisma.RecruitKind>('RecruitKind', 'As what somebody was recruited.', {
  graduate: 'A graduate (应届毕业生).',
  special_post: 'A special-post teacher, for three years at a rural school (特岗教师).',
});

export const RecruitState = choices<prisma.RecruitState>('RecruitState', 'How far a recruit is.', {
  waiting: 'Waits to be placed.',
  ordered: 'Ordered to a school, whose first day is to come.',
  placed: 'Serves as a teacher.',
  withdrawn: 'Does not come.',
});

export const RectificationStep = choices<RectificationAct>(
  'RectificationStep',
  'What is done to an item of the rectification list.',
  {
    assign: 'Says who sees to it, and by when (`assignRectificationItem`).',
    attach: 'Adds a file that shows it mended (`attachEvidence`).',
    submit: 'Asks for it to be closed (`submitRectificationItem`).',
    withdraw: 'Takes back what was submitted (`withdrawRectificationItem`).',
    close: 'Closes it (`closeRectificationItem`).',
    'send-back': 'Sends it back with a reason (`sendBackRectificationItem`).',
  },
);

export const RecruitStep = choices<RecruitAct>('RecruitStep', 'What officers do to a recruit.', {
  withdraw: 'Does not come (退出).',
  restore: 'Waits again to be placed (恢复待安置).',
});

export const PlacementOutcome = choices<prisma.PlacementOutcome>(
  'PlacementOutcome',
  'What a plan means for a recruit.',
  { placed: 'Placed into an opening.', not_placed: 'Left unplaced.' },
);

export const RequestState = choices<prisma.RequestState>('RequestState', 'How far a request is.', {
  draft: 'Being written.',
  submitted: 'Waits for an answer.',
  approved: 'Approved: it raises the openings.',
  refused: 'Refused, with a reason.',
  withdrawn: 'Taken back by the school.',
});

export const SolveState = choices<prisma.SolveState>('SolveState', 'How far a solve is.', {
  queued: 'Waits for its turn.',
  running: 'Being solved.',
  done: 'Ended with a plan.',
  cancelled: 'Stopped by an officer.',
  failed: 'Ended without a plan; `failure` says why.',
});

export const BatchState = choices<'running' | 'done' | 'cancelled'>('BatchState', 'How far a batch is.', {
  running: 'Some of it waits or is being solved.',
  done: 'Every solve has ended.',
  cancelled: 'Stopped by an officer of the province; the plans that were there by then stay.',
});

export const PlanState = choices<prisma.PlanState>(
  'PlanState',
  'How far a plan is on its way to be carried out.',
  {
    draft: 'A draft: seen by those who read the whole county.',
    submitted: 'Waits for approval.',
    approved: 'Approved, not yet published.',
    provisional: 'Published for objections.',
    final: 'Final.',
    discarded: 'Put aside.',
  },
);

export const ObjectionState = choices<prisma.ObjectionState>('ObjectionState', 'How far an objection is.', {
  submitted: 'Waits for an answer.',
  upheld: 'Found justified; the answer says what follows.',
  refused: 'Not found justified; the answer says why.',
  withdrawn: 'Taken back by who objected.',
});

export const WindowStanding = choices<'to_come' | 'open' | 'past'>(
  'WindowStanding',
  'Where today lies to a window of a calendar.',
  {
    to_come: 'It has not begun.',
    open: 'It is one of its days; the first and the last are.',
    past: 'It is over.',
  },
);

export const AgeBand = choices<'young' | 'middle' | 'older'>(
  'AgeBand',
  'How old somebody is, told roughly.',
  {
    young: 'Below 35.',
    middle: '35 to 49.',
    older: '50 and above.',
  },
);

export const PlanStatus = choices<prisma.PlanStatus>('PlanStatus', 'How much is proven of a plan.', {
  optimal: 'No plan is better.',
  feasible: 'It keeps every rule; a better one may exist, by no more than the bounds allow.',
  infeasible: 'No plan keeps every rule; the diagnosis says which clash.',
  cut_short: 'The search was stopped before an answer.',
});

export const FindingLevel = choices<prisma.FindingLevel>('FindingLevel', 'How grave a finding is.', {
  law: 'Breaks what can never be waived.',
  policy: 'Breaks what a named decision may waive.',
  note: 'A remark.',
});

export const RuleLevel = choices<'law' | 'policy' | 'off'>('RuleLevel', 'How binding a rule is.', {
  law: 'Never broken.',
  policy: 'May be waived by a named decision.',
  off: 'Not applied.',
});

export const Outcome = choices<prisma.Outcome>('Outcome', 'What a plan means for a teacher.', {
  not_eligible: 'May not go: a rule bars it.',
  stays: 'Could go, and stays; or, whether or not, stays and teaches elsewhere on some days (circuit).',
  moves: 'Goes.',
});

export const PinKind = choices<prisma.PinKind>('PinKind', 'What an officer has fixed by hand.', {
  move: 'This teacher goes to this section.',
  stay: 'This teacher stays.',
  forbid: 'This teacher does not go to this section.',
});

export const RectificationState = choices<prisma.RectificationState>(
  'RectificationState',
  'How far a problem on the rectification list is.',
  {
    open: 'To be mended (整改中).',
    submitted: 'Waits to be closed (待销号).',
    closed: 'Closed (已销号).',
  },
);

export const Severity = choices<prisma.Severity>('Severity', 'How grave a problem is.', {
  grave: 'The county fails by it, or lessons cannot be given.',
  serious: 'It has to be mended.',
  minor: 'It has to be looked into.',
});

export const LetterKind = choices<prisma.LetterKind>('LetterKind', 'What a paper is.', {
  dispatch: 'Letter of dispatch (派遣函): one a teacher who goes.',
  return: 'Notice of return (返校通知): one a teacher who comes home from a posting.',
  circuit: 'Notice of circuit teaching (走教安排通知): one a teacher and school visited.',
  transfer: 'Transfer form (人事关系转移表): one a teacher whose personnel relation moves.',
  placement: 'Notice of placement (新聘教师安置通知): one a recruit whom the plan places.',
  notice: 'List for the notice board (公示名单): one a plan.',
});

export const LetterStanding = choices<'in-force' | 'dated-ahead' | 'void'>(
  'LetterStanding',
  'Whether a paper counts today.',
  {
    'in-force': 'It does.',
    'dated-ahead': 'Not before the day it is dated.',
    void: 'It does not: it was made void, and its number stays taken.',
  },
);

export const LetterBlockKind = choices<BlockKind>(
  'LetterBlockKind',
  'A part of a paper, from top to bottom.',
  {
    title: 'The title (标题).',
    reference: 'The number (文号).',
    to: 'Whom it is for (主送机关).',
    text: 'A paragraph (正文).',
    row: 'A row of a form, with a head; without a text it is left blank to be filled in by hand.',
    list: 'Where the list of a notice stands (名单).',
    note: 'A remark in small print (附注).',
    sign: 'Who signs (落款).',
    date: 'The day it is dated (成文日期).',
  },
);

export const LetterColumn = choices<ListColumn>(
  'LetterColumn',
  'All that a list for the notice board may tell of a person.',
  {
    number: 'Counts the rows (序号).',
    name: 'Name (姓名).',
    from: 'Section left (派出学校).',
    to: 'Section gone to (接收学校).',
    subject: 'Subject, or office of a cadre (学科、职务).',
    form: 'Form of the exchange (交流形式).',
  },
);

export const NamesShown = choices<TemplateText['names']>('NamesShown', 'How names stand in public.', {
  masked: 'With their middle hidden: 张*、欧**兰, L* W**.',
  whole: 'Whole.',
});

export const ImportState = choices<prisma.ImportState>('ImportState', 'What became of an import.', {
  applied: 'In force.',
  undone: 'Taken back.',
});

export const ChangeKind = choices<prisma.ChangeKind>('ChangeKind', 'What an import does to a row.', {
  added: 'The row is new.',
  changed: 'The row was there and changes.',
});

export const Encoding = choices<TextEncoding>('Encoding', 'How the letters of a text table are written.', {
  'utf-8': 'UTF-8.',
  'utf-16le': 'UTF-16, the low byte first.',
  'utf-16be': 'UTF-16, the high byte first.',
  gb18030: 'GB18030, with GBK and GB2312 in it: Chinese Windows (简体中文).',
  big5: 'Big5: Chinese Windows of Hong Kong and Taiwan (繁體中文).',
});

export const Engine = choices<EngineChoice>('Engine', 'What solves the problem.', {
  highs: 'HiGHS: large counties, integers.',
  'javascript-lp-solver': 'javascript-lp-solver: small problems, a second opinion.',
  auto: 'Chosen by size and kind; the plan says which and why.',
});

export const GoalSense = choices<'minimise' | 'maximise'>('GoalSense', 'Which way a goal is better.', {
  minimise: 'Less is better.',
  maximise: 'More is better.',
});

export const OptionKind = choices<'goes' | 'stays' | 'nobody'>('OptionKind', 'What an option is.', {
  goes: 'A teacher goes to a post.',
  stays: 'The teacher stays.',
  nobody: 'The post is left to nobody.',
});

export const FairnessKind = choices<'envy' | 'rural-burden'>(
  'FairnessKind',
  'Why somebody may ask why another.',
  {
    envy: 'Wished for the post more than for what the plan gives, and has more points at it than who goes.',
    'rural-burden': 'Goes although a colleague who could go has served fewer rural years.',
  },
);

export const ClashExtent = choices<'smallest' | 'irreducible' | 'cut-short'>(
  'ClashExtent',
  'How far a clash was narrowed down, of the rules that may be left out.',
  {
    smallest: 'A smallest one: every set of fewer rules has a plan.',
    irreducible: 'Without any one of its rules there is a plan; another clash may have fewer.',
    'cut-short': 'The search for fewer was cut short: some of its rules may be spared.',
  },
);

export const Better = choices<'a' | 'b' | 'neither'>('Better', 'Which of two is better.', {
  a: 'The first.',
  b: 'The second.',
  neither: 'They are equal.',
});

export const ForecastBasis = choices<Basis>('ForecastBasis', 'What the figures of a grade are from.', {
  'on-file': 'The school year’s own enrolment on file.',
  imported: 'Given for that school year.',
  'moved-up': 'The grade before, a year before.',
  rated: 'The same, times the section’s own rate of earlier years.',
  shared: 'A part of pupils whose own section ends a grade before.',
  'as-before': 'Entrants: as many as the year before.',
  'classes-alone': 'No pupils are on file: the classes stay as they are.',
});

export const RolloverCode = choices<RolloverFindingCode>(
  'RolloverCode',
  'What an officer should see to as a school year begins.',
  {
    'not-enrolled': 'No pupils of the year before are on file, so no grade of the section moves up.',
    closes: 'The school is closed on the first day, and its pupils are placed nowhere.',
    'without-place': 'No school of the county teaches the next grade of some pupils.',
    'class-too-large': 'More pupils a class than a class may have.',
    'as-before': 'Entrants are not on file, so as many as the year before are assumed.',
  },
);

export const StandardKind = choices<NewVersion['kind']>('StandardKind', 'What there are versions of.', {
  policy: 'The exchange policy.',
  curriculum: 'The curriculum standard.',
  load: 'The load standard.',
  establishment: 'The establishment standard.',
  allowance: 'The allowance standard.',
  posting: 'The terms of postings.',
  points: 'The points rule.',
  calendar: 'The calendar of the year.',
  balance: 'The balance standard.',
});

export const GapCause = choices<Cause>('GapCause', 'What makes a gap wider or narrower.', {
  move: 'The exchange of the year before.',
  retirement: 'Somebody retired.',
  return: 'Somebody came home, or left for home.',
  enrolment: 'Pupils and classes are other than they were.',
});

export const StartCode = choices<Code>('StartCode', 'What is to be begun now.', {
  recruit: 'Recruit: no exchange fills the posts.',
  appoint: 'Find somebody for seats of cadres that no exchange fills.',
  'second-subject': 'Certify a second subject: another one has hours to spare.',
  beds: 'Build or rent beds: posts stay open for want of them.',
  backbone: 'Train backbone teachers: fewer may go than the quota asks.',
  quota: 'Quotas cannot be met.',
  'no-plan': 'No plan exists, whatever the quotas.',
});

export const DecisionFor = choices<DecisionCause>('DecisionFor', 'What a named decision lets pass.', {
  unproven:
    'Nothing proves that no plan is better: the solve was cut short, left a gap, or the plan was changed by hand.',
  'contests-unanswered': 'Contests of points wait for an answer.',
  'objections-unanswered': 'Objections wait for an answer.',
  'objections-window': 'The days on which objections are heard are not over.',
  'objections-upheld': 'Objections to this very list were found justified, and it is still the list.',
  'out-of-date': 'The facts have changed since it was published.',
});

export const Hand = choices<HandKey>('Hand', 'Why somebody else has to look at it.', {
  asked: 'They had the plan made.',
  made: 'They had a hand in making it.',
  submitted: 'They submitted it.',
  pinned: 'They pinned somebody for it, or took a pin away.',
  assumed: 'They wrote down or took over the scenario it comes from.',
  'stands-in': 'They stand in for somebody of whom that is so.',
  'names-self': 'They would name themselves.',
  'own-school': 'It decides what they asked themselves, or for the school they lead.',
});

export const PlanActName = choices<ActKey>('PlanActName', 'What an officer does to a plan.', {
  edit: 'Moves somebody by hand: `moveByHand`.',
  undo: 'Takes the last move by hand back: `undoMoveByHand`.',
  'solve-around': 'Has it solved around what was placed by hand: `solveAroundPlan`.',
  submit: 'Asks for approval: `submitPlan`.',
  withdraw: 'Takes the submission back: `withdrawPlan`.',
  approve: 'Approves it: `approvePlan`.',
  'send-back': 'Sends it back to be worked on: `sendPlanBack`.',
  publish: 'Publishes it as the provisional list: `publishPlan`.',
  finalise: 'Makes the list final: `finalisePlan`.',
  discard: 'Puts it aside: `discardPlan`.',
});

export const ReasonWanted = choices<'must' | 'may' | 'none'>(
  'ReasonWanted',
  'Whether an act takes a reason.',
  {
    must: 'It must be given.',
    may: 'It may be given.',
    none: 'None is asked for.',
  },
);

export const PersonChangeKind = choices<Difference['kind']>(
  'PersonChangeKind',
  'How the list is another for somebody.',
  {
    added: 'Goes now.',
    dropped: 'Goes no longer.',
    elsewhere: 'Goes to another post, or on other days.',
    left: 'No longer in the facts, or the section gone to is not.',
  },
);

export const RegistryEntity = choices<Entity>('RegistryEntity', 'A sheet of the registry.', {
  zones: 'Zones of remoteness.',
  clusters: 'Districts, groups, pairs and pools.',
  schools: 'Schools.',
  members: 'Which school belongs to which cluster.',
  sections: 'Stages of schools.',
  classes: 'Classes and pupils by grade.',
  teachers: 'Teachers.',
  certificates: 'What teachers are certified to teach.',
  exemptions: 'Times of exemption.',
  postings: 'Postings.',
  requests: 'Requests of schools.',
  wishes: 'Wishes of teachers.',
  points: 'Scores of teachers.',
  recruits: 'People about to be recruited.',
  recruitCertificates: 'What they are certified to teach.',
});

export const ColumnKind = choices<Kind>('ColumnKind', 'What may stand in a column.', {
  text: 'Text.',
  code: 'Text that may look like a number: leading zeros count.',
  integer: 'A whole number.',
  number: 'A number.',
  day: 'A day; of days of service also a month, which is its first day.',
  'yes-no': 'Yes or no.',
  choice: 'A word of a closed list.',
  subject: 'A subject of the curriculum.',
  reference: 'The code of another row.',
  list: 'Several codes, best first.',
});

/** An enumeration whose values are named as the field's words are, in capitals. */
function choices<Value extends string>(name: string, description: string, texts: Record<Value, string>) {
  const isValue = (key: string): key is Value => key in texts;
  const values: Record<string, { value: Value; description: string }> = {};
  for (const value of Object.keys(texts).filter(isValue)) {
    values[value.toUpperCase().replaceAll('-', '_')] = { value, description: texts[value] };
  }
  return builder.enumType(name, { description, values });
}
