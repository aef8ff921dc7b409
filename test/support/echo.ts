import type { GoalChange, Option, Told } from '../../schema/context.ts';
import type { Answered, Answerer, Task } from '../../server/jobs/answerer.ts';

const words = { zh: '答', en: 'answer' };
const told = (en: string, tellsOf: Told['tellsOf']): Told => ({ zh: `答：${en}`, en, tellsOf });

const goal: GoalChange = {
  goal: 'gap',
  title: { zh: '学科缺口', en: 'Unfilled posts' },
  unit: 'posts',
  before: 3,
  after: 4,
  worse: 1,
  text: words,
};

/**
 * Answers without a solver, by nothing but the plan's own moves: everybody who moves could fill every post, and every
 * place moved to is open to everybody. Sentences say what they tell of. A teacher who is asked about by a post `exempt`
 * is barred for an exemption.
 */
export const echo: Pick<Answerer, 'ask'> = {
  async ask({ moves, question }: Task): Promise<Answered> {
    const made: { teacher: string; to: string; subject: string | null }[] = JSON.parse(moves);
    const goes = { kind: 'goes', role: null, chosen: false, goals: [goal] } as const;
    switch (question.act) {
      case 'why-not':
        return {
          answer: {
            code: question.post === 'exempt' ? 'exemption' : 'clash',
            figures: { from: '2027-05-01', kind: 'pregnancy' },
            text: told('names others', question.post === 'exempt' ? 'nobody' : 'others'),
            impersonal: { zh: '涉及他人。', en: 'without names' },
            remedies: [
              told('From 2027-05-01 no more.', 'nobody'),
              told('names others', 'others'),
              told('tells ages', 'private'),
            ],
          },
        };
      case 'options-for-teacher': {
        const { teacher } = question;
        const options: Option[] = made.map(({ to, subject }) => ({ ...goes, teacher, section: to, subject }));
        return { answer: { options: [...options, stays], none: null } };
      }
      case 'options-for-post': {
        const { section } = question;
        const options: Option[] = made.map(({ teacher, subject }) => ({
          ...goes,
          teacher,
          section,
          subject,
        }));
        return { answer: { options: [...options, { ...stays, kind: 'nobody' }], none: null } };
      }
      case 'worth':
        return {
          answer: [{ kind: 'bed', by: 1, about: words, text: words, gains: true, goals: [goal] }],
        };
      case 'least-coefficients':
        return {
          answer: [{ stage: 'primary', indicator: 'L1', today: 0.5, plan: 0.4, least: 0.25, proven: true }],
        };
      case 'verify':
        return { answer: { confirmed: true, faults: [], unproven: [], hash: '0'.repeat(64) } };
      case 'fairness':
        return {
          answer: made.flatMap(({ teacher, to }) =>
            (['envy', 'rural-burden'] as const).map((kind) => ({
              ...{ kind, teacher, other: made[0]?.teacher ?? '', section: to },
              ...{ own: 5, others: 3, code: 'unexplained', text: words },
            })),
          ),
        };
    }
  },
};

const stays: Option = {
  kind: 'stays',
  teacher: null,
  section: null,
  subject: null,
  role: null,
  chosen: true,
  goals: [goal],
};
