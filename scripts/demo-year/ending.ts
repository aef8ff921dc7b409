import type { Cast } from './cast.ts';
import { tellBalance } from './preparing.ts';
import { type PostingRead, postings } from './serving.ts';
import type { Stage } from './stage.ts';

/**
 * Hosts assess who is due home within the school year; another officer confirms; one teacher says what is wrong, is answered, and
 * assessed anew; HR decides of each end.
 */
export async function assessAndDecide(stage: Stage, cast: Cast, schoolYear: number): Promise<void> {
  const { head, approver } = cast;
  await stage.moveTo(`${schoolYear + 1}-01-11`);
  const due = (
    await postings(cast, { states: ['SERVING'], undecided: true, endsUntil: `${schoolYear + 1}-08-31` })
  ).filter(
    ({ form, reportBy, reportedOn }) => form !== 'CIRCUIT' && (reportBy === null || reportedOn !== null),
  );
  if (due.length < 3) throw new Error(`Only ${due.length} postings are to be assessed.`);
  const assessed = await assess(cast, schoolYear, due);
  await stage.moveTo(`${schoolYear + 1}-01-18`);
  for (const { assessmentId } of assessed)
    await approver.does('confirmAssessment', { assessmentId, version: 1 }, '... on Assessment { state }');
  approver.tells('assessments-confirmed', {
    zh: `审核确认${assessed.length}份考核。`,
    en: `confirms ${assessed.length} assessments.`,
  });
  const [failed] = assessed;
  if (failed === undefined) throw new Error('Nobody was assessed.');
  const teacher = await cast.teacher(failed.posting.teacher);
  await teacher.does(
    'contestAssessment',
    { assessmentId: failed.assessmentId, version: 2, comment: '有三周因病请假，满意度受影响' },
    '... on Assessment { comment }',
  );
  teacher.tells('assessment-commented', {
    zh: '对考核说明：有三周因病请假，满意度受影响。',
    en: 'says to the assessment: three weeks of sick leave told on it.',
  });
  await answerContest(cast, failed, schoolYear);
  await stage.moveTo(`${schoolYear + 1}-01-25`);
  const counts = { RETURN: 0, EXTEND: 0 };
  const stays: string[] = [];
  for (const [index, { posting, proposal }] of assessed.entries()) {
    const { id, version, teacher: who } = posting;
    // One is needed for longer though all is well: decided otherwise than proposed, with a reason.
    const decision = index === 1 ? 'EXTEND' : proposal;
    await head.does(
      'decideEndOfPosting',
      {
        postingId: id,
        version,
        decision,
        ...(decision !== proposal && { reason: '接收学校学科仍缺人，经本人同意延长一年' }),
      },
      '... on Posting { state }',
    );
    counts[decision] += 1;
    if (decision === 'EXTEND') stays.push(who.name);
  }
  head.tells('ends-decided', {
    zh: `决定期满去向：返回${counts.RETURN}人，延长${counts.EXTEND}人（${stays.join('、')}）。`,
    en: `decides of ${assessed.length} ends: ${counts.RETURN} go home, ${counts.EXTEND} stay longer (${stays.join(', ')}).`,
  });
}

interface Assessed {
  readonly posting: PostingRead;
  readonly assessmentId: string;
  readonly proposal: 'RETURN' | 'EXTEND';
}

/** Nothing is decided before there is an answer; it is right, so the host writes the assessment anew, and it is confirmed again. */
async function answerContest(
  cast: Cast,
  { posting, assessmentId }: Assessed,
  schoolYear: number,
): Promise<void> {
  const { head, approver } = cast;
  const { id, version, hostSchool, teacher } = posting;
  const said = await head.isRefused('assessment-contested', 'decideEndOfPosting', {
    postingId: id,
    version,
    decision: 'EXTEND',
  });
  head.tells('decision-refused', {
    zh: `此时决定去留被拒：${said}`,
    en: `may not decide of the end yet: ${said}`,
  });
  await head.does(
    'answerAssessment',
    { assessmentId, version: 3, returned: true, answer: '经核实，病假三周的问卷应当剔除' },
    '... on Assessment { state }',
  );
  head.tells('assessment-returned', {
    zh: `答复${teacher.name}：意见成立，退回${hostSchool.name}重新考核。`,
    en: `answers ${teacher.name}: it is right, and ${hostSchool.name} writes the assessment anew.`,
  });
  const by = await cast.principalOf(hostSchool.id);
  await by.does(
    'assessPosting',
    { postingId: id, version, assessmentVersion: 4, assessment: assessmentOf(schoolYear, 0, 79.95) },
    '... on Assessment { proposal }',
  );
  by.tells('assessed-anew', {
    zh: `重新考核${teacher.name}：剔除后满意度79.95%，仍低于80%。`,
    en: `assesses ${teacher.name} anew: without those weeks 79.95 % are content, which is still below 80.`,
  });
  await approver.does('confirmAssessment', { assessmentId, version: 5 }, '... on Assessment { state }');
  approver.tells('assessments-confirmed', {
    zh: `再次审核确认${teacher.name}的考核。`,
    en: `confirms the assessment of ${teacher.name} again.`,
  });
}

const assessmentOf = (schoolYear: number, index: number, pupilSatisfaction: number) => ({
  schoolYear,
  pupilSatisfaction,
  rank: 1 + (index % 6),
  rankedOf: 12,
  seriousViolation: false,
  qualityGain: true,
});

/** Made up: the first posting misses the limit of satisfaction by a hair, all others pass. */
async function assess(
  cast: Cast,
  schoolYear: number,
  due: readonly PostingRead[],
): Promise<readonly Assessed[]> {
  const done: Assessed[] = [];
  const hosts = new Map<string, string[]>();
  for (const [index, posting] of due.entries()) {
    const { id, version, hostSchool, teacher } = posting;
    const by = await cast.principalOf(hostSchool.id);
    const { id: assessmentId, proposal } = await by.does<{ id: string; proposal: 'RETURN' | 'EXTEND' }>(
      'assessPosting',
      {
        postingId: id,
        version,
        assessment: assessmentOf(schoolYear, index, index === 0 ? 79.9 : 85 + (index % 10)),
      },
      '... on Assessment { id proposal }',
    );
    done.push({ posting, assessmentId, proposal });
    hosts.set(hostSchool.id, [...(hosts.get(hostSchool.id) ?? []), teacher.name]);
  }
  for (const [schoolId, names] of hosts)
    (await cast.principalOf(schoolId)).tells('assessed', {
      zh: `考核${names.join('、')}。`,
      en: `assesses ${names.join(', ')}.`,
    });
  return done;
}

/** The county steps into the next school year, as previewed, once. */
export async function rollOver(stage: Stage, cast: Cast, schoolYear: number): Promise<void> {
  const { head, countyId, countyCode: code } = cast;
  await stage.moveTo(`${schoolYear}-02-20`);
  const { county } = await head.reads<{
    county: {
      rolloverPreview: {
        pupilsBefore: number;
        pupils: number;
        leaving: number;
        seal: string;
        endingPostings: object[];
        findings: object[];
      };
    };
  }>(
    `query ($code: String!, $schoolYear: Int!) { county(code: $code) { rolloverPreview(schoolYear: $schoolYear) {
      pupilsBefore pupils leaving seal endingPostings { id } findings { code } } } }`,
    { code, schoolYear },
  );
  const { pupilsBefore, pupils, leaving, seal, endingPostings, findings } = county.rolloverPreview;
  head.tells('rollover-previewed', {
    zh: `预览${schoolYear}学年：学生由${pupilsBefore}人变为${pupils}人，毕业${leaving}人，期满派任${endingPostings.length}项，提示${findings.length}条。`,
    en: `previews the school year ${schoolYear}: ${pupilsBefore} pupils become ${pupils}, ${leaving} leave, ${endingPostings.length} postings end, ${findings.length} findings.`,
  });
  const { grades } = await head.does<{ grades: number }>(
    'rollOver',
    { countyId, schoolYear, seal },
    '... on Rollover { grades }',
  );
  head.tells('rolled-over', {
    zh: `升级：写入${grades}个年级。`,
    en: `rolls over: ${grades} grades are written.`,
  });
  const said = await head.isRefused('rolled-over-already', 'rollOver', { countyId, schoolYear, seal });
  head.tells('rollover-once', { zh: `再次升级被拒：${said}`, en: `may not do it twice: ${said}` });
}

/** What the inspector finds of it: the quotas on file, and the balance after. */
export async function inspect(stage: Stage, cast: Cast, schoolYear: number): Promise<void> {
  const { inspector, countyCode: code } = cast;
  await stage.moveTo(`${schoolYear}-10-20`);
  const { county } = await inspector.reads<{
    county: { guarantees: { code: string; met: boolean | null; text: string }[] };
  }>('query ($code: String!, $on: Day!) { county(code: $code) { guarantees(on: $on) { code met text } } }', {
    code,
    on: stage.today(),
  });
  const quota = county.guarantees.find((one) => one.code === 'exchange-quota');
  inspector.tells('quotas-inspected', {
    zh: `督导检查：${quota?.text ?? ''}`,
    en: `inspects: ${quota?.text ?? ''}`,
  });
  await tellBalance(inspector, code, 'balance-after-read', stage.today());
}

/** The last day of the play: whoever was to come home is there. */
export async function comeHome(stage: Stage, cast: Cast, year: number): Promise<void> {
  const before = (await postings(cast, { states: ['SERVING'] })).length;
  await stage.moveTo(`${year}-09-01`);
  const after = (await postings(cast, { states: ['SERVING'] })).length;
  stage.tellOfServer('came-home', {
    zh: `期满结束${before - after}项派任，仍在派任${after}项。`,
    en: `ends ${before - after} postings, as their day has come; ${after} go on.`,
  });
}
