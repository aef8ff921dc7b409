import { builder } from './builder.ts';
import { inWords } from './connection.ts';
import {
  ImportCannotBeUndone,
  ImportRefused,
  InvalidInput,
  NoPlanToAskAbout,
  NotAllowed,
  NotFound,
  NotInPlan,
  PlanNotFoundAgain,
  ProblemRefused,
  QuestionGivenUp,
  type Refusal,
  RoundNotOpen,
  SignInRefused,
  SolveAlreadyRunning,
  SolveHasEnded,
  TooManyAttempts,
  TooManyQuestions,
  VersionConflict,
} from './errors.ts';
import { idOf } from './ids.ts';
import { ImportReport } from './import-report.ts';
import { sentence } from './words.ts';

export const RefusalInterface = builder.interfaceRef<Refusal>('Refusal').implement({
  description: 'Why something was not done, and what to do about it.',
  fields: (t) => ({
    code: t.exposeString('code', { description: 'The kind of refusal; stable, for programs.' }),
    message: t.string({
      description: 'What is wrong and how to mend it, in the reader’s language.',
      resolve: ({ words }, _args, { language }) => inWords(words, language),
    }),
  }),
});

const refusal = { interfaces: [RefusalInterface] };

builder.objectType(NotAllowed, {
  ...refusal,
  name: 'NotAllowed',
  description: 'The reader may see the row, but not do this with it.',
});

builder.objectType(NotFound, {
  ...refusal,
  name: 'NotFound',
  description: 'There is no such row, or none the reader may know of.',
});

const ChangeSince = builder.objectRef<VersionConflict['changes'][number]>('ChangeSince').implement({
  description: 'One thing done to a row since the writer read it.',
  fields: (t) => ({
    at: t.expose('at', { type: 'DateTime', description: 'When.' }),
    by: t.exposeString('by', { nullable: true, description: 'Who; null: not known.' }),
    action: t.exposeString('action', { description: 'What was done; stable, for programs.' }),
    ...sentence(
      t,
      { text: 'The same in words, in the reader’s language.', words: 'The same in both languages.' },
      ({ what }) => what,
    ),
  }),
});

builder.objectType(VersionConflict, {
  ...refusal,
  name: 'VersionConflict',
  description: 'Somebody changed the row after the writer read it.',
  fields: (t) => ({
    current: t.exposeInt('current', { description: 'The version the row has now.' }),
    changedBy: t.exposeString('changedBy', {
      nullable: true,
      description: 'Who changed it last; null: not known.',
    }),
    since: t.field({
      type: [ChangeSince],
      description: 'What was done since, the latest first, as far as the record tells.',
      resolve: ({ changes }) => changes,
    }),
  }),
});

builder.objectType(InvalidInput, {
  ...refusal,
  name: 'InvalidInput',
  description: 'An argument makes no sense.',
  fields: (t) => ({
    path: t.stringList({
      description: 'The way to the argument, such as `["pins", "3", "sectionId"]`.',
      resolve: ({ path }) => [...path],
    }),
  }),
});

builder.objectType(ImportRefused, {
  ...refusal,
  name: 'ImportRefused',
  description: 'The file has faults, so nothing of it was written.',
  fields: (t) => ({
    report: t.expose('report', { type: ImportReport, description: 'Every fault and where it is.' }),
  }),
});

const EditedRow = builder.objectRef<ImportCannotBeUndone['edited'][number]>('EditedRow').implement({
  description: 'A row that was edited after an import wrote it.',
  fields: (t) => ({
    entity: t.exposeString('entity', { description: 'What it is: school, teacher, and so on.' }),
    key: t.exposeString('key', { description: 'Its code or number.' }),
  }),
});

builder.objectType(ImportCannotBeUndone, {
  ...refusal,
  name: 'ImportCannotBeUndone',
  description: 'Rows of the import were edited since: taking it back would lose those edits.',
  fields: (t) => ({
    edited: t.field({ type: [EditedRow], description: 'The rows edited.', resolve: ({ edited }) => edited }),
  }),
});

builder.objectType(SolveAlreadyRunning, {
  ...refusal,
  name: 'SolveAlreadyRunning',
  description: 'The round already has a solve under way.',
  fields: (t) => ({
    solveId: t.id({
      description: 'The solve to wait for or to cancel.',
      resolve: ({ solveId }) => idOf('Solve', solveId),
    }),
  }),
});

builder.objectType(SolveHasEnded, {
  ...refusal,
  name: 'SolveHasEnded',
  description: 'The solve has ended: there is nothing to cancel.',
});

builder.objectType(RoundNotOpen, {
  ...refusal,
  name: 'RoundNotOpen',
  description: 'The round is past planning.',
});

/** Where facts are wrong, and not what stands there, which may be a day of birth: for whoever is no HR officer of the county. */
export const withoutValues = <Told extends { readonly found: string }>(faults: readonly Told[]): Told[] =>
  faults.map((fault) => ({ ...fault, found: '–' }));

export const ProblemFault = builder.objectRef<ProblemRefused['faults'][number]>('ProblemFault').implement({
  description: 'One thing wrong with the facts a plan would rest on.',
  fields: (t) => ({
    path: t.exposeString('path', { description: 'Where, as a JSON path into the problem.' }),
    found: t.exposeString('found', { description: 'What stands there.' }),
    expected: t.exposeString('expected', { description: 'What should stand there.' }),
  }),
});

builder.objectType(ProblemRefused, {
  ...refusal,
  name: 'ProblemRefused',
  description: 'The county’s facts cannot be solved as they stand.',
  fields: (t) => ({
    faults: t.field({ type: [ProblemFault], description: 'Every fault.', resolve: ({ faults }) => faults }),
  }),
});

builder.objectType(TooManyQuestions, {
  ...refusal,
  name: 'TooManyQuestions',
  description: 'As many questions are being answered and waiting as the server takes: ask again later.',
});

builder.objectType(QuestionGivenUp, {
  ...refusal,
  name: 'QuestionGivenUp',
  description: 'The answer would have taken more time or memory than a question may.',
});

builder.objectType(NoPlanToAskAbout, {
  ...refusal,
  name: 'NoPlanToAskAbout',
  description: 'No plan exists or none was found, so there is nothing to compare with.',
});

builder.objectType(PlanNotFoundAgain, {
  ...refusal,
  name: 'PlanNotFoundAgain',
  description: 'Solved again, the facts give another plan than the one asked about.',
});

builder.objectType(NotInPlan, {
  ...refusal,
  name: 'NotInPlan',
  description: 'The facts the plan rests on know nothing of what is asked about.',
});

builder.objectType(SignInRefused, {
  ...refusal,
  name: 'SignInRefused',
  description: 'The address or the password is wrong, or the account is closed.',
});

builder.objectType(TooManyAttempts, {
  ...refusal,
  name: 'TooManyAttempts',
  description: 'Too many wrong passwords.',
  fields: (t) => ({
    retryAfterSeconds: t.exposeInt('retryAfterSeconds', { description: 'When to try again, in seconds.' }),
  }),
});
