import { parentPort } from 'node:worker_threads';
import * as z from 'zod';
import type { Answers, GoalChange, Option, Options, Told, WhyNot } from '../../schema/context.ts';
import { fromTo } from '../../solver/amounts.ts';
import { leastCoefficients } from '../../solver/balance/least.ts';
import type { Case } from '../../solver/case.ts';
import { fairness } from '../../solver/fairness.ts';
import {
  circuit,
  type Figures,
  type Move,
  move,
  type Plan,
  placement,
  plan as planFormat,
  type Words,
} from '../../solver/plan.ts';
import { cadreRoles, problem as format, type Problem } from '../../solver/problem.ts';
import { outlook } from '../../solver/roadmap/outlook.ts';
import { type Roadmap, roadmap } from '../../solver/roadmap/roadmap.ts';
import { age } from '../../solver/rules/age.ts';
import { exemption } from '../../solver/rules/exemption.ts';
import { verify } from '../../solver/verify.ts';
import { type GoalChange as Solved, type Option as SolvedOption, WhatIf } from '../../solver/what-if.ts';
import { nobodyFor, whyNotIn } from '../../solver/why.ts';
import type { Answered, Asked, QuestionInKeys as Question } from './answerer.ts';
import { yearShares } from './year-shares.ts';

/** Questions about a plan, answered by solving its problem again: the thread blocks meanwhile, and may be killed. */
const port = parentPort;
if (port === null) throw new Error('answering-thread.ts runs in a worker thread only.');

/** The last problem asked about, solved once it is needed: the next question goes on from it. */
interface Open {
  readonly hash: string;
  readonly problem: Problem;
  whatIf: WhatIf | null;
}
let open: Open | null = null;

port.on('message', async (asked: Asked) => {
  const about = opened(asked);
  port.postMessage(
    'question' in asked ? await answered(about, asked) : await yearsToCome(about.problem, asked),
  );
});

function opened({ hash, problem }: Asked): Open {
  if (problem !== null) {
    open?.whatIf?.close();
    open = { hash, problem: format.parse(JSON.parse(problem)), whatIf: null };
  }
  if (open?.hash !== hash) throw new Error('The thread was asked about a problem it does not have.');
  return open;
}

/** Each year is solved within its share of the time, so that the whole is answered before it is given up. */
const yearsToCome = (
  problem: Problem,
  { years, asOf, enrolments, seconds }: Extract<Asked, { years: number }>,
): Promise<Roadmap> =>
  roadmap(problem, outlook.parse({ enrolments, asOf }), {
    years,
    stopping: yearShares(years, seconds, () => performance.now()),
  });

async function answered(
  open: Open,
  { moves, circuits, placements, question }: Extract<Asked, { question: Question }>,
): Promise<Answered> {
  const unknown = unknownIn(open.problem, question);
  if (unknown !== null) return { refused: unknown };
  const plan = {
    moves: move.array().parse(JSON.parse(moves)),
    circuits: z.array(circuit).parse(JSON.parse(circuits)),
    placements: z.array(placement).parse(JSON.parse(placements)),
  };
  if (question.act === 'verify') {
    const file = planFormat.parse(JSON.parse(question.file));
    return { answer: { ...verify(open.problem, file), hash: open.hash } };
  }
  if (question.act === 'fairness') return { answer: casesOf(open.problem, plan) };
  if (question.act === 'least-coefficients') {
    const { standard, view } = question;
    return { answer: await leastCoefficients(open.problem, plan.moves, standard, view) };
  }
  open.whatIf ??= await WhatIf.open(open.problem);
  if (!open.whatIf.hasPlan) return { refused: 'no-plan' };
  if (!makes(open.whatIf, plan.moves)) return { refused: 'another-plan' };
  return { answer: await answerTo(question, open.problem, open.whatIf) };
}

/** What of the question the problem does not have; null: it has all. */
function unknownIn({ teachers, sections, curriculum }: Problem, question: Question) {
  if ('teacher' in question && !teachers.some(({ id }) => id === question.teacher)) return 'teacher';
  if (!('section' in question) || question.section === undefined) return null;
  const { section, post } = question;
  if (!sections.some(({ id }) => id === section)) return 'section';
  const posts: string[] = [...curriculum.subjects.map(({ code }) => code), ...cadreRoles];
  return post === undefined || posts.includes(post) ? null : 'post';
}

/** Whether the problem, solved again, gives these moves; who comes home does so unasked. */
function makes({ made }: WhatIf, moves: readonly Move[]): boolean {
  const named = (who: string, to: string, subject: string | null, role: string | null) =>
    JSON.stringify([who, to, subject, role]);
  const known = moves
    .filter(({ form }) => form !== 'return')
    .map(({ teacher, to, subject, role }) => named(teacher, to, subject, role));
  const again = new Set(
    [...made].map(({ teacher, opening }) =>
      named(teacher.id, opening.section.id, opening.subject, opening.role),
    ),
  );
  return known.length === again.size && known.every((one) => again.has(one));
}

async function answerTo(
  question: Exclude<Question, { act: 'fairness' | 'least-coefficients' | 'verify' }>,
  problem: Problem,
  whatIf: WhatIf,
): Promise<Answers[keyof Answers]> {
  const { county } = whatIf;
  switch (question.act) {
    case 'why-not': {
      const { teacher, section, post } = question;
      const place = section === undefined ? undefined : { section, post };
      const { code, figures, text, remedies } = await whyNotIn(problem, whatIf, teacher, place);
      return why(county, teacher, code, figures, text, remedies);
    }
    case 'options-for-teacher': {
      const barred = county.barred(county.teacher(question.teacher));
      if (!barred) return ranked(whatIf.forTeacher(question.teacher), null);
      const { rule, bar } = barred;
      return ranked([], why(county, question.teacher, rule.name, bar.figures, bar.text, []));
    }
    case 'options-for-post': {
      const { section, post } = question;
      const options = whatIf.forPost(section, post);
      const none = nobodyFor(county, section, post);
      return ranked(options, options.length > 0 ? null : why(county, null, 'nobody', {}, none, []));
    }
    case 'worth':
      return whatIf.worth().map(({ kind, by, about, text, gains, goals }) => ({
        kind,
        by,
        about,
        text,
        gains,
        goals: goals.map(inWords),
      }));
  }
}

const casesOf = (
  problem: Problem,
  plan: Pick<Plan, 'moves' | 'circuits' | 'placements'>,
): Answers['fairness'] => fairness(problem, plan);

const ranked = (options: readonly SolvedOption[], none: WhyNot | null): Options => ({
  options: options.map(plain),
  none,
});

const plain = ({ candidate, nobody, chosen, goals }: SolvedOption): Option => ({
  kind: candidate ? 'goes' : nobody ? 'nobody' : 'stays',
  teacher: candidate?.teacher.id ?? null,
  section: candidate?.opening.section.id ?? null,
  subject: candidate?.opening.subject ?? null,
  role: candidate?.opening.role ?? null,
  chosen,
  goals: goals?.map(inWords) ?? null,
});

const inWords = (change: Solved): GoalChange => ({
  ...change,
  text: fromTo(change, change.before, change.after),
});

function why(
  county: Case,
  about: string | null,
  code: string,
  figures: Figures,
  text: Words,
  remedies: readonly Words[],
): WhyNot {
  const told = (words: Words): Told => ({ ...words, tellsOf: tellsOf(county, about, words) });
  return {
    code,
    figures,
    text: told(text),
    impersonal: rulesAlone(county, code, figures),
    remedies: remedies.map(told),
  };
}

/** Of whom a sentence tells beside the teacher asked about, by name or staff number. */
function tellsOf({ problem }: Case, about: string | null, { zh, en }: Words): Told['tellsOf'] {
  const names = problem.teachers.some(
    ({ id, name }) => id !== about && [name, `（${id}）`, `（${id}，`].some((text) => zh.includes(text)),
  );
  if (!names) return 'nobody';
  const isPrivate = [age, exemption].some(
    ({ title }) => zh.includes(`“${title.zh}”`) || en.includes(`'${title.en}'`),
  );
  return isPrivate ? 'private' : 'others';
}

/** The titles of the rules that stand against it, and nothing that could be about a person. */
function rulesAlone({ rules }: Case, code: string, figures: Figures): Words {
  const names = [code, ...String(figures['rules'] ?? '').split(',')];
  const titles = rules.filter(({ name }) => names.includes(name)).map(({ title }) => title);
  if (titles.length === 0)
    return {
      zh: '其余安排不允许，涉及其他人员。',
      en: 'Other moves stand against it, and they concern other people.',
    };
  return {
    zh: `作出这项安排后，${titles.map(({ zh }) => `“${zh}”`).join('、')}不能同时满足，涉及其他人员。`,
    en: `With this move ${titles.map(({ en }) => `'${en}'`).join(', ')} cannot hold, for reasons that concern other people.`,
  };
}
