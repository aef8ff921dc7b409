import type {
  Relaxation as RelaxationShape,
  Diagnosis as Shape,
  Words as WordsShape,
} from '../solver/plan.ts';
import type { Pin } from '../solver/problem.ts';
import { withoutKind } from '../solver/rules/exemption.ts';
import { builder } from './builder.ts';
import { inWords } from './connection.ts';
import type { Viewer } from './context.ts';
import { ClashExtent, PinKind, RuleLevel } from './enums.ts';
import { sectionKeyed, sectionOnFile, teacherNumbered, teacherOnFile } from './on-file.ts';
import { administers, readsCounty } from './scope.ts';
import { Subject, subjectOf } from './subject.ts';
import { sentence, Words } from './words.ts';

type OfCounty<Part> = Part & { readonly countyId: string };

const ClashingPin = builder.objectRef<OfCounty<Pin>>('ClashingPin').implement({
  description: 'A pin of a clash: without it, or another of them, the others could hold.',
  fields: (t) => ({
    kind: t.expose('kind', { type: PinKind, description: 'What is fixed.' }),
    staffNumber: t.exposeString('teacher', { description: 'Staff number of the teacher.' }),
    teacher: teacherOnFile(t, 'The teacher; null: no longer on file.', ({ countyId, teacher }, context) =>
      teacherNumbered(context, countyId, teacher),
    ),
    section: sectionOnFile(
      t,
      'The section; null: the teacher stays, or it is no longer on file.',
      (pin, context) => (pin.kind === 'stay' ? null : sectionKeyed(context, pin.countyId, pin.section)),
    ),
    subject: t.field({
      type: Subject,
      nullable: true,
      description: 'The subject of the opening; null: any.',
      resolve: (pin, _args, context) =>
        pin.kind === 'move' && pin.subject !== undefined
          ? subjectOf(context, pin.countyId, pin.subject)
          : null,
    }),
  }),
});

const ClashingRule = builder.objectRef<OfCounty<Shape['clash'][number]>>('ClashingRule').implement({
  description: 'A rule that cannot hold together with the others named.',
  fields: (t) => ({
    rule: t.exposeString('rule', { description: 'The rule.' }),
    title: t.string({
      description: 'What it is called, in the reader’s language.',
      resolve: ({ rule }, _args, { language, rounds }) => {
        const title = rounds.ruleTitle(rule);
        return title === null ? rule : inWords(title, language);
      },
    }),
    level: t.expose('level', { type: RuleLevel, description: 'How binding it is.' }),
    clause: t.exposeString('clause', {
      nullable: true,
      description: 'The clause it comes from; null: none given.',
    }),
    pins: t.field({
      type: [ClashingPin],
      description:
        'Of the rule `pins`: those that clash, none of which can be spared; empty: not told which. For who reads the county.',
      resolve: ({ countyId, pins = [] }) => pins.map((pin) => ({ countyId, ...pin })),
    }),
    keptHome: t.expose('keptHome', {
      type: Words,
      nullable: true,
      description:
        'Of a rule about the person or the post: how many it alone keeps at home, of which subjects, at which schools; null: nobody, or not told. For who reads the county.',
    }),
    ...sentence(
      t,
      {
        text: 'What it asks here, with the posts that are open where more would do, in the reader’s language.',
        words: 'What it asks here, in both languages.',
      },
      ({ text }) => text,
    ),
  }),
});

const Waived = builder.objectRef<OfCounty<RelaxationShape['waives'][number]>>('Waived').implement({
  description: 'One breach that a relaxation lets stand.',
  fields: (t) => ({
    rule: t.exposeString('rule', { description: 'The rule broken.' }),
    staffNumbers: t.exposeStringList('teachers', { description: 'Staff numbers of the teachers concerned.' }),
    freed: teacherOnFile(
      t,
      'Of the rule `pins`: who is free once it is waived, for `Assumptions.freed`; null: another rule, or no longer on file.',
      ({ countyId, rule, teachers: [first] }, context) =>
        rule === 'pins' && first !== undefined ? teacherNumbered(context, countyId, first) : null,
    ),
    sectionKeys: t.exposeStringList('sections', {
      description: 'The sections concerned, by their key in the problem.',
    }),
    amount: t.exposeFloat('amount', { description: 'How far beyond the limit, in `unit`.' }),
    unit: t.exposeString('unit', { description: 'The unit of `amount`.' }),
    ...sentence(
      t,
      { text: 'The sentence, in the reader’s language.', words: 'The sentence in both languages.' },
      ({ text }) => withoutKind(text),
    ),
  }),
});

const Accepted = builder.objectRef<RelaxationShape['accepts'][number]>('Accepted').implement({
  description: 'A figure of a rule that would do in place of exceptions.',
  fields: (t) => ({
    rule: t.exposeString('rule', { description: 'The rule.' }),
    figure: t.exposeString('figure', { description: 'Its figure.' }),
    asked: t.exposeFloat('asked', { description: 'What the policy has.' }),
    reached: t.exposeFloat('reached', { description: 'With what a plan exists.' }),
    ...sentence(
      t,
      { text: 'The sentence, in the reader’s language.', words: 'The sentence in both languages.' },
      ({ text }) => text,
    ),
  }),
});

const Relaxation = builder.objectRef<OfCounty<RelaxationShape>>('Relaxation').implement({
  description:
    'What to give up so that a plan exists: one was found that breaks these rules so far, and no other.',
  fields: (t) => ({
    rules: t.exposeStringList('rules', { description: 'The rules broken in that plan.' }),
    cases: t.exposeInt('cases', {
      description:
        'How many exceptions: people, beds, posts or pins too few or too many, and postings that a rule forbids; no plan does with fewer. Full-time posts and yuan are told by `waives` alone.',
    }),
    waives: t.field({
      type: [Waived],
      description: 'Each breach by name. Where ages or exemptions are among them, for HR officers alone.',
      resolve: ({ countyId, waives }) => waives.map((waived) => ({ countyId, ...waived })),
    }),
    accepts: t.field({
      type: [Accepted],
      description: 'Figures to set instead; empty: none would do. For the same readers as `waives`.',
      resolve: ({ accepts }) => accepts,
    }),
    ...sentence(
      t,
      {
        text: 'What would have to be decided, in the reader’s language.',
        words: 'What would have to be decided, in both languages.',
      },
      ({ text }) => withoutKind(text),
    ),
  }),
});

const Clash = builder.objectRef<OfCounty<Shape['further'][number]>>('Clash').implement({
  description: 'Rules that cannot all hold together, whatever is decided about other clashes.',
  fields: (t) => ({
    rules: t.field({
      type: [ClashingRule],
      description: 'First those of the policy, which may be relaxed, last those that always hold.',
      resolve: ({ countyId, clash }) => clash.map((rule) => ({ countyId, ...rule })),
    }),
    extent: t.expose('extent', { type: ClashExtent, description: 'Whether it is a smallest one.' }),
  }),
});

export const Diagnosis = builder.objectRef<OfCounty<Shape>>('Diagnosis').implement({
  description: 'Why no plan exists.',
  fields: (t) => ({
    clash: t.field({
      type: [ClashingRule],
      description:
        'Rules that cannot all hold together: first those of the policy, which may be relaxed, last those that always hold. Whether any of them can be spared, `extent` says.',
      resolve: ({ countyId, clash }) => clash.map((rule) => ({ countyId, ...rule })),
    }),
    extent: t.expose('extent', {
      type: ClashExtent,
      nullable: true,
      description: 'Whether the clash is a smallest one; null: not told.',
    }),
    further: t.field({
      type: [Clash],
      description:
        'Clashes of other causes, each of which would be left when those before it are settled; empty: there is one cause.',
      resolve: ({ countyId, further }) => further.map((clash) => ({ countyId, ...clash })),
    }),
    relaxations: t.field({
      type: [Relaxation],
      description:
        'The least to give up, that which touches the fewest people first; empty: nothing that may be relaxed would help. For who reads the county.',
      resolve: ({ countyId, relaxations }) => relaxations.map((relaxation) => ({ countyId, ...relaxation })),
    }),
  }),
});

/**
 * A diagnosis as far as the viewer may read it: pins and relaxations name people, and are for who reads the county;
 * whose age or exemption would have to be passed over is for HR officers.
 */
export function diagnosisFor(
  viewer: Viewer | null,
  county: { id: string; provinceId: string },
  diagnosis: Shape,
): OfCounty<Shape> {
  const { clash, further, relaxations } = diagnosis;
  const told = { countyId: county.id, ...diagnosis };
  if (administers(viewer, county.id)) return told;
  if (readsCounty(viewer, county)) return { ...told, relaxations: relaxations.map(withoutPrivate) };
  return {
    ...told,
    clash: unnamed(clash),
    further: further.map((other) => ({ ...other, clash: unnamed(other.clash) })),
    relaxations: [],
  };
}

const unnamed = (clash: Shape['clash']): Shape['clash'] =>
  clash.map(({ pins: _pins, keptHome: _keptHome, ...rule }) =>
    rule.rule === 'pins' ? { ...rule, text: pinned } : rule,
  );

const pinned: WordsShape = { zh: '人工指定。', en: 'Pinned by hand.' };

const withoutPrivate = (relaxation: RelaxationShape): RelaxationShape =>
  relaxation.rules.some((rule) => ['age', 'exemption'].includes(rule))
    ? { ...relaxation, waives: [], accepts: [], text: forOfficers }
    : relaxation;

const forOfficers: WordsShape = {
  zh: '须就个人的年龄或免于交流情形作出例外决定，详情由县教育局人事干部掌握。',
  en: 'An exception about the ages or exemptions of some teachers; the county’s HR officers read which.',
};
