import type {
  RuleAgainst,
  RuleAnswer as RuleAnswerShape,
  Eligibility as Shape,
} from '../solver/eligibility.ts';
import { withoutKind } from '../solver/rules/exemption.ts';
import { batched } from './batch.ts';
import { builder } from './builder.ts';
import { inWords } from './connection.ts';
import type { Viewer } from './context.ts';
import { FindingLevel } from './enums.ts';
import { asOf, dayAsked } from './on-day.ts';
import { isTeacher, readsPrivate, whoseTeacher } from './scope.ts';
import { sentence, Words } from './words.ts';

/** By `DAY COUNTY TEACHER`: of all teachers that a document asks for at once, county by county. */
const found = batched<Shape>(async (keys, { rounds }) => {
  const groups = new Map<string, string[]>();
  for (const key of keys) {
    const [day = '', county = '', teacher = ''] = key.split(' ');
    const group = `${day} ${county}`;
    groups.set(group, [...(groups.get(group) ?? []), teacher]);
  }
  const answers = new Map<string, Shape>();
  for (const [group, teachers] of groups) {
    const [day = '', county = ''] = group.split(' ');
    for (const [teacher, one] of await rounds.personal.eligibility(county, day, teachers))
      answers.set(`${group} ${teacher}`, one);
  }
  return answers;
});

interface For<Answer> {
  readonly answer: Answer;
  readonly own: boolean;
}

const forReader = <Answer>(viewer: Viewer | null, teacherId: string, answer: Answer): For<Answer> => ({
  answer,
  own: isTeacher(viewer, teacherId),
});

const RuleThatBars = builder.objectRef<For<RuleAgainst>>('RuleThatBars').implement({
  description: 'A rule that keeps a teacher out of the exchange.',
  fields: (t) => ({
    rule: t.string({ description: 'The rule; stable, for programs.', resolve: ({ answer }) => answer.rule }),
    title: t.string({
      description: 'Its title, in the reader’s language.',
      resolve: ({ answer }, _args, { language }) => inWords(answer.title, language),
    }),
    level: t.field({
      type: FindingLevel,
      description: 'How binding it is.',
      resolve: ({ answer }) => answer.level,
    }),
    clause: t.string({
      description: 'The clause it comes from, as the bureau cites it.',
      resolve: ({ answer }) => answer.clause,
    }),
    figures: t.field({
      type: 'JSON',
      description: 'Its figures by name. The kind of an exemption is for the teacher.',
      resolve: ({ answer: { rule, figures }, own }) => {
        if (rule !== 'exemption' || own) return figures;
        const { kind: _kind, ...others } = figures;
        return others;
      },
    }),
    ...sentence(
      t,
      {
        text: 'The sentence, in the reader’s language. Of an exemption HR reads whether it is health or family.',
        words: 'The sentence in both languages.',
      },
      ({ answer: { text }, own }) => (own ? text : withoutKind(text)),
    ),
  }),
});

const RuleAnswer = builder.objectRef<For<RuleAnswerShape>>('RuleAnswer').implement({
  description: 'What a rule about the person says of a teacher.',
  fields: (t) => ({
    rule: t.string({ description: 'The rule; stable, for programs.', resolve: ({ answer }) => answer.rule }),
    titleWords: t.field({
      type: Words,
      description: 'Its title, in both languages.',
      resolve: ({ answer }) => answer.title,
    }),
    level: t.field({
      type: FindingLevel,
      description: 'How binding it is.',
      resolve: ({ answer }) => answer.level,
    }),
    clause: t.string({
      description: 'The clause it comes from, as the bureau cites it.',
      resolve: ({ answer }) => answer.clause,
    }),
    met: t.boolean({
      description: 'Whether it lets the teacher go.',
      resolve: ({ answer }) => answer.met,
    }),
    ...sentence(
      t,
      {
        text: 'Why it is not met, with the figures; of one that is met what it asks. In the reader’s language; of an exemption HR reads whether it is health or family.',
        words: 'The same in both languages.',
      },
      ({ answer: { text }, own }) => (own ? text : withoutKind(text)),
    ),
  }),
});

const Eligibility = builder.objectRef<For<Shape> & { readonly on: string }>('Eligibility').implement({
  description:
    'Whether a teacher may be exchanged on a day, by the policy in force then and the record as it stands, and when that changes by itself.',
  fields: (t) => ({
    on: t.field({ type: 'Day', description: 'The day.', resolve: ({ on }) => new Date(`${on}T00:00:00Z`) }),
    eligible: t.boolean({
      description: 'Whether no rule about the person keeps the teacher.',
      resolve: ({ answer }) => answer.bar === null,
    }),
    bar: t.field({
      type: RuleThatBars,
      nullable: true,
      description: 'The first rule that does; null: none.',
      resolve: ({ answer: { bar }, own }) => bar && { answer: bar, own },
    }),
    changesOn: t.field({
      type: 'Day',
      nullable: true,
      description:
        'The first day after it on which the answer is the other one, all rules together; null: on no day that is known.',
      resolve: ({ answer: { changesOn } }) =>
        changesOn === null ? null : new Date(`${changesOn}T00:00:00Z`),
    }),
    afterwards: t.field({
      type: RuleThatBars,
      nullable: true,
      description: 'The rule that keeps the teacher from then on; null: none does, or nothing changes.',
      resolve: ({ answer: { afterwards }, own }) => afterwards && { answer: afterwards, own },
    }),
    rules: t.field({
      type: [RuleAnswer],
      description:
        'What every rule about the person says on the day, in the order findings explain best; the first not met is `bar`.',
      resolve: ({ answer: { rules }, own }) => rules.map((answer) => ({ answer, own })),
    }),
  }),
});

builder.prismaObjectField('Teacher', 'eligibility', (t) =>
  t.field({
    type: Eligibility,
    nullable: true,
    description:
      'Whether the teacher may be exchanged, and when that changes; null: not on the staff of a public school then. For HR and the teacher.',
    args: { on: t.arg(asOf) },
    select: { ...whoseTeacher, county: { select: { timeZone: true } } },
    resolve: async (teacher, { on }, context) => {
      if (!readsPrivate(context.viewer, teacher)) return null;
      const day = dayAsked(context, on, teacher.county.timeZone);
      const answer = await found(context, `${day} ${teacher.countyId} ${teacher.id}`);
      return answer === undefined ? null : { ...forReader(context.viewer, teacher.id, answer), on: day };
    },
  }),
);
