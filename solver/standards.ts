import { goals } from './goals/index.ts';
import { recruitBurden } from './goals/recruit-burden.ts';
import { recruitsPlaced } from './goals/recruits-placed.ts';
import type { Policy, Problem } from './problem.ts';
import { rules } from './rules/index.ts';
import { recruit } from './rules/recruit.ts';

/**
 * Weekly periods of the nine years of compulsory education: meets every share band of the 2022 national frame
 * and its totals of 26, 30 and 34 periods (domain B2). Grades left out have none.
 */
export const defaultCurriculum: Problem['curriculum'] = {
  version: 'national-2022/1',
  subjects: [
    subject('morality', '道德与法治', 'Morality and law', [2, 2, 2, 2, 2, 2, 2, 2, 2]),
    subject('chinese', '语文', 'Chinese', [8, 8, 7, 7, 6, 6, 5, 5, 5]),
    subject('maths', '数学', 'Mathematics', [4, 4, 4, 4, 4, 5, 5, 5, 5]),
    subject('foreign-language', '外语', 'Foreign language', [0, 0, 2, 2, 2, 3, 4, 4, 4]),
    subject('history', '历史', 'History', [0, 0, 0, 0, 0, 0, 2, 2, 2]),
    subject('geography', '地理', 'Geography', [0, 0, 0, 0, 0, 0, 2, 2, 0]),
    subject('science', '科学', 'Science', [1, 1, 2, 2, 2, 2, 0, 0, 0]),
    subject('biology', '生物学', 'Biology', [0, 0, 0, 0, 0, 0, 3, 2, 0]),
    subject('physics', '物理', 'Physics', [0, 0, 0, 0, 0, 0, 0, 2, 3]),
    subject('chemistry', '化学', 'Chemistry', [0, 0, 0, 0, 0, 0, 0, 0, 3]),
    subject('it', '信息科技', 'Information technology', [0, 0, 1, 1, 1, 1, 1, 1, 0]),
    subject('pe', '体育与健康', 'Physical education', [4, 4, 3, 3, 3, 3, 3, 3, 3]),
    subject('music', '音乐', 'Music', [2, 2, 2, 2, 2, 2, 1, 1, 1]),
    subject('art', '美术', 'Fine art', [2, 2, 2, 2, 2, 2, 1, 1, 1]),
    taughtByAnyone('labour', '劳动', 'Labour', [1, 1, 1, 1, 1, 1, 1, 1, 1]),
    taughtByAnyone('practical', '综合实践活动', 'Practical activities', [1, 1, 1, 1, 1, 1, 1, 1, 1]),
    taughtByAnyone('local', '地方与校本课程', 'Local and school courses', [1, 1, 3, 3, 4, 2, 3, 2, 3]),
  ],
};

/** Weekly periods of one full-time teacher, and half a load for class-teacher duty (domain B1). */
export const defaultLoad: Problem['load'] = {
  version: 'default/1',
  periods: [
    { stage: 'primary', load: 18 },
    ...each('primary', ['chinese', 'maths'], 14),
    { stage: 'junior', load: 16 },
    ...each('junior', ['chinese', 'maths', 'foreign-language'], 12),
    ...each('junior', ['physics', 'chemistry', 'biology', 'morality', 'history', 'geography', 'pe'], 14),
  ],
  classTeacherDuty: 0.5,
};

/**
 * Every rule at its own level, clause and figures, written out; every goal in the usual order. What is about recruits stands
 * where there are any, whether a policy names it or not, and is left out: it says nothing of the others' years.
 */
export const defaultPolicy: Policy = {
  version: 'default/1',
  rules: Object.fromEntries(
    rules
      .filter(({ name }) => name !== recruit.name)
      .map(({ name, level, clause, read }) => [name, Object.assign({ level, clause }, read(undefined))]),
  ),
  goals: goals
    .filter((goal) => goal !== recruitsPlaced && goal !== recruitBurden)
    .map(({ name, settings }) => Object.assign({ name }, settings.parse({}))),
  openings: { rounding: 'nearest', threshold: 0.5, requests: 'raise' },
};

type Subject = Problem['curriculum']['subjects'][number];
type Load = Problem['load']['periods'][number];

/** A subject for specialists; `weekly` lists the periods of grades 1 to 9. */
function subject(code: string, zh: string, en: string, weekly: readonly number[]): Subject {
  const grades = weekly.map((periods, index) => [`${index + 1}`, periods] as const);
  const periods = Object.fromEntries(grades.filter(([, count]) => count > 0));
  return { code, name: { zh, en }, specialist: true, periods };
}

function taughtByAnyone(code: string, zh: string, en: string, weekly: readonly number[]): Subject {
  return { ...subject(code, zh, en, weekly), specialist: false };
}

function each(stage: Load['stage'], subjects: readonly string[], load: number): Load[] {
  return subjects.map((code) => ({ stage, subject: code, load }));
}
