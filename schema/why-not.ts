import type { Figures, Words } from '../solver/plan.ts';
import { withoutKind } from '../solver/rules/exemption.ts';
import type { Asked, For } from './asked.ts';
import { builder } from './builder.ts';
import type { WhyNot as Shape, Told } from './context.ts';
import { hides } from './reason.ts';
import { administers, isTeacher, readsCounty } from './scope.ts';
import { sentence } from './words.ts';

const Remedy = builder.objectRef<Words>('Remedy').implement({
  description: 'What would change an answer: solved again with it.',
  fields: (t) =>
    sentence(
      t,
      { text: 'The sentence, in the reader’s language.', words: 'The sentence in both languages.' },
      withoutKind,
    ),
});

export const WhyNot = builder.objectRef<For<Shape>>('WhyNot').implement({
  description: 'Why a plan does not make a move, and what would change that.',
  fields: (t) => ({
    code: t.exposeString('code', {
      description:
        'The rule that stands against it; or `chosen` (the plan makes it), `costs-more`, `equal` (the draw decided), `clash` (other rules could not hold), `no-opening`, `nobody`. Stable, for programs.',
    }),
    ...sentence(
      t,
      {
        text: 'The sentence, in the reader’s language. Kinds of exemptions and ages are told as in reasons, and other people to who reads the county.',
        words: 'The sentence in both languages.',
      },
      textOf,
    ),
    figures: t.field({
      type: 'JSON',
      description: 'The figures of the sentence by name.',
      resolve: figuresOf,
    }),
    remedies: t.field({
      type: [Remedy],
      description: 'What would change it, the least first; or that nothing would.',
      resolve: remediesOf,
    }),
  }),
});

/** Whether the sentence tells the kind of an exemption or an age that the viewer may not read. */
const hidden = ({ code, about, asked }: For<Shape>): Words | undefined =>
  about === null ? undefined : hides({ code, teacher: about }, asked.viewer);

/** The kind of an exemption is for the teacher. */
function figuresOf(why: For<Shape>): Figures {
  if (hidden(why)) return {};
  const { kind: _kind, ...others } = why.figures;
  return why.code === 'exemption' && !isTeacher(why.asked.viewer, why.about?.id ?? '') ? others : why.figures;
}

function textOf(why: For<Shape>): Words {
  const told = hidden(why) ?? (mayBeTold(why.text, why.asked) ? why.text : why.impersonal);
  return isTeacher(why.asked.viewer, why.about?.id ?? '') ? told : withoutKind(told);
}

function remediesOf(why: For<Shape>): readonly Words[] {
  const { from } = why.figures;
  const until = hidden(why) && typeof from === 'string' ? from : null;
  const own = why.remedies.filter(({ en }) => until === null || !en.includes(until));
  const told = own.filter((remedy) => mayBeTold(remedy, why.asked));
  return told.length < own.length ? [...told, concernsOthers] : told;
}

/** Of others who reads the county is told; of their ages and exemptions the county’s HR officers alone. */
const mayBeTold = ({ tellsOf }: Told, { viewer, county }: Asked): boolean =>
  tellsOf === 'nobody' ||
  administers(viewer, county.id) ||
  (tellsOf === 'others' && readsCounty(viewer, county));

const concernsOthers: Words = {
  zh: '另有办法，但涉及其他人员；请向县教育局人事干部了解。',
  en: 'There are other ways, and they concern other people: ask the county’s HR officer.',
};
