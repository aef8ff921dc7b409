import type * as prisma from '../prisma/generated/enums.ts';
import type { View } from '../solver/indicators.ts';
import type { CadreRole as SolverRole } from '../solver/problem.ts';
import type { Basis } from '../solver/roadmap/enrolment.ts';
import type { Cause } from '../solver/roadmap/gaps.ts';
import type { StartCode as Code } from '../solver/roadmap/start-now.ts';
import { builder } from './builder.ts';
import type { EngineChoice, Language as LanguageTag, RoleName, TextEncoding } from './context.ts';

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

export const Stage = choices<prisma.Stage>('Stage', 'A stage of compulsory education.', {
  primary: 'Grades 1 to 6 (小学).',
  junior: 'Grades 7 to 9 (初中).',
});

export const BalanceStandard = choices<'basic-2012' | 'quality-2017'>(
  'BalanceStandard',
  'A national standard of balanced compulsory education.',
  {
    'basic-2012': 'Basic balance (基本均衡, 2012): the mean of eight coefficients of variation.',
    'quality-2017': 'Quality balance (优质均衡, 2017): each of seven, and levels for every school.',
  },
);

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
});

export const PostingState = choices<prisma.PostingState>('PostingState', 'How far a posting is.', {
  ordered: 'Ordered, not begun.',
  serving: 'Under way.',
  ended: 'Ended.',
  cancelled: 'Called off before it began.',
});

export const RoundState = choices<prisma.RoundState>('RoundState', 'How far a round is.', {
  open: 'Open: facts, requests and wishes come in.',
  planning: 'Plans are being made.',
  provisional: 'A provisional list is published; objections are heard.',
  final: 'The list is final.',
  closed: 'Closed.',
});

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

/** An enumeration whose values are named as the field's words are, in capitals. */
function choices<Value extends string>(name: string, description: string, texts: Record<Value, string>) {
  const isValue = (key: string): key is Value => key in texts;
  const values: Record<string, { value: Value; description: string }> = {};
  for (const value of Object.keys(texts).filter(isValue)) {
    values[value.toUpperCase().replaceAll('-', '_')] = { value, description: texts[value] };
  }
  return builder.enumType(name, { description, values });
}
